package io.github.simplehttpmonitor.examples;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class ExamplesTest {

  @Test
  void placeholder_runs() {
    assertThatNoException().isThrownBy(() -> ExamplePlaceholder.main(new String[0]));
  }
}
