package io.github.simplehttpmonitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderTest {

  @Test
  void name() {
    assertThat(Placeholder.name()).isEqualTo("monitor-core");
  }
}
