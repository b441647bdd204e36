package io.github.simplehttpmonitor.core.delivery;

import java.time.Duration;

/**
 * Leaves an appender alone after it has failed several times in a row: it opens for a while, then
 * lets one call through and closes or opens again by how that goes. Not thread-safe.
 */
final class CircuitBreaker {

  /** How many failures in a row open it. */
  static final int FAILURES = 5;

  /** How long it stays open. */
  static final Duration COOL_DOWN = Duration.ofMinutes(1);

  private int failures;
  private long openedAt;

  void succeeded() {
    failures = 0;
  }

  void failed(long nowNanos) {
    failures++;
    openedAt = nowNanos;
  }

  /** {@return how long no call is to be made, 0 if one may be} */
  long waitNanos(long nowNanos) {
    if (failures < FAILURES) {
      return 0;
    }
    return Math.max(0, COOL_DOWN.toNanos() - (nowNanos - openedAt));
  }
}
