package io.github.simplehttpmonitor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

  @TempDir Path temp;

  /** A program that may fail in any way. */
  interface Program {
    void run() throws Exception;
  }

  static List<String> printed(Program program) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String[] sample() {
    return new String[] {Project.sampleLog().toString()};
  }

  @Test
  void replayFile() throws Exception {
    List<String> lines = printed(() -> ExampleReplayFile.main(sample()));

    assertThat(lines)
        .startsWith(
            "3 requests received during the last 10 seconds,"
                + " most hits received on endpoint: / with 1 requests",
            "No requests received during the last 10 seconds")
        .containsSubsequence(
            "Incorrect log line format: 192.0.2.50 - - [01/Mar/2026:10:0",
            "High traffic generated an alert - hits = 37, triggered at 2026-03-01T10:01:28+00:00",
            "End of high traffic alert at 2026-03-01T10:03:10+00:00",
            "No requests received during the last 90 seconds");
    assertThat(lines.get(lines.size() - 1))
        .startsWith("Accounting[lines=63, parsed=62, malformed=1, ignored=0, onTime=62, late=0,");
  }

  @Test
  void followFile() throws Exception {
    Path log = temp.resolve("access.log");
    List<Event> events = new CopyOnWriteArrayList<>();
    Summary summary;
    try (ExampleFollowFile example = new ExampleFollowFile(log, events::add)) {
      await(() -> events.stream().anyMatch(event -> event.toString().contains("source-missing")));
      Instant start = Instant.parse("2026-03-01T10:00:00Z");
      // 250 requests in the first second are more than 2 a second over two minutes.
      append(log, start, 250);
      append(log, start.plusSeconds(30), 1);
      await(() -> events.stream().anyMatch(AlertEvent.class::isInstance));
      Files.move(log, temp.resolve("access.log.1"));
      append(log, start.plusSeconds(40), 7);
      append(log, start.plusSeconds(60), 1);
      await(() -> statistics(events).size() >= 3);
      summary = example.stop();
    }

    assertThat(summary.event().accounting().lines()).isEqualTo(259);
    assertThat(summary.event().accounting().parsed()).isEqualTo(259);
    assertThat(summary.event().stillFiring()).containsExactly("high-traffic");
    assertThat(statistics(events).stream().mapToLong(StatisticsEvent::requests))
        .containsExactly(250L, 1L, 7L, 1L);
  }

  private static void append(Path log, Instant time, int lines) throws Exception {
    String stamp =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
            .format(time.atOffset(ZoneOffset.UTC));
    String line = "192.0.2.1 - - [" + stamp + "] \"GET /shop/1 HTTP/1.1\" 200 1\n";
    Files.writeString(
        log, line.repeat(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<StatisticsEvent> statistics(List<Event> events) {
    return events.stream()
        .filter(StatisticsEvent.class::isInstance)
        .map(StatisticsEvent.class::cast)
        .toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void feedRequests() throws Exception {
    List<Event> events = new CopyOnWriteArrayList<>();
    ExampleFeedRequests example = new ExampleFeedRequests(events::add);
    HttpServer server = example.startServer();
    HttpClient client = HttpClient.newHttpClient();
    for (String path : List.of("/shop/1?page=2", "/shop/2", "/api/orders", "/")) {
      URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
      assertThat(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body())
          .isEqualTo("hello\n");
    }
    server.stop(0);
    Summary summary = example.finish();

    assertThat(summary.event().accounting().parsed()).isEqualTo(4);
    // The four may lie on both sides of the end of an interval.
    assertThat(statistics(events).stream().mapToLong(StatisticsEvent::requests).sum()).isEqualTo(4);
    assertThat(statistics(events)).extracting(StatisticsEvent::topSection).containsAnyOf("/shop");
  }

  @Test
  void customFormat() throws Exception {
    Path log = temp.resolve("piped.log");
    Files.write(
        log,
        List.of(
            "# an example",
            "2026-03-01T10:00:00Z|192.0.2.7|GET|/shop/items|200",
            "2026-03-01T10:00:01Z|192.0.2.8|GET|/shop/cart|200",
            "2026-03-01T10:00:02Z|192.0.2.9|GET|/|twenty",
            "2026-03-01T10:00:03Z|192.0.2.9|GET|/|304"));
    FormatRegistry formats = FormatRegistry.load(getClass().getClassLoader());
    List<String> events = new ArrayList<>();
    Summary summary =
        Monitor.builder()
            .formats(formats)
            .listener(event -> events.add(event.toString()))
            .build()
            .replay(log);

    assertThat(formats.problems()).isEmpty();
    assertThat(events.get(0)).contains("format piped (found by looking");
    assertThat(events.get(1)).contains("lineNumber=4", "reason=NO_MATCH, column=38");
    assertThat(events.get(2)).contains("requests=3, topSection=/shop, topSectionRequests=2");
    assertThat(summary.event().accounting().ignored()).isEqualTo(1);
    assertThat(summary.event().accounting().malformed()).isEqualTo(1);
  }

  @Test
  void customAppender() throws Exception {
    AppenderProvider provider =
        ServiceLoader.load(AppenderProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.name().equals("alert-file"))
            .findFirst()
            .orElseThrow();
    Path file = temp.resolve("alerts.txt");
    Appender appender =
        provider.create(
            new AppenderContext(
                Map.of("file", file.toString()), ZoneOffset.UTC, OutputStream.nullOutputStream()));
    Monitor.builder()
        .requestThreshold(0.3)
        .appender(provider.name(), appender)
        .build()
        .replay(Project.sampleLog());

    assertThat(file)
        .hasContent(
            "2026-03-01T10:01:28Z high-traffic FIRING\n"
                + "2026-03-01T10:03:10Z high-traffic RESOLVED\n");
  }

  @Test
  void parseRecords() throws Exception {
    assertThat(printed(() -> ExampleParseRecords.main(sample())))
        .containsExactly(
            "line 22, column 33: the line ends too early",
            "- 400: 1",
            "GET 200: 39",
            "GET 302: 2",
            "GET 304: 9",
            "POST 201: 11");
  }
}
