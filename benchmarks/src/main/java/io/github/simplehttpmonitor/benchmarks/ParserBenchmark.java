package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Lines to records, by format. The lines are found beforehand. */
@State(Scope.Thread)
public class ParserBenchmark {

  /** The format and the wanted fields. */
  @Param public LineCase lineCase;

  private Block block;
  private LineParser parser;
  private AccessRecord record;

  /** Makes the block and the parser. */
  @Setup
  public void setUp() {
    block = Block.of(lineCase, PaneBenchmark.ARCHIVE_RATE);
    LogFormat format = lineCase.format();
    Fields fields = lineCase.fields(format);
    parser = format.newParser(ParserContext.of(fields));
    record = new AccessRecord(fields);
  }

  /** Every line of the block. */
  @Benchmark
  public long parse(Work work) {
    Block lines = block;
    long sum = 0;
    for (int i = 0; i < lines.starts.length; i++) {
      sum += parser.parse(lines.bytes, lines.starts[i], lines.ends[i], record);
      sum += record.timeMicros();
    }
    work.add(lines);
    return sum;
  }
}
