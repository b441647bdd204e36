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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds by halving where in a file, whose lines are in the order of time but for their lateness,
 * the lines of a range of time begin. Looks first, in many places, whether they are: archives that
 * were put together in another order are read whole. Belongs to one file.
 */
final class TimeSearch {

  /** How much is looked at in one place; a part of a segment. */
  private static final int LOOK_BYTES = 256 << 10;

  /** How much of the end is looked at, of which the last lines matter. */
  private static final int END_BYTES = 64 << 10;

  /** Earlier than any time, by more than any lateness. */
  private static final long BEFORE_ALL = Long.MIN_VALUE / 2;

  /** How many times are looked at in one place. */
  private static final int LOOK_TIMES = 15;

  /** In how many places is looked whether a file is in order. */
  private static final int PROBES = 64;

  /** Lines are out of order by this at most, or by the lateness if that is more. */
  private static final Duration DISORDER = Duration.ofMinutes(10);

  private final RunSettings settings;
  private final LineParser parser;
  private final AccessRecord record;
  private final long margin;

  /** Whether the file is in order; null until it was looked. Both ends of a range ask for it. */
  private @Nullable Boolean inOrder;

  TimeSearch(RunSettings settings, SourceSetup.Decision decision) {
    this.settings = settings;
    ParserContext context = decision.context();
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
    if (!isInOrder(file) || isStateful()) {
      return false;
    }
    long wanted = micros(since) - margin;
    long low = 0;
    long high = file.segments();
    // The segment low begins before the wanted time, or is the first; high does not.
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (timeAt(file, middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    if (low == 0 || isStateful()) {
      return false;
    }
    file.skipTo(low);
    return true;
  }

  /** {@return whether the lines are in the order of time, as far as can be seen in a few places} */
  boolean isInOrder(FileBlocks file) throws IOException {
    Boolean known = inOrder;
    if (known == null) {
      known = looksInOrder(file);
      inOrder = known;
    }
    return known;
  }

  private boolean looksInOrder(FileBlocks file) throws IOException {
    long segments = file.segments();
    long probes = Math.min(segments, PROBES);
    long highest = BEFORE_ALL;
    long highestBeforeLast = BEFORE_ALL;
    for (long i = 0; i < probes; i++) {
      long segment = i * segments / probes;
      long time = timeAt(file, segment);
      if (time != Long.MAX_VALUE) {
        if (time < highest - margin) {
          return false;
        }
        highest = Math.max(highest, time);
        highestBeforeLast = segment < segments - 1 ? highest : highestBeforeLast;
      }
    }
    byte[] end = file.lookAtEnd(END_BYTES);
    return timeIn(end, lastLines(end)) >= highestBeforeLast - margin;
  }

  /** Where the last lines begin, as many as are looked at in one place. */
  private static int lastLines(byte[] bytes) {
    int at = bytes.length;
    for (int lines = 0; lines <= LOOK_TIMES && at >= 0; lines++) {
      at = Bytes.lastIndexOf(bytes, 0, at, '\n');
    }
    return at + 1;
  }

  /** Whether lines mean something for later ones, so that none may be passed over. */
  private boolean isStateful() {
    return !parser.state().equals(ParserState.NONE);
  }

  /**
   * The time at the start of a segment: the median of its first ones, for a single one may be a
   * mistake. The greatest there is if it has none.
   */
  private long timeAt(FileBlocks file, long segment) throws IOException {
    byte[] bytes = file.look(segment, LOOK_BYTES);
    if (segment == 0) {
      return timeIn(bytes, 0);
    }
    int first = Bytes.indexOf(bytes, 0, bytes.length, '\n') + 1;
    return first == 0 ? Long.MAX_VALUE : timeIn(bytes, first);
  }

  private long timeIn(byte[] bytes, int start) {
    long[] times = new long[LOOK_TIMES];
    int count = 0;
    int from = start;
    while (count < times.length && from < bytes.length) {
      int to = Bytes.indexOf(bytes, from, bytes.length, '\n');
      if (to < 0) {
        break;
      }
      int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
      int code;
      try {
        code = parser.parse(bytes, from, end, record);
      } catch (RuntimeException e) {
        code = LineResult.IGNORED;
      }
      if (code == LineResult.PARSED && record.timeMicros() != AccessRecord.ABSENT) {
        times[count++] = record.timeMicros();
      }
      from = to + 1;
    }
    Arrays.sort(times, 0, count);
    return count == 0 ? Long.MAX_VALUE : times[count / 2];
  }
}
