package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.core.source.LineCounts;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finding the lines of a block. */
@State(Scope.Thread)
public class LineBenchmark {

  private Block block;
  private CountingSink sink;
  private LineAssembler assembler;

  /** Makes the block. */
  @Setup
  public void setUp() {
    block = Block.of(LineCase.COMBINED, PaneBenchmark.ARCHIVE_RATE);
    sink = new CountingSink();
    assembler = new LineAssembler(ParserContext.DEFAULT_MAX_LINE_BYTES, sink, new LineCounts());
  }

  /** The search alone: the least that anything with lines has to do. */
  @Benchmark
  public int newlines(Work work) {
    byte[] bytes = block.bytes;
    int found = 0;
    for (int at = Bytes.indexOf(bytes, 0, bytes.length, '\n');
        at >= 0;
        at = Bytes.indexOf(bytes, at + 1, bytes.length, '\n')) {
      found++;
    }
    work.add(block);
    return found;
  }

  /** Lines with all their rules: carriage returns, NUL bytes, the limit. */
  @Benchmark
  public long assembler(Work work) {
    assembler.accept(block.bytes, 0, block.bytes.length);
    work.add(block);
    return sink.bytes;
  }

  private static final class CountingSink extends LinesOnly {
    long bytes;

    @Override
    public void line(byte[] buffer, int from, int to) {
      bytes += to - from;
    }
  }
}
