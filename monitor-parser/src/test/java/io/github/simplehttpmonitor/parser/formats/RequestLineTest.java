package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest {

  private static final Fields ALL =
      Fields.of(Field.METHOD, Field.TARGET, Field.PATH, Field.QUERY, Field.PROTOCOL);

  private static AccessRecord split(String request, Fields fields) {
    // Neighbours that would fit on, so that reading past either end shows.
    byte[] b = ("GET " + request + " HTTP/1.1").getBytes(StandardCharsets.UTF_8);
    AccessRecord record = new AccessRecord(fields);
    record.reset(b);
    new RequestLine(fields).split(b, 4, b.length - 9, false, record);
    return record;
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // request | method | target | path | query | protocol
        "'GET / HTTP/1.1' | GET | / | / | - | HTTP/1.1",
        "'GET /a?b=c HTTP/2.0' | GET | /a?b=c | /a | b=c | HTTP/2.0",
        "'GET /a? HTTP/1.0' | GET | /a? | /a | '' | HTTP/1.0",
        "'GET /a?b?c#d HTTP/1.0' | GET | /a?b?c#d | /a | b?c | HTTP/1.0",
        "'GET /a#b?c HTTP/1.0' | GET | /a#b?c | /a | - | HTTP/1.0",
        "'GET /a' | GET | /a | /a | - | -",
        "'GET /a b c HTTP/1.1' | GET | /a b c | /a b c | - | HTTP/1.1",
        "'GET /a b c' | GET | /a b c | /a b c | - | -",
        "'GET  /a  HTTP/1.1' | GET | /a | /a | - | HTTP/1.1",
        "'GET  HTTP/1.1' | GET | - | - | - | HTTP/1.1",
        "'GET HTTP/1.1' | GET | - | - | - | HTTP/1.1",
        "'GET /HTTP/1.1' | GET | /HTTP/1.1 | /HTTP/1.1 | - | -",
        "'GET /x HTTP/3' | GET | /x | /x | - | HTTP/3",
        "'GET /x HTTP/10.12' | GET | /x | /x | - | HTTP/10.12",
        "'DESCRIBE rtsp://example.com/a RTSP/1.0' | DESCRIBE | rtsp://example.com/a | /a | - | RTSP/1.0",
        "'GET /a Home/1.1' | GET | /a Home/1.1 | /a Home/1.1 | - | -",
        "'GET /a Hurl/usr' | GET | /a Hurl/usr | /a Hurl/usr | - | -",
        "'GET /a HTTP/x.y' | GET | /a HTTP/x.y | /a HTTP/x.y | - | -",
        "'GET /a http/1.1' | GET | /a http/1.1 | /a http/1.1 | - | -",
        "'OPTIONS * HTTP/1.1' | OPTIONS | * | * | - | HTTP/1.1",
        "'CONNECT example.com:443 HTTP/1.1' | CONNECT | example.com:443 | - | - | HTTP/1.1",
        "'CONNECT [2001:db8::1]:443 HTTP/1.1' | CONNECT | [2001:db8::1]:443 | - | - | HTTP/1.1",
        "'GET example.com HTTP/1.1' | GET | example.com | example.com | - | HTTP/1.1",
        "'GET example.com: HTTP/1.1' | GET | example.com: | example.com: | - | HTTP/1.1",
        "'GET http://example.com/a?b HTTP/1.1' | GET | http://example.com/a?b | /a | b | HTTP/1.1",
        "'GET http://example.com HTTP/1.1' | GET | http://example.com | '' | - | HTTP/1.1",
        "'GET http://example.com?b/c HTTP/1.1' | GET | http://example.com?b/c | '' | b/c | HTTP/1.1",
        "'GET http://example.com#b/c HTTP/1.1' | GET | http://example.com#b/c | '' | - | HTTP/1.1",
        "'GET http://example.com:80/a HTTP/1.1' | GET | http://example.com:80/a | /a | - | HTTP/1.1",
        "'GET /http://example.com/ HTTP/1.1' | GET | /http://example.com/ | /http://example.com/ | - | HTTP/1.1",
        "'GET //a//b HTTP/1.1' | GET | //a//b | //a//b | - | HTTP/1.1",
        "'GET ?a HTTP/1.1' | GET | ?a | '' | a | HTTP/1.1",
        "'x-odd!#$ /a HTTP/1.1' | x-odd!#$ | /a | /a | - | HTTP/1.1",
        "'G@T /a HTTP/1.1' | - | - | - | - | -",
        "' /a HTTP/1.1' | - | - | - | - | -",
        "'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA /a HTTP/1.1' | - | - | - | - | -",
        "'\u0016\u0003\u0001 x' | - | - | - | - | -",
        "'GET' | - | - | - | - | -",
        "'GET ' | GET | - | - | - | -",
        "'/a?b' | - | /a?b | /a | b | -",
        "'http://example.com/a' | - | http://example.com/a | /a | - | -",
        "'example.com' | - | - | - | - | -",
        "'' | - | - | - | - | -",
      })
  void shapes(
      String request, String method, String target, String path, String query, String protocol) {
    AccessRecord record = split(request, ALL);
    assertThat(record.text(Field.METHOD)).as("method").isEqualTo(method);
    assertThat(record.text(Field.TARGET)).as("target").isEqualTo(target);
    assertThat(record.text(Field.PATH)).as("path").isEqualTo(path);
    assertThat(record.text(Field.QUERY)).as("query").isEqualTo(query);
    assertThat(record.text(Field.PROTOCOL)).as("protocol").isEqualTo(protocol);
  }

  @Test
  void onlyWanted_isStored() {
    AccessRecord record = split("GET /a?b HTTP/1.1", Fields.of(Field.QUERY));
    assertThat(record.text(Field.QUERY)).isEqualTo("b");
    assertThat(new RequestLine(Fields.of(Field.QUERY)).isWanted()).isTrue();
    assertThat(new RequestLine(Fields.of(Field.METHOD)).isWanted()).isTrue();
    assertThat(new RequestLine(Fields.of(Field.USER)).isWanted()).isFalse();
  }

  @Test
  void scratch_slicesAreOfTheScratch() {
    AccessRecord record = new AccessRecord(ALL);
    byte[] text = "GET /a HTTP/1.1".getBytes(StandardCharsets.UTF_8);
    int start = record.reserveScratch(text.length);
    System.arraycopy(text, 0, record.scratch(), start, text.length);
    new RequestLine(ALL).split(record.scratch(), start, start + text.length, true, record);
    assertThat(record.text(Field.PATH)).isEqualTo("/a");
    assertThat(record.isRaw(ALL.slot(Field.PATH))).isFalse();
  }
}
