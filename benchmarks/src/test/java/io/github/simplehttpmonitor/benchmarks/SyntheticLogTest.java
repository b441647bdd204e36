package io.github.simplehttpmonitor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SyntheticLogTest {

  @Test
  void lines_areAsLongAsRealOnes() {
    SeedLog log = SeedLog.ofLines(SyntheticLog.bytes(SyntheticLog.LINES));

    assertThat(log.size()).isEqualTo(SyntheticLog.LINES);
    assertThat(log.bytesPerLine()).isCloseTo(237, within(5.0));
  }

  @Test
  void lines_areTheSameAtEveryCall() {
    assertThat(SyntheticLog.bytes(100)).isEqualTo(SyntheticLog.bytes(100));
  }
}
