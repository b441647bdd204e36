package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds by halving where in a file, whose lines are in the order of time but for their lateness,
 * the lines of a range of time begin.
 */
final class TimeSearch {

  /** How much is looked at in one place; a part of a segment. */
  private static final int LOOK_BYTES = 256 << 10;

  /** Lines are out of order by this at most, or by the lateness if that is more. */
  private static final Duration DISORDER = Duration.ofMinutes(10);

  private final RunSettings settings;
  private final LineParser parser;
  private final AccessRecord record;
  private final long margin;

  TimeSearch(RunSettings settings, SourceSetup.Decision decision) {
    this.settings = settings;
    ParserContext context = settings.context();
    Fields fields = Fields.of();
    this.record = new AccessRecord(fields);
    this.parser =
        decision
            .format()
            .newParser(
                new ParserContext(
                    fields, context.zone(), context.reference(), context.maxLineBytes()));
    Duration most = decision.lateness().compareTo(DISORDER) > 0 ? decision.lateness() : DISORDER;
    this.margin = most.toMillis() * 1_000;
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /**
   * Passes over the segments that lie wholly before the range.
   *
   * @return whether there were any
   */
  boolean skip(FileBlocks file) throws IOException {
    Instant since = settings.since();
    if (since == null) {
      return false;
    }
    long wanted = micros(since) - margin;
    long low = 0;
    long high = file.segments();
    // The segment low begins before the wanted time, or is the first; high does not.
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      long time = firstTime(file, middle);
      if (time < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    if (low == 0 || !parser.state().equals(ParserState.NONE)) {
      return false;
    }
    file.skipTo(low);
    return true;
  }

  /** The first time in a segment; the greatest there is if it has none. */
  private long firstTime(FileBlocks file, long segment) throws IOException {
    byte[] bytes = file.look(segment, LOOK_BYTES);
    int from = Bytes.indexOf(bytes, 0, bytes.length, '\n') + 1;
    while (from > 0 && from < bytes.length) {
      int to = Bytes.indexOf(bytes, from, bytes.length, '\n');
      if (to < 0) {
        break;
      }
      int code;
      try {
        code = parser.parse(bytes, from, to, record);
      } catch (RuntimeException e) {
        code = LineResult.IGNORED;
      }
      if (code == LineResult.PARSED && record.timeMicros() != AccessRecord.ABSENT) {
        return record.timeMicros();
      }
      from = to + 1;
    }
    return Long.MAX_VALUE;
  }
}
