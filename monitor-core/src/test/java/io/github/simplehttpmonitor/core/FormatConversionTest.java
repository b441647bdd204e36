package io.github.simplehttpmonitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.core.support.ManyRules;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The same requests, written in another format, give the same statistics and alerts. */
class FormatConversionTest {

  private static final List<NamedQuery> QUERIES =
      List.of(
          named("bytes", Measure.sum(Field.BYTES)),
          named("clients", Measure.distinct(Field.CLIENT)),
          named("failed", Measure.ratio(Filter.parse("status >= 500"))),
          named("posts", Measure.ratio(Filter.parse("method == \"POST\""))),
          named("searches", Measure.ratio(Filter.parse("query startsWith \"q\""))));

  private static NamedQuery named(String name, Measure measure) {
    return new NamedQuery(name, Query.of(measure, Duration.ofSeconds(10)));
  }

  /** A request, {@code query} empty if it has none. */
  record Request(
      long second,
      String client,
      String method,
      String path,
      String query,
      int status,
      long bytes) {

    String target() {
      return query.isEmpty() ? path : path + "?" + query;
    }

    String time(String pattern) {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
          .withZone(ZoneOffset.UTC)
          .format(Instant.ofEpochSecond(second));
    }

    String clf() {
      return time("dd/MMM/yyyy:HH:mm:ss xx");
    }

    String line() {
      return method + " " + target() + " HTTP/1.1";
    }
  }

  private static final Map<String, Function<Request, String>> PRINTERS = printers();

  private static Map<String, Function<Request, String>> printers() {
    Function<Request, String> common =
        r -> r.client + (" - - [" + r.clf() + "] \"" + r.line() + "\" " + r.status + " " + r.bytes);
    Function<Request, String> combined = r -> common.apply(r) + " \"-\" \"agent (x) y\"";
    Map<String, Function<Request, String>> all = new LinkedHashMap<>();
    all.put("combined", combined);
    all.put("common", common);
    all.put("vhost-combined", r -> "www.example.com:443 " + combined.apply(r));
    all.put(
        "apache:%{%s}t %a \"%m %U%q %H\" %>s %B",
        r -> r.second + " " + r.client + " \"" + r.line() + "\" " + r.status + " " + r.bytes);
    all.put(
        "nginx:$time_iso8601 $status $body_bytes_sent $remote_addr $request_method $request_uri",
        r ->
            String.join(
                " ",
                r.time("yyyy-MM-dd'T'HH:mm:ssxxx"),
                "" + r.status,
                "" + r.bytes,
                r.client,
                r.method,
                r.target()));
    all.put(
        "regex:^(?P<client>\\S+) - - \\[(?P<time>[^\\]]+)\\] \"(?P<request>[^\"]*)\""
            + " (?P<status>\\d+) (?P<bytes>\\S+)",
        combined);
    all.put(
        "nginx-json",
        r ->
            "{\"time_iso8601\":\"%s\",\"remote_addr\":\"%s\",\"request\":\"%s\",\"status\":\"%d\",\"body_bytes_sent\":%d}"
                .formatted(
                    r.time("yyyy-MM-dd'T'HH:mm:ssxxx"), r.client, r.line(), r.status, r.bytes));
    all.put(
        "caddy",
        r ->
            ("{\"level\":\"info\",\"ts\":%d.0,\"logger\":\"http.log.access\",\"msg\":\"handled"
                    + " request\",\"request\":{\"remote_ip\":\"%s\",\"proto\":\"HTTP/1.1\",\"method\":\"%s\","
                    + "\"host\":\"www.example.com\",\"uri\":\"%s\"},\"duration\":0.01,\"size\":%d,\"status\":%d}")
                .formatted(r.second, r.client, r.method, r.target(), r.bytes, r.status));
    all.put(
        "logfmt",
        r ->
            "ts=%s method=%s path=\"%s\" status=%d bytes=%d ip=%s"
                .formatted(
                    r.time("yyyy-MM-dd'T'HH:mm:ss'Z'"),
                    r.method,
                    r.target(),
                    r.status,
                    r.bytes,
                    r.client));
    all.put(
        "w3c:date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes",
        r ->
            String.join(
                " ",
                r.time("yyyy-MM-dd HH:mm:ss"),
                r.client,
                r.method,
                r.path,
                r.query.isEmpty() ? "-" : r.query,
                "" + r.status,
                "" + r.bytes));
    all.put(
        "squid",
        r ->
            "%d.000     12 %s TCP_MISS/%d %d %s http://www.example.com%s - HIER_DIRECT/192.0.2.9 text/html"
                .formatted(r.second, r.client, r.status, r.bytes, r.method, r.target()));
    all.put(
        "aws-elb",
        r ->
            "%s lb %s:2817 192.0.2.9:80 0.1 0.2 0.1 %d %d 0 %d \"%s http://www.example.com:80%s HTTP/1.1\" \"agent\" - -"
                .formatted(
                    r.time("yyyy-MM-dd'T'HH:mm:ss'.000000Z'"),
                    r.client,
                    r.status,
                    r.status,
                    r.bytes,
                    r.method,
                    r.target()));
    all.put(
        "docker:combined",
        r ->
            "{\"log\":\"%s\\n\",\"stream\":\"stdout\",\"time\":\"2026-01-01T00:00:00.1Z\"}"
                .formatted(combined.apply(r).replace("\"", "\\\"")));
    all.put("cri:combined", r -> "2026-01-01T00:00:00.1Z stdout F " + combined.apply(r));
    all.put("syslog:combined", r -> "<134>Jan  1 00:00:00 web1 nginx: " + combined.apply(r));
    return all;
  }

  @Provide
  Arbitrary<List<Request>> requests() {
    Arbitrary<Integer> steps =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(30, Arbitraries.integers().between(0, 3)),
            net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(-3, -1)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(10, 300)));
    return Combinators.combine(
            steps,
            Arbitraries.of("192.0.2.1", "198.51.100.7", "203.0.113.20"),
            Arbitraries.of("GET", "POST", "HEAD"),
            Arbitraries.of("/", "/a/x", "/a/y.html", "/b", "/c/%20d/e", "/abc"),
            Arbitraries.of("", "q=1", "q=a&b=c", "x"),
            Arbitraries.of(200, 304, 404, 500, 503),
            Arbitraries.longs().between(0, 100_000))
        .as(
            (step, client, method, path, query, status, bytes) ->
                new Request(step, client, method, path, query, status, bytes))
        .list()
        .ofMinSize(1)
        .ofMaxSize(150)
        .map(FormatConversionTest::inTime);
  }

  private static List<Request> inTime(List<Request> requests) {
    List<Request> result = new ArrayList<>();
    long second = Logs.T;
    for (Request r : requests) {
      second += r.second;
      result.add(new Request(second, r.client, r.method, r.path, r.query, r.status, r.bytes));
    }
    return result;
  }

  @Property(tries = 30)
  void everyFormat_givesTheSameEvents(@ForAll("requests") List<Request> requests)
      throws IOException {
    List<Event> expected = null;
    for (Map.Entry<String, Function<Request, String>> format : PRINTERS.entrySet()) {
      List<String> lines = requests.stream().map(format.getValue()).toList();
      List<Event> events = replay(format.getKey(), lines);
      expected = expected == null ? events : expected;
      assertThat(events).as("%s: %s", format.getKey(), lines.get(0)).isEqualTo(expected);
    }
  }

  private static List<Event> replay(String format, List<String> lines) throws IOException {
    List<Event> events = new ArrayList<>();
    Monitor monitor =
        Monitor.builder()
            .format(FormatRegistry.builtIn().create(format))
            .zone(ZoneOffset.UTC)
            .rules(ManyRules.LIST)
            .statistics(QUERIES)
            .listener(events::add)
            .build();
    monitor.replay("log", new ByteArrayInputStream(Logs.bytes(lines)));
    Accounting accounting = Logs.only(SummaryEvent.class, events).get(0).accounting();
    assertThat(accounting.parsed()).as("%s: %s", format, lines.get(0)).isEqualTo(lines.size());
    return Logs.comparable(events);
  }
}
