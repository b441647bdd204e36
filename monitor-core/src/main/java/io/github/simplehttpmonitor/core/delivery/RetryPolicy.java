package io.github.simplehttpmonitor.core.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try again: after a random time below a bound that doubles from try to try (exponential
 * back-off with full jitter), so that many monitors do not come back to a receiver at once.
 *
 * @param firstPause the bound before the second try
 * @param maxPause the highest bound
 * @param giveUpAfter how long a batch is tried
 */
record RetryPolicy(Duration firstPause, Duration maxPause, Duration giveUpAfter) {

  /** For a live monitor: alerts wait through an outage of an hour. */
  static final RetryPolicy LIVE =
      new RetryPolicy(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(1));

  /** For a replay, which somebody waits for. */
  static final RetryPolicy ARCHIVE =
      new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10));

  /** How often the bound can double before it is the highest, whatever it begins with. */
  private static final int MAX_DOUBLINGS = 30;

  /**
   * {@return how long to wait before the next try, in nanoseconds}
   *
   * @param failed how many tries have failed, from 1
   */
  long pauseNanos(int failed, RandomGenerator random) {
    int doublings = Math.min(failed - 1, MAX_DOUBLINGS);
    long bound = Math.min(firstPause.toNanos() << doublings, maxPause.toNanos());
    if (bound <= 0) {
      bound = maxPause.toNanos();
    }
    return random.nextLong(bound + 1);
  }
}
