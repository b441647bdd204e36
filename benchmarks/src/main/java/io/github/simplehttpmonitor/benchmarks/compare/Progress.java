package io.github.simplehttpmonitor.benchmarks.compare;

import java.util.Locale;

/** Tells on standard error what goes on. */
final class Progress {

  private Progress() {}

  static void say(String format, Object... args) {
    System.err.println("compare: " + String.format(Locale.ROOT, format, args).replace("\\|", "|"));
  }
}
