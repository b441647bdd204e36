package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
