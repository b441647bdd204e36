package io.github.simplehttpmonitor.parser.formats;

import java.time.ZoneId;

/**
 * How times of a format are written: {@code clf}, {@code iso}, {@code epoch}, {@code epoch_ms},
 * {@code epoch_us}, {@code epoch_ns}, {@code auto} for any of these, told apart by their shape, or
 * a pattern of strftime(3).
 */
record TimeSpec(String pattern) {

  static final TimeSpec CLF = new TimeSpec("clf");
  static final TimeSpec ISO = new TimeSpec("iso");
  static final TimeSpec EPOCH = new TimeSpec("epoch");
  static final TimeSpec EPOCH_MILLIS = new TimeSpec("epoch_ms");
  static final TimeSpec EPOCH_MICROS = new TimeSpec("epoch_us");
  static final TimeSpec AUTO = new TimeSpec("auto");

  /** Checks the pattern, so that a mistake shows when the format is made. */
  TimeSpec {
    reader(pattern, java.time.ZoneOffset.UTC);
  }

  TimeReader newReader(ZoneId zone) {
    return reader(pattern, zone);
  }

  private static TimeReader reader(String pattern, ZoneId zone) {
    return switch (pattern) {
      case "clf" -> new ClfTime(zone);
      case "iso" -> new IsoTime(zone);
      case "epoch" -> new EpochTime(1_000_000);
      case "epoch_ms" -> new EpochTime(1_000);
      case "epoch_us" -> new EpochTime(1);
      case "epoch_ns" -> new NanoTime();
      case "auto" -> new AutoTime(zone);
      default -> {
        if (pattern.indexOf('%') < 0) {
          throw new IllegalArgumentException(
              "the time pattern '"
                  + pattern
                  + "' is none of clf, iso, epoch, epoch_ms, epoch_us, epoch_ns, auto and has no %"
                  + " directive");
        }
        yield new PatternTime(pattern, zone);
      }
    };
  }
}
