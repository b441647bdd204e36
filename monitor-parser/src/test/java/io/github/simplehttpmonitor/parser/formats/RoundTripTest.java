package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What Apache prints comes back from the parser. */
class RoundTripTest {

  /** A request before it is logged. Null is absent. */
  static final class Request {
    String virtualHost = "";
    int port;
    String client = "";
    String user;
    long second;
    int offsetMinutes;
    String method = "";
    String path = "";
    String query;
    String protocol;
    int status;
    Long bytes;
    String referer;
    String userAgent;

    String requestLine() {
      return method
          + " "
          + path
          + (query == null ? "" : "?" + query)
          + (protocol == null ? "" : " " + protocol);
    }

    String common() {
      return String.format(
          "%s - %s [%s] \"%s\" %d %s",
          client,
          user == null ? "-" : escape(user),
          Times.print("dd/MMM/yyyy:HH:mm:ss xx", second, offsetMinutes),
          escape(requestLine()),
          status,
          bytes == null ? "-" : bytes);
    }

    String combined() {
      return common() + " \"" + header(referer) + "\" \"" + header(userAgent) + "\"";
    }

    String vhostCombined() {
      return virtualHost + ":" + port + " " + combined();
    }

    private static String header(String value) {
      return value == null ? "-" : escape(value);
    }

    private static String escape(String text) {
      return new String(
          EscapesTest.escape(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
    }
  }

  @Provide
  Arbitrary<Request> requests() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("abz019 \"\\'/?#&=%-[](){};:,.\t\n\u0001\u007F\u00E4\u20AC")
            .ofMaxLength(20)
            .filter(s -> !s.equals("-"));
    Arbitrary<String> pathText =
        Arbitraries.strings().withChars("abz019\"\\'/&=%-[];:,.\u0001\u00E4").ofMaxLength(20);
    return Builders.withBuilder(Request::new)
        .use(Arbitraries.of("example.com", "www.example.com", "192.0.2.9"))
        .inSetter((r, v) -> r.virtualHost = v)
        .use(Arbitraries.integers().between(1, 65535))
        .inSetter((r, v) -> r.port = v)
        .use(Arbitraries.of("192.0.2.1", "2001:db8::1", "fe80::1%eth0", "host.example.com"))
        .inSetter((r, v) -> r.client = v)
        .use(Arbitraries.of("alice", "alice smith", "a\"b", "a\\b", "\u00E4").injectNull(0.5))
        .inSetter((r, v) -> r.user = v)
        .use(Arbitraries.longs().between(Times.FIRST_SECOND, Times.LAST_SECOND))
        .inSetter((r, v) -> r.second = v)
        .use(Arbitraries.integers().between(-18 * 60, 18 * 60))
        .inSetter((r, v) -> r.offsetMinutes = v)
        .use(Arbitraries.of("GET", "POST", "M-SEARCH"))
        .inSetter((r, v) -> r.method = v)
        .use(pathText.map(s -> "/" + s))
        .inSetter((r, v) -> r.path = v)
        .use(pathText.injectNull(0.3))
        .inSetter((r, v) -> r.query = v)
        .use(Arbitraries.of("HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/3").injectNull(0.2))
        .inSetter((r, v) -> r.protocol = v)
        .use(Arbitraries.integers().between(100, 599))
        .inSetter((r, v) -> r.status = v)
        .use(Arbitraries.longs().between(0, 999_999_999_999_999_999L).injectNull(0.3))
        .inSetter((r, v) -> r.bytes = v)
        .use(text.injectNull(0.3))
        .inSetter((r, v) -> r.referer = v)
        .use(text.injectNull(0.3))
        .inSetter((r, v) -> r.userAgent = v)
        .build();
  }

  private static Reading read(String format, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return Reading.of(FormatRegistry.builtIn().create(format), bytes);
  }

  private static void assertCommon(Reading reading, Request request) {
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.CLIENT)).isEqualTo(request.client);
    assertThat(reading.text(Field.IDENT)).isNull();
    assertThat(reading.record().time()).isEqualTo(Instant.ofEpochSecond(request.second));
    assertThat(reading.text(Field.REQUEST)).isEqualTo(request.requestLine());
    assertThat(reading.text(Field.METHOD)).isEqualTo(request.method);
    assertThat(reading.text(Field.PATH)).isEqualTo(request.path);
    assertThat(reading.text(Field.QUERY)).isEqualTo(request.query);
    assertThat(reading.text(Field.PROTOCOL)).isEqualTo(request.protocol);
    assertThat(reading.record().status()).isEqualTo(request.status);
    assertThat(reading.record().bytes())
        .isEqualTo(request.bytes == null ? AccessRecord.ABSENT : request.bytes);
    assertThat(reading.record().isCut()).isFalse();
    assertThat(reading.record().hasExtraFields()).isFalse();
  }

  @Property
  void common(@ForAll("requests") Request request) {
    assertCommon(read("common", request.common()), request);
  }

  @Property
  void combined(@ForAll("requests") Request request) {
    Reading reading = read("combined", request.combined());
    assertCommon(reading, request);
    assertThat(reading.text(Field.REFERER)).isEqualTo(request.referer);
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo(request.userAgent);
  }

  @Property
  void vhostCombined(@ForAll("requests") Request request) {
    Reading reading = read("vhost-combined", request.vhostCombined());
    assertCommon(reading, request);
    assertThat(reading.text(Field.VIRTUAL_HOST)).isEqualTo(request.virtualHost);
    assertThat(reading.text(Field.of("port"))).isEqualTo(String.valueOf(request.port));
    assertThat(reading.text(Field.REFERER)).isEqualTo(request.referer);
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo(request.userAgent);
  }
}
