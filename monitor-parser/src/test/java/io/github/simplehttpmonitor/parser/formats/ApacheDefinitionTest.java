package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApacheDefinitionTest {

  private static LogFormat format(String definition) {
    return FormatRegistry.builtIn().create("apache:" + definition);
  }

  @ParameterizedTest
  @CsvSource({
    "%h, client",
    "%a, client",
    "%{c}a, client",
    "%l, ident",
    "%u, user",
    "%>s, status",
    "%<s, status",
    "%b, bytes",
    "%B, bytes",
    "%O, bytes",
    "%I, requestBytes",
    "%D, duration",
    "%T, duration",
    "%{ms}T, duration",
    "%{us}T, duration",
    "%{s}T, duration",
    "%v, virtualHost",
    "%V, virtualHost",
    "%m, method",
    "%q, query",
    "%H, protocol",
    "%A, localAddress",
    "%p, port",
    "%{remote}p, clientPort",
    "%P, pid",
    "%f, filename",
    "%k, keepalives",
    "%L, logId",
    "%R, handler",
    "%X, connectionStatus",
    "%S, bytesTotal",
    "%{Referer}i, referer",
    "%{USER-AGENT}i, userAgent",
    "%{X-Forwarded-For}i, forwardedFor",
    "%{Host}i, virtualHost",
    "%{X-Id}i, header.x-id",
    "%{X-Id}o, responseHeader.x-id",
    "%{Sid}C, cookie.sid",
    "%{UNIQUE_ID}e, env.unique_id",
    "%{n}n, note.n",
    "%{SSL_PROTOCOL}x, tlsVersion",
    "%{SSL_CIPHER}x, ssl.ssl_cipher",
    "%{X-T}^ti, trailer.x-t",
    "%{X-T}^to, responseTrailer.x-t",
    "%^FB, timeToFirstByte",
    "'%!200,304{Referer}i', referer",
    "%{Referer}>i, referer",
  })
  void directive_isField(String directive, String field) {
    assertThat(format(directive + " %t").fields()).startsWith(Field.of(field));
  }

  @Test
  void requestLine_bringsItsParts() {
    assertThat(format("%r").fields())
        .containsExactly(
            Field.REQUEST, Field.METHOD, Field.TARGET, Field.PATH, Field.QUERY, Field.PROTOCOL);
  }

  @Test
  void bytesOut_besideBody_isAnExtension() {
    assertThat(format("%b %O").fields()).containsExactly(Field.BYTES, Field.of("bytesOut"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%h %y | 3 | %y is not a directive of Apache's mod_log_config",
        "%h %{Referer | 4 | '{' is not closed",
        "%h % | 3 | a directive is not complete",
        "%h %>200 | 3 | a directive is not complete",
        "%h%u | 2 | two fields with nothing between them cannot be told apart",
        "plain text | 0 | the definition names no field",
        "%% | 0 | the definition names no field",
        "%h %o | 3 | this directive needs a name in braces",
        "%h %i | 3 | this directive needs a name in braces",
        "%h %x | 3 | this directive needs a name in braces",
        "%h %{min}T | 3 | the unit of %T is one of s, ms, us",
        "%h %{%Q}t | 3 | %Q is not a known directive of a time pattern",
        "%h %{foo}t | 3 | the time pattern 'foo' is none of clf, iso, epoch, epoch_ms, epoch_us,"
            + " epoch_ns, auto and has no % directive",
        "%h %^t | 3 | %^t is not a directive of Apache's mod_log_config",
      })
  void mistake_hasColumn(String definition, int column, String message) {
    FormatException e = catchThrowableOfType(FormatException.class, () -> format(definition));
    assertThat(e).hasMessage(message);
    assertThat(e.column()).isEqualTo(column);
    assertThat(e.source()).isEqualTo(definition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%t %>s | [10/Oct/2000:13:55:36 -0700] 200 | 2000-10-10T20:55:36Z",
        "%{sec}t %>s | 971211336 200 | 2000-10-10T20:55:36Z",
        "%{begin:msec}t %>s | 971211336123 200 | 2000-10-10T20:55:36.123Z",
        "%{end:usec}t %>s | 971211336123456 200 | 2000-10-10T20:55:36.123456Z",
        "%{%Y-%m-%d %H:%M:%S}t %>s | 2000-10-10 20:55:36 200 | 2000-10-10T20:55:36Z",
        "%{begin:%d/%b/%Y}t %>s | 10/Oct/2000 200 | 2000-10-10T00:00:00Z",
      })
  void times(String definition, String line, String expected) {
    Reading reading = Reading.of("apache:" + definition, line);
    assertThat(reading.record().time()).isEqualTo(expected);
    assertThat(reading.record().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"%T, 2, 2000000", "%{ms}T, 2, 2000", "%{us}T, 2, 2", "%D, 2, 2"})
  void durations(String directive, String value, long micros) {
    Reading reading = Reading.of("apache:%>s " + directive, "200 " + value);
    assertThat(reading.record().durationMicros()).isEqualTo(micros);
  }

  @Test
  void literals_haveEscapes() {
    Reading reading = Reading.of("apache:%%\\\"%h\\\"\\t%>s\\n", "%\"192.0.2.1\"\t200\n");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    assertThat(reading.record().status()).isEqualTo(200);
  }

  @Test
  void pathAndQuery_togetherAreATarget() {
    Reading reading = Reading.of("apache:%m %U%q %>s", "GET /a?b=c 200");
    assertThat(reading.text(Field.TARGET)).isEqualTo("/a?b=c");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.QUERY)).isEqualTo("b=c");
  }

  @Test
  void query_losesItsQuestionMark() {
    assertThat(Reading.of("apache:%U \"%q\"", "/a \"?b=c\"").text(Field.QUERY)).isEqualTo("b=c");
    assertThat(Reading.of("apache:%U \"%q\"", "/a \"?b=\\\"\"").text(Field.QUERY))
        .isEqualTo("b=\"");
    assertThat(Reading.of("apache:%U \"%q\"", "/a \"\"").text(Field.QUERY)).isEmpty();
  }

  @Test
  void format_saysWhatItIs() {
    LogFormat format = format("%h %t");
    assertThat(format.name()).isEqualTo("apache");
    assertThat(format.definition()).isEqualTo("%h %t");
    assertThat(format).hasToString("apache");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%h %a %>s | clientHost | client",
        "%{c}a %a %>s | peer | client",
        "%s %>s %b | originalStatus | status",
        "%T %D %>s | durationSeconds | duration",
        "%{ms}T %T %>s | duration | durationSeconds",
        "%V %v %>s | serverName | virtualHost",
        "%{Host}i %V %>s | header.host | virtualHost",
        "%r %U %>s | request | urlPath",
        "%q %r %>s | queryString | request",
        "%O %B %>s | bytesOut | bytes",
        "%u %<u %>s | user | otherUser",
      })
  void severalDirectivesForAField_theMostDirectHasIt(
      String definition, String first, String second) {
    LogFormat format = format(definition);
    assertThat(format.fields()).contains(Field.of(first), Field.of(second));
    Reading reading = Reading.of(format, "200 201 200");
    assertThat(reading.outcome()).isEqualTo("PARSED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%{%d/%b/%Y:%T}t.%{msec_frac}t %>s | 10/Oct/2000:20:55:36.042 200 |"
            + " 2000-10-10T20:55:36.042Z",
        "%{%d/%b/%Y %T}t.%{usec_frac}t %{%z}t %>s | 10/Oct/2000 13:55:36.000042 -0700 200 |"
            + " 2000-10-10T20:55:36.000042Z",
        "%{%d/%b/%Y %T.msec_frac %z}t %>s | 10/Oct/2000 13:55:36.042 -0700 200 |"
            + " 2000-10-10T20:55:36.042Z",
        "%{sec}t.%{msec_frac}t %>s | 971211336.042 200 | 2000-10-10T20:55:36.042Z",
        "%t %{usec_frac}t %>s | [10/Oct/2000:20:55:36 +0000] 000042 200 |"
            + " 2000-10-10T20:55:36.000042Z",
        "%{%F}t %h %{%T}t %>s | 2000-10-10 192.0.2.1 20:55:36 200 | 2000-10-10T20:55:36Z",
        "%t %{msec}t %>s | [10/Oct/2000:20:55:36 +0000] 971211336042 200 |"
            + " 2000-10-10T20:55:36.042Z",
        "%{end:%F %T}t %{begin:%F %T}t %>s | 2000-10-10 20:55:37 2000-10-10 20:55:36 200 |"
            + " 2000-10-10T20:55:36Z",
        "%{end:%F %T}t %>s | 2000-10-10 20:55:37 200 | 2000-10-10T20:55:37Z",
        "\"%t\" %>s | \"[10/Oct/2000:20:55:36 +0000]\" 200 | 2000-10-10T20:55:36Z",
      })
  void severalTimes_makeOne(String definition, String line, String expected) {
    Reading reading = Reading.of("apache:" + definition, line);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(expected);
    assertThat(reading.record().status()).isEqualTo(200);
  }

  @Test
  void timeInParts_isInTheReadersZone() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Reading reading =
        Reading.of(format("%{%F %T}t.%{msec_frac}t %>s"), "2024-07-01 12:00:00.042 200", zone);
    assertThat(reading.record().time()).isEqualTo("2024-07-01T10:00:00.042Z");
    assertThat(reading.text(Field.TIME)).isEqualTo("2024-07-01 12:00:00.042");
  }

  @Test
  void timeWithoutDate_isNone() {
    Reading reading = Reading.of("apache:%{%T}t %>s", "12:00:00 200");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isNull();
    assertThat(reading.text(Field.of("otherTime"))).isEqualTo("12:00:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%h %t \"%r\" %>s",
        "\"%h %t \\\"%r\\\" %>s\"",
        "LogFormat \"%h %t \\\"%r\\\" %>s\" short",
        "  logformat   \"%h %t \\\"%r\\\" %>s\"",
        "%h %t \\\"%r\\\" %>s",
      })
  void definition_asItStandsInAConfiguration(String definition) {
    Reading reading =
        Reading.of("apache:" + definition, "192.0.2.1 [10/Oct/2000:13:55:36 -0700] \"GET /a\" 200");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "combined", "combinedio", "referer", "agent"})
  void nicknames_areDefinitions(String nickname) {
    assertThat(format(nickname).fields())
        .isEqualTo(FormatRegistry.builtIn().create(nickname).fields());
  }

  @Test
  void requestWithoutQuotes_endsBeforeTheStatus() {
    Reading reading = Reading.of("apache:%h %r %>s %b", "192.0.2.1 GET /a 12 b HTTP/1.1 200 5");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a 12 b");
    assertThat(reading.record().status()).isEqualTo(200);
    assertThat(reading.record().bytes()).isEqualTo(5);
  }

  @Test
  void userAgentWithoutQuotes_goesToTheEnd() {
    Reading reading = Reading.of("apache:%>s %{User-Agent}i", "200 Mozilla/5.0 (X11; Linux)");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("Mozilla/5.0 (X11; Linux)");
    assertThat(reading.record().hasExtraFields()).isFalse();
  }

  @Test
  void forwardedForWithoutQuotes_mayBeSeveralAddresses() {
    String definition = "apache:%{X-Forwarded-For}i %l %u %t %>s";
    String rest = " - - [10/Oct/2000:13:55:36 -0700] 200";
    Reading two = Reading.of(definition, "192.0.2.1, 198.51.100.7" + rest);
    assertThat(two.text(Field.FORWARDED_FOR)).isEqualTo("192.0.2.1, 198.51.100.7");
    assertThat(Reading.of(definition, "192.0.2.1" + rest).text(Field.FORWARDED_FOR))
        .isEqualTo("192.0.2.1");
  }

  /** What Jetty writes: more blanks than the format has. */
  @Test
  void moreBlanks_doNotMatter() {
    Reading reading =
        Reading.of(
            "apache:%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %D",
            "192.0.2.1 -  -  [10/Oct/2000:13:55:36 -0700] \"GET /a\" 400 0 \"-\" \"-\"  8");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.USER)).isNull();
    assertThat(reading.record().durationMicros()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%{x}a %t | %a takes in braces one of [c]",
        "%{x}p %t | %p takes in braces one of [canonical, local, remote]",
        "%{x}P %t | %P takes in braces one of [hextid, pid, tid]",
        "%^xx %t | %^xx is not a directive of Apache's mod_log_config",
        "%{X}^ti%h | two fields with nothing between them cannot be told apart",
      })
  void wrongArgument_isRefused(String definition, String message) {
    FormatException e = catchThrowableOfType(FormatException.class, () -> format(definition));
    assertThat(e).hasMessage(message);
  }
}
