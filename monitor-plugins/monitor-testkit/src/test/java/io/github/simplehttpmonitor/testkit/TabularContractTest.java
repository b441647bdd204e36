package io.github.simplehttpmonitor.testkit;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract, run on formats of columns, of shapes and on those that wrap others. */
class TabularContractTest {

  /** A format of the library, a good line of it, and two variations. */
  abstract static class Built extends LogFormatContract {
    private final String spec;
    private final List<GoodLine> good;
    private final List<String> bad;

    Built(String spec, List<GoodLine> good, String... bad) {
      this.spec = spec;
      this.good = good;
      this.bad = List.of(bad);
    }

    @Override
    protected LogFormat format() {
      return FormatRegistry.builtIn().create(spec);
    }

    @Override
    protected List<GoodLine> goodLines() {
      return good;
    }

    @Override
    protected List<String> badLines() {
      return bad;
    }
  }

  private static List<GoodLine> lines(String line, String other) {
    return List.of(
        GoodLine.of(line).with(Field.PATH, "/a").with(Field.STATUS, "200"),
        GoodLine.of(other).with(Field.STATUS, "404"));
  }

  @Nested
  class W3c extends Built {
    W3c() {
      super(
          "w3c",
          List.of(
              GoodLine.of("10:11:12 192.0.2.1 /a b=c x+y 200 250")
                  .with(Field.TIME, "2024-03-01T10:11:12Z")
                  .with(Field.TARGET, "/a?b=c")
                  .with(Field.USER_AGENT, "x y")
                  .with(Field.STATUS, "200")
                  .with(Field.DURATION, "250000"),
              GoodLine.of("00:00:00.5 2001:db8::1 /\u00e4 - - 404 -")
                  .with(Field.TIME, "2024-03-01T00:00:00.500Z")
                  .with(Field.PATH, "/\u00e4")
                  .without(Field.QUERY)
                  .without(Field.DURATION)),
          "10:11:12 192.0.2.1 /a",
          "yesterday 192.0.2.1 /a - - 200 1",
          "#Date: 2024-03-01 00:00:00");
    }

    @Override
    protected List<String> header() {
      return List.of(
          "#Software: Microsoft Internet Information Services 10.0",
          "#Date: 2024-03-01 00:00:00",
          "#Fields: time c-ip cs-uri-stem cs-uri-query cs(User-Agent) sc-status time-taken");
    }
  }

  @Nested
  class CloudFront extends Built {
    CloudFront() {
      super(
          "cloudfront",
          lines(
              "2024-03-12\t15:22:28\tC\t7\t192.0.2.1\tGET\th\t/a\t200\t-\tx%20y\tq\t-",
              "2024-03-12\t15:22:28\tC\t7\t2001:db8::1\tGET\th\t/%25\t404\t-\t%\t-\t-"),
          "2024-03-12\t15:22:28\tC\t7\t192.0.2.1",
          "#Version: 1.0");
    }
  }

  @Nested
  class ZeekHttp extends Built {
    ZeekHttp() {
      super(
          "zeek-http",
          lines("1709287872.5\tGET\t/a?b\t1.1\t200", "1709287873\tGET\t-\t-\t404"),
          "1709287872.5\tGET",
          "now\tGET\t/\t1.1\t200");
    }

    @Override
    protected List<String> header() {
      return List.of("#separator \\x09", "#fields\tts\tmethod\turi\tversion\tstatus_code");
    }
  }

  @Nested
  class Alb extends Built {
    Alb() {
      super(
          "aws-alb",
          lines(
              "https 2024-03-01T10:11:12.1Z lb [2001:db8::1]:28 192.0.2.9:80 0.1 0.2 0.3 200 200 1 2"
                  + " \"GET http://h/a HTTP/1.1\" \"c \\\"l\" - TLSv1.2 -",
              "h2 2024-03-01T10:11:12.1Z lb 192.0.2.1:28 - -1 -1 -1 404 - 1 2 \"- http://h:80- -\""
                  + " \"-\" - - - \"t\""),
          "https 2024-03-01T10:11:12.1Z lb",
          "tls 2.0 2024-04-01T08:51:42 net/lb c6 g3 192.0.2.1:5 192.0.2.2:443 5 2 9 2 - arn - x");
    }
  }

  @Nested
  class S3 extends Built {
    S3() {
      super(
          "s3-access",
          lines(
              "o b [06/Feb/2024:00:00:38 +0000] 192.0.2.3 - R OP k \"GET /a HTTP/1.1\" 200 - 1 2 3 4"
                  + " \"-\" \"x \\\\ y\" -",
              "o b [06/Feb/2024:00:00:38 +0000] 192.0.2.3 u R OP k \"-\" 404 E - - 3 - \"-\" \"open"),
          "o b [yesterday] 192.0.2.3 - R OP k \"GET /a HTTP/1.1\" 200",
          "o b");
    }
  }

  @Nested
  class Squid extends Built {
    Squid() {
      super(
          "squid",
          lines(
              "1286536309.586    921 192.0.2.68 TCP_MISS/200 507 GET http://h/a?c u DIRECT/p text/a",
              "1286536309.586 0 - TCP_DENIED/404 0 CONNECT h:443 - HIER_NONE/- -"),
          "1286536309.586 921 192.0.2.68 TCP_MISS 507 GET http://a/",
          "junk");
    }
  }

  @Nested
  class IisNative extends Built {
    IisNative() {
      super(
          "iis-native",
          lines(
              "192.0.2.1, -, 03/20/01, 7:55:20, W3SVC2, S, 192.0.2.4, 45, 1, 3, 200, 0, GET, /a, -,",
              "192.0.2.1, u, 3/20/2024, 17:55:20, W3SVC2, S, 192.0.2.4, 45, 1, 3, 404, 0, GET, /b,"
                  + " x=1,"),
          "192.0.2.1, -, 13/20/01, 7:55:20, W3SVC2, S, 192.0.2.4, 45, 1, 3, 200, 0, GET, /a, -,",
          "192.0.2.1, u, 03/20/01, 7:55:20, MSFTPSVC, S, 192.0.2.4, 45, 1, 3, 200, 0, PASS, /, -,");
    }
  }

  @Nested
  class HaProxy extends Built {
    HaProxy() {
      super(
          "haproxy",
          lines(
              "192.0.2.1:31 [01/Mar/2024:10:11:12.655] f~ b/s 1/0/3/6/9 200 27 - - ---- 1/1 0/0 {x}"
                  + " \"GET /a HTTP/1.1\"",
              "<134>Mar  1 10:11:13 h haproxy[1]: 192.0.2.1:31 [01/Mar/2024:10:11:12.655] f f/<NOSRV>"
                  + " -1/-1/-1/-1/+9 404 +27 - - PR-- 1/1 0/0 \"<BADREQ>\""),
          "Mar  1 10:11:13 h haproxy[1]: Proxy f started.",
          "192.0.2.1:31 [01/Mar/2024:10:11:12.655] f b/s 1/0/3 27 -- 1/1 0/0");
    }
  }

  @Nested
  class Envoy extends Built {
    Envoy() {
      super(
          "envoy",
          lines(
              "[2024-03-01T10:11:12.3Z] \"POST /a HTTP/2\" 200 - 1 0 2 1 \"-\" \"u\" \"r\" \"h\""
                  + " \"s\"",
              "[2024-03-01T10:11:12.3Z] \"GET /b HTTP/2\" 404 NR 1 0 2 - \"-\" \"\" \"r\" \"h\""
                  + " \"-\""),
          "[now] \"POST /a HTTP/2\" 200",
          "[2024-03-01T10:11:12.3Z] \"- - -\" 0 - 1 0 2 - \"-\" \"-\" \"-\" \"-\" \"s\"");
    }
  }

  @Nested
  class Uwsgi extends Built {
    private static final String LINE =
        "[pid: 8|app: 0|req: 1/1] 192.0.2.1 () {3 vars in 6 bytes} [Fri Mar  1 10:11:12 2024] GET"
            + " /a => generated 4 bytes in 9 msecs (HTTP/1.1 200) 9 headers";

    Uwsgi() {
      super(
          "uwsgi",
          lines(LINE, LINE.replace("(HTTP/1.1 200) 9 headers", "(HTTP/1.0 404) 1 headers in 2")),
          "*** uWSGI is running ***",
          LINE.replace("Mar", "Mrz"));
    }
  }

  private static final String COMMON =
      "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.1\" 200 5";

  @Nested
  class Syslog extends Built {
    Syslog() {
      super(
          "syslog:common-untimed",
          List.of(
              GoodLine.of("Mar  1 10:11:13 h n[1]: 192.0.2.1 - - \"GET /a HTTP/1.1\" 200 5")
                  .with(Field.PATH, "/a")
                  .with(Field.TIME, "1970-03-01T10:11:13Z"),
              GoodLine.of(
                      "<165>1 2024-03-01T10:11:13+01:00 h n - - - 192.0.2.1 - - \"GET /b\" 404 5")
                  .with(Field.STATUS, "404")
                  .with(Field.TIME, "2024-03-01T09:11:13Z")),
          "Mar  1 10:11:13 h sudo: alice",
          COMMON);
    }
  }

  @Nested
  class Cri extends Built {
    Cri() {
      super(
          "cri:common",
          lines(
              "2024-03-01T10:11:13.5Z stdout F " + COMMON,
              "2024-03-01T10:11:13.5+01:00 stderr F " + COMMON.replace("200", "404")),
          COMMON,
          "2024-03-01T10:11:13.5Z stdin F x");
    }
  }

  @Nested
  class Docker extends Built {
    private static final String LINE =
        "{\"log\":\""
            + COMMON.replace("\"", "\\\"")
            + "\\n\",\"stream\":\"stdout\",\"time\":"
            + "\"2024-03-01T10:11:13Z\"}";

    Docker() {
      super(
          "docker:common",
          lines(LINE, LINE.replace(" 200", " 404")),
          COMMON,
          LINE.replace("GET", "\\x").replace("[", "<"));
    }
  }

  @Nested
  class Journald extends Built {
    private static final String LINE =
        "{\"MESSAGE\":\""
            + COMMON.replace("\"", "\\\"")
            + "\",\"__REALTIME_TIMESTAMP\":\"1709287873000001\"}";

    Journald() {
      super(
          "journald",
          lines(LINE, LINE.replace(" 200", " 404")),
          COMMON,
          "{\"MESSAGE\":null,\"__REALTIME_TIMESTAMP\":\"1709287873000001\"}");
    }
  }
}
