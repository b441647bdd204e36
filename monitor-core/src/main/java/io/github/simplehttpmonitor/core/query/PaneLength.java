package io.github.simplehttpmonitor.core.query;

import java.time.Duration;

/** The lengths of panes: a window has at most 120, but they are at least a second long. */
final class PaneLength {

  private static final int MAX_PANES = 120;

  /** Divisors of a day, so that panes aligned to the epoch are aligned to days as well. */
  private static final int[] SECONDS = {
    1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36, 40, 45, 48, 50, 54, 60,
    72, 75, 80, 90, 96, 100, 108, 120, 135, 144, 150, 160, 180, 200, 216, 225, 240, 270, 288, 300,
    320, 360, 400, 432, 450, 480, 540, 576, 600, 675, 720
  };

  private PaneLength() {}

  static Duration of(Duration window) {
    long seconds = window.toSeconds();
    if (window.equals(Duration.ofSeconds(seconds))) {
      for (int pane : SECONDS) {
        if (seconds % pane == 0 && seconds / pane <= MAX_PANES) {
          return Duration.ofSeconds(pane);
        }
      }
    }
    throw new IllegalArgumentException(
        "a window is a whole number of panes, at most "
            + MAX_PANES
            + "; "
            + window
            + " is not: take whole seconds up to 2m, whole minutes beyond");
  }
}
