package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.engine.AlertRequests;
import io.github.simplehttpmonitor.core.engine.EvidenceSource;
import io.github.simplehttpmonitor.core.engine.Selection;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Evidence;
import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers evidence by reading logs backwards from where reading has come to, and parsing what lies
 * in the window and in the one before. What is read is bounded; of what had to be left out the
 * evidence says that it is partial.
 */
final class EvidenceReader implements EvidenceSource {

  /** How much is read for one alert, over all logs. */
  private static final long MAX_BYTES = 16 << 20;

  private static final int BLOCK_BYTES = 1 << 20;

  /** A line that begins before the end of what was read is looked for as far as this behind it. */
  private static final int LINE_BYTES = 64 << 10;

  /** Of a rule over groups many alerts may fire at once; the first ones say enough. */
  private static final int MAX_AT_ONCE = 10;

  private final Supplier<List<ReadBack>> logs;
  private final Selection selection;
  private Instant last = Instant.MIN;
  private int atOnce;

  /**
   * Makes a reader.
   *
   * @param logs gives the logs as they are now, the newest first
   * @param selection the requests that count
   */
  EvidenceReader(Supplier<List<ReadBack>> logs, Selection selection) {
    this.logs = logs;
    this.selection = selection;
  }

  @Override
  public @Nullable Evidence gather(AlertRule rule, AlertEvent alert) {
    if (rule.query().measure().isHealth()) {
      return null;
    }
    atOnce = alert.at().equals(last) ? atOnce + 1 : 1;
    last = alert.at();
    if (atOnce > MAX_AT_ONCE) {
      return null;
    }
    EvidenceTally tally = new EvidenceTally(micros(alert.at()), rule.query());
    AlertRequests requests = new AlertRequests(rule.query(), alert.group());
    long left = MAX_BYTES;
    boolean partial = false;
    for (ReadBack log : logs.get()) {
      if (log.latest() < tally.beginning() - log.latenessMicros()) {
        continue;
      }
      Log reading = new Log(log, requests, tally, left);
      partial |= !reading.read();
      left = reading.left;
    }
    return tally.evidence(partial);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  /** One log that is read for one alert. */
  private final class Log {
    private final ReadBack log;
    private final EvidenceTally tally;
    private final AccessRecord record;
    private final RecordPredicate test;
    private final @Nullable RecordPredicate counts;
    private final LineParser parser;
    private long left;
    private long highest;

    Log(ReadBack log, AlertRequests requests, EvidenceTally tally, long left) {
      this.log = log;
      this.tally = tally;
      this.left = left;
      ParserContext context = log.context();
      Set<Field> wanted = new LinkedHashSet<>(context.fields().list());
      wanted.addAll(List.of(Field.PATH, Field.CLIENT, Field.STATUS));
      wanted.addAll(requests.fields());
      Fields fields = Fields.of(new ArrayList<>(wanted));
      record = new AccessRecord(fields);
      test = requests.bind(fields);
      counts = selection.bind(fields);
      parser =
          log.format()
              .newParser(
                  new ParserContext(
                      fields, context.zone(), context.reference(), context.maxLineBytes()));
    }

    /** Reads; returns false if it could not be read back far enough. */
    boolean read() {
      ReadBack.Bytes bytes = log.bytes();
      if (bytes == null) {
        return false;
      }
      try (bytes) {
        return readBlocks(bytes);
      } catch (IOException e) {
        // The log itself tells what is wrong with it; this is only about why an alert fired.
        return false;
      }
    }

    private boolean readBlocks(ReadBack.Bytes bytes) throws IOException {
      byte[] buffer = new byte[BLOCK_BYTES];
      long end = endOfLine(bytes, Math.min(log.end(), bytes.size()));
      while (end > 0) {
        if (left <= 0) {
          return false;
        }
        long start = Math.max(0, end - BLOCK_BYTES);
        int length = (int) (end - start);
        if (readFully(bytes, buffer, start, length) < length) {
          return false;
        }
        left -= length;
        int newline = start == 0 ? -1 : Bytes.indexOf(buffer, 0, length, '\n');
        int from = newline + 1;
        if (start > 0 && (newline < 0 || from == length)) {
          // A line longer than a block; it is left out.
          end = newline < 0 ? start : start + from - 1;
          continue;
        }
        highest = Long.MIN_VALUE;
        parse(buffer, from, length);
        tally.blockEnd();
        if (highest != Long.MIN_VALUE && highest < tally.beginning() - log.latenessMicros()) {
          return true;
        }
        end = start + from;
      }
      return !log.continued();
    }

    /** Where the line ends that began before this place. */
    private long endOfLine(ReadBack.Bytes bytes, long place) throws IOException {
      if (place == 0) {
        return 0;
      }
      byte[] buffer = new byte[LINE_BYTES];
      int length = readFully(bytes, buffer, place - 1, buffer.length);
      int newline = Bytes.indexOf(buffer, 0, length, '\n');
      return newline < 0 ? place : place + newline;
    }

    private static int readFully(ReadBack.Bytes bytes, byte[] into, long position, int length)
        throws IOException {
      ByteBuffer target = ByteBuffer.wrap(into, 0, length);
      int count = 1;
      while (count > 0 && target.hasRemaining()) {
        count = bytes.read(target, position + target.position());
      }
      return target.position();
    }

    private void parse(byte[] b, int start, int to) {
      parser.restore(log.state());
      int from = start;
      while (from < to) {
        int newline = Bytes.indexOf(b, from, to, '\n');
        int end = newline < 0 ? to : newline;
        int contentEnd = end > from && b[end - 1] == '\r' ? end - 1 : end;
        line(b, from, contentEnd);
        from = end + 1;
      }
    }

    private void line(byte[] b, int from, int to) {
      int code;
      try {
        code = parser.parse(b, from, to, record);
      } catch (RuntimeException e) {
        // Only a plug-in that breaks its contract comes here; the line was accounted for before.
        return;
      }
      if (code != LineResult.PARSED || record.timeMicros() == AccessRecord.ABSENT) {
        return;
      }
      highest = Math.max(highest, record.timeMicros());
      if ((counts == null || counts.test(record)) && test.test(record)) {
        tally.add(record, Bytes.toText(b, from, to));
      }
    }
  }
}
