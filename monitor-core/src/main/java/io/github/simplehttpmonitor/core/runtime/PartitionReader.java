package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.Partition;
import io.github.simplehttpmonitor.core.source.LineSink;
import io.github.simplehttpmonitor.core.source.SourceFile;
import io.github.simplehttpmonitor.core.source.SourceNotice;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Parses the lines of one partition and gives the records to the engine. When another partition is
 * behind, it stops in the middle of a chunk and keeps the chunk's other lines until its turn comes
 * again, so that the order of lines does not depend on how much is read at once.
 */
final class PartitionReader implements LineSink {

  private final Engine engine;
  private final Partition partition;
  private final LogFormat format;
  private ParserContext context;
  private AccessRecord record;
  private final Consumer<SourceNotice> notices;
  private final @Nullable InstantSource arrivals;
  private final Map<SourceFile, LineParser> parsers = new HashMap<>();
  private final LineQueue waiting = new LineQueue();
  private LineParser parser;
  private long records;
  private long bytesSinceSegment;
  private long yieldAt = Long.MAX_VALUE;
  private boolean yielded;
  private boolean statesAccepted;

  /**
   * Makes a reader.
   *
   * @param arrivals gives lines without a time their time of arrival; null: they have none
   */
  PartitionReader(
      Engine engine,
      Partition partition,
      LogFormat format,
      ParserContext context,
      Consumer<SourceNotice> notices,
      @Nullable InstantSource arrivals) {
    this.engine = engine;
    this.partition = partition;
    this.format = format;
    this.context = context;
    this.record = new AccessRecord(context.fields());
    this.notices = notices;
    this.arrivals = arrivals;
    this.parser = format.newParser(context);
  }

  Partition partition() {
    return partition;
  }

  /** {@return how many lines were records} */
  long records() {
    return records;
  }

  LogFormat format() {
    return format;
  }

  ParserContext context() {
    return context;
  }

  /** Goes on until the partition's time is past this one; then lines wait. */
  void runUntil(long micros) {
    yieldAt = micros;
    yielded = false;
    waiting.drainWhile(() -> !yielded, this, engine::segmentEnd);
  }

  /** Whether lines of the last chunk wait for the partition's next turn. */
  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  @Override
  public void line(byte[] buffer, int from, int to) {
    if (yielded) {
      waiting.add(buffer, from, to, -1);
      return;
    }
    int code = parse(buffer, from, to);
    if (code == LineResult.PARSED) {
      if (record.timeMicros() == AccessRecord.ABSENT && arrivals != null) {
        record.setTime(arrivals.instant());
      }
      records++;
      engine.record(partition, record);
    } else if (code == LineResult.IGNORED) {
      engine.ignored(partition);
    } else {
      engine.malformed(partition, buffer, from, to, code);
    }
    yielded = partition.maxMicros() > yieldAt;
  }

  private int parse(byte[] buffer, int from, int to) {
    try {
      return parser.parse(buffer, from, to, record);
    } catch (RuntimeException e) {
      // Only a plug-in that breaks its contract comes here; the line is accounted for all the same.
      return LineResult.malformed(MalformedReason.PARSER_FAILED, 0);
    }
  }

  @Override
  public void overlong(byte[] buffer, int from, int to, long length) {
    if (yielded) {
      waiting.add(buffer, from, to, length);
      return;
    }
    engine.malformed(
        partition, buffer, from, to, LineResult.malformed(MalformedReason.TOO_LONG, to - from));
  }

  /** Ends a segment of the input, after the lines that were handed out so far. */
  void segmentEnd() {
    if (hasWaiting()) {
      waiting.addSegmentEnd();
    } else {
      engine.segmentEnd();
    }
  }

  /** Says how many bytes a live source gave, whose segments have no fixed places. */
  void bytesRead(long bytes) {
    bytesSinceSegment += bytes;
    if (bytesSinceSegment >= Blocks.SEGMENT_BYTES) {
      bytesSinceSegment = 0;
      engine.segmentEnd();
    }
  }

  /** {@return what the lines so far mean for those to come} */
  ParserState state() {
    return parser.state();
  }

  /** Goes on as if the lines that led to this state had been read. */
  void restore(ParserState state) {
    parser.restore(state);
  }

  /** Parses other fields from the next line on. */
  void parse(Fields fields) {
    context = RunSettings.context(context, fields);
    record = new AccessRecord(fields);
    Map<SourceFile, LineParser> renewed = new HashMap<>();
    LineParser current = parser;
    parser = renewed(current);
    parsers.forEach((file, old) -> renewed.put(file, old == current ? parser : renewed(old)));
    parsers.putAll(renewed);
  }

  private LineParser renewed(LineParser old) {
    LineParser made = format.newParser(context);
    made.restore(old.state());
    return made;
  }

  @Override
  public void newFile(SourceFile file) {
    parser = format.newParser(context);
    if (file.start() > 0) {
      parser.restore(EntryState.at(file.path(), file.start(), format, context));
    }
    parsers.put(file, parser);
  }

  /** Says that states of files are those of this format. */
  void acceptStates() {
    statesAccepted = true;
  }

  @Override
  public void newFile(SourceFile file, byte[] state) {
    newFile(file);
    if (statesAccepted) {
      parser.restore(ParserState.of(state));
    }
  }

  @Override
  public byte[] state(SourceFile file) {
    LineParser known = parsers.get(file);
    return known == null ? new byte[0] : known.state().toBytes();
  }

  @Override
  public void resumeFile(SourceFile file) {
    parser = parsers.computeIfAbsent(file, unknown -> format.newParser(context));
  }

  @Override
  public void endFile(SourceFile file) {
    parsers.remove(file);
  }

  @Override
  public void notice(SourceNotice notice) {
    notices.accept(notice);
  }
}
