package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionParserTest {

  private static final String HEAD = "192.0.2.1 - alice [10/Oct/2000:13:55:36 -0700] ";
  private static final String COMMON = HEAD + "\"GET /a?b HTTP/1.1\" 200 2326";

  @Test
  void common() {
    Reading reading = Reading.of("common", COMMON);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    assertThat(reading.text(Field.IDENT)).isNull();
    assertThat(reading.text(Field.USER)).isEqualTo("alice");
    assertThat(reading.record().time()).isEqualTo("2000-10-10T20:55:36Z");
    assertThat(reading.text(Field.TIME)).isEqualTo("10/Oct/2000:13:55:36 -0700");
    assertThat(reading.text(Field.REQUEST)).isEqualTo("GET /a?b HTTP/1.1");
    assertThat(reading.text(Field.METHOD)).isEqualTo("GET");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.QUERY)).isEqualTo("b");
    assertThat(reading.text(Field.PROTOCOL)).isEqualTo("HTTP/1.1");
    assertThat(reading.record().status()).isEqualTo(200);
    assertThat(reading.text(Field.STATUS)).isEqualTo("200");
    assertThat(reading.record().bytes()).isEqualTo(2326);
    assertThat(reading.record().isCut()).isFalse();
    assertThat(reading.record().hasExtraFields()).isFalse();
  }

  @Test
  void vhostCombined() {
    Reading reading =
        Reading.of(
            "vhost-combined", "example.com:443 " + COMMON + " \"http://example.com/\" \"x\"");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.VIRTUAL_HOST)).isEqualTo("example.com");
    assertThat(reading.text(Field.of("port"))).isEqualTo("443");
    assertThat(reading.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    assertThat(reading.text(Field.REFERER)).isEqualTo("http://example.com/");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "2001:db8::1",
        "fe80::1%eth0",
        "www.example.com",
        "192.0.2.1:51234",
        "[2001:db8::1]:51234",
        "unix:",
      })
  void client_ofAnyShape(String client) {
    assertThat(Reading.of("common", COMMON.replace("192.0.2.1", client)).text(Field.CLIENT))
        .isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice smith | alice smith",
        "alice [x] | alice [x]",
        "'\"\"' | '\"\"'",
        "'' | ''",
      })
  void user_ofAnyShape(String user, String expected) {
    Reading reading = Reading.of("common", COMMON.replace("alice", user));
    assertThat(reading.outcome()).isEqualTo(user.contains("[") ? "TIME 19" : "PARSED");
    assertThat(user.contains("[") ? expected : reading.text(Field.USER)).isEqualTo(expected);
  }

  /** What is between the quotes of the user agent, and after them, on a combined line. */
  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // after the bytes | referer | userAgent | extra | cut
        "\"-\" \"curl/8\" | - | curl/8 | false | false",
        "\"\" \"\" | `` | `` | false | false",
        "\"a\" \"raw \"quotes\" inside\" | a | raw \"quotes\" inside | false | false",
        "\"a\" \"\"\" | a | \" | false | false",
        "\"a\" \"x\\\"y\" | a | x\"y | false | false",
        "\"a\" \"x\\\\\" | a | x\\ | false | false",
        "\"a\" \"x\\x22\\n\\q\" | a | x\"\\q | false | false",
        "\"a\" \"unterminated | a | unterminated | false | false",
        "\"a\" \"ends in\\\" | a | ends in\\ | false | false",
        "\"a\" \" | a | `` | false | false",
        "\"a\" \"b\" \"c\" | a | b | true | false",
        "\"a\" \"b\" 17 - \"c d\" | a | b | true | false",
        "\"a\" \"b\" c\"d | a | b\" c\"d | false | false",
        "\"a\" \"b\"c | a | b\"c | false | false",
        "\"a\" \"b\" \"c | a | b\" \"c | false | false",
        "\"a \"b\" c\" \"d\" | a \"b\" c | d | false | false",
        "\"a\" | a | - | false | true",
        "\"a | a | - | false | true",
        "\" | `` | - | false | true",
      })
  void lastFields(String rest, String referer, String agent, boolean extra, boolean cut) {
    Reading reading = Reading.of("combined", COMMON + " " + rest);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.REFERER)).isEqualTo("-".equals(referer) ? null : referer);
    String expected = agent.replace("x\"\\q", "x\"\n\\q");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("-".equals(agent) ? null : expected);
    assertThat(reading.record().hasExtraFields()).isEqualTo(extra);
    assertThat(reading.record().isCut()).isEqualTo(cut);
  }

  @Test
  void trailingBlanks_areNoField() {
    for (String format : new String[] {"common", "combined"}) {
      for (String blanks : new String[] {" ", "  \t", "\t"}) {
        Reading reading = Reading.of(format, COMMON + blanks);
        assertThat(reading.outcome()).as(format).isEqualTo("PARSED");
        assertThat(reading.record().bytes()).isEqualTo(2326);
        assertThat(reading.record().hasExtraFields()).isFalse();
        assertThat(reading.record().isCut()).isEqualTo(format.equals("combined"));
      }
    }
    Reading cut = Reading.of("combined", COMMON + " \"a\" ");
    assertThat(cut.text(Field.REFERER)).isEqualTo("a");
    assertThat(cut.record().isCut()).isTrue();
    Reading full = Reading.of("combined", COMMON + " \"a\" \"b\" ");
    assertThat(full.text(Field.USER_AGENT)).isEqualTo("b");
    assertThat(full.record().hasExtraFields()).isFalse();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // between HEAD and the end | request | status
        "\"GET /\"x\" HTTP/1.1\" 200 1 | GET /\"x\" HTTP/1.1 | 200",
        "\"GET /\\\" HTTP/1.1\" 200 1 | GET /\" HTTP/1.1 | 200",
        "\"GET /\" 2x0 1 HTTP/1.1\" 200 1 | GET /\" 2x0 1 HTTP/1.1 | 200",
        "\"GET /x\\\" 400 1 | GET /x\\ | 400",
        "\"-\" 408 - | - | 408",
        "\"\" 400 0 | `` | 400",
        "\"\\x16\\x03\\x01\" 400 226 | `\u0016\u0003\u0001` | 400",
        "\"GET / HTTP/1.1\" - - | GET / HTTP/1.1 | -1",
      })
  void requests(String rest, String request, int status) {
    Reading reading = Reading.of("common", HEAD + rest);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.REQUEST)).isEqualTo("-".equals(request) ? null : request);
    assertThat(reading.record().status()).isEqualTo(status);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "example | TRUNCATED 7",
        "192.0.2.1 - - | TRUNCATED 13",
        "192.0.2.1 - - [10/Oct/2000 | TRUNCATED 26",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700 | TRUNCATED 41",
        "192.0.2.1 - - [10/Foo/2000:13:55:36 -0700] | TIME 18",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700} | SEPARATOR 41",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] GET | SEPARATOR 43",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1 | TRUNCATED 58",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /\" x | STATUS 51",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a\" 20x 5 | STATUS 52",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /\" 2000 1 | STATUS 51",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /\" 200 x | NUMBER 55",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /\" 200 1x | SEPARATOR 56",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /\" 200 -1 | NUMBER 55",
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /\" 200 9999999999999999999 | NUMBER 55",
        "# comment | TRUNCATED 9",
      })
  void malformed_hasReasonAndColumn(String line, String outcome) {
    assertThat(Reading.of("common", line).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "  ", "   ", "     ", "\t", "\r", " \t\r "})
  void blank_isIgnored(String line) {
    for (String format :
        new String[] {
          "common", "combined", "vhost-combined", "apache:%t %>s", "apache:%>s %b", "nginx:$uri"
        }) {
      assertThat(Reading.of(format, line).outcome()).as(format).isEqualTo("IGNORED");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "999999999999999999, PARSED",
    "000000000000000001, PARSED",
    "1000000000000000000, NUMBER 4",
    "9223372036854775808, NUMBER 4",
  })
  void size_upTo18Digits(String number, String outcome) {
    Reading reading = Reading.of("apache:%>s %b", "200 " + number);
    assertThat(reading.outcome()).isEqualTo(outcome);
    assertThat(reading.record().bytes())
        .isEqualTo(outcome.equals("PARSED") ? Long.parseLong(number) : AccessRecord.ABSENT);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.042, 42000",
    "1.5, 1500000",
    "1.0000009, 1000000",
    "1., 1000000",
    "4611686018427, 4611686018427000000",
  })
  void duration_inSeconds(String text, long micros) {
    Reading reading = Reading.of("nginx:$status $request_time", "200 " + text);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().durationMicros()).isEqualTo(micros);
    assertThat(reading.text(Field.DURATION)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-, PARSED",
    "-1, NUMBER 4",
    "x, NUMBER 4",
    "4611686018428, NUMBER 4",
    "999999999999999999, NUMBER 4",
    "'', PARSED"
  })
  void duration_absentOrNone(String text, String outcome) {
    Reading reading = Reading.of("nginx:$status $request_time", ("200 " + text).strip());
    assertThat(reading.outcome()).isEqualTo(outcome);
    assertThat(reading.record().durationMicros()).isEqualTo(AccessRecord.ABSENT);
  }

  @Test
  void size_absentIsNotZero() {
    assertThat(Reading.of("apache:%>s %b", "200 -").record().bytes())
        .isEqualTo(AccessRecord.ABSENT);
    assertThat(Reading.of("apache:%>s %b", "200 0").record().bytes()).isZero();
    assertThat(Reading.of("apache:%>s %b", "200 -").text(Field.BYTES)).isNull();
  }

  @Test
  void lastField_endsBeforeALongLiteral() {
    Reading reading = Reading.of("apache:{%>s \"%{User-Agent}i\"}", "{200 \"a \"b\"\"}");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("a \"b\"");
    Reading more = Reading.of("apache:{%>s \"%{User-Agent}i\"}", "{200 \"a\"} \"more\"");
    assertThat(more.text(Field.USER_AGENT)).isEqualTo("a");
    assertThat(more.record().hasExtraFields()).isTrue();
    Reading open = Reading.of("apache:{%>s \"%{User-Agent}i\"}", "{200 \"a");
    assertThat(open.text(Field.USER_AGENT)).isEqualTo("a");
  }

  @Test
  void unquotedLastField_endsAtABlank() {
    Reading reading = Reading.of("nginx:$status $host", "200 example.com more");
    assertThat(reading.text(Field.VIRTUAL_HOST)).isEqualTo("example.com");
    assertThat(reading.record().hasExtraFields()).isTrue();
  }

  @Test
  void prefix_hasToBeThere() {
    assertThat(Reading.of("apache:<%>s> %b", "<200> 1").outcome()).isEqualTo("PARSED");
    assertThat(Reading.of("apache:<<%>s> %b", "<200> 1").outcome()).isEqualTo("SEPARATOR 1");
    assertThat(Reading.of("apache:<%>s> %b", "").outcome()).isEqualTo("IGNORED");
    assertThat(Reading.of("apache:<<%>s> %b", "<").outcome()).isEqualTo("TRUNCATED 1");
  }

  @Test
  void zone_isThatOfTheContext() {
    Reading reading =
        Reading.of(
            FormatRegistry.builtIn().create("nginx:[$time_local] $status"),
            "[10/Jul/2024:12:00:00] 200",
            ZoneId.of("Europe/Berlin"));
    assertThat(reading.record().time()).isEqualTo("2024-07-10T10:00:00Z");
  }
}
