package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClfTimeTest {

  private static final String PATTERN = "dd/MMM/yyyy:HH:mm:ss xx";
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final ClfTime reader = new ClfTime(ZoneOffset.UTC);

  @Property
  void printed_parsesBack(
      @ForAll @LongRange(min = Times.FIRST_SECOND, max = Times.LAST_SECOND) long second,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    assertThat(Times.read(reader, Times.print(PATTERN, second, offsetMinutes)))
        .isEqualTo(Instant.ofEpochSecond(second));
  }

  @Property
  void neighbours_areNotMixedUp(
      @ForAll @LongRange(min = 2 * Times.FIRST_SECOND, max = Times.LAST_SECOND - 86_400)
          long second,
      @ForAll @IntRange(min = -2, max = 2) int seconds,
      @ForAll @IntRange(min = -1, max = 1) int minutes,
      @ForAll @IntRange(min = -1, max = 1) int days,
      @ForAll @IntRange(min = -1, max = 1) int offsetHours) {
    long other = second + seconds + minutes * 60L + days * 86_400L;
    Times.read(reader, Times.print(PATTERN, second, 0));
    assertThat(Times.read(reader, Times.print(PATTERN, other, offsetHours * 60)))
        .isEqualTo(Instant.ofEpochSecond(other));
  }

  @ParameterizedTest
  @CsvSource({
    "10/Oct/2000:13:55:36 -0700, 2000-10-10T20:55:36Z",
    "10/OCT/2000:13:55:36 +0000, 2000-10-10T13:55:36Z",
    "10/oct/2000:13:55:36 +0530, 2000-10-10T08:25:36Z",
    "29/Feb/2000:00:00:00 +0000, 2000-02-29T00:00:00Z",
    "29/Feb/2024:23:59:59 +0000, 2024-02-29T23:59:59Z",
    "31/Dec/1969:23:59:59 +0000, 1969-12-31T23:59:59Z",
    "31/Dec/2016:23:59:60 +0000, 2017-01-01T00:00:00Z",
    "10/Oct/2000:13:55:36 +05:30, 2000-10-10T08:25:36Z",
    "10/Oct/2000:13:55:36 Z, 2000-10-10T13:55:36Z",
    "10/Oct/2000:13:55:36 GMT, 2000-10-10T13:55:36Z",
    "10/Oct/2000:13:55:36, 2000-10-10T13:55:36Z",
    "10/Oct/2000:13:55:36.25 -0700, 2000-10-10T20:55:36.250Z",
    "10/Oct/2000:13:55:36.1234567 -0700, 2000-10-10T20:55:36.123456Z",
    "10/October/2000:13:55:36 +0000, 2000-10-10T13:55:36Z",
    "1/Oct/2000:13:55:36 +0000, 2000-10-01T13:55:36Z",
  })
  void shapes(String text, Instant expected) {
    assertThat(Times.read(reader, text)).isEqualTo(expected);
    assertThat(Times.read(reader, text)).as("once more").isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31/Apr/2024:00:00:00 +0000",
        "29/Feb/2023:00:00:00 +0000",
        "29/Feb/1900:00:00:00 +0000",
        "00/Oct/2000:00:00:00 +0000",
        "32/Oct/2000:00:00:00 +0000",
        "10/Okt/2000:00:00:00 +0000",
        "10/Oct/2000:24:00:00 +0000",
        "10/Oct/2000:00:60:00 +0000",
        "10/Oct/2000:00:00:61 +0000",
        "10/Oct/2000:00:00:00 +2400",
        "10/Oct/2000:00:00:00 +0060",
        "10/Oct/20x5:00:00:00 +0000",
        "10/Oct/x025:00:00:00 +0000",
        "10/Oct/2000:x0:00:00 +0000",
        "10/Oct/2000:00:00:00 +00x0",
        "10-Oct-2000:00:00:00 +0000",
        "10/Oct/2000 00:00:00 +0000",
        "xx/Oct/2000:00:00:00 +0000",
        "10/Oct/2000",
        "-",
        "",
      })
  void noTime(String text) {
    assertThat(Times.misfit(reader, text)).isBetween(0, text.length());
    Times.read(reader, "10/Oct/2000:00:00:00 +0000");
    assertThat(Times.misfit(reader, text)).as("after a good one").isBetween(0, text.length());
  }

  @Test
  void nulBytes_areNoTime() {
    assertThat(Times.misfit(reader, "\0".repeat(26))).isZero();
  }

  @Test
  void misfit_isWhereItStops() {
    assertThat(Times.misfit(reader, "10/Oct/2000:13:55-36 +0000")).isEqualTo(17);
    assertThat(Times.misfit(reader, "10/Foo/2000:13:55:36 +0000")).isEqualTo(3);
    assertThat(Times.misfit(reader, "10/Oct/2000:")).isEqualTo(12);
  }

  @Property
  void noZone_isInTheReadersZone(
      @ForAll @LongRange(min = Times.FIRST_SECOND, max = Times.LAST_SECOND) long second) {
    String text = Times.print("dd/MMM/yyyy:HH:mm:ss", second, 0);
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    assertThat(Times.read(new ClfTime(BERLIN), text)).isEqualTo(local.atZone(BERLIN).toInstant());
  }

  @ParameterizedTest
  @CsvSource({
    // The hour that does not exist, as java.time has it, and the one that is there twice.
    "31/Mar/2024:02:30:00, 2024-03-31T01:30:00Z",
    "27/Oct/2024:02:30:00, 2024-10-27T00:30:00Z",
    "27/Oct/2024:03:00:00, 2024-10-27T02:00:00Z",
  })
  void changeOfClocks(String text, Instant expected) {
    assertThat(Times.read(new ClfTime(BERLIN), text)).isEqualTo(expected);
  }

  @Test
  void monthNames_areEnglishInAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(Times.read(new ClfTime(ZoneOffset.UTC), "10/APR/2000:00:00:00 +0000"))
          .isEqualTo("2000-04-10T00:00:00Z");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void read_endsAtTheStampsEnd() {
    byte[] b = "10/Oct/2000:13:55:36 -0700] \"GET".getBytes(StandardCharsets.US_ASCII);
    assertThat(reader.read(b, 0, b.length)).isEqualTo(26);
    byte[] noZone = "10/Oct/2000:13:55:36] \"GET".getBytes(StandardCharsets.US_ASCII);
    assertThat(reader.read(noZone, 0, noZone.length)).isEqualTo(20);
  }
}
