package io.github.simplehttpmonitor.cli;

import java.util.Locale;

/** How results are written. */
enum OutputForm {
  /** Lines for people. */
  TEXT,
  /** An object on each line. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
