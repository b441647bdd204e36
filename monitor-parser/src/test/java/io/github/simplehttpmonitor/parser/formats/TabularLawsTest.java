package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for every line of the tabular, shaped and wrapped formats. */
class TabularLawsTest {

  private static final List<String> FORMATS =
      List.of(
          "w3c",
          "w3c:date time cs-uri-stem cs-uri-query cs(User-Agent) sc-status time-taken",
          "cloudfront",
          "zeek-http",
          "aws-alb",
          "aws-elb",
          "s3-access",
          "gcs-csv",
          "squid",
          "iis-native",
          "haproxy",
          "envoy",
          "traefik",
          "uwsgi",
          "ingress-nginx",
          "nginx-proxy-manager",
          "lighttpd",
          "uvicorn",
          "zoraxy",
          "tornado",
          "logfmt",
          "heroku-router",
          "syslog:combined",
          "cri:common",
          "docker:combined",
          "journald:common-untimed",
          "compose:w3c",
          "syslog");

  private static final List<String> LINES =
      List.of(
          "#Software: Microsoft Internet Information Services 10.0",
          "#Date: 2024-02-29 22:30:00",
          "#Fields: time cs-uri-stem cs-uri-query cs(User-Agent) sc-status",
          "#fields\tts\tmethod\turi\tstatus_code",
          "2024-03-01 10:11:12 192.0.2.80 GET /a b=c 443 - 192.0.2.1 c+l \"x\" 301 0 0 15",
          "10:11:12 /a - x+y 200",
          "1709287872.5\tGET\t/a?b\t200",
          "https 2024-03-01T10:11:12.18Z app/lb/5 [2001:db8::1]:2817 - -1 0.5 0 200 - 1 2"
              + " \"GET http://a/ HTTP/1.1\" \"c \\\"l\" - TLSv1.2",
          "o b [06/Feb/2024:00:00:38 +0000] 192.0.2.3 - R OP k \"GET /a HTTP/1.1\" 206 - 1 2 3 4"
              + " \"-\" \"x\" -",
          "\"1709287872000123\",\"192.0.2.1\",\"1\",,\"GET\",\"/b?x\",\"200\",\"1\",\"2\",\"3\"",
          "1286536309.586    921 192.0.2.68 TCP_MISS/200 507 GET http://a/b?c - DIRECT/a text/html",
          "192.0.2.1, -, 03/20/01, 7:55:20, W3SVC2, S, 192.0.2.4, 45, 1, 3, 200, 0, GET, /a, -,",
          "192.0.2.1:31 [01/Mar/2024:10:11:12.655] f~ b/s 1/0/3/6/9 200 27 - - ---- 1/1 0/0"
              + " {x} \"GET /a HTTP/1.1\"",
          "[2024-03-01T10:11:12.3Z] \"POST /a HTTP/2\" 204 - 1 0 2 1 \"-\" \"u\" \"r\" \"h\" \"s\"",
          "[pid: 8|app: 0|req: 1/1] 192.0.2.1 () {3 vars in 6 bytes} [Fri Mar  1 10:11:12 2024] GET"
              + " /a => generated 4 bytes in 9 msecs (HTTP/1.1 200) 9 headers",
          "[01/Mar/2024:10:11:12 +0000] 404 - GET https h \"/a\" [Client 1] [Length 3] [Gzip -]"
              + " \"u\" \"-\"",
          "INFO:     192.0.2.1:5 - \"GET /a HTTP/1.1\" 404 Not Found",
          "<165>1 2024-03-01T10:11:13Z h n - - [a b=\"c\"] 192.0.2.1 - - [10/Oct/2000:13:55:36"
              + " -0700] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\"",
          "Mar  1 10:11:13 h n[1]: 192.0.2.1 - - \"GET /a HTTP/1.1\" 200 5 0.25",
          "2024-03-01T10:11:13Z stdout P 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a",
          "2024-03-01T10:11:13Z stdout F  HTTP/1.1\" 200 5",
          "{\"log\":\"192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \\\"GET /a\\\" 200 5\\n\","
              + "\"stream\":\"stdout\",\"time\":\"2024-03-01T10:11:13Z\"}",
          "{\"MESSAGE\":[97,32],\"__REALTIME_TIMESTAMP\":\"1709287873000001\"}",
          "time=2024-03-01T10:11:12Z method=GET path=\"/a?\\\"\" status=200 service=1ms fwd=\"a, b\"",
          "web-1  | 10:11:12 /a - x+y 200");

  @Provide
  Arbitrary<LogFormat> formats() {
    return Arbitraries.of(FORMATS).map(spec -> FormatRegistry.builtIn().create(spec));
  }

  @Provide
  Arbitrary<byte[]> lines() {
    Arbitrary<String> whole = Arbitraries.of(LINES);
    Arbitrary<String> damaged =
        Combinators.combine(
                whole,
                Arbitraries.of(
                    "\"", "\\", " ", "-", "\t", "[", "{", "}", "\\\"", "9", ",", ":", ""),
                Arbitraries.integers().between(0, 160),
                Arbitraries.integers().between(0, 3))
            .as(
                (line, piece, at, cut) -> {
                  int from = Math.min(at, line.length());
                  return line.substring(0, from)
                      + piece
                      + line.substring(Math.min(from + cut, line.length()));
                });
    Arbitrary<String> cut =
        Combinators.combine(whole, Arbitraries.integers().between(0, 160))
            .as((line, at) -> line.substring(0, Math.min(at, line.length())));
    return Arbitraries.oneOf(
        whole.map(Logs::bytes),
        damaged.map(Logs::bytes),
        damaged.map(Logs::bytes),
        cut.map(Logs::bytes),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(120));
  }

  private static Fields all(LogFormat format) {
    return Fields.of(format.fields());
  }

  private static LineParser parser(LogFormat format, Fields fields) {
    return format.newParser(ParserContext.of(fields));
  }

  private static String read(
      LineParser parser, Fields fields, List<Field> shown, byte[] b, int from, int to) {
    AccessRecord record = new AccessRecord(fields);
    int code = parser.parse(b, from, to, record);
    if (code != LineResult.PARSED) {
      if (LineResult.isMalformed(code)) {
        assertThat(LineResult.column(code)).isBetween(0, to - from);
      }
      return Reading.outcome(code);
    }
    StringBuilder text = new StringBuilder();
    for (Field field : shown) {
      text.append(field).append('=').append(record.text(field)).append('\n');
    }
    assertThat(record.copy()).hasToString(record.toString());
    return text.append(record.timeMicros())
        .append(' ')
        .append(record.status())
        .append(' ')
        .append(record.bytes())
        .append(' ')
        .append(record.durationMicros())
        .append(' ')
        .append(record.requestBytes())
        .append(record.isCut())
        .append(record.hasExtraFields())
        .toString();
  }

  @Property(tries = 3000)
  void placeInTheBuffer_doesNotMatter(
      @ForAll("formats") LogFormat format,
      @ForAll @Size(max = 4) List<@From("lines") byte[]> lines,
      @ForAll @Size(max = 20) byte[] before,
      @ForAll("lines") byte[] after) {
    Fields fields = all(format);
    LineParser alone = parser(format, fields);
    LineParser inside = parser(format, fields);
    for (byte[] line : lines) {
      byte[] buffer = Arrays.copyOf(before, before.length + line.length + after.length);
      System.arraycopy(line, 0, buffer, before.length, line.length);
      System.arraycopy(after, 0, buffer, before.length + line.length, after.length);
      byte[] unchanged = buffer.clone();
      int to = before.length + line.length;
      assertThat(read(inside, fields, fields.list(), buffer, before.length, to))
          .isEqualTo(read(alone, fields, fields.list(), line, 0, line.length));
      assertThat(buffer).isEqualTo(unchanged);
    }
  }

  @Property(tries = 3000)
  void savedState_goesOnTheSame(
      @ForAll("formats") LogFormat format,
      @ForAll @Size(max = 6) List<@From("lines") byte[]> lines,
      @ForAll Random random) {
    Fields fields = all(format);
    LineParser through = parser(format, fields);
    LineParser other = parser(format, fields);
    for (byte[] line : lines) {
      if (random.nextBoolean()) {
        ParserState state = through.state();
        other = parser(format, fields);
        byte[] noise = lines.get(random.nextInt(lines.size()));
        read(other, fields, fields.list(), noise, 0, noise.length);
        other.restore(ParserState.of(state.toBytes()));
        assertThat(other.state()).isEqualTo(state);
      }
      assertThat(read(other, fields, fields.list(), line, 0, line.length))
          .isEqualTo(read(through, fields, fields.list(), line, 0, line.length));
    }
    assertThat(other.state()).isEqualTo(through.state());
  }

  @Property(tries = 3000)
  void unwantedFields_doNotMatter(
      @ForAll("formats") LogFormat format,
      @ForAll @Size(max = 4) List<@From("lines") byte[]> lines,
      @ForAll Random random) {
    List<Field> wanted = new ArrayList<>();
    format.fields().stream().filter(field -> random.nextBoolean()).forEach(wanted::add);
    Fields some = Fields.of(wanted);
    Fields all = all(format);
    LineParser ofSome = parser(format, some);
    LineParser ofAll = parser(format, all);
    for (byte[] line : lines) {
      assertThat(withoutFlags(read(ofSome, some, wanted, line, 0, line.length)))
          .isEqualTo(withoutFlags(read(ofAll, all, wanted, line, 0, line.length)));
    }
    assertThat(ofSome.state()).isEqualTo(ofAll.state());
  }

  /** Whether a line is cut or goes on shows only to those who want its last fields. */
  private static String withoutFlags(String reading) {
    return reading.replaceAll("(true|false){2}$", "");
  }

  @Property(tries = 1000)
  void anyState_canBeRestored(
      @ForAll("formats") LogFormat format, @ForAll @Size(max = 60) byte[] state) {
    LineParser parser = parser(format, all(format));
    parser.restore(ParserState.of(state));
    AccessRecord record = new AccessRecord(all(format));
    for (String line : LINES) {
      byte[] b = line.getBytes(StandardCharsets.UTF_8);
      parser.parse(b, 0, b.length, record);
    }
    assertThat(parser.state()).isNotNull();
  }
}
