package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.core.aggregate.SectionCounts;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counting sections that have been seen before. */
@State(Scope.Thread)
public class SectionBenchmark {

  private Block block;
  private AccessRecord[] records;
  private int pathSlot;
  private SectionCounts counts;

  /** Finds the paths. */
  @Setup
  public void setUp() {
    block = Block.of(LineCase.COMBINED_TIME_AND_PATH, PaneBenchmark.ARCHIVE_RATE);
    records = Records.of(block);
    pathSlot = records[0].fields().slot(Field.PATH);
    counts = new SectionCounts();
  }

  /** The path of every line of the block. */
  @Benchmark
  public int addSeen(Work work) {
    for (AccessRecord record : records) {
      if (record.has(pathSlot)) {
        counts.addPath(record.buffer(pathSlot), record.from(pathSlot), record.to(pathSlot));
      }
    }
    work.add(block);
    return counts.size();
  }
}
