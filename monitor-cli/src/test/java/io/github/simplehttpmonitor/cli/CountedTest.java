package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedTest {

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        7,
        999,
        1_000,
        12_345,
        999_999,
        1_000_000,
        -1,
        -999,
        -1_000,
        Long.MAX_VALUE,
        -123_456_789
      })
  void numbersAreGroupedAsAFormatterDoes(long number) {
    assertThat(Counted.text("{}", number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
  }

  @Test
  void valuesTakeTheirPlaces() {
    assertThat(Counted.text("a {} b {}{} c", 1234, "x{}", 5L)).isEqualTo("a 1,234 b x{}5 c");
  }

  @Test
  void textWithoutValuesStaysAsItIs() {
    assertThat(Counted.text("100 %")).isEqualTo("100 %");
  }
}
