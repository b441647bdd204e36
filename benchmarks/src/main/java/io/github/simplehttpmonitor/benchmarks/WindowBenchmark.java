package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.EngineSettings;
import io.github.simplehttpmonitor.core.engine.Partition;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Records into sliding windows of two minutes that are evaluated every second. */
@State(Scope.Thread)
public class WindowBenchmark {

  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Duration LATENESS = Duration.ofSeconds(2);

  /** What the window holds. */
  public enum Window {
    /** A number of requests. */
    COUNT(Query.of(Measure.count(), TWO_MINUTES)),
    /** A share of them. */
    RATIO(Query.of(Measure.ratio(Filter.parse("status >= 500")), TWO_MINUTES)),
    /** A percentile. */
    PERCENTILE(Query.of(Measure.percentile(Field.BYTES, 0.99), TWO_MINUTES)),
    /** Different values. */
    DISTINCT(Query.of(Measure.distinct(Field.CLIENT), TWO_MINUTES)),
    /** A number of requests for each section. */
    COUNT_BY_SECTION(Query.of(Measure.count(), TWO_MINUTES).groupBy("section")),
    /** A percentile for each section. */
    PERCENTILE_BY_SECTION(
        Query.of(Measure.percentile(Field.BYTES, 0.99), TWO_MINUTES).groupBy("section"));

    private final Query query;

    Window(Query query) {
      this.query = query;
    }
  }

  /** The query of the one rule, which never fires. */
  @Param public Window window;

  private Block block;
  private AccessRecord[] records;
  private Engine engine;
  private Partition partition;
  private long events;

  /** Parses the lines and makes an engine. */
  @Setup
  public void setUp() {
    block = Block.of(LineCase.COMBINED, PaneBenchmark.ARCHIVE_RATE);
    records = Records.of(block, LineCase.COMBINED);
    AlertRule never =
        AlertRule.builder("never", window.query)
            .critical(Condition.above(window == Window.RATIO ? 1 : 1e15))
            .build();
    engine =
        new Engine(
            new EngineSettings(Duration.ofSeconds(10), List.of(never), true, 10),
            records[0].fields(),
            event -> events++);
    partition = engine.open("benchmark", LATENESS);
  }

  /** One record after the other. */
  @Benchmark
  public long slide(Work work) {
    for (AccessRecord record : records) {
      engine.record(partition, record);
    }
    work.add(block);
    // For the next time; a second pass, the same in all.
    for (AccessRecord record : records) {
      record.setTimeMicros(record.timeMicros() + block.micros());
    }
    return events;
  }
}
