package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.FollowOptions;
import io.github.simplehttpmonitor.core.source.StreamLines;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * What the lines of a sample say of the times to come: the first one, and how far lines are behind
 * the highest time before them.
 *
 * @param firstMicros the lowest of the first time stamps, {@link Long#MAX_VALUE} if there is none
 * @param lastMicros the highest time near the one before it, {@link Long#MIN_VALUE} if there is
 *     none
 * @param lateness the lateness that keeps every line of the sample on time, within the limits
 * @param timed lines with a time
 */
record Sample(long firstMicros, long lastMicros, Duration lateness, int timed) {

  /** How many lines are looked at. */
  static final int MAX_LINES = 10_000;

  /** How many bytes are looked at. */
  static final int MAX_BYTES = 8 << 20;

  /** The least lateness that is assumed, also without a sample. */
  static final Duration MIN_LATENESS = Duration.ofSeconds(2);

  /** The greatest lateness that is assumed. */
  static final Duration MAX_LATENESS = Duration.ofMinutes(2);

  private static final long HOUR_MICROS = 3_600_000_000L;

  /** {@return what the first {@link #MAX_LINES} lines of these bytes say in this format} */
  static Sample of(byte[] bytes, int length, LogFormat format, ParserContext context) {
    Collector collector = new Collector(format, context);
    try {
      StreamLines lines =
          new StreamLines(
              new ByteArrayInputStream(bytes, 0, length), FollowOptions.DEFAULTS, collector);
      lines.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return collector.result();
  }

  /** Follows the times of the lines. */
  private static final class Collector extends LineSinkAdapter {
    private final LineParser parser;
    private final AccessRecord record;
    private long first = Long.MAX_VALUE;
    private long highest = AccessRecord.ABSENT;
    private long lag;
    private int lines;
    private int timed;

    Collector(LogFormat format, ParserContext context) {
      Fields fields = Fields.of();
      parser =
          format.newParser(
              new ParserContext(
                  fields, context.zone(), context.reference(), context.maxLineBytes()));
      record = new AccessRecord(fields);
    }

    @Override
    public void line(byte[] buffer, int from, int to) {
      if (lines++ >= MAX_LINES) {
        return;
      }
      int code;
      try {
        code = parser.parse(buffer, from, to, record);
      } catch (RuntimeException e) {
        return;
      }
      long time = record.timeMicros();
      if (code != LineResult.PARSED || time == AccessRecord.ABSENT) {
        return;
      }
      timed++;
      boolean elsewhere = highest == AccessRecord.ABSENT || Math.abs(time - highest) > HOUR_MICROS;
      if (first == Long.MAX_VALUE || (!elsewhere && time < first)) {
        first = time;
      }
      if (elsewhere || time > highest) {
        highest = time;
      } else if (highest - time <= MAX_LATENESS.toNanos() / 1_000) {
        lag = Math.max(lag, highest - time);
      }
    }

    Sample result() {
      Duration seen = Duration.ofSeconds((lag + 999_999) / 1_000_000);
      return new Sample(
          first, highest, seen.compareTo(MIN_LATENESS) < 0 ? MIN_LATENESS : seen, timed);
    }

    @Override
    public void overlong(byte[] buffer, int from, int to, long length) {
      lines++;
    }
  }
}
