package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxDefinitionTest {

  private static LogFormat format(String definition) {
    return FormatRegistry.builtIn().create("nginx:" + definition);
  }

  @ParameterizedTest
  @CsvSource({
    "$remote_addr, client",
    "${remote_addr}, client",
    "$remote_user, user",
    "$time_local, time",
    "$time_iso8601, time",
    "$msec, time",
    "$request_method, method",
    "$request_uri, target",
    "$uri, path",
    "$document_uri, path",
    "$args, query",
    "$query_string, query",
    "$server_protocol, protocol",
    "$status, status",
    "$body_bytes_sent, bytes",
    "$bytes_sent, bytes",
    "$request_length, requestBytes",
    "$request_time, duration",
    "$http_referer, referer",
    "$http_user_agent, userAgent",
    "$http_x_forwarded_for, forwardedFor",
    "$proxy_add_x_forwarded_for, forwardedFor",
    "$host, virtualHost",
    "$http_host, virtualHost",
    "$server_name, virtualHost",
    "$upstream_addr, upstream",
    "$upstream_cache_status, cacheStatus",
    "$ssl_protocol, tlsVersion",
    "$http_x_id, header.x-id",
    "$upstream_response_time, duration",
  })
  void variable_isField(String variable, String field) {
    assertThat(format(variable + " $pipe").fields()).startsWith(Field.of(field));
  }

  @Test
  void bytesSent_besideBody_isAnExtension() {
    assertThat(format("$body_bytes_sent $bytes_sent").fields())
        .containsExactly(Field.BYTES, Field.of("bytesOut"));
    assertThat(format("$bytes_sent ${body_bytes_sent}").fields())
        .containsExactly(Field.of("bytesOut"), Field.BYTES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$host $ | 6 | '$' is not followed by a variable's name",
        "$host ${} | 6 | '$' is not followed by a variable's name",
        "$host ${status | 6 | '$' is not followed by a variable's name",
        "$host ${sta-tus} | 6 | '$' is not followed by a variable's name",
        "$host$status | 5 | two fields with nothing between them cannot be told apart",
        "plain | 0 | the definition names no field",
      })
  void mistake_hasColumn(String definition, int column, String message) {
    FormatException e = catchThrowableOfType(FormatException.class, () -> format(definition));
    assertThat(e).hasMessage(message);
    assertThat(e.column()).isEqualTo(column);
    assertThat(e.source()).isEqualTo(definition);
  }

  @Test
  void line_withMuchOfIt() {
    Reading reading =
        Reading.of(
            "nginx:$remote_addr [$time_iso8601] $host:$server_port \"$request\" $status"
                + " $bytes_sent $request_length $request_time \"$http_x_id\" ${ssl_protocol};",
            "2001:db8::1 [2000-10-10T13:55:36-07:00] example.com:443 \"GET /a?b HTTP/2.0\" 304 5"
                + " 17 0.042 \"\\x22q\\x22\" TLSv1.3;");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.CLIENT)).isEqualTo("2001:db8::1");
    assertThat(reading.record().time()).isEqualTo("2000-10-10T20:55:36Z");
    assertThat(reading.text(Field.VIRTUAL_HOST)).isEqualTo("example.com");
    assertThat(reading.text(Field.of("server_port"))).isEqualTo("443");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.QUERY)).isEqualTo("b");
    assertThat(reading.record().status()).isEqualTo(304);
    assertThat(reading.record().bytes()).isEqualTo(5);
    assertThat(reading.record().requestBytes()).isEqualTo(17);
    assertThat(reading.record().durationMicros()).isEqualTo(42_000);
    assertThat(reading.text(Field.of("header.x-id"))).isEqualTo("\"q\"");
    assertThat(reading.text(Field.TLS_VERSION)).isEqualTo("TLSv1.3");
  }

  @Test
  void withoutDefinition_isCombined() {
    LogFormat nginx = FormatRegistry.builtIn().create("nginx");
    assertThat(nginx.fields()).isEqualTo(FormatRegistry.builtIn().create("combined").fields());
    assertThat(nginx.name()).isEqualTo("nginx");
  }

  @Test
  void target_withoutRequestLine() {
    Reading reading = Reading.of("nginx:$request_uri $status", "/a?b 200");
    assertThat(reading.text(Field.TARGET)).isEqualTo("/a?b");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.QUERY)).isEqualTo("b");
    assertThat(Reading.of("nginx:$uri $args", "/a b").text(Field.QUERY)).isEqualTo("b");
    assertThat(Reading.of("nginx:\"$request_uri\" $status", "\"\" 200").outcome())
        .isEqualTo("PARSED");
  }

  @ParameterizedTest
  @CsvSource({
    "$sent_http_x_id, responseHeader.x-id",
    "$upstream_http_x_id, upstreamHeader.x-id",
    "$sent_trailer_x_id, responseTrailer.x-id",
    "$upstream_trailer_x, upstreamTrailer.x",
    "$cookie_Sid, cookie.Sid",
    "$arg_page, arg.page",
    "$upstream_status, upstream_status",
    "$geoip_city, geoip_city",
    "$my_own, my_own",
    "$duration, variable.duration",
    "$the_real_ip, client",
    "$proxy_host, upstream",
    "$ssl_server_name, virtualHost",
    "$bytes_received, requestBytes",
    "$session_time, duration",
  })
  void otherVariables_areFields(String variable, String field) {
    assertThat(format(variable + " $pipe").fields()).startsWith(Field.of(field));
  }

  @ParameterizedTest
  @CsvSource({
    "$http_host $host, header.host, virtualHost",
    "$upstream_response_time $request_time, upstream_response_time, duration",
    "$request $request_uri, request, request_uri",
    "$request_uri $uri, target, uri",
    "$time_local $msec, time_local, time",
  })
  void severalVariablesForAField_theMostDirectHasIt(
      String definition, String first, String second) {
    assertThat(format(definition + " $status").fields())
        .contains(Field.of(first), Field.of(second));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.100 | 100000",
        "0.100, 0.200 | 300000",
        "0.100, 0.200 : 0.300 | 600000",
        "-, 0.200 | 200000",
        "0.1 : - | 100000",
        "- |",
      })
  void timesOfSeveralUpstreams_areAdded(String text, Long micros) {
    Reading bare = Reading.of("nginx:$status $upstream_response_time $pipe", "200 " + text + " .");
    Reading quoted =
        Reading.of("nginx:$status \"$upstream_response_time\" $pipe", "200 \"" + text + "\" .");
    long expected = micros == null ? AccessRecord.ABSENT : micros;
    for (Reading reading : new Reading[] {bare, quoted}) {
      assertThat(reading.outcome()).isEqualTo("PARSED");
      assertThat(reading.record().durationMicros()).isEqualTo(expected);
      assertThat(reading.text(Field.of("pipe"))).isEqualTo(".");
    }
  }

  @Test
  void listsOfUpstreams_areWhole() {
    Reading reading =
        Reading.of(
            "nginx:$status $upstream_addr $upstream_status $request_time $upstream_response_time",
            "502 192.0.2.8:80, 192.0.2.9:80 : unix:/run/a 502, 502 : 200 0.5 0.1, 0.2 : 0.3");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.UPSTREAM)).isEqualTo("192.0.2.8:80, 192.0.2.9:80 : unix:/run/a");
    assertThat(reading.text(Field.of("upstream_status"))).isEqualTo("502, 502 : 200");
    assertThat(reading.record().durationMicros()).isEqualTo(500_000);
    assertThat(reading.text(Field.of("upstream_response_time"))).isEqualTo("0.1, 0.2 : 0.3");
    assertThat(reading.record().hasExtraFields()).isFalse();
  }

  @Test
  void targetAfterHost_beginsWithTheSlash() {
    Reading reading =
        Reading.of(
            "nginx:\"$request_method $scheme://$host$request_uri $server_protocol\" $status",
            "\"GET https://example.com/a?b HTTP/1.1\" 200");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.of("scheme"))).isEqualTo("https");
    assertThat(reading.text(Field.VIRTUAL_HOST)).isEqualTo("example.com");
    assertThat(reading.text(Field.TARGET)).isEqualTo("/a?b");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.PROTOCOL)).isEqualTo("HTTP/1.1");
  }

  @Test
  void uriAndArguments_areTheTarget() {
    Reading reading = Reading.of("nginx:$uri$is_args$args $status", "/a?b=c 200");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.QUERY)).isEqualTo("b=c");
  }

  private static final String JSON =
      "{\"time\":\"$time_iso8601\",\"uri\":\"$request_uri\",\"status\":$status,"
          + "\"took\":$request_time,\"up\":\"$upstream_response_time\","
          + "\"bytes\":\"$body_bytes_sent\",\"user\":\"$remote_user\",\"agent\":\"$http_user_agent\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "escape=json %s",
        "log_format main escape=json '%s';",
        "escape=json '%s'",
      })
  void escapeJson(String shape) {
    Reading reading =
        Reading.of(
            "nginx:" + shape.formatted(JSON),
            "{\"time\":\"2000-10-10T13:55:36-07:00\",\"uri\":\"/a\\u0022\\/b\",\"status\":200,"
                + "\"took\":0.042,\"up\":\"\",\"bytes\":\"\",\"user\":\"\","
                + "\"agent\":\"\\\"q\\\" \\t\\uD83D\\uDE00\\u00e4\\ud800\"}");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo("2000-10-10T20:55:36Z");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a\"/b");
    assertThat(reading.record().durationMicros()).isEqualTo(42_000);
    assertThat(reading.record().bytes()).isEqualTo(AccessRecord.ABSENT);
    assertThat(reading.text(Field.USER)).isNull();
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("\"q\" \t\uD83D\uDE00\u00e4\uFFFD");
  }

  @Test
  void escapeNone_leavesBackslashes() {
    Reading reading =
        Reading.of("nginx:escape=none $status \"$http_user_agent\"", "200 \"a\\x41\\\"");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("a\\x41\\");
    assertThat(
            Reading.of("nginx:escape=none $status \"$http_user_agent\"", "200 \"\"")
                .text(Field.USER_AGENT))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log_format main '$remote_addr [$time_local] '\n  '\"$request\" $status';",
        "log_format main '$remote_addr [$time_local] \"$request\"' ' $status'",
        "log_format main escape=default \"$remote_addr [$time_local] \\\"$request\\\" $status\";",
        "'$remote_addr [$time_local] ' '\"$request\" $status';",
        "'$remote_addr [$time_local] \"$request\" $status'",
      })
  void definition_asItStandsInAConfiguration(String definition) {
    Reading reading =
        Reading.of("nginx:" + definition, "192.0.2.1 [10/Oct/2000:13:55:36 -0700] \"GET /a\" 200");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
  }

  @Test
  void quotesThatBelongToTheFormat_stay() {
    assertThat(Reading.of("nginx:'$request' $status", "'GET /a' 200").text(Field.PATH))
        .isEqualTo("/a");
  }

  @Test
  void escapeOfAnotherName_isRefused() {
    FormatException e =
        catchThrowableOfType(FormatException.class, () -> format("escape=xml $status"));
    assertThat(e).hasMessage("escape is one of default, json, none");
  }
}
