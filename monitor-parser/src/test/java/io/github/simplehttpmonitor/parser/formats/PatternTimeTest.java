package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

class PatternTimeTest {

  private static PatternTime utc(String pattern) {
    return new PatternTime(pattern, ZoneOffset.UTC);
  }

  @Property
  void printed_parsesBack(
      @ForAll @LongRange(min = Times.FIRST_SECOND, max = Times.LAST_SECOND) long second,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    Instant expected = Instant.ofEpochSecond(second);
    assertThat(
            Times.read(
                utc("%a %b %d %T %Y %z"),
                Times.print("EEE MMM dd HH:mm:ss yyyy xx", second, offsetMinutes)))
        .isEqualTo(expected);
    assertThat(
            Times.read(
                utc("%I:%M:%S %p, %B %e %Y (%z)"),
                Times.print("hh:mm:ss a, MMMM d yyyy '('xxx')'", second, offsetMinutes)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%F %T | 2024-02-29 12:34:56 | 2024-02-29T12:34:56Z",
        "%D %R | 02/29/24 12:34 | 2024-02-29T12:34:00Z",
        "%y%m%d | 700101 | 1970-01-01T00:00:00Z",
        "%y%m%d | 690101 | 1969-01-01T00:00:00Z",
        "%y%m%d | 680101 | 2068-01-01T00:00:00Z",
        "%c | Thu Feb 29 12:34:56 2024 | 2024-02-29T12:34:56Z",
        "%c | Fri Mar  1 12:34:56 2024 | 2024-03-01T12:34:56Z",
        "%h %d %Y | jan 02 2024 | 2024-01-02T00:00:00Z",
        "%F %I:%M %p | 2024-01-01 12:00 AM | 2024-01-01T00:00:00Z",
        "%F %I:%M %p | 2024-01-01 12:00 pm | 2024-01-01T12:00:00Z",
        "%F %I:%M %p | 2024-01-01 01:00 PM | 2024-01-01T13:00:00Z",
        "%F %k:%M | 2024-01-01  9:05 | 2024-01-01T09:05:00Z",
        "%F %T.%N | 2024-01-01 00:00:00.123456789 | 2024-01-01T00:00:00.123456Z",
        "%F %T.%3N | 2024-01-01 00:00:00.123 | 2024-01-01T00:00:00.123Z",
        "%F %T.%6N%:z | 2024-01-01 00:00:00.000123+01:00 | 2023-12-31T23:00:00.000123Z",
        "%F %T.%f | 2024-01-01 00:00:00.000123 | 2024-01-01T00:00:00.000123Z",
        "%s.%L | 1700000000.250 | 2023-11-14T22:13:20.250Z",
        "%C%y-%m-%d | 2024-01-02 | 2024-01-02T00:00:00Z",
        "%Y %j | 2024 060 | 2024-02-29T00:00:00Z",
        "%e-%b-%Y %l:%M %P | 1-Feb-2024 9:05 pm | 2024-02-01T21:05:00Z",
        "%v %X | 1-Feb-2024 09:05:06 | 2024-02-01T09:05:06Z",
        "%x %r | 02/01/24 09:05:06 PM | 2024-02-01T21:05:06Z",
        "%-d/%_m/%Y | 1/ 2/2024 | 2024-02-01T00:00:00Z",
        "%a, %d %b %Y %T %Z | Thu, 01 Feb 2024 09:05:06 PDT | 2024-02-01T16:05:06Z",
        "%a %b %d %T %Z %Y | Thu Feb 01 09:05:06 CEST 2024 | 2024-02-01T07:05:06Z",
        "%F %T %Z | 2024-01-01 00:00:00 Narnia | 2024-01-01T00:00:00Z",
        "%F %T %z | 2024-01-01 00:00:00 -03 | 2024-01-01T03:00:00Z",
        "%F %T %z | 2024-01-01 00:00:00 +01:30:15 | 2023-12-31T22:29:45Z",
        "%F %T %Z | 2024-01-01 00:00:00 GMT+0200 | 2023-12-31T22:00:00Z",
        "%G %V %u %Y-%m-%d | 2025 01 1 2024-12-30 | 2024-12-30T00:00:00Z",
        "%H %I %F %p | 13 01 2024-01-01 PM | 2024-01-01T13:00:00Z",
        "\u00e4 %F | \u00e4 2024-01-01 | 2024-01-01T00:00:00Z",
        "%F %T.%L | 2024-01-01 00:00:00.042 | 2024-01-01T00:00:00.042Z",
        "%F %T%f | 2024-01-01 00:00:00,5 | 2024-01-01T00:00:00.500Z",
        "%F %T%f | 2024-01-01 00:00:00 | 2024-01-01T00:00:00Z",
        "%F %T %Z | 2024-01-01 00:00:00 CET | 2023-12-31T23:00:00Z",
        "%s | 1700000000 | 2023-11-14T22:13:20Z",
        "%s%f | 1700000000.25 | 2023-11-14T22:13:20.250Z",
        "%s | -1 | 1969-12-31T23:59:59Z",
        "%F %T %z | 2024-01-01 00:00:00 UTC | 2024-01-01T00:00:00Z",
        "%F %T %z | 2024-01-01 00:00:00 GMT | 2024-01-01T00:00:00Z",
        "%F %T %z | 2024-01-01 00:00:00 z | 2024-01-01T00:00:00Z",
        "%F %T %z | 2024-01-01 00:00:00 | 2024-01-01T00:00:00Z",
        "%j %F%n%T | 001 2024-01-01   00:00:00 | 2024-01-01T00:00:00Z",
        "%%H %F | %H 2024-01-01 | 2024-01-01T00:00:00Z",
        "%%T %%I %F %H | %T %I 2024-01-01 13 | 2024-01-01T13:00:00Z",
      })
  void patterns(String pattern, String text, Instant expected) {
    assertThat(Times.read(utc(pattern), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%F | 2023-02-29 | 0",
        "%F | 2023-13-01 | 0",
        "%F | 2023/01/01 | 4",
        "%F | 202-01-01 | 3",
        "%F %T | 2023-01-01 24:00:00 | 0",
        "%F %T | 2023-01-01 23:60:00 | 0",
        "%F %T | 2023-01-01 23:59:61 | 0",
        "%F %I %p | 2023-01-01 13 PM | 0",
        "%F %I %p | 2023-01-01 00 AM | 0",
        "%F %I %p | 2023-01-01 25 AM | 0",
        "%F %I %p | 2023-01-01 11 XM | 16",
        "%F %I %p | 2023-01-01 11 | 13",
        "%b %Y | Ja | 0",
        "%b %Y | Foo 2020 | 0",
        "%F%z | 2023-01-01+0060 | 15",
        "%F%z | 2023-01-01+2400 | 11",
        "%F%z | 2023-01-01+1 | 11",
        "%F%z | 2023-01-01USD | 10",
        "%F%z | 2023-01-01GOT | 10",
        "%T%f | 00:00:00. | 9",
        "%s | 1234567890123 | 12",
        "%s | - | 1",
        "%L | 12 | 2",
        "%a | 1 | 0",
      })
  void misfits(String pattern, String text, int column) {
    assertThat(Times.misfit(utc(pattern), text)).isEqualTo(column);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%Q", "%", "%F %", "%+"})
  void unknownDirective_isRefused(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> utc(pattern))
        .withMessageContaining("is not a known directive");
  }

  @Property
  void zoneless_isInTheReadersZone(
      @ForAll @LongRange(min = Times.FIRST_SECOND, max = Times.LAST_SECOND) long second) {
    ZoneId zone = ZoneId.of("America/Sao_Paulo");
    assertThat(
            Times.read(
                new PatternTime("%F %T", zone), Times.print("yyyy-MM-dd HH:mm:ss", second, 0)))
        .isEqualTo(
            java.time.LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)
                .atZone(zone)
                .toInstant());
  }

  @Test
  void reader_remembersNothing() {
    PatternTime reader = utc("%F %T%f%z");
    Times.read(reader, "2024-01-01 00:00:00.5+0100");
    assertThat(Times.read(reader, "2024-01-01 00:00:00")).isEqualTo("2024-01-01T00:00:00Z");
  }

  @Test
  void timeSpec_checksThePattern() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeSpec("rfc3339"))
        .withMessageContaining("none of clf, iso, epoch");
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeSpec("%Q"));
    assertThat(new TimeSpec("%F").newReader(ZoneOffset.UTC)).isInstanceOf(PatternTime.class);
    assertThat(TimeSpec.ISO.newReader(ZoneOffset.UTC)).isInstanceOf(IsoTime.class);
  }

  /** A second that is remembered is not taken for another one that begins alike. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%F %H:%M:%S%f%z | 2024-01-01 0:0:5Z | 2024-01-01 0:0:56Z | 2024-01-01T00:00:56Z",
        "%F %H:%M:%S%f%z | 2024-01-01 0:0:5.5Z | 2024-01-01 0:0:5.7Z | 2024-01-01T00:00:05.700Z",
        "%F %H:%M:%S%f%z | 2024-01-01 0:0:5+0100 | 2024-01-01 0:0:5-0100 | 2024-01-01T01:00:05Z",
        "%F %H:%M:%S%L | 2024-01-01 00:00:05123 | 2024-01-01 00:00:05124 |"
            + " 2024-01-01T00:00:05.124Z",
        "%s %f | 1700000000 .1 | 1700000001 .1 | 2023-11-14T22:13:21.100Z",
        "%d | 1 | 11 | 1970-01-11T00:00:00Z",
      })
  void rememberedSecond_isThatSecond(String pattern, String first, String text, Instant expected) {
    PatternTime reader = utc(pattern);
    Times.read(reader, first);
    assertThat(Times.read(reader, text)).isEqualTo(expected);
  }
}
