package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a server prints in these formats comes back from the parser. */
class TabularRoundTripTest {

  private static final List<String> COLUMNS =
      List.of(
          "date",
          "time",
          "c-ip",
          "cs-method",
          "cs-uri-stem",
          "cs-uri-query",
          "sc-status",
          "sc-bytes",
          "cs-bytes",
          "time-taken",
          "cs(User-Agent)",
          "cs-username",
          "x-other");

  /** A request before it is logged. Null is absent. */
  static final class Request {
    long millis;
    String client = "";
    String method = "";
    String path = "";
    String query;
    int status;
    Long bytes;
    Long requestBytes;
    Long millisTaken;
    String agent;
    String user;

    Instant time() {
      return Instant.ofEpochMilli(millis);
    }

    String print(String pattern) {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
          .withZone(ZoneOffset.UTC)
          .format(time());
    }

    String target() {
      return query == null ? path : path + "?" + query;
    }

    String column(String name) {
      return switch (name) {
        case "date" -> print("yyyy-MM-dd");
        case "time" -> print("HH:mm:ss.SSS");
        case "c-ip" -> client;
        case "cs-method" -> method;
        case "cs-uri-stem" -> path;
        case "cs-uri-query" -> dash(query);
        case "sc-status" -> String.valueOf(status);
        case "sc-bytes" -> dash(bytes);
        case "cs-bytes" -> dash(requestBytes);
        case "time-taken" -> dash(millisTaken);
        case "cs(User-Agent)" -> dash(agent == null ? null : agent.replace(' ', '+'));
        case "cs-username" -> dash(user);
        default -> "other";
      };
    }

    static String dash(Object value) {
      return value == null ? "-" : value.toString();
    }
  }

  @Provide
  Arbitrary<Request> requests() {
    Arbitrary<String> token =
        Arbitraries.strings()
            .withChars("abz019/._~;,=%&()'\u00E4\u20AC")
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(s -> !s.equals("(empty)"));
    Arbitrary<Long> size = Arbitraries.longs().between(0, 1L << 50);
    return Builders.withBuilder(Request::new)
        .use(Arbitraries.longs().between(0, 4_000_000_000_000L))
        .inSetter((r, v) -> r.millis = v)
        .use(Arbitraries.of("192.0.2.1", "2001:db8::1", "198.51.100.255"))
        .inSetter((r, v) -> r.client = v)
        .use(Arbitraries.of("GET", "POST", "PROPFIND", "M-SEARCH"))
        .inSetter((r, v) -> r.method = v)
        .use(token)
        .inSetter((r, v) -> r.path = "/" + v)
        .use(token.injectNull(0.3))
        .inSetter((r, v) -> r.query = v)
        .use(Arbitraries.integers().between(100, 599))
        .inSetter((r, v) -> r.status = v)
        .use(size.injectNull(0.2))
        .inSetter((r, v) -> r.bytes = v)
        .use(size.injectNull(0.2))
        .inSetter((r, v) -> r.requestBytes = v)
        .use(Arbitraries.longs().between(0, 10_000_000).injectNull(0.2))
        .inSetter((r, v) -> r.millisTaken = v)
        .use(
            Arbitraries.strings()
                .withChars("abz09/ .;()\"")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(s -> !s.contains("  ") && !s.equals("-"))
                .injectNull(0.2))
        .inSetter((r, v) -> r.agent = v)
        .use(token.injectNull(0.5))
        .inSetter((r, v) -> r.user = v)
        .build();
  }

  private static void assertTold(Request request, List<String> told, Reading reading, String line) {
    assertThat(reading.outcome()).as(line).isEqualTo("PARSED");
    AccessRecord record = reading.record();
    assertThat(record.isCut() || record.hasExtraFields()).as(line).isFalse();
    if (told.contains("time")) {
      Instant time = record.time();
      assertThat(time).as(line).isEqualTo(request.time());
    }
    assertText(told.contains("c-ip") ? request.client : null, Field.CLIENT, reading, line);
    assertText(told.contains("cs-method") ? request.method : null, Field.METHOD, reading, line);
    boolean stem = told.contains("cs-uri-stem");
    boolean query = told.contains("cs-uri-query") && request.query != null;
    assertText(stem ? request.path : null, Field.PATH, reading, line);
    assertText(query ? request.query : null, Field.QUERY, reading, line);
    assertText(!stem ? null : query ? request.target() : request.path, Field.TARGET, reading, line);
    assertText(
        told.contains("cs(User-Agent)") ? request.agent : null, Field.USER_AGENT, reading, line);
    assertText(told.contains("cs-username") ? request.user : null, Field.USER, reading, line);
    assertThat(record.status())
        .as(line)
        .isEqualTo(told.contains("sc-status") ? request.status : -1);
    assertThat(record.bytes())
        .as(line)
        .isEqualTo(number(told.contains("sc-bytes"), request.bytes, 1));
    assertThat(record.requestBytes())
        .as(line)
        .isEqualTo(number(told.contains("cs-bytes"), request.requestBytes, 1));
    assertThat(record.durationMicros())
        .as(line)
        .isEqualTo(number(told.contains("time-taken"), request.millisTaken, 1000));
  }

  private static long number(boolean told, Long value, long scale) {
    return told && value != null ? value * scale : AccessRecord.ABSENT;
  }

  private static void assertText(String expected, Field field, Reading reading, String line) {
    assertThat(reading.text(field)).as("%s of %s", field, line).isEqualTo(expected);
  }

  @Property(tries = 300)
  void w3c_withAnyFields_changedOnTheWay(
      @ForAll @Size(min = 1, max = 8) List<@From("requests") Request> requests,
      @ForAll Random random) {
    LogReading log = new LogReading("w3c");
    log.read("#Software: Microsoft Internet Information Services 10.0");
    List<String> columns = List.of();
    for (Request request : requests) {
      if (columns.isEmpty() || random.nextInt(3) == 0) {
        List<String> shuffled = new ArrayList<>(COLUMNS);
        Collections.shuffle(shuffled, random);
        columns = new ArrayList<>(shuffled.subList(0, 1 + random.nextInt(shuffled.size())));
        // A row needs something of HTTP, and its last column is not to look like a missing one.
        columns.add("cs-method");
        columns = columns.stream().distinct().toList();
        log.read("#Fields: " + String.join(" ", columns));
      }
      List<String> told = new ArrayList<>(columns);
      if (!told.contains("date")) {
        log.read("#Date: " + request.print("yyyy-MM-dd") + " 00:00:00");
      }
      String line = String.join(" ", columns.stream().map(request::column).toList());
      assertTold(request, told, log.read(line), line);
    }
  }

  @Property(tries = 300)
  void squid(@ForAll("requests") Request request) {
    String line =
        String.format(
            Locale.ROOT,
            "%d.%03d %6s %s TCP_MISS/%03d %s %s http://example.com%s %s HIER_DIRECT/192.0.2.9 -",
            request.millis / 1000,
            request.millis % 1000,
            Request.dash(request.millisTaken),
            request.client,
            request.status,
            Request.dash(request.bytes),
            request.method,
            request.target(),
            Request.dash(request.user));
    Reading reading = new LogReading("squid").read(line);
    assertThat(reading.text(Field.TARGET)).isEqualTo("http://example.com" + request.target());
    assertThat(reading.outcome()).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(request.time());
    assertThat(reading.text(Field.PATH)).isEqualTo(request.path);
    assertThat(reading.text(Field.QUERY)).isEqualTo(request.query);
    assertThat(reading.text(Field.CLIENT)).isEqualTo(request.client);
    assertThat(reading.text(Field.UPSTREAM)).isEqualTo("192.0.2.9");
    assertThat(reading.record().status()).isEqualTo(request.status);
    assertThat(reading.record().bytes()).isEqualTo(number(true, request.bytes, 1));
    assertThat(reading.record().durationMicros())
        .isEqualTo(number(true, request.millisTaken, 1000));
  }

  @Property(tries = 300)
  void haproxy(@ForAll("requests") Request request, @ForAll boolean captures, @ForAll boolean tls) {
    String line =
        String.format(
            Locale.ROOT,
            "%s:%d [%s] web~ app/srv1 0/0/1/2/%s %d %s - - ---- 1/1/1/1/0 0/0 %s\"%s %s HTTP/1.1\"%s",
            request.client,
            40000,
            request.print("dd/MMM/yyyy:HH:mm:ss.SSS"),
            request.millisTaken == null ? "-1" : request.millisTaken,
            request.status,
            request.bytes == null ? "-1" : request.bytes,
            captures ? "{" + Request.dash(request.agent) + "} " : "",
            request.method,
            request.target(),
            tls ? " 0/00/0/0/0 example.com/TLSv1.3/AES" : "");
    Reading reading = new LogReading("haproxy").read(line);
    assertThat(reading.outcome()).as(line).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(request.time());
    assertThat(reading.text(Field.CLIENT)).isEqualTo(request.client);
    assertThat(reading.text(Field.METHOD)).isEqualTo(request.method);
    assertThat(reading.text(Field.TARGET)).isEqualTo(request.target());
    assertThat(reading.text(Field.TLS_VERSION)).as(line).isEqualTo(tls ? "TLSv1.3" : null);
    assertThat(reading.record().status()).isEqualTo(request.status);
    assertThat(reading.record().bytes()).isEqualTo(number(true, request.bytes, 1));
    assertThat(reading.record().durationMicros())
        .isEqualTo(number(true, request.millisTaken, 1000));
  }

  @Property(tries = 300)
  void alb(@ForAll("requests") Request request) {
    String client = request.client.contains(":") ? "[" + request.client + "]" : request.client;
    String line =
        String.format(
            Locale.ROOT,
            "https %s000Z app/lb/1 %s:443 192.0.2.9:80 0.001 %s 0.002 %d %d %s %s"
                + " \"%s https://example.com:443%s HTTP/1.1\" \"%s\" - TLSv1.3 -",
            request.print("yyyy-MM-dd'T'HH:mm:ss.SSS"),
            client,
            request.millisTaken == null
                ? "-1"
                : String.format(
                    Locale.ROOT, "%d.%03d", request.millisTaken / 1000, request.millisTaken % 1000),
            request.status,
            request.status,
            Request.dash(request.requestBytes),
            Request.dash(request.bytes),
            request.method,
            request.target(),
            request.agent == null ? "-" : request.agent.replace("\"", "\\\""));
    Reading reading = new LogReading("aws-alb").read(line);
    assertThat(reading.outcome()).as(line).isEqualTo("PARSED");
    assertThat(reading.record().time()).isEqualTo(request.time());
    assertThat(reading.text(Field.CLIENT)).isEqualTo(request.client);
    assertThat(reading.text(Field.PATH)).isEqualTo(request.path);
    assertThat(reading.text(Field.QUERY)).isEqualTo(request.query);
    assertThat(reading.text(Field.USER_AGENT)).as(line).isEqualTo(request.agent);
    assertThat(reading.record().status()).isEqualTo(request.status);
    assertThat(reading.record().requestBytes()).isEqualTo(number(true, request.requestBytes, 1));
    assertThat(reading.record().durationMicros())
        .isEqualTo(3000 + (request.millisTaken == null ? 0 : request.millisTaken * 1000));
  }

  @Property(tries = 300)
  void wrappedLines_inAnyParts_areTheLines(
      @ForAll @Size(min = 1, max = 5) List<@From("requests") Request> requests,
      @ForAll @IntRange(min = 1, max = 40) int most,
      @ForAll boolean docker,
      @ForAll Random random) {
    LogReading plain = new LogReading("common");
    LogReading wrapped = new LogReading(docker ? "docker:common" : "cri:common");
    for (Request request : requests) {
      byte[] line =
          String.format(
                  Locale.ROOT,
                  "%s - - [%s +0000] \"%s %s HTTP/1.1\" %d %s",
                  request.client,
                  request.print("dd/MMM/yyyy:HH:mm:ss"),
                  request.method,
                  request.target(),
                  request.status,
                  Request.dash(request.bytes))
              .getBytes(StandardCharsets.UTF_8);
      String expected = plain.describe(line);
      int at = 0;
      while (line.length - at > most || (random.nextInt(4) == 0 && at < line.length)) {
        int end = Math.min(line.length, at + 1 + random.nextInt(most));
        assertThat(wrapped.describe(part(line, at, end, docker, true))).isEqualTo("IGNORED");
        at = end;
        if (random.nextInt(5) == 0) {
          LogReading other = new LogReading(docker ? "docker:common" : "cri:common");
          other.restore(wrapped.state());
          wrapped = other;
        }
      }
      assertThat(wrapped.describe(part(line, at, line.length, docker, false))).isEqualTo(expected);
    }
  }

  private static byte[] part(byte[] line, int from, int to, boolean docker, boolean more) {
    String text = new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    String whole =
        docker
            ? "{\"log\":\""
                + text.replace("\"", "\\\"")
                + (more ? "" : "\\n")
                + "\",\"stream\":\"stderr\",\"time\":\"2024-03-01T10:11:13Z\"}"
            : "2024-03-01T10:11:13.5+01:00 stderr " + (more ? "P " : "F ") + text;
    return whole.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Property(tries = 300)
  void syslog_withAnyHead_isTakenOff(
      @ForAll("requests") Request request,
      @ForAll @IntRange(min = 0, max = 191) int priority,
      @ForAll boolean rfc5424,
      @ForAll boolean bare) {
    String line =
        "INFO: " + request.client + ":5 - \"GET " + request.target() + " HTTP/1.1\" 200 OK";
    // Without a year, a time is within half a year of the reference.
    Instant time =
        rfc5424
            ? request.time()
            : LogReading.REFERENCE.plusSeconds(request.millis % 30_000_000 - 15_000_000);
    String stamp =
        rfc5424
            ? time.toString()
            : DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(time);
    String head =
        rfc5424
            ? "<" + priority + ">1 " + stamp + " host app 12 - [x a=\"]\"] "
            : (bare ? "" : "<" + priority + ">") + stamp + " host app[12]: ";
    Reading reading = new LogReading("syslog:uvicorn").read(head + line);
    assertThat(reading.outcome()).as(head).isEqualTo("PARSED");
    assertThat(reading.record().time()).as(head).isEqualTo(time);
    assertThat(reading.text(Field.TARGET)).isEqualTo(request.target());
  }
}
