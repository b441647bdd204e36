package io.github.simplehttpmonitor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderBenchmarkTest {

  @Test
  void name() {
    assertThat(new PlaceholderBenchmark().name()).isEqualTo("monitor-core");
  }
}
