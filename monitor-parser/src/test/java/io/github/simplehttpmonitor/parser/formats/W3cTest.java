package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class W3cTest {

  private static final String IIS = "#Software: Microsoft Internet Information Services 10.0";
  private static final String FIELDS =
      "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
          + " cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes"
          + " time-taken";
  private static final String ROW =
      "2024-03-01 10:11:12 192.0.2.80 GET /a/b.aspx id=7&x=a+b 443 EXAMPLE\\alice 192.0.2.1"
          + " Mozilla/5.0+(compatible;+bot/2.0;++http://bot.example.com/) http://example.com/a+b"
          + " 200 0 0 1405 242 283";

  private static Reading read(String... lines) {
    return new LogReading("w3c").last(lines);
  }

  @Test
  void row_isReadByItsFieldsLine() {
    Reading reading = read(IIS, "#Version: 1.0", "#Date: 2024-03-01 10:11:12", FIELDS, ROW);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    AccessRecord record = reading.record();
    assertThat(record.time()).isEqualTo(Instant.parse("2024-03-01T10:11:12Z"));
    assertThat(record.text(Field.TIME)).isEqualTo("2024-03-01 10:11:12");
    assertThat(record.text(Field.METHOD)).isEqualTo("GET");
    assertThat(record.text(Field.PATH)).isEqualTo("/a/b.aspx");
    assertThat(record.text(Field.QUERY)).isEqualTo("id=7&x=a+b");
    assertThat(record.text(Field.TARGET)).isEqualTo("/a/b.aspx?id=7&x=a+b");
    assertThat(record.text(Field.USER)).isEqualTo("EXAMPLE\\alice");
    assertThat(record.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    assertThat(record.text(Field.USER_AGENT))
        .isEqualTo("Mozilla/5.0 (compatible; bot/2.0; +http://bot.example.com/)");
    assertThat(record.text(Field.REFERER)).isEqualTo("http://example.com/a+b");
    assertThat(record.status()).isEqualTo(200);
    assertThat(record.bytes()).isEqualTo(1405);
    assertThat(record.requestBytes()).isEqualTo(242);
    assertThat(record.durationMicros()).isEqualTo(283_000);
    assertThat(record.text(Field.of("s-port"))).isEqualTo("443");
    assertThat(record.text(Field.of("sc-substatus"))).isEqualTo("0");
  }

  @Test
  void fieldsLine_canChange() {
    LogReading log = new LogReading("w3c");
    Reading first =
        log.last(
            "#Fields: date time c-ip cs-uri-stem sc-status",
            "2024-03-01 00:00:01 192.0.2.1 /a 200");
    Reading second =
        log.last("#Fields: sc-status cs-uri-stem time date", "404 /b 00:00:02 2024-03-01");
    assertThat(first.text(Field.PATH)).isEqualTo("/a");
    assertThat(first.text(Field.TARGET)).isEqualTo("/a");
    assertThat(second.text(Field.PATH)).isEqualTo("/b");
    assertThat(second.record().status()).isEqualTo(404);
    assertThat(second.record().time()).isEqualTo(Instant.parse("2024-03-01T00:00:02Z"));
    assertThat(second.text(Field.CLIENT)).isNull();
  }

  @Test
  void rowWithoutDate_isOfTheDateLine_orTheNextDay() {
    String fields = "#Fields: time cs-uri-stem";
    String date = "#Date: 2024-02-29 22:30:00";
    assertThat(read(date, fields, "22:30:01 /").record().time())
        .isEqualTo(Instant.parse("2024-02-29T22:30:01Z"));
    assertThat(read(date, fields, "22:29:59 /").record().time())
        .isEqualTo(Instant.parse("2024-02-29T22:29:59Z"));
    assertThat(read(date, fields, "00:10:00.250 /").record().time())
        .isEqualTo(Instant.parse("2024-03-01T00:10:00.250Z"));
    assertThat(read(fields, "22:30:01 /").record().timeMicros()).isEqualTo(AccessRecord.ABSENT);
    assertThat(read("#Date: 29/Feb/2024 22:30:00", fields, "23:00 /").record().time())
        .isEqualTo(Instant.parse("2024-02-29T23:00:00Z"));
  }

  @Test
  void times_areUtcOrTheServers() {
    LogReading berlin =
        new LogReading(
            FormatRegistry.builtIn().create("w3c"),
            ZoneId.of("Europe/Berlin"),
            ParserContext.DEFAULT_MAX_LINE_BYTES);
    assertThat(
            berlin.last("#Fields: date time cs-uri-stem", "2024-07-01 12:00:00 /").record().time())
        .isEqualTo(Instant.parse("2024-07-01T12:00:00Z"));
    assertThat(
            berlin
                .last("#Fields: date-local time-local cs-uri-stem", "2024-07-01 12:00:00 /")
                .record()
                .time())
        .isEqualTo(Instant.parse("2024-07-01T10:00:00Z"));
    assertThat(
            read("#GMT-Offset: -0800", "#Fields: date time cs-uri-stem", "2024-07-01 12:00:00 /")
                .record()
                .time())
        .isEqualTo(Instant.parse("2024-07-01T20:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft Internet Information Services 6.0, 250, 250000",
    "Internet Information Services 6.0, 250, 250000",
    "Microsoft HTTP Server API 2.0, 1.5, 1500",
    "IIS Advanced Logging Module, 250, 250000",
    "SGOS 6.7.5.3, 250, 250000",
    "Some Proxy 1.0, 250, 250000000",
    "Some Proxy 1.0, 0.25, 250000",
    "'', 250, 250000",
    "'', 0.25, 250000",
  })
  void timeTaken_isInTheUnitOfTheSoftware(String software, String value, long micros) {
    String head = software.isEmpty() ? "#Version: 1.0" : "#Software: " + software;
    assertThat(
            read(head, "#Fields: time-taken cs-uri-stem", value + " /").record().durationMicros())
        .isEqualTo(micros);
  }

  @Test
  void quotedColumns_holdSpacesAndQuotes() {
    Reading reading =
        read(
            "#Fields: date time cs(User-Agent) x-note cs-uri-stem sc-status",
            "2024-03-01 00:00:00 \"Mozilla/5.0 (X11; a+b)\" \"say \"\"hi\"\"\" /a 200");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("Mozilla/5.0 (X11; a+b)");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.record().status()).isEqualTo(200);
  }

  @Test
  void quotesOfIis_areCharacters() {
    Reading reading =
        read(
            IIS,
            "#Fields: date time cs(User-Agent) cs(Referer) cs-uri-stem sc-status",
            "2024-03-01 00:00:00 \"x x\" /a 200");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("\"x");
    assertThat(reading.text(Field.REFERER)).isEqualTo("x\"");
    assertThat(reading.record().status()).isEqualTo(200);
  }

  @Test
  void tabs_separateValuesWithSpaces() {
    Reading reading =
        read(
            "#Fields:\tdate\ttime\tcs(User-Agent)\tcs-uri\tsc-status",
            "2024-03-01\t00:00:00\tMozilla/5.0 (X11)\thttp://example.com/a?b\t200");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("Mozilla/5.0 (X11)");
    assertThat(reading.text(Field.TARGET)).isEqualTo("http://example.com/a?b");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.QUERY)).isEqualTo("b");
  }

  @Test
  void rowsBeforeFields_areMalformed_exceptIisOwn() {
    assertThat(read("2024-03-01 00:00:00 /a 200").outcome()).isEqualTo("NO_FIELDS 0");
    LogReading log = new LogReading("w3c");
    Reading guessed =
        log.read("2024-03-01 10:11:12 192.0.2.80 GET /a - 443 - 192.0.2.1 curl/8 - 301 0 0 15");
    assertThat(guessed.outcome()).isEqualTo("PARSED");
    assertThat(guessed.record().status()).isEqualTo(301);
    assertThat(guessed.record().durationMicros()).isEqualTo(15_000);
    assertThat(log.state()).as("a guess is a state").isNotEqualTo(ParserState.NONE);
    Reading iis7 =
        read("2024-03-01 10:11:12 192.0.2.80 GET /a - 443 - 192.0.2.1 curl/8 301 0 0 15");
    assertThat(iis7.record().status()).isEqualTo(301);
  }

  @Test
  void definition_namesTheFieldsOfALogWithoutThem() {
    LogReading log = new LogReading("w3c:date time cs-uri-stem sc-status x-trace");
    Reading reading = log.read("2024-03-01 00:00:00 /a 200 t7");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.of("x-trace"))).isEqualTo("t7");
    assertThat(log.state()).isEqualTo(ParserState.NONE);
    assertThatThrownBy(() -> new LogReading("w3c:date time"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("HTTP");
  }

  @Test
  void otherServices_areNotHttp() {
    String fields = "#Fields: time c-ip cs-method cs-uri-stem sc-status";
    assertThat(read(fields, "16:44:49 192.0.2.1 [2]USER anonymous 331").outcome())
        .isEqualTo("NOT_HTTP 19");
    assertThat(
            read(
                    "#Fields: date time s-sitename cs-method sc-status",
                    "2024-03-01 00:00:00 SMTPSVC1 HELO 250")
                .outcome())
        .isEqualTo("NOT_HTTP 20");
    assertThat(
            read(
                    "#Fields: date time s-sitename cs-method sc-status",
                    "2024-03-01 00:00:00 W3SVC1 GET 200")
                .outcome())
        .isEqualTo("PARSED");
    assertThat(
            read("#Fields: date time action src-ip", "2024-03-01 00:00:00 DROP 192.0.2.1")
                .outcome())
        .isEqualTo("NOT_HTTP 0");
  }

  @Test
  void misfits_haveReasonAndColumn() {
    String fields = "#Fields: date time cs-uri-stem sc-status sc-bytes";
    assertThat(read(fields, "2024-03-01 00:00:00 /a").outcome()).isEqualTo("TRUNCATED 22");
    assertThat(read(fields, "2024-13-01 00:00:00 /a 200 1").outcome()).isEqualTo("TIME 0");
    assertThat(read(fields, "2024-03-01 00:61:00 /a 200 1").outcome()).isEqualTo("TIME 11");
    assertThat(read(fields, "2024-03-01 00:00:00 /a 2x0 1").outcome()).isEqualTo("STATUS 23");
    assertThat(read(fields, "2024-03-01 00:00:00 /a 200 one").outcome()).isEqualTo("NUMBER 27");
    assertThat(read(fields, "2024-03-01 00:00:00 /a 200").record().isCut()).isTrue();
    assertThat(read(fields, "2024-03-01 00:00:00 /a 200 1 more").record().hasExtraFields())
        .isTrue();
    assertThat(read(fields, "- - /a - -").outcome()).isEqualTo("PARSED");
  }

  @Test
  void longDirective_isMalformed() {
    assertThat(read("#Fields: " + "x".repeat(Directives.MAX_BYTES)).outcome())
        .startsWith("TOO_LONG");
  }

  @Test
  void state_isWhatTheDirectivesSaid_andNothingElse() {
    LogReading log = new LogReading("w3c");
    assertThat(log.state()).isEqualTo(ParserState.NONE);
    log.last(IIS, "#Date: 2024-03-01 00:00:00", "#Fields: time cs-uri-stem time-taken");
    ParserState state = log.state();
    log.last("00:00:01 /a 5", "junk", "23:59:59 /b 5", "", "#Remark: nothing");
    assertThat(log.state()).isEqualTo(state);
    LogReading other = new LogReading("w3c");
    other.restore(ParserState.of(state.toBytes()));
    Reading reading = other.read("00:00:01 /a 5");
    assertThat(reading.record().time()).isEqualTo(Instant.parse("2024-03-01T00:00:01Z"));
    assertThat(reading.record().durationMicros()).isEqualTo(5_000);
    other.restore(ParserState.NONE);
    assertThat(other.read("00:00:01 /a 5").outcome()).isEqualTo("NO_FIELDS 0");
  }

  @Test
  void damagedState_isThatOfAnEmptyLog() {
    LogReading log = new LogReading("w3c");
    log.last("#Fields: time cs-uri-stem");
    byte[] bytes = log.state().toBytes();
    for (int length = 1; length < 14; length++) {
      log.restore(ParserState.of(Arrays.copyOf(bytes, length)));
      assertThat(log.state()).isEqualTo(ParserState.NONE);
    }
  }

  @Test
  void cloudFront_isReadWithOrWithoutHead() {
    String row =
        String.join(
            "\t",
            "2024-03-12",
            "15:22:28",
            "CDG50-P2",
            "703",
            "192.0.2.1",
            "GET",
            "d111111abcdef8.cloudfront.net",
            "/a",
            "200",
            "https://example.com/?q=a%2520b",
            "Mozilla/5.0%2520(X11;%20+http://example.com)",
            "x=1&y=%20",
            "-",
            "Hit",
            "request-id==",
            "www.example.com",
            "https",
            "62",
            "0.113");
    for (LogReading log : new LogReading[] {new LogReading("cloudfront"), headed()}) {
      Reading reading = log.read(row);
      assertThat(reading.outcome()).isEqualTo("PARSED");
      AccessRecord record = reading.record();
      assertThat(record.isCut()).isFalse();
      assertThat(record.time()).isEqualTo(Instant.parse("2024-03-12T15:22:28Z"));
      assertThat(record.text(Field.USER_AGENT)).isEqualTo("Mozilla/5.0 (X11; +http://example.com)");
      assertThat(record.text(Field.TARGET)).isEqualTo("/a?x=1&y=%20");
      assertThat(record.text(Field.REFERER)).isEqualTo("https://example.com/?q=a%2520b");
      assertThat(record.text(Field.VIRTUAL_HOST)).isEqualTo("www.example.com");
      assertThat(record.text(Field.CACHE_STATUS)).isEqualTo("Hit");
      assertThat(record.bytes()).isEqualTo(703);
      assertThat(record.requestBytes()).isEqualTo(62);
      assertThat(record.durationMicros()).isEqualTo(113_000);
    }
    assertThat(
            new LogReading("cloudfront").read(row.replace("\t200\t", "\t000\t")).record().status())
        .isEqualTo(-1);
  }

  private static LogReading headed() {
    LogReading log = new LogReading("cloudfront");
    String[] names = W3cDirectives.CLOUDFRONT_FIELDS.split(" ", -1);
    log.last("#Version: 1.0", "#Fields: " + String.join(" ", Arrays.copyOf(names, 19)));
    return log;
  }
}
