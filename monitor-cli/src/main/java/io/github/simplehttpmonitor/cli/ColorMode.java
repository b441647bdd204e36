package io.github.simplehttpmonitor.cli;

import java.util.Locale;

/** When text is coloured. */
enum ColorMode {
  /** On a terminal that can, unless {@code NO_COLOR} is set (no-color.org). */
  AUTO,
  /** Always. */
  ALWAYS,
  /** Never. */
  NEVER;

  boolean isOn(Environment environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          environment.terminals().contains(1)
              && environment.variable("NO_COLOR").isEmpty()
              && !environment.variable("TERM").orElse("").equals("dumb");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
