package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.parser.AccessRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Filters on records that were parsed beforehand. */
@State(Scope.Thread)
public class FilterBenchmark {

  /** What is asked of a record. */
  public enum Expression {
    /** A number. */
    NUMBER("status >= 500"),
    /** A number and the beginning of a text. */
    NUMBER_AND_PREFIX("status == 200 && path startsWith \"/blog\""),
    /** A range of addresses. */
    ADDRESS_RANGE("client in 10.0.0.0/8"),
    /** A part of a text, wherever it is. */
    CONTAINS("userAgent contains \"bot\""),
    /** Several, of which most are looked at. */
    SEVERAL("(status >= 400 || bytes > 100000) && !(path endsWith \".png\") && method == \"GET\""),
    /** A regular expression. */
    PATTERN("userAgent matches \"(?i)bot|crawl|spider\"");

    private final String text;

    Expression(String text) {
      this.text = text;
    }
  }

  /** The filter. */
  @Param public Expression expression;

  private Block block;
  private AccessRecord[] records;
  private RecordPredicate filter;

  /** Parses the lines and binds the filter. */
  @Setup
  public void setUp() {
    block = Block.of(LineCase.COMBINED, PaneBenchmark.ARCHIVE_RATE);
    records = Records.of(block, LineCase.COMBINED);
    filter = Filter.parse(expression.text).bind(records[0].fields());
  }

  /** Every record of the block. */
  @Benchmark
  public int test(Work work) {
    int passed = 0;
    for (AccessRecord record : records) {
      passed += filter.test(record) ? 1 : 0;
    }
    work.add(block);
    return passed;
  }
}
