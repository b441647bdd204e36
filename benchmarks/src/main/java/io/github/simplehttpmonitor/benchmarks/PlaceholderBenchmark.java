package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.core.Placeholder;
import org.openjdk.jmh.annotations.Benchmark;

/** Holds the place of the first benchmark. */
public class PlaceholderBenchmark {

  @Benchmark
  public String name() {
    return Placeholder.name();
  }
}
