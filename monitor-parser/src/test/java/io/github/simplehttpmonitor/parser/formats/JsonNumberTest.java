package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {

  private static long scaled(String text, int shift) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return JsonNumber.scaled(bytes, 0, bytes.length, shift);
  }

  private static long duration(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return JsonNumber.duration(bytes, 0, bytes.length);
  }

  @Property
  void printed_isReadBack(
      @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long unscaled,
      @ForAll @IntRange(min = -3, max = 20) int scale,
      @ForAll @IntRange(min = -3, max = 6) int shift) {
    BigDecimal number = BigDecimal.valueOf(unscaled, scale);
    BigDecimal expected = number.scaleByPowerOfTen(shift).setScale(0, RoundingMode.DOWN);
    boolean fits = expected.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    long value = fits ? expected.longValueExact() : JsonNumber.INVALID;
    assertThat(scaled(number.toPlainString(), shift)).isEqualTo(value);
    assertThat(scaled(number.toString(), shift)).isEqualTo(value);
    assertThat(scaled(number.toString().toLowerCase(java.util.Locale.ROOT), shift))
        .isEqualTo(value);
  }

  @Property
  void anyBytes_areNoProblem(@ForAll byte[] bytes) {
    JsonNumber.scaled(bytes, 0, bytes.length, 6);
    assertThat(JsonNumber.duration(bytes, 0, bytes.length))
        .satisfiesAnyOf(
            value -> assertThat(value).isEqualTo(JsonNumber.INVALID),
            value -> assertThat(value).isNotNegative());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "-0, 0, 0",
    "+7, 0, 7",
    "1., 0, 1",
    ".5, 1, 5",
    "0.012345678, 6, 12345",
    "1.5e3, 0, 1500",
    "15E-1, 0, 1",
    "1e+2, 0, 100",
    "0e999999999999, 0, 0",
    "1e-999999999999, 0, 0",
    "9223372036854775807, 0, 9223372036854775807",
    "1712790000100000000, -3, 1712790000100000",
    "0.00000000000000000000000000001, 6, 0",
  })
  void numbers(String text, int shift, long expected) {
    assertThat(scaled(text, shift)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "1e5x",
        "1.2.3",
        "1,2",
        " 1",
        "0x10",
        "NaN",
        "--1",
        "1e999",
        "99999999999999999999"
      })
  void noNumbers(String text) {
    assertThat(scaled(text, 0)).isEqualTo(JsonNumber.INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "12.5ms, 12500",
    "0.012s, 12000",
    "1m2.5s, 62500000",
    "1h0m0s, 3600000000",
    "350\u00B5s, 350",
    "350\u03BCs, 350",
    "350us, 350",
    "1500ns, 1",
    "0s, 0",
    "12 ms, 12000",
    "1 h 2 m, 3720000000",
  })
  void durations(String text, long expected) {
    assertThat(duration(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "s",
        "ms",
        "1x",
        "1d",
        "-1s",
        "1.2.3s",
        "1s2",
        "99999999999999999999h",
        "1 2s"
      })
  void noDurations(String text) {
    assertThat(duration(text)).isEqualTo(JsonNumber.INVALID);
  }
}
