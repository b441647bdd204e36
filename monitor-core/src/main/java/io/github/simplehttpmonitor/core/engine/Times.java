package io.github.simplehttpmonitor.core.engine;

import java.time.Duration;
import java.time.Instant;

/** Conversions between the engine's microseconds and java.time. */
final class Times {

  static final long SECOND = 1_000_000L;
  static final long HOUR = 3_600 * SECOND;

  /** No time: before everything. */
  static final long NONE = Long.MIN_VALUE;

  /** The first moment of the year 1; what lies before is no request's time. */
  static final long MIN = -62_135_596_800L * SECOND;

  /** The last moment of the year 9999, after which times cannot be written in RFC 3339. */
  static final long MAX = 253_402_300_800L * SECOND - 1;

  private Times() {}

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
  }

  static long micros(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano() / 1_000;
  }

  /** Durations longer than the calendar are cut to it. */
  static long micros(Duration duration) {
    return duration.getSeconds() >= MAX / SECOND
        ? MAX
        : duration.getSeconds() * SECOND + duration.getNano() / 1_000;
  }
}
