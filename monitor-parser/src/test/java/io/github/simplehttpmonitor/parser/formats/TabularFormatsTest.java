package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Formats of fixed columns, by lines in the shape that their vendors document. */
class TabularFormatsTest {

  private static final String ALB =
      "https 2024-03-01T10:11:12.186641Z app/lb/50dc6c495c0c9188 192.0.2.1:2817 198.51.100.1:80"
          + " 0.086 0.048 0.037 200 201 17 57"
          + " \"GET https://www.example.com:443/a?b=1 HTTP/1.1\" \"curl/7.46.0\""
          + " ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:1:tg/a/b"
          + " \"Root=1-58337281-1d84\" \"www.example.com\" \"arn:aws:acm:c\" 1"
          + " 2024-03-01T10:11:12.100000Z \"authenticate,forward\" \"-\" \"-\" \"198.51.100.1:80\""
          + " \"200\" \"-\" \"-\"";

  private static Reading read(String format, String line) {
    return new LogReading(format).read(line);
  }

  @Test
  void alb() {
    for (String tail : new String[] {"", " TID_1234", " TID_1234 \"m.example.com\" \"-\" \"ok\""}) {
      Reading reading = read("aws-alb", ALB + tail);
      assertThat(reading.outcome()).isEqualTo("PARSED");
      AccessRecord record = reading.record();
      assertThat(record.isCut() || record.hasExtraFields()).isFalse();
      assertThat(record.time()).isEqualTo(Instant.parse("2024-03-01T10:11:12.186641Z"));
      assertThat(record.text(Field.CLIENT)).isEqualTo("192.0.2.1");
      assertThat(record.text(Field.UPSTREAM)).isEqualTo("198.51.100.1:80");
      assertThat(record.text(Field.METHOD)).isEqualTo("GET");
      assertThat(record.text(Field.PATH)).isEqualTo("/a");
      assertThat(record.text(Field.QUERY)).isEqualTo("b=1");
      assertThat(record.text(Field.USER_AGENT)).isEqualTo("curl/7.46.0");
      assertThat(record.text(Field.TLS_VERSION)).isEqualTo("TLSv1.2");
      assertThat(record.text(Field.VIRTUAL_HOST)).isEqualTo("www.example.com");
      assertThat(record.text(Field.DURATION)).isEqualTo("0.086 0.048 0.037");
      assertThat(record.durationMicros()).isEqualTo(171_000);
      assertThat(record.status()).isEqualTo(200);
      assertThat(record.bytes()).isEqualTo(57);
      assertThat(record.requestBytes()).isEqualTo(17);
    }
  }

  @Test
  void alb_withoutTarget() {
    Reading reading =
        read(
            "aws-alb",
            ALB.replace("192.0.2.1:2817 198.51.100.1:80", "[2001:db8::1]:2817 -")
                .replace("0.086 0.048 0.037 200 201", "-1 -1 -1 460 -"));
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.text(Field.CLIENT)).isEqualTo("2001:db8::1");
    assertThat(reading.text(Field.UPSTREAM)).isNull();
    assertThat(reading.record().status()).isEqualTo(460);
    assertThat(reading.record().durationMicros()).isEqualTo(AccessRecord.ABSENT);
    Reading bad =
        read(
            "aws-alb",
            ALB.replace(
                "GET https://www.example.com:443/a?b=1 HTTP/1.1", "- http://example.com:80- -"));
    assertThat(bad.outcome()).isEqualTo("PARSED");
    assertThat(bad.text(Field.PATH)).isNull();
  }

  @Test
  void alb_misfits() {
    assertThat(
            read(
                    "aws-alb",
                    "tls 2.0 2024-03-01T08:51:42 net/lb/c6e7 g3d4 192.0.2.1:51341"
                        + " 198.51.100.1:443 5 2 98 246 - arn:aws:acm - cipher tlsv12 - example.com"
                        + " h2 h2 \"h2\" 2024-03-01T08:51:20")
                .outcome())
        .isEqualTo("NOT_HTTP 0");
    assertThat(read("aws-alb", ALB.substring(0, 100)).outcome()).startsWith("TRUNCATED");
    assertThat(read("aws-alb", ALB.replace("0.048", "0.0x8")).outcome()).startsWith("NUMBER");
    assertThat(read("aws-alb", "").outcome()).isEqualTo("IGNORED");
  }

  @Test
  void classicElb() {
    String line =
        "2024-03-01T23:39:43.945958Z lb 192.0.2.1:2817 198.51.100.1:80 0.000073 0.001048 0.000057"
            + " 200 200 0 29 \"GET http://www.example.com:80/a HTTP/1.1\" \"curl/7.38.0\" - -";
    Reading reading = read("aws-elb", line);
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.record().durationMicros()).isEqualTo(1178);
    assertThat(reading.record().bytes()).isEqualTo(29);
    assertThat(read("aws-elb", line.substring(0, line.indexOf(" \"curl"))).outcome())
        .isEqualTo("PARSED");
    assertThat(
            read(
                    "aws-elb",
                    "2024-03-01T23:39:43.945958Z lb 192.0.2.1:2817 198.51.100.1:80 0.001069"
                        + " 0.000028 0.000041 - - 82 305 \"- - - \" \"-\" - -")
                .outcome())
        .as("a TCP listener's line")
        .isEqualTo("IGNORED");
  }

  @Test
  void s3() {
    String line =
        "79a59df900b949e5 amzn-bucket [06/Feb/2024:00:00:38 +0000] 192.0.2.3 arn:aws:iam::1:user/a"
            + " 3E57427F3EXAMPLE REST.GET.OBJECT a%2520b.txt"
            + " \"GET /amzn-bucket/a%20b.txt?x=1 HTTP/1.1\" 206 - 113 4406 70 10"
            + " \"http://example.com/\" \"S3 \\\"Console\\\"\" -";
    Reading reading = read("s3-access", line);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().isCut()).isFalse();
    assertThat(reading.record().time()).isEqualTo(Instant.parse("2024-02-06T00:00:38Z"));
    assertThat(reading.text(Field.TIME)).isEqualTo("06/Feb/2024:00:00:38 +0000");
    assertThat(reading.text(Field.PATH)).isEqualTo("/amzn-bucket/a%20b.txt");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("S3 \"Console\"");
    assertThat(reading.record().status()).isEqualTo(206);
    assertThat(reading.record().bytes()).isEqualTo(113);
    assertThat(reading.record().durationMicros()).isEqualTo(70_000);
    Reading open = read("s3-access", line.substring(0, line.indexOf("\\\"Console")) + "Console");
    assertThat(open.outcome()).as("without the last quote").isEqualTo("PARSED");
    assertThat(open.text(Field.USER_AGENT)).isEqualTo("S3 Console");
    assertThat(open.record().isCut()).isFalse();
    Reading newer =
        read(
            "s3-access",
            line.replace("\"GET /amzn-bucket/a%20b.txt?x=1 HTTP/1.1\"", "\"-\"")
                + " hostid SigV4 cipher AuthHeader bucket.s3.amazonaws.com TLSv1.2 - -");
    assertThat(newer.text(Field.TLS_VERSION)).isEqualTo("TLSv1.2");
    assertThat(newer.text(Field.REQUEST)).isNull();
  }

  @Test
  void squid() {
    Reading reading =
        read(
            "squid",
            "1286536309.586    921 192.0.2.68 TCP_MISS/200 507 POST http://www.example.com/a?b alice"
                + " HIER_DIRECT/198.51.100.22 text/html");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(Instant.parse("2010-10-08T11:11:49.586Z"));
    assertThat(reading.record().durationMicros()).isEqualTo(921_000);
    assertThat(reading.text(Field.CACHE_STATUS)).isEqualTo("TCP_MISS");
    assertThat(reading.record().status()).isEqualTo(200);
    assertThat(reading.record().bytes()).isEqualTo(507);
    assertThat(reading.text(Field.PATH)).isEqualTo("/a");
    assertThat(reading.text(Field.USER)).isEqualTo("alice");
    assertThat(reading.text(Field.UPSTREAM)).isEqualTo("198.51.100.22");
    Reading tunnel =
        read(
            "squid",
            "1286536310.000      0 2001:db8::68 NONE/000 0 CONNECT example.com:443 - HIER_NONE/- -");
    assertThat(tunnel.outcome()).isEqualTo("PARSED");
    assertThat(tunnel.record().status()).isEqualTo(-1);
    assertThat(tunnel.text(Field.TARGET)).isEqualTo("example.com:443");
    assertThat(tunnel.text(Field.PATH)).isNull();
    assertThat(tunnel.text(Field.UPSTREAM)).isNull();
    assertThat(read("squid", "1286536309.586 921 192.0.2.68 TCP_MISS 507 GET http://a/").outcome())
        .isEqualTo("STATUS 30");
  }

  @Test
  void iisNative_isInTheServersZone() {
    LogReading berlin =
        new LogReading(
            FormatRegistry.builtIn().create("iis-native"),
            ZoneId.of("Europe/Berlin"),
            ParserContext.DEFAULT_MAX_LINE_BYTES);
    String line =
        "192.0.2.201, -, 03/20/01, 7:55:20, W3SVC2, SALES1, 192.0.2.45, 4502, 163, 3223, 200, 0,"
            + " GET, /a,b.htm, x=1,";
    for (String one : new String[] {line, line.replace("03/20/01", "03/20/2001")}) {
      Reading reading = berlin.read(one);
      assertThat(reading.outcome()).isEqualTo("PARSED");
      assertThat(reading.record().time()).isEqualTo(Instant.parse("2001-03-20T06:55:20Z"));
      assertThat(reading.text(Field.PATH)).isEqualTo("/a,b.htm");
      assertThat(reading.text(Field.QUERY)).isEqualTo("x=1");
      assertThat(reading.record().durationMicros()).isEqualTo(4_502_000);
      assertThat(reading.record().requestBytes()).isEqualTo(163);
      assertThat(reading.record().bytes()).isEqualTo(3223);
      assertThat(reading.record().isCut() || reading.record().hasExtraFields()).isFalse();
    }
    assertThat(berlin.read(line.replace("W3SVC2", "MSFTPSVC").replace("GET", "PASS")).outcome())
        .startsWith("NOT_HTTP");
  }

  @Test
  void googleCloudStorage() {
    LogReading log = new LogReading("gcs-csv");
    assertThat(log.read("\"time_micros\",\"c_ip\",\"c_ip_type\"").outcome()).isEqualTo("IGNORED");
    Reading reading =
        log.read(
            "\"1709287872000123\",\"192.0.2.1\",\"1\",\"\",\"GET\",\"/bucket/a,b?x=1\",\"200\",\"12\","
                + "\"4096\",\"25000\",\"storage.example.com\",\"\",\"say \"\"hi\"\"\",\"id\","
                + "\"GET_Object\",\"bucket\",\"a,b\"");
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(Instant.parse("2024-03-01T10:11:12.000123Z"));
    assertThat(reading.text(Field.PATH)).isEqualTo("/bucket/a,b");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("say \"hi\"");
    assertThat(reading.text(Field.REFERER)).isNull();
    assertThat(reading.record().durationMicros()).isEqualTo(25_000);
    assertThat(reading.record().bytes()).isEqualTo(4096);
  }

  @Test
  void zeek() {
    LogReading log = new LogReading("zeek-http");
    String row =
        "1709287872.123456\tC1\t192.0.2.1\t52026\t1\tGET\twww.example.com\t/a?b\t-\t1.1\t"
            + "Mozilla/5.0 (X11)\\x09x\t0\t109978\t200\tOK\t(empty)";
    assertThat(log.read(row).outcome()).isEqualTo("NO_FIELDS 0");
    log.last(
        "#separator \\x09",
        "#path\thttp",
        "#fields\tts\tuid\tid.orig_h\tid.orig_p\ttrans_depth\tmethod\thost\turi\treferrer\tversion"
            + "\tuser_agent\trequest_body_len\tresponse_body_len\tstatus_code\tstatus_msg\ttags");
    Reading reading = log.read(row);
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(Instant.parse("2024-03-01T10:11:12.123456Z"));
    assertThat(reading.text(Field.PROTOCOL)).isEqualTo("HTTP/1.1");
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo("Mozilla/5.0 (X11)\tx");
    assertThat(reading.text(Field.REFERER)).isNull();
    assertThat(reading.record().bytes()).isEqualTo(109_978);
    assertThat(reading.record().status()).isEqualTo(200);
    log.last("#path\tconn", "#fields\tts\tuid\tid.orig_h\tproto");
    assertThat(log.read("1709287872.123456\tC1\t192.0.2.1\ttcp").outcome()).isEqualTo("NOT_HTTP 0");
  }
}
