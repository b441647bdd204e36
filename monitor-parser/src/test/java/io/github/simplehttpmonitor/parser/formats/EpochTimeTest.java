package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochTimeTest {

  private static final long MAX_MICROS = 253_402_300_799_999_999L;

  private static TimeReader reader(String unit) {
    return new TimeSpec(unit).newReader(ZoneOffset.UTC);
  }

  @Property
  void printed_parsesBack(
      @ForAll @LongRange(min = -MAX_MICROS / 100, max = MAX_MICROS / 100) long micros) {
    Instant expected =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1000);
    BigDecimal number = BigDecimal.valueOf(micros);
    assertThat(Times.read(reader("epoch_us"), number.toPlainString())).isEqualTo(expected);
    assertThat(Times.read(reader("epoch_ms"), number.movePointLeft(3).toPlainString()))
        .isEqualTo(expected);
    assertThat(Times.read(reader("epoch"), number.movePointLeft(6).toPlainString()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "epoch, 1700000000, 2023-11-14T22:13:20Z",
    "epoch, 1700000000.123, 2023-11-14T22:13:20.123Z",
    "epoch, 1700000000.1234567, 2023-11-14T22:13:20.123456Z",
    "epoch_ms, 1700000000123, 2023-11-14T22:13:20.123Z",
    "epoch_us, 1700000000123456, 2023-11-14T22:13:20.123456Z",
    "epoch, 253402300799, 9999-12-31T23:59:59Z",
    "epoch, 0, 1970-01-01T00:00:00Z",
    "epoch, -1, 1969-12-31T23:59:59Z",
  })
  void units(String unit, String text, Instant expected) {
    assertThat(Times.read(reader(unit), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"epoch, -", "epoch, ''", "epoch, x", "epoch, 9999999999999999", "epoch, .5"})
  void noTime(String unit, String text) {
    assertThat(Times.misfit(reader(unit), text)).isBetween(0, text.length());
  }

  @ParameterizedTest
  @CsvSource({"epoch, 99999999999999999", "epoch_us, 99999999999999999"})
  void tooLong_isNotReadToItsEnd(String unit, String text) {
    assertThat(Times.read(reader(unit), text)).isNull();
  }
}
