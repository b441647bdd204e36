package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.JsonExamples.Example;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the named JSON formats make of lines as their vendors describe them. */
class JsonFormatsTest {

  static Stream<Example> examples() {
    return JsonExamples.stream();
  }

  private static String best(String... lines) {
    byte[] sample = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return FormatRegistry.builtIn()
        .detect(sample, sample.length)
        .best()
        .map(candidate -> candidate.format().name())
        .orElse("none");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void example_meansWhatItSays(Example example) {
    Reading reading = Reading.of(example.format(), example.line());
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(JsonReading.describe(reading.record())).isEqualTo(example.meaning());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void example_isDetected(Example example) {
    assertThat(best(example.line())).isEqualTo(example.format());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void otherNamedFormats_doNotReadIt(Example example) {
    JsonExamples.stream()
        .map(Example::format)
        .filter(name -> !name.equals(example.format()) && !name.equals("json"))
        // Its keys are nginx's variables too, and nothing in it is misread.
        .filter(name -> !name.equals("nginx-json") || !example.format().endsWith("nginx-json"))
        .forEach(
            name ->
                assertThat(Reading.of(name, example.line()).outcome())
                    .as(name)
                    .isNotEqualTo("PARSED"));
  }

  @Test
  void everyNamedFormat_hasAnExample() {
    assertThat(JsonProviders.ALL)
        .extracting(LogFormatProvider::name)
        .containsExactlyInAnyOrderElementsOf(JsonExamples.stream().map(Example::format).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void definition_isOneThatAUserCanGive(Example example) {
    LogFormat named = FormatRegistry.builtIn().create(example.format());
    LogFormat pasted = FormatRegistry.builtIn().create("json:" + named.definition());
    assertThat(pasted.fields()).isEqualTo(named.fields()).doesNotHaveDuplicates();
    assertThat(JsonReading.describe(Reading.of(pasted, example.line()).record()))
        .isEqualTo(example.meaning());
  }

  @Test
  void namedFormat_takesNoDefinition() {
    assertThatThrownBy(() -> FormatRegistry.builtIn().create("caddy:time=ts"))
        .isInstanceOf(FormatException.class)
        .hasMessage("the format 'caddy' takes no definition");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"level\":\"info\",\"ts\":1709210096.25,\"msg\":\"serving initial configuration\"}",
        "{\"level\":\"info\",\"ts\":1709210096.25,\"logger\":\"tls\",\"msg\":\"finished\"}",
        "{\"level\":\"debug\",\"ts\":1709210096,\"logger\":\"http.handlers.reverse_proxy\","
            + "\"msg\":\"upstream roundtrip\",\"request\":{\"method\":\"GET\",\"uri\":\"/\","
            + "\"host\":\"example.com\",\"proto\":\"HTTP/1.1\"},\"status\":200}",
      })
  void caddy_ignoresOtherMessages(String line) {
    assertThat(Reading.of("caddy", line).outcome()).isEqualTo("IGNORED");
  }

  @Test
  void caddy_readsEveryFormOfItsTimeAndDuration() {
    for (String ts :
        List.of(
            "1709210096.25",
            "1709210096250.0",
            "1709210096250000000",
            "\"2024-02-29T12:34:56.250Z\"",
            "\"2024/02/29 12:34:56.250\"",
            "\"2024-02-29T13:34:56.250+0100\"",
            "1.70921009625e+09")) {
      Reading reading =
          Reading.of("caddy", JsonExamples.line("caddy").replace("1709210096.25", ts));
      assertThat(reading.record().time()).as(ts).isEqualTo("2024-02-29T12:34:56.250Z");
    }
    Reading text =
        Reading.of(
            "caddy", JsonExamples.line("caddy").replace("0.000929675", "\"929.675\u00B5s\""));
    assertThat(text.record().durationMicros()).isEqualTo(929);
  }

  @Test
  void caddy_beforeClientIp_takesTheAddressWithoutPort() {
    String line =
        JsonExamples.line("caddy")
            .replace("\"remote_ip\":\"192.0.2.7\",\"remote_port\":\"41342\"", "\"a\":0")
            .replace("\"client_ip\":\"192.0.2.1\"", "\"remote_addr\":\"[2001:db8::9]:41342\"");
    assertThat(Reading.of("caddy", line).text(Field.CLIENT)).isEqualTo("2001:db8::9");
  }

  @Test
  void traefik_ignoresItsOwnMessages() {
    String message =
        "{\"level\":\"error\",\"msg\":\"service not found\",\"time\":\"2024-02-29T12:34:56Z\"}";
    assertThat(Reading.of("traefik-json", message).outcome()).isEqualTo("IGNORED");
    assertThat(best(message, message, JsonExamples.line("traefik-json"))).isEqualTo("traefik-json");
  }

  @Test
  void envoy_ignoresConnections() {
    String line =
        JsonExamples.line("envoy-json")
            .replace("\"method\":\"GET\"", "\"method\":null")
            .replace("\"response_flags\":\"-\"", "\"response_flags\":\"UF\"");
    assertThat(Reading.of("envoy-json", line).outcome()).isEqualTo("IGNORED");
  }

  @Test
  void envoy_withNamesOfHeaders() {
    String line =
        JsonExamples.line("envoy-json")
            .replace("\"authority\"", "\":authority\"")
            .replace("\"path\"", "\"x-envoy-origin-path\"")
            .replace("\"user_agent\"", "\"user-agent\"");
    Reading reading = Reading.of("envoy-json", line);
    assertThat(reading.text(Field.VIRTUAL_HOST)).isEqualTo("example.com:8000");
    assertThat(reading.text(Field.PATH)).isEqualTo("/status/200");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("curl/8.5.0");
  }

  @ParameterizedTest
  @CsvSource({
    "azure-front-door, FrontDoorAccessLog, FrontDoorWebApplicationFirewallLog",
    "azure-app-gateway, ApplicationGatewayAccessLog, ApplicationGatewayFirewallLog",
    "azure-app-service, AppServiceHTTPLogs, AppServiceConsoleLogs",
  })
  void azure_ignoresOtherCategories(String format, String category, String other) {
    assertThat(Reading.of(format, JsonExamples.line(format).replace(category, other)).outcome())
        .isEqualTo("IGNORED");
  }

  @Test
  void azure_twoRecordsInOneLine_areNotTakenForOne() {
    String line = JsonExamples.line("azure-app-service");
    String record = line.substring(line.indexOf("[{") + 1, line.length() - 2);
    String two = "{\"records\":[" + record + "," + record + "]}";
    assertThat(Reading.of("azure-app-service", two).outcome())
        .isEqualTo("OTHER " + (record.length() + 13));
    assertThat(Reading.of("azure-app-service", record).outcome()).isEqualTo("PARSED");
  }

  @Test
  void gcp_ignoresEntriesWithoutRequest() {
    assertThat(
            Reading.of(
                    "gcp-lb-json",
                    "{\"logName\":\"x\",\"timestamp\":\"2024-02-29T12:34:56Z\",\"textPayload\":\"a\"}")
                .outcome())
        .isEqualTo("IGNORED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2024-02-29T12:34:56Z\"", "1709210096", "1709210096000000000"})
  void cloudflare_readsEveryFormOfItsTime(String time) {
    Reading reading =
        Reading.of(
            "cloudflare", JsonExamples.line("cloudflare").replace("1709210096250000000", time));
    assertThat(reading.record().time()).isEqualTo("2024-02-29T12:34:56Z");
  }

  @Test
  void cloudfront_realTimeFields() {
    Reading reading =
        Reading.of(
            "cloudfront-json",
            "{\"timestamp\":\"1709210096.250\",\"c-ip\":\"192.0.2.1\",\"sc-status\":200,"
                + "\"cs-method\":\"GET\",\"cs-host\":\"example.com\",\"cs-uri-stem\":\"/a?b=c\","
                + "\"time-taken\":0.001,\"cs-user-agent\":\"curl\"}");
    assertThat(JsonReading.describe(reading.record()))
        .isEqualTo(
            "client=192.0.2.1 time=2024-02-29T12:34:56.250Z method=GET target=/a?b=c path=/a"
                + " query=b=c status=200 userAgent=curl virtualHost=example.com duration=1000");
  }

  @Test
  void upsun_ignoresOtherPrograms() {
    String line = JsonExamples.line("upsun-json");
    assertThat(
            Reading.of("upsun-json", line.replace("\"name\":\"nginx\"", "\"name\":\"php\""))
                .outcome())
        .isEqualTo("IGNORED");
    assertThat(Reading.of("upsun-json", line.replace("[29/Feb", "[29/Fxb")).outcome())
        .isEqualTo("TIME " + line.indexOf("app.0 nginx"));
  }

  @Test
  void lineInside_ofAnyFormat() {
    LogFormat docker = FormatRegistry.builtIn().create("json:@line=log(combined),stream=stream");
    Reading reading =
        Reading.of(
            docker,
            "{\"log\":\"192.0.2.1 - - [29/Feb/2024:12:34:56 +0000] \\\"GET /\\\\\\\" HTTP/1.1\\\" 200 5"
                + " \\\"-\\\" \\\"curl\\\"\\n\",\"stream\":\"stdout\",\"time\":\"x\"}");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.PATH)).isEqualTo("/\"");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("curl");
    assertThat(reading.text(Field.of("stream"))).isEqualTo("stdout");
    assertThat(reading.record().isRaw(reading.record().fields().slot(Field.PATH))).isFalse();
    assertThat(Reading.of(docker, "{\"log\":7}").outcome()).startsWith("MISSING");
    assertThat(Reading.of(docker, "{\"log\":\"\"}").outcome()).isEqualTo("IGNORED");
  }

  @Test
  void json_detectsWhatNoNamedFormatKnows() {
    assertThat(best("{\"ts\":1709210096,\"method\":\"GET\",\"url\":\"/a\",\"status\":200}"))
        .isEqualTo("json");
    assertThat(best("{\"ts\":1709210096,\"level\":\"info\",\"msg\":\"started\"}"))
        .isEqualTo("none");
  }

  @Test
  void json_falseFriendsAreLeftOut() {
    Reading reading =
        Reading.of(
            "json",
            "{\"ts\":1709210096,\"time\":\"12ms\",\"method\":\"GET\",\"path\":\"/a\","
                + "\"status\":\"ok\",\"code\":404,\"duration\":5,\"size\":\"big\",\"request\":{}}");
    assertThat(JsonReading.describe(reading.record()))
        .isEqualTo("time=2024-02-29T12:34:56Z method=GET target=/a path=/a status=404");
    assertThat(
            Reading.of("json", "{\"time\":\"12ms\",\"method\":\"GET\",\"path\":\"/a\"}").outcome())
        .isEqualTo("TIME 9");
    assertThat(
            Reading.of("json", "{\"method\":\"GET\",\"path\":\"/a\",\"status\":\"ok\"}").outcome())
        .startsWith("STATUS");
  }
}
