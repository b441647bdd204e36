package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.parser.Explanation;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrapperTest {

  private static final String LINE =
      "192.0.2.1 - - [01/Mar/2024:10:11:12 +0000] \"GET /a HTTP/1.1\" 200 13 \"-\" \"curl\"";

  /** A line without a time, for which the wrapper's counts. */
  private static final String UNTIMED = "INFO: 192.0.2.1:5 - \"GET /a HTTP/1.1\" 404 Not Found";

  private static Reading read(String format, String line) {
    return new LogReading(format).read(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mar  1 10:11:13 host nginx: ",
        "Mar 01 10:11:13 host nginx[12]: ",
        "<190>Mar  1 10:11:13 host nginx: ",
        "<190>Mar  1 10:11:13 nginx: ",
        "Mar  1 10:11:13 192.0.2.9 ",
        "Mar  1 10:11:13.123456 host nginx[12]: ",
        "Mar  1 2024 10:11:13 host nginx: ",
        "2024-03-01T10:11:13.5+00:00 host nginx[12]: ",
        "2024-03-01T10:11:13+0000 host nginx[12]: ",
        "1709287873.123456 host nginx[12]: ",
        "<190>nginx: ",
        "<165>1 2024-03-01T10:11:13.003Z host nginx 12 ID47 - ",
        "<165>1 2024-03-01T10:11:13.003Z host nginx - - [a b=\"]\\\"\"][c d=\"e\"] \uFEFF",
        "1 2024-03-01T10:11:13+01:00 host nginx - - - ",
        "<165>1 - host nginx - - - ",
        "123 <165>1 2024-03-01T10:11:13.003Z host nginx - - - ",
      })
  void syslog_isTakenOff(String head) {
    for (String format : new String[] {"syslog:combined", "syslog"}) {
      Reading reading = read(format, head + LINE);
      assertThat(reading.outcome()).as(head).isEqualTo("PARSED");
      assertThat(reading.text(Field.CLIENT)).isEqualTo("192.0.2.1");
      assertThat(reading.text(Field.USER_AGENT)).isEqualTo("curl");
      assertThat(reading.record().time()).isEqualTo(Instant.parse("2024-03-01T10:11:12Z"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Mar  1 10:11:13 host app: ', 2024-03-01T10:11:13Z",
    "'Dec 31 23:59:59 host app: ', 2023-12-31T23:59:59Z",
    "'Feb 29 10:11:13 host app: ', 2024-02-29T10:11:13Z",
    "'Mar  1 2019 10:11:13 host app: ', 2019-03-01T10:11:13Z",
    "'2024-03-01T10:11:13.25+01:00 host app: ', 2024-03-01T09:11:13.25Z",
    "'1709287873.5 host app: ', 2024-03-01T10:11:13.5Z",
    "'<165>1 2024-03-01T10:11:13.003Z host app - - - ', 2024-03-01T10:11:13.003Z",
  })
  void timeOfTheWrapper_countsWhereTheLineHasNone(String head, String time) {
    Reading reading = read("syslog:uvicorn", head + UNTIMED);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(Instant.parse(time));
    assertThat(reading.text(Field.TIME)).isEqualTo(timeText(head));
    assertThat(reading.record().status()).isEqualTo(404);
  }

  private static String timeText(String head) {
    String stamp = head.substring(0, head.indexOf(" host"));
    return stamp.startsWith("<165>1 ") ? stamp.substring(7) : stamp;
  }

  @Test
  void timeOfSyslog_isInTheContextsZone() {
    LogReading log =
        new LogReading(
            FormatRegistry.builtIn().create("syslog:uvicorn"), ZoneId.of("Europe/Berlin"), 1000);
    assertThat(log.read("Mar  1 10:11:13 host app: " + UNTIMED).record().time())
        .isEqualTo(Instant.parse("2024-03-01T09:11:13Z"));
  }

  @Test
  void otherMessages_areMalformed_asTheInnerFormatSays() {
    assertThat(read("syslog:combined", "Mar 24 14:02:51 host sudo: alice : TTY=pts/6").outcome())
        .isEqualTo("TRUNCATED 44");
    assertThat(read("syslog:combined", "no head at all").outcome()).isEqualTo("NO_MATCH 0");
    assertThat(read("cri:combined", "2024-03-01T10:11:13Z stdin F x").outcome())
        .isEqualTo("NO_MATCH 21");
    assertThat(
            read("docker:combined", "{\"log\":\"x\\n\",\"time\":\"2024-03-01T10:11:13Z\"")
                .outcome())
        .startsWith("NO_MATCH");
    assertThat(read("docker:combined", "{\"a\":1}").outcome()).isEqualTo("NO_MATCH 0");
    assertThat(read("docker:combined", docker("junk\\n", "stdout")).outcome())
        .startsWith("TRUNCATED");
    assertThat(read("docker:combined", docker("\\n", "stdout")).outcome()).isEqualTo("IGNORED");
  }

  private static String docker(String text, String stream) {
    return "{\"log\":\""
        + text
        + "\",\"stream\":\""
        + stream
        + "\",\"attrs\":{\"log\":\"no\",\"x\":[1,{}]},\"time\":\"2024-03-01T10:11:13.123456789Z\"}";
  }

  @Test
  void docker_isDecoded() {
    Reading reading =
        read(
            "docker:combined",
            docker(
                LINE.replace("\"", "\\\"").replace("curl", "\\u00e4\\ud83d\\ude00\\t\\u003c")
                    + "\\n",
                "stdout"));
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("\u00e4\ud83d\ude00\t<");
    Reading untimed =
        read("docker:uvicorn", docker(UNTIMED.replace("\"", "\\\"") + "\\r\\n", "stderr"));
    assertThat(untimed.record().time()).isEqualTo(Instant.parse("2024-03-01T10:11:13.123456Z"));
    assertThat(untimed.text(Field.of("reason"))).isEqualTo("Not Found");
  }

  @Test
  void partsOfALine_areJoined_eachStreamForItself() {
    LogReading cri = new LogReading("cri:combined");
    String out = "2024-03-01T10:11:13.1Z stdout ";
    String err = "2024-03-01T10:11:13.1+01:00 stderr ";
    assertThat(cri.read(out + "P " + LINE.substring(0, 30)).outcome()).isEqualTo("IGNORED");
    assertThat(cri.read(err + "P " + LINE.substring(0, 10)).outcome()).isEqualTo("IGNORED");
    assertThat(cri.read(out + "P " + LINE.substring(30, 31)).outcome()).isEqualTo("IGNORED");
    assertThat(cri.read(out + "F " + LINE.substring(31)).text(Field.USER_AGENT)).isEqualTo("curl");
    assertThat(cri.read(err + "F " + LINE.substring(10)).text(Field.USER_AGENT)).isEqualTo("curl");
    assertThat(cri.state()).isEqualTo(ParserState.NONE);
    assertThat(cri.read(out + "F:x " + LINE).outcome()).isEqualTo("PARSED");
    LogReading docker = new LogReading("docker:combined");
    String escaped = LINE.replace("\"", "\\\"");
    assertThat(docker.read(docker(escaped.substring(0, 20), "stdout")).outcome())
        .isEqualTo("IGNORED");
    assertThat(docker.read(docker(escaped.substring(20) + "\\n", "stdout")).outcome())
        .isEqualTo("PARSED");
  }

  @Test
  void partsBeyondTheLimit_areOneLongLine() {
    LogReading log =
        new LogReading(FormatRegistry.builtIn().create("cri:combined"), ZoneOffset.UTC, 100);
    String head = "2024-03-01T10:11:13Z stdout ";
    for (int i = 0; i < 10; i++) {
      assertThat(log.read(head + "P " + "x".repeat(30)).outcome()).isEqualTo("IGNORED");
      assertThat(log.state().toBytes()).hasSizeLessThan(200);
    }
    assertThat(log.read(head + "F x").outcome()).startsWith("TOO_LONG");
    assertThat(log.read(head + "F " + LINE).outcome()).isEqualTo("PARSED");
  }

  @Test
  void journald_asTextOrBytes() {
    String escaped = LINE.replace("\"", "\\\"");
    String head = "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1709287873000001\",";
    assertThat(read("journald:combined", head + "\"MESSAGE\":\"" + escaped + "\"}").outcome())
        .isEqualTo("PARSED");
    StringBuilder bytes = new StringBuilder();
    for (byte b : UNTIMED.getBytes(StandardCharsets.UTF_8)) {
      bytes.append(bytes.isEmpty() ? "" : ", ").append(b);
    }
    Reading reading = read("journald:uvicorn", head + "\"MESSAGE\" : [ " + bytes + " ]}");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(Instant.parse("2024-03-01T10:11:13.000001Z"));
    assertThat(read("journald:combined", head + "\"MESSAGE\":[1,256]}").outcome())
        .startsWith("NO_MATCH");
    assertThat(read("journald:combined", head + "\"MESSAGE\":null}").outcome())
        .startsWith("NO_MATCH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web_1  | ",
        "\u001b[36mweb-1  |\u001b[0m ",
        "\u001b[36;1mweb-1  \u001b[0m| ",
        "[pod/web-abc/nginx] ",
        "2024-03-01T10:11:13.123456789Z ",
        "web_1  | 2024-03-01T10:11:13.123456789Z ",
        "[pod/web-abc/nginx] 2024-03-01T10:11:13.123456789+01:00 ",
      })
  void compose_isTakenOff(String head) {
    Reading reading = read("compose:combined", head + LINE);
    assertThat(reading.outcome()).as(head).isEqualTo("PARSED");
    assertThat(reading.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    assertThat(read("compose", "a|b").outcome()).isEqualTo("NO_MATCH 0");
  }

  @Test
  void innerFormat_mayHaveADefinitionOrBeAWrapper() {
    assertThat(
            read("syslog:apache:%h \"%r\" %>s", "Mar  1 10:11:13 h t: 192.0.2.1 \"GET /a\" 200")
                .text(Field.PATH))
        .isEqualTo("/a");
    assertThat(
            read(
                    "cri:docker:combined",
                    "2024-03-01T10:11:13Z stdout F "
                        + docker(LINE.replace("\"", "\\\"") + "\\n", "stdout"))
                .outcome())
        .isEqualTo("PARSED");
    LogFormat named =
        FormatRegistry.builtIn()
            .create("cri:regex:(?P<path>\\S+) (?P<time>\\S+)", Map.of("time", "iso"));
    assertThat(named.name()).isEqualTo("cri:regex");
    assertThatThrownBy(() -> FormatRegistry.builtIn().create("cri:nosuch"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("nosuch");
    assertThatThrownBy(() -> FormatRegistry.builtIn().create("cri:cri:cri:cri:cri:combined"))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void stateOfTheInnerFormat_isKept() {
    LogReading log = new LogReading("cri:w3c");
    String head = "2024-03-01T10:11:13Z stdout ";
    log.last(head + "F #Fields: date time cs-uri-stem", head + "P 2024-03-01 00:00:0");
    ParserState state = log.state();
    LogReading other = new LogReading("cri:w3c");
    other.restore(ParserState.of(state.toBytes()));
    assertThat(other.state()).isEqualTo(state);
    Reading reading = other.read(head + "F 7 /a");
    assertThat(reading.record().time()).isEqualTo(Instant.parse("2024-03-01T00:00:07Z"));
    byte[] bytes = state.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      other.restore(ParserState.of(java.util.Arrays.copyOf(bytes, length)));
      assertThat(other.read(head + "F x").outcome()).isNotEqualTo("PARSED");
    }
  }

  @Test
  void explanation_hasPlacesOnlyInTheLineItself() {
    LogFormat cri = FormatRegistry.builtIn().create("cri:combined");
    String head = "2024-03-01T10:11:13Z stdout F ";
    Explanation.Value client =
        Explanation.of(cri, (head + LINE).getBytes(StandardCharsets.UTF_8)).values().get(0);
    assertThat(client.from()).isEqualTo(head.length());
    Explanation decoded =
        Explanation.of(
            FormatRegistry.builtIn().create("docker:combined"),
            docker(LINE.replace("\"", "\\\"") + "\\n", "stdout").getBytes(StandardCharsets.UTF_8));
    assertThat(decoded.values()).isNotEmpty().allMatch(value -> value.from() == -1);
  }

  @Test
  void detection_looksThroughWrappers() {
    String escaped = LINE.replace("\"", "\\\"");
    assertThat(best(docker(escaped + "\\n", "stdout"))).isEqualTo("docker:combined");
    assertThat(best("2024-03-01T10:11:13Z stdout F " + LINE)).isEqualTo("cri:combined");
    assertThat(best("web_1  | " + LINE)).isEqualTo("compose:combined");
    assertThat(best("Mar  1 10:11:13 host nginx: " + LINE)).isEqualTo("syslog:combined");
    assertThat(best("Mar  1 10:11:13 host nginx: " + UNTIMED)).isEqualTo("syslog:uvicorn");
    assertThat(
            best("{\"MESSAGE\":\"" + escaped + "\",\"__REALTIME_TIMESTAMP\":\"1709287873000001\"}"))
        .isEqualTo("journald:combined");
    assertThat(best(LINE)).isEqualTo("combined");
  }

  private static String best(String line) {
    byte[] sample = (line + "\n").repeat(3).getBytes(StandardCharsets.UTF_8);
    return FormatRegistry.builtIn()
        .detect(sample, sample.length)
        .best()
        .map(candidate -> candidate.format().name())
        .orElse("none");
  }
}
