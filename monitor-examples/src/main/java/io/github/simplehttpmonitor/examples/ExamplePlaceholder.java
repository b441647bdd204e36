package io.github.simplehttpmonitor.examples;

import io.github.simplehttpmonitor.core.Placeholder;

/** Holds the place of the first example. */
public final class ExamplePlaceholder {

  private ExamplePlaceholder() {}

  /**
   * Runs the example.
   *
   * @param args ignored
   */
  public static void main(String[] args) {
    System.out.println(Placeholder.name());
  }
}
