package io.github.simplehttpmonitor.testkit;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.formats.FirstOf;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import io.github.simplehttpmonitor.parser.spi.StringLogFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract, run on the library's formats and on one of each kind that a plug-in may have. */
class LogFormatContractTest {

  private static final String COMMON =
      "192.0.2.1 - alice [10/Oct/2000:13:55:36 -0700] \"GET /a?b HTTP/1.1\" 200 2326";
  private static final String BARE = "2001:db8::1 - - [10/Oct/2000:13:55:37 +0000] \"-\" 408 -";
  private static final String COMBINED = " \"http://example.com/\" \"say \\\"hi\\\"\"";

  private static LogFormat create(String spec) {
    return FormatRegistry.builtIn().create(spec);
  }

  private static GoodLine full(String line) {
    return GoodLine.of(line)
        .with(Field.CLIENT, "192.0.2.1")
        .without(Field.IDENT)
        .with(Field.USER, "alice")
        .with(Field.TIME, "2000-10-10T20:55:36Z")
        .with(Field.METHOD, "GET")
        .with(Field.PATH, "/a")
        .with(Field.QUERY, "b")
        .with(Field.PROTOCOL, "HTTP/1.1")
        .with(Field.STATUS, "200")
        .with(Field.BYTES, "2326");
  }

  private static GoodLine bare(String line) {
    return GoodLine.of(line)
        .with(Field.CLIENT, "2001:db8::1")
        .without(Field.USER)
        .without(Field.PATH)
        .with(Field.STATUS, "408")
        .without(Field.BYTES);
  }

  private static final List<String> BAD =
      List.of("# comment", "192.0.2.1", COMMON.replace("Oct", "Okt"), COMMON.replace("200", "2x0"));

  @Nested
  class Common extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return create("common");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(full(COMMON), bare(BARE), full(COMMON + " \"extra\" 1"));
    }

    @Override
    protected List<String> badLines() {
      return BAD;
    }
  }

  @Nested
  class Combined extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return create("combined");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          full(COMMON + COMBINED)
              .with(Field.REFERER, "http://example.com/")
              .with(Field.USER_AGENT, "say \"hi\""),
          bare(BARE).without(Field.USER_AGENT),
          full(COMMON + " \"\" \"open").with(Field.REFERER, "").with(Field.USER_AGENT, "open"));
    }

    @Override
    protected List<String> badLines() {
      return BAD;
    }
  }

  @Nested
  class VhostCombined extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return create("vhost-combined");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          full("example.com:80 " + COMMON + COMBINED).with(Field.VIRTUAL_HOST, "example.com"),
          bare("www.example.com:443 " + BARE).with(Field.of("port"), "443"));
    }

    @Override
    protected List<String> badLines() {
      return BAD;
    }
  }

  @Nested
  class Apache extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return create("apache:%a %{%F %T}t %m \"%U%q\" %>s %O %D \"%{X-Id}i\"");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of("192.0.2.1 2024-02-29 12:34:56 GET \"/a?b\" 200 5 1500 \"x\\\\y\"")
              .with(Field.TIME, "2024-02-29T12:34:56Z")
              .with(Field.TARGET, "/a?b")
              .with(Field.QUERY, "b")
              .with(Field.BYTES, "5")
              .with(Field.DURATION, "1500")
              .with(Field.of("header.x-id"), "x\\y"),
          GoodLine.of("192.0.2.1 2024-02-29 12:34:57 GET \"/\" 200").without(Field.DURATION));
    }

    @Override
    protected List<String> badLines() {
      return List.of("192.0.2.1 2023-02-29 12:34:56 GET \"/\" 200", "192.0.2.1 2024-02-29");
    }
  }

  @Nested
  class Nginx extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return create(
          "nginx:$remote_addr [$time_iso8601] \"$request\" $status $request_length $request_time");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of("unix: [2024-02-29T12:34:56+01:00] \"GET /\\xC3\\xA4 HTTP/2.0\" 200 9 0.042")
              .with(Field.CLIENT, "unix:")
              .with(Field.TIME, "2024-02-29T11:34:56Z")
              .with(Field.PATH, "/\u00E4")
              .with(Field.REQUEST_BYTES, "9")
              .with(Field.DURATION, "42000"),
          GoodLine.of("192.0.2.1 [2024-02-29T12:34:57.5Z] \"\" 400 0 -")
              .with(Field.TIME, "2024-02-29T12:34:57.500Z")
              .without(Field.METHOD)
              .without(Field.DURATION));
    }

    @Override
    protected List<String> badLines() {
      return List.of("192.0.2.1 [yesterday] \"\" 400 0 -", "192.0.2.1 [2024-02-29T12:34:57Z] \"");
    }
  }

  @Nested
  class TimeInParts extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return create("apache:%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t %h %r %>s %b %{User-Agent}i");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of(
                  "10/Oct/2000 13:55:36.042 -0700 192.0.2.1 GET /a 1 b HTTP/1.1 200 5 Mozilla/5.0 (X)")
              .with(Field.TIME, "2000-10-10T20:55:36.042Z")
              .with(Field.PATH, "/a 1 b")
              .with(Field.STATUS, "200")
              .with(Field.USER_AGENT, "Mozilla/5.0 (X)"),
          GoodLine.of("10/Oct/2000 13:55:36.043 +0000 2001:db8::1 - 408 - -")
              .with(Field.TIME, "2000-10-10T13:55:36.043Z")
              .without(Field.PATH)
              .without(Field.USER_AGENT));
    }

    @Override
    protected List<String> badLines() {
      return List.of(
          "10/Oct/2000 13:55:36 -0700 192.0.2.1 GET /a 200 5 x",
          "10/Oct/2000 13:55:36.042 -0700 192.0.2.1 GET /a 2x0 5 x");
    }
  }

  @Nested
  class Lists extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return create(
          "nginx:$http_x_forwarded_for [$time_local] $scheme://$host$request_uri $status"
              + " $upstream_addr $upstream_response_time \"$upstream_status\"");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of(
                  "192.0.2.1, 192.0.2.2 [10/Oct/2000:13:55:36 -0700] https://example.com/a?b 200"
                      + " 192.0.2.8:80, 192.0.2.9:80 : unix:/a 0.1, - : 0.25 \"502, 502 : 200\"")
              .with(Field.FORWARDED_FOR, "192.0.2.1, 192.0.2.2")
              .with(Field.VIRTUAL_HOST, "example.com")
              .with(Field.TARGET, "/a?b")
              .with(Field.UPSTREAM, "192.0.2.8:80, 192.0.2.9:80 : unix:/a")
              .with(Field.DURATION, "350000")
              .with(Field.of("upstream_status"), "502, 502 : 200"),
          GoodLine.of("- [10/Oct/2000:13:55:36 -0700] http://x/ 404 - - \"-\"")
              .without(Field.FORWARDED_FOR)
              .with(Field.PATH, "/")
              .without(Field.DURATION));
    }

    @Override
    protected List<String> badLines() {
      return List.of(
          "192.0.2.1,192.0.2.2, [10/Oct/2000:13:55:36 -0700 https://example.com/a 200 - - \"-\"",
          "- [10/Oct/2000:13:55:36 -0700] http://x/ 404 - fast \"-\"");
    }
  }

  @Nested
  class JsonTemplate extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return create(
          "nginx:escape=json {\"t\":\"$time_iso8601\",\"u\":\"$request_uri\",\"s\":$status,"
              + "\"d\":\"$request_time\",\"a\":\"$http_user_agent\"}");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of(
                  "{\"t\":\"2000-10-10T13:55:36-07:00\",\"u\":\"/a\\u00e4\\\"?b\",\"s\":200,"
                      + "\"d\":\"0.042\",\"a\":\"\\t\\uD83D\\uDE00\"}")
              .with(Field.TIME, "2000-10-10T20:55:36Z")
              .with(Field.PATH, "/a\u00e4\"")
              .with(Field.DURATION, "42000")
              .with(Field.USER_AGENT, "\t\uD83D\uDE00"),
          GoodLine.of("{\"t\":\"2000-10-10T13:55:36Z\",\"u\":\"\",\"s\":408,\"d\":\"\",\"a\":\"\"}")
              .without(Field.PATH)
              .without(Field.DURATION)
              .without(Field.USER_AGENT));
    }

    @Override
    protected List<String> badLines() {
      return List.of("{}", "{\"t\":\"\",\"u\":\"/\",\"s\":200,\"d\":\"\",\"a\":\"\"}");
    }
  }

  @Nested
  class Several extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return new FirstOf(List.of(create("nginx:$msec $status $uri"), create("common")));
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          full(COMMON).with(FirstOf.FORMAT, "common"),
          GoodLine.of("971211336.5 304 /a").with(FirstOf.FORMAT, "nginx").with(Field.PATH, "/a"),
          bare(BARE));
    }

    @Override
    protected List<String> badLines() {
      return BAD;
    }
  }

  @Nested
  class Regex extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return FormatRegistry.builtIn()
          .create(
              "regex:^(?P<time>\\S+) (?P<request>[^|]+)\\|(?P<status>\\d+)( (?P<duration>\\S+))?$",
              Map.of("time", "iso"));
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of("2024-02-29T12:34:56Z GET /a?b HTTP/1.1|200 0.25")
              .with(Field.TIME, "2024-02-29T12:34:56Z")
              .with(Field.PATH, "/a")
              .with(Field.STATUS, "200")
              .with(Field.DURATION, "250000"),
          GoodLine.of("- GET /|404").without(Field.TIME).without(Field.DURATION));
    }

    @Override
    protected List<String> badLines() {
      return List.of("nothing", "yesterday GET /|200", "2024-02-29T12:34:56Z GET /|2000");
    }
  }

  @Nested
  class OfStrings extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return new TabFormat();
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of("2024-01-01T00:00:00Z\t/a")
              .with(Field.TIME, "2024-01-01T00:00:00Z")
              .with(Field.PATH, "/a"),
          GoodLine.of("2024-01-01T00:00:01Z\t/\u00E4").with(Field.PATH, "/\u00E4"));
    }

    @Override
    protected List<String> badLines() {
      return List.of("no tab", "yesterday\t/a");
    }
  }

  @Nested
  class WithState extends LogFormatContract {
    @Override
    protected LogFormat format() {
      return new DayFormat();
    }

    @Override
    protected List<String> header() {
      return List.of("#Day 2024-02-29");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of("12:34:56").with(Field.TIME, "2024-02-29T12:34:56Z"),
          GoodLine.of("12:34:57").with(Field.TIME, "2024-02-29T12:34:57Z"));
    }

    @Override
    protected List<String> badLines() {
      return List.of("#Day 2024-03-01", "noon");
    }
  }

  /** A format for those who need no speed. */
  private static final class TabFormat extends StringLogFormat {
    @Override
    public String name() {
      return "tab";
    }

    @Override
    public List<Field> fields() {
      return List.of(Field.TIME, Field.PATH);
    }

    @Override
    protected int parseLine(String line, AccessRecord record) {
      String[] parts = line.split("\t", -1);
      if (parts.length != 2) {
        return malformed(0);
      }
      record.setTime(Instant.parse(parts[0])).set(Field.PATH, parts[1]);
      return LineResult.PARSED;
    }
  }

  /** A format whose lines have a time only; a directive before them has the day. */
  private static final class DayFormat implements LogFormat {
    private static final String DIRECTIVE = "#Day ";

    @Override
    public String name() {
      return "day";
    }

    @Override
    public List<Field> fields() {
      return List.of(Field.TIME);
    }

    @Override
    public LineParser newParser(ParserContext context) {
      return new LineParser() {
        private String day = "";

        @Override
        public int parse(byte[] buffer, int from, int to, AccessRecord record) {
          record.reset(buffer);
          String line = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
          try {
            if (line.startsWith(DIRECTIVE)) {
              day = LocalDate.parse(line.substring(DIRECTIVE.length())).toString();
              return LineResult.IGNORED;
            }
            record.setTime(
                LocalTime.parse(line).atDate(LocalDate.parse(day)).toInstant(ZoneOffset.UTC));
            return LineResult.PARSED;
          } catch (RuntimeException e) {
            return LineResult.malformed(MalformedReason.OTHER, 0);
          }
        }

        @Override
        public ParserState state() {
          return ParserState.of(day.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void restore(ParserState state) {
          day = new String(state.toBytes(), StandardCharsets.ISO_8859_1);
        }
      };
    }
  }
}
