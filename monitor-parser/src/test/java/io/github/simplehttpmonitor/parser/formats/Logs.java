package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.LogFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Formats and random lines for them: likely ones, damaged ones and mere bytes. */
final class Logs {

  /** The built-in formats and definitions that reach every kind of field. */
  static final List<LogFormat> FORMATS =
      List.of(
          create("combined"),
          create("common"),
          create("vhost-combined"),
          create("nginx"),
          create("nginx:$remote_addr $time_iso8601 \"$request\" $status $request_time $host"),
          create("nginx:$msec|$request_method|$request_uri|$status|$bytes_sent|\"$http_x_id\""),
          create("apache:%{%F %T}t.%{msec_frac}t %h %r %>s %T %D %{User-Agent}i"),
          create(
              "nginx:escape=json {\"c\":\"$remote_addr\",\"t\":\"$time_iso8601\",\"s\":$status,"
                  + "\"r\":\"$request\",\"d\":\"$upstream_response_time\",\"u\":\"$remote_user\"}"),
          create(
              "nginx:$http_x_forwarded_for [$time_local] $host$request_uri $status $upstream_addr"
                  + " $upstream_response_time $upstream_status"),
          new FirstOf(List.of(create("nginx:$msec $status $uri"), create("common"))),
          create("apache:%{%F %T}t %m \"%U\" \"%q\" %>s %{ms}T \"%{Referer}i\" \"%{X-Id}i\""),
          create("apache:[%{begin:%d/%b/%Y %T %z}t] <%u> %U%q %>s \"%{User-Agent}i\"}"),
          FormatRegistry.builtIn()
              .create(
                  "regex:(?P<client>\\S+) (?P<path>\\S+) (?P<status>\\S+)( (?P<time>\\S+))?",
                  Map.of("time", "iso")));

  private static final List<String> LINES =
      List.of(
          "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a?b HTTP/1.1\" 200 2326",
          "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a\\\"\" 200 - \"-\" \"x \"y\\\\\"",
          "example.com:80 2001:db8::1 - u [10/Oct/2000:13:55:36] \"-\" 408 0 \"\" \"a\" \"b\"",
          "198.51.100.7 2000-10-10T13:55:36Z \"GET / HTTP/1.1\" 200 0.25 example.com",
          "971211336.123|GET|/a?b|304|17|\"q\"",
          "2000-10-10 13:55:36 GET \"/a\" \"?b\" 200 12 \"-\" \"\\x41\"",
          "[10/Oct/2000 13:55:36 +0000] <alice> /a?b 200 \"curl\"}",
          "2000-10-10 13:55:36.042 192.0.2.1 GET /a b HTTP/1.1 200 1 1042000 curl (x)",
          "{\"c\":\"192.0.2.1\",\"t\":\"2000-10-10T13:55:36+00:00\",\"s\":200,\"r\":\"GET /a\\u00e4"
              + " HTTP/1.1\",\"d\":\"0.1, 0.2 : -\",\"u\":\"\"}",
          "192.0.2.1, 192.0.2.2 [10/Oct/2000:13:55:36 +0000] example.com/a?b 502 192.0.2.8:80,"
              + " 192.0.2.9:80 0.1, 0.2 502, 502",
          "192.0.2.1 /a 200 2000-10-10T13:55:36Z");

  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "\\\"",
          "\" \"",
          " ",
          "-",
          "[",
          "]",
          "200",
          "\\x22",
          "?",
          "/",
          "\t",
          "|",
          "9",
          "\0",
          "10/Oct/2000:13:55:36 -0700",
          "GET / HTTP/1.1",
          "\" 200 5");

  private Logs() {}

  private static LogFormat create(String spec) {
    return FormatRegistry.builtIn().create(spec);
  }

  static Arbitrary<LogFormat> formats() {
    return Arbitraries.of(FORMATS);
  }

  static Arbitrary<byte[]> lines() {
    Arbitrary<String> whole = Arbitraries.of(LINES);
    Arbitrary<String> pieces =
        Arbitraries.of(PIECES).list().ofMaxSize(12).map(l -> String.join("", l));
    Arbitrary<String> damaged =
        Combinators.combine(
                whole,
                pieces,
                Arbitraries.integers().between(0, 100),
                Arbitraries.integers().between(0, 4))
            .as(
                (line, piece, at, cut) -> {
                  int from = Math.min(at, line.length());
                  return line.substring(0, from)
                      + piece
                      + line.substring(Math.min(from + cut, line.length()));
                });
    Arbitrary<String> cut =
        Combinators.combine(whole, Arbitraries.integers().between(0, 100))
            .as((line, at) -> line.substring(0, Math.min(at, line.length())));
    return Arbitraries.oneOf(
        whole.map(Logs::bytes),
        damaged.map(Logs::bytes),
        damaged.map(Logs::bytes),
        cut.map(Logs::bytes),
        pieces.map(Logs::bytes),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(120));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
