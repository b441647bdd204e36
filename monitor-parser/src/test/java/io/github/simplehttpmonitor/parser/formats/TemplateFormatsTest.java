package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of lines with a shape of their own. */
class TemplateFormatsTest {

  private static final String HAPROXY =
      "192.0.2.1:31663 [01/Mar/2024:10:11:12.655] http-in~ static/srv1 10/0/30/69/109 200 2750 - -"
          + " ---- 1/1/1/1/0 0/0 ";

  private static Reading read(String format, String line) {
    return new LogReading(format).read(line);
  }

  private static Reading parsed(String format, String line) {
    Reading reading = read(format, line);
    assertThat(reading.outcome()).as(line).isEqualTo("PARSED");
    assertThat(reading.record().isCut() || reading.record().hasExtraFields()).as(line).isFalse();
    return reading;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HAPROXY + "\"GET /a?b HTTP/1.1\"",
        HAPROXY + "{www.example.com|Mozilla/5.0 \"x\"} \"GET /a?b HTTP/1.1\"",
        HAPROXY + "{www.example.com} {17} \"GET /a?b HTTP/1.1\"",
        HAPROXY + "\"GET /a?b HTTP/1.1\" 0/0000000000000000/0/0/0 example.com/TLSv1.3/AES",
        HAPROXY + "{x} \"GET /a?b HTTP/1.1\" 0/0000000000000000/0/0/0 example.com/TLSv1.3/AES",
        "Mar  1 10:11:13 host haproxy[14389]: " + HAPROXY + "\"GET /a?b HTTP/1.1\"",
        "<134>1 2024-03-01T10:11:13Z host haproxy 14389 - - " + HAPROXY + "\"GET /a?b HTTP/1.1\"",
      })
  void haproxy(String line) {
    AccessRecord record = parsed("haproxy", line).record();
    assertThat(record.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    assertThat(record.time()).isEqualTo(Instant.parse("2024-03-01T10:11:12.655Z"));
    assertThat(record.text(Field.PATH)).isEqualTo("/a");
    assertThat(record.text(Field.QUERY)).isEqualTo("b");
    assertThat(record.text(Field.UPSTREAM)).isEqualTo("srv1");
    assertThat(record.status()).isEqualTo(200);
    assertThat(record.bytes()).isEqualTo(2750);
    assertThat(record.durationMicros()).isEqualTo(109_000);
    assertThat(record.text(Field.TLS_VERSION)).isIn(null, "TLSv1.3");
  }

  @Test
  void haproxy_abortedRequests() {
    Reading aborted =
        parsed(
            "haproxy",
            "2001:db8::1:31663 [01/Mar/2024:10:11:12.655] http-in http-in/<NOSRV> -1/-1/-1/-1/+50001"
                + " -1 +212 - - cR-- 2/2/0/0/0 0/0 \"<BADREQ>\"");
    assertThat(aborted.text(Field.CLIENT)).isEqualTo("2001:db8::1");
    assertThat(aborted.record().status()).isEqualTo(-1);
    assertThat(aborted.record().bytes()).isEqualTo(212);
    assertThat(aborted.record().durationMicros()).isEqualTo(50_001_000);
    assertThat(aborted.text(Field.PATH)).isNull();
    Reading cut = read("haproxy", HAPROXY + "\"GET /very/long");
    assertThat(cut.outcome()).isEqualTo("PARSED");
    assertThat(cut.text(Field.PATH)).isEqualTo("/very/long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.2:33312 [01/Mar/2024:10:11:12.443] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0",
        "192.0.2.2:33312 [01/Mar/2024:10:11:12.443] fnt bck/<NOSRV> -1/-1/3 0 SC 0/0/0/0/0 0/0",
        "192.0.2.2:33312 [01/Mar/2024:10:11:12.443] front/1: SSL handshake failure",
      })
  void haproxy_connections_areIgnored(String line) {
    assertThat(read("haproxy", line).outcome()).isEqualTo("IGNORED");
  }

  @Test
  void haproxy_messages_areMalformed() {
    assertThat(read("haproxy", "Mar  1 10:11:13 host haproxy[1]: Proxy web started.").outcome())
        .startsWith("TRUNCATED");
    assertThat(
            read("haproxy", HAPROXY.replace("/109 200", "/109 2x0") + "\"GET / HTTP/1.1\"")
                .outcome())
        .startsWith("STATUS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2024-03-01T10:11:12.310Z] \"POST /api?x HTTP/2\" 204 - 154 0 226 100 \"192.0.2.1\" \"ua\""
            + " \"cc21d9b0\" \"example.com\" \"192.0.2.8:80\"",
        "[2024-03-01T10:11:12.310Z] \"POST /api?x HTTP/2\" 204 - via_upstream - \"-\" 154 0 226 100"
            + " \"192.0.2.1\" \"ua\" \"cc21d9b0\" \"example.com\" \"192.0.2.8:80\""
            + " outbound|80||example.com 192.0.2.9:1 192.0.2.9:2 192.0.2.7:50123 - default",
        "[2024-03-01T10:11:12.310Z] \"POST /api?x HTTP/2\" 204 - \"-\" \"-\" 154 0 226 100"
            + " \"192.0.2.1\" \"ua\" \"cc21d9b0\" \"example.com\" \"192.0.2.8:80\""
            + " outbound|80||example.com 192.0.2.9:1 192.0.2.9:2 192.0.2.7:50123 - default",
      })
  void envoy(String line) {
    AccessRecord record = parsed("envoy", line).record();
    assertThat(record.time()).isEqualTo(Instant.parse("2024-03-01T10:11:12.310Z"));
    assertThat(record.text(Field.PATH)).isEqualTo("/api");
    assertThat(record.text(Field.FORWARDED_FOR)).isEqualTo("192.0.2.1");
    assertThat(record.text(Field.VIRTUAL_HOST)).isEqualTo("example.com");
    assertThat(record.text(Field.UPSTREAM)).isEqualTo("192.0.2.8:80");
    assertThat(record.text(Field.CLIENT)).isIn(null, "192.0.2.7");
    assertThat(record.status()).isEqualTo(204);
    assertThat(record.requestBytes()).isEqualTo(154);
    assertThat(record.bytes()).isZero();
    assertThat(record.durationMicros()).isEqualTo(226_000);
  }

  @Test
  void envoy_withoutAnswer() {
    Reading reading =
        parsed(
            "envoy",
            "[2024-03-01T10:11:12.310Z] \"GET / HTTP/1.1\" 0 DC 0 0 9 - \"-\" \"-\" \"-\""
                + " \"example.com\" \"-\"");
    assertThat(reading.record().status()).isEqualTo(-1);
    assertThat(
            read(
                    "envoy",
                    "[2024-03-01T10:11:12.310Z] \"- - -\" 0 - 12 34 9 - \"-\" \"-\" \"-\" \"-\""
                        + " \"192.0.2.8:80\"")
                .outcome())
        .as("a TCP connection")
        .isEqualTo("IGNORED");
  }

  @Test
  void traefik() {
    AccessRecord record =
        parsed(
                "traefik",
                "192.0.2.1 - alice [01/Mar/2024:10:11:12 +0100] \"GET /a HTTP/2\" - - \"-\" \"Nikto\""
                    + " 244 \"a@docker -> b@docker\" \"http://192.0.2.3:80\" 42ms")
            .record();
    assertThat(record.status()).isEqualTo(-1);
    assertThat(record.bytes()).isEqualTo(AccessRecord.ABSENT);
    assertThat(record.durationMicros()).isEqualTo(42_000);
    assertThat(record.text(Field.UPSTREAM)).isEqualTo("http://192.0.2.3:80");
    assertThat(record.text(Field.USER)).isEqualTo("alice");
  }

  @Test
  void uwsgi() {
    String line =
        "[pid: 88185|app: 0|req: 1/12] 192.0.2.1 () {38 vars in 696 bytes} [Fri Mar  1 10:11:12 2024]"
            + " POST /a?b => generated 47 bytes in 129 msecs (HTTP/1.1 200) 9 headers in 378 bytes"
            + " (1 switches on core 3)";
    AccessRecord record = parsed("uwsgi", line).record();
    assertThat(record.time()).isEqualTo(Instant.parse("2024-03-01T10:11:12Z"));
    assertThat(record.text(Field.TARGET)).isEqualTo("/a?b");
    assertThat(record.text(Field.PROTOCOL)).isEqualTo("HTTP/1.1");
    assertThat(record.status()).isEqualTo(200);
    assertThat(record.bytes()).isEqualTo(47);
    assertThat(record.requestBytes()).isEqualTo(696);
    assertThat(record.durationMicros()).isEqualTo(129_000);
    assertThat(parsed("uwsgi", line.replace("129 msecs", "68 micros")).record().durationMicros())
        .isEqualTo(68);
    assertThat(read("uwsgi", "*** Starting uWSGI 2.0 ***").outcome()).isEqualTo("SEPARATOR 0");
  }

  @Test
  void nginxVariants() {
    AccessRecord ingress =
        parsed(
                "ingress-nginx",
                "192.0.2.1 - - [01/Mar/2024:10:11:12 +0000] \"GET / HTTP/1.1\" 200 13 \"-\" \"curl\" 80"
                    + " 0.250 [default-web-80] [] 192.0.2.9:5678, 192.0.2.8:5678 13, 7 0.000, 0.250"
                    + " 502, 200 c99400a4")
            .record();
    assertThat(ingress.durationMicros()).isEqualTo(250_000);
    assertThat(ingress.requestBytes()).isEqualTo(80);
    AccessRecord proxied =
        parsed(
                "nginx-proxy-manager",
                "[01/Mar/2024:10:11:12 +0000] HIT 200 200 - GET https example.com \"/a\""
                    + " [Client 192.0.2.1] [Length 1543] [Gzip 2.45] [Sent-to 192.0.2.15:8080] \"ua\""
                    + " \"https://example.com/\"")
            .record();
    assertThat(proxied.text(Field.CACHE_STATUS)).isEqualTo("HIT");
    assertThat(proxied.text(Field.UPSTREAM)).isEqualTo("192.0.2.15:8080");
    AccessRecord host =
        parsed(
                "nginx-proxy-manager",
                "[01/Mar/2024:10:11:12 +0000] 404 - GET https example.com \"/a\" [Client 192.0.2.1]"
                    + " [Length 3] [Gzip -] \"ua\" \"-\"")
            .record();
    assertThat(host.status()).isEqualTo(404);
    assertThat(host.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    AccessRecord plus =
        parsed(
                "npmplus",
                "[01/Mar/2024:10:11:12 +0100] example.com 192.0.2.1 0.227 \"GET /a HTTP/2.0\" 207 125"
                    + " 440 - Mozilla/5.0 (X11) Gecko")
            .record();
    assertThat(plus.text(Field.USER_AGENT)).isEqualTo("Mozilla/5.0 (X11) Gecko");
    assertThat(plus.durationMicros()).isEqualTo(227_000);
  }

  @Test
  void others() {
    String request = "\"GET /a HTTP/1.1\"";
    String clf = "[01/Mar/2024:10:11:12 +0000] " + request;
    Instant time = Instant.parse("2024-03-01T10:11:12Z");
    AccessRecord lighttpd =
        parsed("lighttpd", "- example.com - " + clf + " 200 19 367 46 2 \"-\" \"ua\"").record();
    assertThat(lighttpd.text(Field.VIRTUAL_HOST)).isEqualTo("example.com");
    assertThat(lighttpd.durationMicros()).isEqualTo(2_000_000);
    assertThat(
            parsed("lighttpd", "192.0.2.1 example.com - " + clf + " 200 19 \"-\" \"ua\"")
                .record()
                .bytes())
        .isEqualTo(19);
    assertThat(
            parsed(
                    "cpanel",
                    "192.0.2.1 - root [03/01/2024:10:11:12 -0000] "
                        + request
                        + " 200 0 \"-\" \"ua\" \"s\" \"-\" 2083")
                .record()
                .time())
        .isEqualTo(time);
    Reading uvicorn =
        parsed("uvicorn", "INFO:     192.0.2.1:52782 - " + request + " 404 Not Found");
    assertThat(uvicorn.text(Field.CLIENT)).isEqualTo("192.0.2.1");
    assertThat(uvicorn.record().status()).isEqualTo(404);
    assertThat(uvicorn.record().timeMicros()).isEqualTo(AccessRecord.ABSENT);
    assertThat(
            parsed("mealie", "INFO     2024-03-01T10:11:12 - [192.0.2.1:5] 401 Not OK " + request)
                .record()
                .time())
        .isEqualTo(time);
    assertThat(
            parsed("baserow", " [BACKEND][2024-03-01 10:11:12] 192.0.2.1:0 - " + request + " 401")
                .record()
                .time())
        .isEqualTo(time);
    assertThat(
            parsed(
                    "zoraxy",
                    "2024/03/01 10:11:12 [2024-03-01 10:11:12.000000] [router:host-http]"
                        + " [origin:example.com] [client: 192.0.2.1] [useragent: a [b]] GET /a 404")
                .text(Field.USER_AGENT))
        .isEqualTo("a [b]");
    assertThat(
            parsed("tornado", "[I 240301 10:11:12 web:2271] 200 GET /a?b (192.0.2.1) 1.25ms")
                .record()
                .durationMicros())
        .isEqualTo(1250);
    assertThat(
            parsed("werkzeug", "192.0.2.1 - - [01/Mar/2024 10:11:12] " + request + " 200 -")
                .record()
                .time())
        .isEqualTo(time);
  }

  @Test
  void heroku() {
    String line =
        "at=info method=GET path=\"/a?b=\\\"c\\\"\" host=example.com request_id=8601b555"
            + " fwd=\"198.51.100.7, 192.0.2.1\" dyno=web.1 connect=1ms service=18ms status=200"
            + " bytes=13 protocol=https";
    for (String head :
        new String[] {
          "2024-03-01T10:11:12.677+00:00 heroku[router]: ",
          "<158>1 2024-03-01T10:11:12.677+00:00 host heroku router - "
        }) {
      AccessRecord record = parsed("heroku-router", head + line).record();
      assertThat(record.time()).isEqualTo(Instant.parse("2024-03-01T10:11:12.677Z"));
      assertThat(record.text(Field.TARGET)).isEqualTo("/a?b=\"c\"");
      assertThat(record.text(Field.PATH)).isEqualTo("/a");
      assertThat(record.text(Field.CLIENT)).isEqualTo("192.0.2.1");
      assertThat(record.text(Field.FORWARDED_FOR)).isEqualTo("198.51.100.7, 192.0.2.1");
      assertThat(record.text(Field.UPSTREAM)).isEqualTo("web.1");
      assertThat(record.status()).isEqualTo(200);
      assertThat(record.bytes()).isEqualTo(13);
      assertThat(record.durationMicros()).isEqualTo(19_000);
    }
    assertThat(parsed("heroku-router", line).record().timeMicros()).isEqualTo(AccessRecord.ABSENT);
    assertThat(
            read("heroku-router", "2024-03-01T10:11:12.677+00:00 app[web.1]: Started GET")
                .outcome())
        .isEqualTo("NOT_HTTP 42");
  }

  @Test
  void logfmt() {
    Reading reading =
        parsed(
            "logfmt",
            "level=info ts=2024-03-01T10:11:12.5Z msg=\"request done\" method=GET uri=/a status=404"
                + " duration=1.5ms size=7 user_agent=\"x y\" flag");
    assertThat(reading.record().time()).isEqualTo(Instant.parse("2024-03-01T10:11:12.5Z"));
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("x y");
    assertThat(reading.record().durationMicros()).isEqualTo(1500);
    assertThat(parsed("logfmt", "t=1709287872 path=/a duration_ms=2").record().durationMicros())
        .isEqualTo(2000);
    assertThat(read("logfmt", "status=2x0 path=/a").outcome()).isEqualTo("STATUS 7");
    assertThat(read("logfmt", "path=/a time=now").outcome()).isEqualTo("TIME 13");
    assertThat(read("logfmt", "path=/a took=long").outcome()).isEqualTo("NUMBER 13");
    assertThat(read("logfmt", "just words").outcome()).isEqualTo("NOT_HTTP 0");
    assertThat(read("logfmt", "\"x\" path=/a").outcome()).isEqualTo("SEPARATOR 0");
    assertThat(read("logfmt", "path=\"/open").text(Field.PATH)).isEqualTo("/open");
  }
}
