package io.github.simplehttpmonitor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark once, so that they do not rot. */
class BenchmarksTest {

  @BeforeEach
  void smallBlock() {
    System.setProperty("block.bytes", "40000");
  }

  @AfterEach
  void usualBlock() {
    System.clearProperty("block.bytes");
  }

  @Test
  void everyBenchmark_runs() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("io.github.simplehttpmonitor.benchmarks")
                    .mode(Mode.Throughput)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(1))
                    .shouldDoGC(false)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();

    assertThat(results).hasSizeGreaterThanOrEqualTo(LineCase.values().length);
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(result.getSecondaryResults().get("lines").getScore()).isPositive());
  }
}
