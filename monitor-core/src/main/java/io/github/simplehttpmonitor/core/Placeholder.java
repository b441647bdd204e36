package io.github.simplehttpmonitor.core;

/** Holds the place of the first real class. */
public final class Placeholder {

  private Placeholder() {}

  /** {@return the name of the module} */
  public static String name() {
    return "monitor-core";
  }
}
