package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

  private final IsoTime reader = new IsoTime(ZoneOffset.UTC);

  @Property
  void printed_parsesBack(
      @ForAll @LongRange(min = Times.FIRST_SECOND, max = Times.LAST_SECOND) long second,
      @ForAll @IntRange(min = 0, max = 999_999) int micros,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    Instant expected = Instant.ofEpochSecond(second, micros * 1000L);
    assertThat(Times.read(reader, expected.toString())).isEqualTo(expected);
    assertThat(Times.read(reader, expected.toString().replace('T', ' '))).isEqualTo(expected);
    assertThat(Times.read(reader, Times.print("yyyy-MM-dd'T'HH:mm:ssxxx", second, offsetMinutes)))
        .isEqualTo(Instant.ofEpochSecond(second));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T12:34:56Z, 2024-02-29T12:34:56Z",
    "2024-02-29 12:34:56+0100, 2024-02-29T11:34:56Z",
    "2024-02-29T12:34:56, 2024-02-29T12:34:56Z",
    "2024-02-29T12:34:56.123456789-03:30, 2024-02-29T16:04:56.123456Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
  })
  void shapes(String text, Instant expected) {
    assertThat(Times.read(reader, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2023-02-29T00:00:00Z", "2024-02-29", "2024-02-29T12:34Z", "20240229", "", "-"})
  void noTime(String text) {
    assertThat(Times.misfit(reader, text)).isBetween(0, text.length());
  }

  @Test
  void zoneless_isInTheReadersZone() {
    IsoTime berlin = new IsoTime(ZoneId.of("Europe/Berlin"));
    assertThat(Times.read(berlin, "2024-07-01 12:00:00")).isEqualTo("2024-07-01T10:00:00Z");
    assertThat(Times.read(berlin, "2024-01-01T12:00:00")).isEqualTo("2024-01-01T11:00:00Z");
  }
}
