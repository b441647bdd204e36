package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.EngineSettings;
import io.github.simplehttpmonitor.core.engine.Partition;
import io.github.simplehttpmonitor.core.engine.SegmentPartial;
import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.core.source.LineCounts;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Records to statistics and the default rule, block after block, with time going on. Every tenth
 * second of the log makes an event, so the allocation that is left falls with the lines per second.
 */
@State(Scope.Thread)
public class PaneBenchmark {

  /** Lines per second of the archive that the whole command is measured with. */
  static final int ARCHIVE_RATE = 25;

  private static final Duration LATENESS = Duration.ofSeconds(2);

  /** How many lines have the same second. */
  @Param({"25", "1000"})
  public int linesPerSecond;

  private Block block;
  private AccessRecord[] records;
  private Engine engine;
  private Partition partition;
  private SegmentPartial partial;
  private LineAssembler assembler;
  private long shift;
  private long events;

  /** Makes the block, an engine, and what a worker has. */
  @Setup
  public void setUp() {
    block = Block.of(LineCase.COMBINED_TIME_AND_PATH, linesPerSecond);
    records = Records.of(block);
    EngineSettings settings =
        new EngineSettings(
            Duration.ofSeconds(10),
            List.of(AlertRule.highTraffic(10, Duration.ofMinutes(2))),
            true,
            10);
    engine = new Engine(settings, records[0].fields(), event -> events++);
    partition = engine.open("benchmark", LATENESS);
    partial = engine.newPartial(LATENESS);
    LogFormat format = LineCase.COMBINED_TIME_AND_PATH.format();
    LineParser parser = format.newParser(ParserContext.of(records[0].fields()));
    assembler =
        new LineAssembler(
            ParserContext.DEFAULT_MAX_LINE_BYTES, new ParsingSink(parser), new LineCounts());
    // Until time is known, segments cannot be merged.
    sequential(new Work());
  }

  /** One record after the other into the engine. */
  @Benchmark
  public long sequential(Work work) {
    for (AccessRecord record : records) {
      engine.record(partition, record);
    }
    finish(work);
    return events;
  }

  /** What a worker does with the records of a segment. */
  @Benchmark
  public long partial(Work work) {
    fill();
    finish(work);
    return partial.maxMicros();
  }

  /** What a worker does, and the merge. */
  @Benchmark
  public long partialAndMerge(Work work) {
    fill();
    if (!engine.merge(partition, partial)) {
      throw new IllegalStateException("the segment was not merged");
    }
    finish(work);
    return events;
  }

  /** Bytes to events on one thread: lines, parser, engine. */
  @Benchmark
  public long linesToEvents(Work work) {
    assembler.accept(block.bytes, 0, block.bytes.length);
    work.add(block);
    shift += block.micros();
    return events;
  }

  private void fill() {
    partial.clear();
    for (AccessRecord record : records) {
      partial.record(record);
    }
  }

  /** Moves the records on for the next time; a second pass over them, the same in all. */
  private void finish(Work work) {
    work.add(block);
    shift += block.micros();
    for (AccessRecord record : records) {
      record.setTimeMicros(record.timeMicros() + block.micros());
    }
  }

  private final class ParsingSink extends LinesOnly {
    private final LineParser parser;
    private final AccessRecord record = new AccessRecord(records[0].fields());

    ParsingSink(LineParser parser) {
      this.parser = parser;
    }

    @Override
    public void line(byte[] buffer, int from, int to) {
      if (parser.parse(buffer, from, to, record) == LineResult.PARSED) {
        engine.record(partition, record.setTimeMicros(record.timeMicros() + shift));
      }
    }
  }
}
