package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexFormatTest {

  private static LogFormat format(String pattern, String time) {
    return FormatRegistry.builtIn().create("regex:" + pattern, Map.of("time", time));
  }

  @Test
  void groups_areFields() {
    String pattern =
        "^(?P<client>\\S+) (?P<time>\\S+) (?P<request>[^|]*)\\|(?P<status>\\S+) (?P<bytes>\\S+)"
            + " (?P<duration>\\S+) (?P<request_bytes>\\S+) (?P<shop>\\S+)";
    LogFormat format = format(pattern, "iso");
    assertThat(format.name()).isEqualTo("regex");
    assertThat(format.definition()).isEqualTo(pattern);
    assertThat(format.fields())
        .containsExactly(
            Field.CLIENT,
            Field.TIME,
            Field.REQUEST,
            Field.STATUS,
            Field.BYTES,
            Field.DURATION,
            Field.REQUEST_BYTES,
            Field.of("shop"),
            Field.METHOD,
            Field.TARGET,
            Field.PROTOCOL,
            Field.PATH,
            Field.QUERY);
    Reading reading =
        Reading.of(
            format, "192.0.2.1 2024-01-01T00:00:00Z GET /a?b HTTP/1.1|404 12 0.25 99 x tail");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    assertThat(reading.record().time()).isEqualTo("2024-01-01T00:00:00Z");
    assertThat(reading.text(Field.METHOD)).isEqualTo("GET");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.QUERY)).isEqualTo("b");
    assertThat(reading.record().status()).isEqualTo(404);
    assertThat(reading.record().bytes()).isEqualTo(12);
    assertThat(reading.record().durationMicros()).isEqualTo(250_000);
    assertThat(reading.record().requestBytes()).isEqualTo(99);
    assertThat(reading.text(Field.of("shop"))).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "clf, 10/Oct/2000:13:55:36 -0700",
    "epoch, 971211336",
    "epoch_ms, 971211336000",
    "epoch_us, 971211336000000",
    "%F %T, 2000-10-10 20:55:36",
  })
  void time_asTheOptionSays(String option, String text) {
    assertThat(Reading.of(format("^(?P<time>[^|]+)", option), text + "|x").record().time())
        .isEqualTo("2000-10-10T20:55:36Z");
  }

  @Test
  void time_isClfByDefault() {
    assertThat(
            Reading.of("regex:\\[(?P<time>[^]]+)\\]", "x [10/Oct/2000:13:55:36 +0000]")
                .record()
                .time())
        .isEqualTo("2000-10-10T13:55:36Z");
  }

  @ParameterizedTest
  @CsvSource({
    "status, 200, PARSED",
    "status, 2000, STATUS 1",
    "status, 20x, STATUS 1",
    "status, -1, STATUS 1",
    "status, NaN, STATUS 1",
    "status, -, PARSED",
    "bytes, 0, PARSED",
    "bytes, 12d, NUMBER 1",
    "bytes, 1e3, NUMBER 1",
    "bytes, Infinity, NUMBER 1",
    "bytes, -5, NUMBER 1",
    "bytes, 99999999999999999999, NUMBER 1",
    "bytes, '', NUMBER 1",
    "duration, 1.5, PARSED",
    "duration, .5, NUMBER 1",
    "duration, 1.5s, NUMBER 1",
    "requestBytes, x, NUMBER 1",
    "time, x, TIME 1",
  })
  void values(String field, String text, String outcome) {
    assertThat(Reading.of("regex:<(?P<" + field + ">[^>]*)>", "<" + text + ">").outcome())
        .isEqualTo(outcome);
  }

  @Test
  void numbers_areExact() {
    assertThat(Reading.of("regex:(?P<bytes>\\d+)", "123456789012345678").record().bytes())
        .isEqualTo(123456789012345678L);
    assertThat(Reading.of("regex:(?P<duration>.+)", "0.1234567").record().durationMicros())
        .isEqualTo(123456);
  }

  @Test
  void groupThatDidNotTakePart_isAbsent() {
    Reading reading =
        Reading.of("regex:^(?P<path>/\\S*)( (?P<user>\\S+))?( (?P<bytes>\\d+))?", "/");
    assertThat(reading.text(Field.USER)).isNull();
    assertThat(reading.record().bytes()).isEqualTo(AccessRecord.ABSENT);
    assertThat(Reading.of("regex:(?P<user>.*)", "-").text(Field.USER)).isNull();
    assertThat(Reading.of("regex:x(?P<user>.*)", "x").text(Field.USER)).isEmpty();
  }

  @Test
  void noMatch_isMalformed() {
    assertThat(Reading.of("regex:^(?P<path>/)", "x").outcome()).isEqualTo("NO_MATCH 0");
    assertThat(Reading.of("regex:^(?P<path>/)", "").outcome()).isEqualTo("IGNORED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\S+ | the pattern has no named group; write (?P<client>\\S+) for a field 'client' | 0",
        "(?P<path>/[) | the pattern is wrong: missing closing ] | 10",
        "(?P<path>/)\\1 | the pattern is wrong: invalid escape sequence | 11",
      })
  void mistake_hasColumn(String pattern, String message, int column) {
    FormatException e = catchThrowableOfType(FormatException.class, () -> format(pattern, "clf"));
    assertThat(e).hasMessage(message);
    assertThat(e.source()).isEqualTo(pattern);
    assertThat(e.column()).isEqualTo(column);
  }

  @Test
  void wrongTimeOption_isRefused() {
    assertThat(catchThrowableOfType(FormatException.class, () -> format("(?P<path>/)", "%Q")))
        .hasMessageContaining("%Q is not a known directive");
  }

  @Test
  void hostilePattern_takesLinearTime() {
    assertThat(Reading.of("regex:^(?P<path>(a+)+)$", "a".repeat(20_000) + "b").outcome())
        .isEqualTo("NO_MATCH 0");
  }
}
