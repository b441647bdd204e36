package io.github.simplehttpmonitor.core.engine;

import java.time.Duration;
import java.time.Instant;

/** Conversions between the engine's microseconds and java.time. */
final class Times {

  static final long SECOND = 1_000_000L;
  static final long HOUR = 3_600 * SECOND;

  /** No time: before everything. */
  static final long NONE = Long.MIN_VALUE;

  private Times() {}

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
  }

  static long micros(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano() / 1_000;
  }

  static long micros(Duration duration) {
    return duration.getSeconds() * SECOND + duration.getNano() / 1_000;
  }
}
