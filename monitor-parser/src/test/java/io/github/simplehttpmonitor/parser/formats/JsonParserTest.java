package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser makes of objects, by definitions of its own. */
class JsonParserTest {

  private static final String ALL =
      "json:time=t(epoch),client=c,user=u,request=r,method=m,target=uri,path=p,query=q,"
          + "protocol=v,status=s,bytes=b,duration=d(ms),userAgent=h.ua,x=x";

  private static String read(String line) {
    return read(ALL, line);
  }

  private static String read(String format, String line) {
    Reading reading = Reading.of(format, line.replace('\'', '"'));
    return reading.code() == LineResult.PARSED
        ? JsonReading.describe(reading.record())
        : reading.outcome();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'s':200} | status=200",
        "{'s':'200'} | status=200",
        "{ 's' : 200 } | status=200",
        "{\t's'\t:\t200\t,\t'm':'GET'\t}\t | method=GET status=200",
        "{'s':200,'s':404} | status=404",
        "{'s':200,'s':null,'m':'GET'} | method=GET",
        "{'s':200,'t':1.5} | time=1970-01-01T00:00:01.500Z status=200",
        "{'s':200,'t':'1.5e3'} | time=1970-01-01T00:25:00Z status=200",
        "{'s':200,'b':1e3,'d':0.5} | status=200 bytes=1000 duration=500",
        "{'s':200,'b':'17','d':'12.5ms'} | status=200 bytes=17 duration=12500",
        "{'s':200,'d':'1.5'} | status=200 duration=1500",
        "{'s':2e2} | status=200",
        "{'s':200,'x':true} | status=200 x=true",
        "{'s':200,'x':-1.5} | status=200 x=-1.5",
        "{'s':200,'x':{'a':[1,'}']}} | status=200 x={\"a\":[1,\"}\"]}",
        "{'s':200,'x':['a','b']} | status=200 x=a",
        "{'s':200,'x':[[1],2]} | status=200 x=[1]",
        "{'s':200,'x':[]} | status=200",
        "{'s':200,'h':{'ua':'a','b':1}} | status=200 userAgent=a",
        "{'s':200,'h':{'b':{'ua':1},'ua':['a','b']}} | status=200 userAgent=a",
        "{'s':200,'h.ua':'a'} | status=200 userAgent=a",
        "{'s':200,'h':'a'} | status=200",
        "{'s':200,'c':{'ip':1}} | status=200",
        "{'\\u0073':200} | status=200",
        "{'s':200,'':1,'ss':2,'S':3} | status=200",
      })
  void values(String line, String meaning) {
    assertThat(read(line)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'-'", "-", "[]", "[null]", "['']"})
  void absentValues(String value) {
    for (String key : "t c u r m uri p q v b d x".split(" ")) {
      assertThat(read("{'" + key + "':" + value + ",'s':200}")).as(key).isEqualTo("status=200");
    }
    assertThat(read("{'s':" + value + ",'m':'GET'}")).isEqualTo("method=GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "'0'", "000"})
  void noAnswer_isNoStatus(String status) {
    assertThat(read("{'m':'GET','s':" + status + "}")).isEqualTo("method=GET");
  }

  @Test
  void negativeSizesAndDurations_areAbsent() {
    assertThat(read("{'s':200,'b':-1,'d':'-0.5'}")).isEqualTo("status=200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'r':'GET /a?b HTTP/1.1'} | request=GET /a?b HTTP/1.1 method=GET target=/a?b path=/a query=b protocol=HTTP/1.1",
        "{'r':'/a b','q':'?c','m':'GET'} | request=/a b method=GET target=/a b?c path=/a b query=c",
        "{'r':'GET /a HTTP/1.1','m':'POST','v':'2.0'} | request=GET /a HTTP/1.1 method=POST target=/a path=/a protocol=HTTP/2.0",
        "{'r':'GET /a?b HTTP/1.1','uri':'/c'} | request=GET /a?b HTTP/1.1 method=GET target=/c path=/c protocol=HTTP/1.1",
        "{'r':'GET /a HTTP/1.1','p':'/index.php','q':'x'} | request=GET /a HTTP/1.1 method=GET target=/a path=/a protocol=HTTP/1.1",
        "{'r':'\\u0016\\u0003','p':'/a'} | request=\u0016\u0003 target=/a path=/a",
        "{'r':'abc','p':'/a','q':'b'} | request=abc target=/a?b path=/a query=b",
        "{'uri':'/a?b#c'} | target=/a?b#c path=/a query=b",
        "{'uri':'/a?b','q':'c'} | target=/a?b path=/a query=b",
        "{'uri':'/a','q':'b'} | target=/a?b path=/a query=b",
        "{'uri':'\\/a','q':'b'} | target=/a?b path=/a query=b",
        "{'uri':'/a','q':'\\u0062'} | target=/a?b path=/a query=b",
        "{'p':'\\/a','q':'\\u0062'} | target=/a?b path=/a query=b",
        "{'p':'/a?b'} | target=/a?b path=/a query=b",
        "{'p':'/a','q':'?'} | target=/a path=/a",
        "{'uri':'/a','p':'/b'} | target=/a path=/a",
        "{'uri':'https://u:p@example.com:8443/a?b'} | target=https://u:p@example.com:8443/a?b path=/a query=b virtualHost=example.com:8443",
        "{'uri':'https://example.com'} | target=https://example.com path= virtualHost=example.com",
        "{'r':'https://example.com/a'} | request=https://example.com/a target=https://example.com/a path=/a virtualHost=example.com",
        "{'uri':'https:\\/\\/example.com\\/a'} | target=https://example.com/a path=/a virtualHost=example.com",
        "{'m':'OPTIONS','uri':'*'} | method=OPTIONS target=* path=*",
        "{'m':'CONNECT','uri':'example.com:443'} | method=CONNECT target=example.com:443",
        "{'uri':17,'p':['/a'],'m':'GET'} | method=GET target=/a path=/a",
      })
  void targets(String line, String meaning) {
    assertThat(read(line)).isEqualTo(meaning);
  }

  @Test
  void virtualHost_isPreferredToThatOfTheUrl() {
    assertThat(read("json:target=u,virtualHost=h", "{'u':'http://a/b','h':'c'}"))
        .isEqualTo("target=http://a/b path=/b virtualHost=c");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1:80, 192.0.2.1",
    "192.0.2.1, 192.0.2.1",
    "[2001:db8::1]:80, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1",
    "2001:db8::1, 2001:db8::1",
    "example.com:80, example.com",
    "[, [",
    ":80, :80",
  })
  void addresses_withoutPort(String address, String client) {
    assertThat(read("json:client=c(port),status=s", "{'c':'" + address + "','s':200}"))
        .isEqualTo("client=" + client + " status=200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | SYNTAX 0",
        "[1] | SYNTAX 0",
        "'s' | SYNTAX 0",
        "x{ | TRUNCATED 2",
        "{'s | TRUNCATED 3",
        "{'s\\' | TRUNCATED 5",
        "{'s' | TRUNCATED 4",
        "{'s': | TRUNCATED 5",
        "{'s':2 | TRUNCATED 6",
        "{'s':200, | TRUNCATED 9",
        "{'s':'2 | TRUNCATED 7",
        "{'s':tru | TRUNCATED 8",
        "{'x':{ | TRUNCATED 6",
        "{'h':{ | TRUNCATED 6",
        "{'h':{'ua':[ | TRUNCATED 12",
        "{'s':200,} | SYNTAX 9",
        "{'s' 200} | SYNTAX 5",
        "{'s':} | SYNTAX 5",
        "{'s':yes} | SYNTAX 5",
        "{'s':nul} | SYNTAX 5",
        "{'s':200 'x':1} | SYNTAX 9",
        "{s:200} | SYNTAX 1",
        "{'x':[1}] | SYNTAX 7",
        "{'h':{'ua':['a'}} | SYNTAX 15",
        "{'s':200}x | SYNTAX 9",
        "{'s':200}{'s':200} | SYNTAX 9",
        "{'s':200}} | SYNTAX 9",
        "{'a':'b'} | MISSING 8",
        "{} | MISSING 1",
        "{'s':200,'t':'noon'} | TIME 14",
        "{'s':200,'t':true} | TIME 13",
        "{'s':200,'t':{}} | TIME 13",
        "{'s':'ok'} | STATUS 6",
        "{'s':2000} | STATUS 5",
        "{'s':20} | STATUS 5",
        "{'s':{'a':1}} | STATUS 5",
        "{'s':200,'b':'many'} | NUMBER 14",
        "{'s':200,'d':'1 week'} | NUMBER 14",
        "{'s':200,'b':99999999999999999999} | NUMBER 13",
        "{'d':'x','s':'y','b':'z'} | STATUS 14",
      })
  void malformedLines_sayWhyAndWhere(String line, String outcome) {
    assertThat(read(line)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caddy  | {'s':200}",
        "2024-02-29T12:34:56.493035218+01:00 stdout F {'s':200}",
        "<134>1 2024-02-29T12:34:56Z host app - - - {'s':200}",
        "[{'s':200},",
        ",{'s':200}",
        "{'s':200}]",
        "{'s':200},\r",
      })
  void textAround_isPassedOver(String line) {
    assertThat(read(line)).isEqualTo("status=200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "[", "]", " ] ", ",", "}", " ]}", "{", " { "})
  void linesWithoutObject_areIgnored(String line) {
    assertThat(read(line)).isEqualTo("IGNORED");
  }

  @Test
  void textBefore_isLimited() {
    assertThat(read("x".repeat(511) + "{'s':200}")).isEqualTo("status=200");
    assertThat(read("x".repeat(512) + "{'s':200}")).isEqualTo("SYNTAX 0");
  }

  @Test
  void conditionsAndNeeds() {
    String format = "json:status=s,@if=kind(access|http.*),@need=a|b,@need=c,@other=d|e";
    assertThat(read(format, "{'s':200,'a':1,'c':1}")).isEqualTo("status=200");
    assertThat(read(format, "{'s':200,'b':1,'c':1,'kind':'access'}")).isEqualTo("status=200");
    assertThat(read(format, "{'s':200,'b':1,'c':1,'kind':'http.x'}")).isEqualTo("status=200");
    assertThat(read(format, "{'s':200,'b':1,'c':1,'kind':'http'}")).isEqualTo("IGNORED");
    assertThat(read(format, "{'s':200,'b':1,'c':1,'kind':''}")).isEqualTo("IGNORED");
    assertThat(read(format, "{'s':200,'b':1,'c':1,'kind':null}")).isEqualTo("status=200");
    assertThat(read(format, "{'s':200,'b':1}")).isEqualTo("MISSING 14");
    assertThat(read(format, "{'s':200,'b':1,'d':1}")).isEqualTo("MISSING 20");
    assertThat(read(format, "{'s':200,'b':1,'d':1,'e':1}")).isEqualTo("IGNORED");
  }

  @Test
  void firstSourceThatCanBeRead_counts() {
    String format = "json:status=a|b,time=t|u,client=x|y,bytes=m|n";
    assertThat(read(format, "{'b':404,'a':200,'y':1,'x':2}")).isEqualTo("client=2 status=200");
    assertThat(read(format, "{'b':404,'a':'-','y':1,'x':null}")).isEqualTo("client=1 status=404");
    assertThat(read(format, "{'a':'ok','b':404,'t':'12ms','u':1,'m':'x','n':2}"))
        .isEqualTo("time=1970-01-01T00:00:01Z status=404 bytes=2");
    assertThat(read(format, "{'b':404,'t':'12ms','u':'x'}")).isEqualTo("TIME 14");
  }

  @Test
  void timeInTwoValues() {
    String format = "json:status=s,time=d+t(utc:iso)|ts";
    assertThat(read(format, "{'s':200,'t':'12:34:56','d':'2024-02-29'}"))
        .isEqualTo("time=2024-02-29T12:34:56Z status=200");
    assertThat(read(format, "{'s':200,'t':'12:34:56','d':'2024\\u002d02-29'}"))
        .isEqualTo("time=2024-02-29T12:34:56Z status=200");
    assertThat(read(format, "{'s':200,'d':'2024-02-29','ts':7}"))
        .isEqualTo("time=1970-01-01T00:00:07Z status=200");
  }

  @Test
  void escapedTime_isDecoded() {
    assertThat(read("json:status=s,time=t", "{'s':200,'t':'29\\/Feb\\/2024:12:34:56 +0000'}"))
        .isEqualTo("time=2024-02-29T12:34:56Z status=200");
  }

  @Test
  void zones() {
    LogFormat format =
        FormatRegistry.builtIn().create("json:status=s,time=t(utc:iso)|u(%Y-%m-%d %H:%M)");
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(
            Reading.of(format, "{\"s\":200,\"t\":\"2024-02-29T12:34:56\"}", berlin).record().time())
        .isEqualTo("2024-02-29T12:34:56Z");
    assertThat(Reading.of(format, "{\"s\":200,\"u\":\"2024-02-29 12:34\"}", berlin).record().time())
        .isEqualTo("2024-02-29T11:34:00Z");
  }

  @Test
  void alternativeRoot() {
    String format = "json:status=s,client=a.c,@root=records[0].r,@root=records[0].r";
    assertThat(read(format, "{'s':200}")).isEqualTo("status=200");
    assertThat(read(format, "{'records':[{'r':{'s':200,'a':{'c':1}}}]}"))
        .isEqualTo("client=1 status=200");
    assertThat(read("json:status=s,@root=r", "{'r':{'s':200}}")).isEqualTo("status=200");
    assertThat(read("json:status=s,@root=r[1]", "{'r':[{'s':500},{'s':200}]}"))
        .isEqualTo("status=200");
    assertThat(read("json:status=s,@root=r[0]", "{'r':[{'s':500},{'s':200}]}"))
        .isEqualTo("OTHER 16");
  }

  @Test
  void deepObjects_areLimited() {
    String deepest = "{'a':".repeat(63) + "[1]" + "}".repeat(63);
    assertThat(read("{'s':200,'y':" + deepest + "}")).isEqualTo("status=200");
    assertThat(read("{'s':200,'y':" + "[".repeat(65) + "]".repeat(65) + "}"))
        .isEqualTo("SYNTAX 77");
    assertThat(read("{'s':200,'y':" + "{'h':".repeat(65) + "1" + "}".repeat(65) + "}"))
        .isEqualTo("SYNTAX " + (13 + 64 * 5));
  }

  @Test
  void wantedField_thatTheDefinitionHasNot_isItsOwnPath() {
    LogFormat format = FormatRegistry.builtIn().create("json:status=s");
    Field flat = Field.of("geo_country");
    Field nested = Field.of("request.headers.X-Id[0]");
    Field noPath = Field.of("no path");
    Fields fields = Fields.of(flat, nested, noPath, Field.STATUS);
    AccessRecord record = new AccessRecord(fields);
    byte[] line =
        "{\"s\":200,\"geo_country\":\"de\",\"request\":{\"headers\":{\"X-Id\":[\"a\",\"b\"]}}}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(format.newParser(ParserContext.of(fields)).parse(line, 0, line.length, record))
        .isEqualTo(LineResult.PARSED);
    assertThat(record.text(flat)).isEqualTo("de");
    assertThat(record.text(nested)).isEqualTo("a");
    assertThat(record.text(noPath)).isNull();
  }

  @Test
  void rawValues_areSlicesOfTheLine() {
    Reading reading = Reading.of(ALL, "{\"s\":200,\"c\":\"192.0.2.1\",\"u\":\"a\\tb\"}");
    AccessRecord record = reading.record();
    assertThat(record.isRaw(record.fields().slot(Field.CLIENT))).isTrue();
    assertThat(record.isRaw(record.fields().slot(Field.USER))).isFalse();
    assertThat(reading.text(Field.USER)).isEqualTo("a\tb");
  }
}
