package io.github.simplehttpmonitor.core;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.spi.ClosedOutputException;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The entry of the library: archives, files that are followed once, what goes wrong. */
@Timeout(30)
class MonitorTest {

  private final List<Event> events = new ArrayList<>();

  @TempDir Path directory;

  private MonitorBuilder builder() {
    return Monitor.builder().listener(events::add);
  }

  private Path file(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), Logs.bytes(lines));
  }

  private void assertExample() {
    assertThat(only(AlertEvent.class, events))
        .extracting(AlertEvent::state, e -> e.at().getEpochSecond() - T, AlertEvent::hits)
        .containsExactly(
            tuple(AlertEvent.State.FIRING, 93L, 1_209L),
            tuple(AlertEvent.State.RESOLVED, 128L, 1_196L));
  }

  @Test
  void fieldsBeyondANamedFormat_areToldOnce() throws IOException {
    List<String> lines = Logs.example().stream().map(line -> line + " \"-\" \"agent\"").toList();
    builder().format("common").build().replay(file("access.log", lines));
    assertThat(only(NoticeEvent.class, events))
        .singleElement()
        .extracting(NoticeEvent::message)
        .asString()
        .contains(
            "format common (100 of the first 100 lines have more fields, which are left out)");
  }

  @Test
  void replay_ofTheExample() throws IOException {
    Path log = file("access.log", Logs.example());
    Summary summary = builder().thenSilence(Duration.ofMinutes(3)).build().replay(log);
    assertExample();
    assertThat(summary.failures()).isZero();
    assertThat(summary.interrupted()).isFalse();
    assertThat(summary.event().accounting().onTime()).isEqualTo(1_300);
    assertThat(only(StatisticsEvent.class, events))
        .hasSize(10)
        .allSatisfy(e -> assertThat(e.requests()).isEqualTo(130))
        .allSatisfy(e -> assertThat(e.topSection()).isEqualTo("/report"));
    assertThat(only(NoticeEvent.class, events))
        .singleElement()
        .extracting(NoticeEvent::message)
        .asString()
        .contains("format common", "allowed lateness 2s", "1,300 lines");
  }

  @Test
  void replay_ofACompressedFile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Logs.bytes(Logs.example()));
    }
    Path log = Files.write(directory.resolve("access.log.gz"), bytes.toByteArray());
    builder().thenSilence(Duration.ofMinutes(3)).build().replay(log);
    assertExample();
  }

  @Test
  void follow_once_ofTheExample() throws IOException {
    Path log = file("access.log", Logs.example());
    Summary summary =
        builder().fromStart(true).once(true).thenSilence(Duration.ofMinutes(3)).build().follow(log);
    assertExample();
    assertThat(summary.interrupted()).isFalse();
  }

  @Test
  void follow_ofADirectory_endsAsAFailure() {
    Summary summary = builder().build().follow(directory);
    assertThat(summary.failures()).isEqualTo(1);
  }

  @Test
  void follow_isStopped_byAnotherThread() throws Exception {
    Path log = file("access.log", List.of(line(T, "/a"), line(T + 20, "/a")));
    CountDownLatch told = new CountDownLatch(1);
    Monitor monitor =
        Monitor.builder()
            .fromStart(true)
            .listener(
                event -> {
                  if (event instanceof StatisticsEvent) {
                    told.countDown();
                  }
                })
            .build();
    List<Summary> summaries = new ArrayList<>();
    Thread follower = new Thread(() -> summaries.add(monitor.follow(log)));
    follower.start();
    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    monitor.stop();
    follower.join(20_000);
    assertThat(summaries).singleElement().extracting(Summary::interrupted).isEqualTo(true);
    assertThat(monitor.accounting().lines()).isEqualTo(2);
  }

  @Test
  void replay_endsWhenNobodyReadsTheOutput() throws IOException {
    Path log = file("access.log", Logs.example());
    Summary summary =
        Monitor.builder()
            .appender(
                "head",
                batch -> {
                  throw new ClosedOutputException(null);
                })
            .build()
            .replay(log);
    assertThat(summary.deliveries().get(0).problem()).isEmpty();
    assertThat(summary.deliveries().get(0).delivered()).isZero();
  }

  @Test
  void filesThatCannotBeRead_areReported_andTheOthersRead() throws IOException {
    Path log = file("access.log", List.of(line(T, "/a")));
    Summary summary = builder().build().replay(directory.resolve("nothing"), directory, log, log);
    assertThat(summary.failures()).isEqualTo(2);
    assertThat(summary.event().accounting().lines()).isEqualTo(1);
    assertThat(only(NoticeEvent.class, events))
        .extracting(NoticeEvent::code)
        .containsExactly("unreadable", "unreadable", "source", "same-file");
  }

  @Test
  void streamThatBreaks_isReportedAsReadInPart() throws IOException {
    byte[] bytes = Logs.bytes(Logs.example());
    InputStream broken =
        new InputStream() {
          private final InputStream in = new ByteArrayInputStream(bytes);
          private int left = 70_000;

          @Override
          public int read() {
            throw new AssertionError("in one go");
          }

          @Override
          public int read(byte[] b, int from, int length) throws IOException {
            if (left == 0) {
              throw new IOException("the disk is broken");
            }
            int count = in.read(b, from, Math.min(left, length));
            left -= count;
            return count;
          }
        };
    // What is said of it depends on where it breaks; nothing else may come of it.
    try {
      Summary summary = builder().build().replay("stream", broken);
      assertThat(summary.failures()).isEqualTo(1);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("the disk is broken");
    }
  }

  @Test
  void emptyInput_isOnlySummed() throws IOException {
    Summary summary = builder().build().replay("-", InputStream.nullInputStream());
    assertThat(summary.event().accounting().lines()).isZero();
    assertThat(summary.event().first()).isNull();
  }

  @Test
  void isolatedAppenders_getEverything() throws IOException {
    Path log = file("access.log", Logs.example());
    List<Event> other = new ArrayList<>();
    Summary summary =
        builder()
            .appender("other", other::addAll)
            .isolateAppenders(true)
            .thenSilence(Duration.ofMinutes(3))
            .build()
            .replay(log);
    assertThat(other).isEqualTo(events);
    assertExample();
    assertThat(summary.deliveries())
        .extracting(Summary.Delivery::appender, Summary.Delivery::delivered)
        .containsExactly(
            tuple("listener", (long) events.size()), tuple("other", (long) events.size()));
  }

  @Test
  void brokenAppender_doesNotDisturbTheOthers() throws IOException {
    Path log = file("access.log", Logs.example());
    Summary summary =
        Monitor.builder()
            .appender(
                "broken",
                batch -> {
                  throw new NoClassDefFoundError("gone");
                })
            .listener(events::add)
            .thenSilence(Duration.ofMinutes(3))
            .build()
            .replay(log);
    assertExample();
    assertThat(summary.deliveries().get(0).dropped()).isEqualTo(events.size());
    assertThat(summary.deliveries().get(0).problem()).contains("gone");
  }

  @Test
  void overlongLine_isMalformed_andReadingGoesOn() throws IOException {
    builder()
        .maxLineBytes(100)
        .build()
        .replay(
            "-",
            new ByteArrayInputStream(
                Logs.bytes(List.of(line(T, "/a"), "x".repeat(5_000), line(T, "/b")))));
    assertThat(only(MalformedEvent.class, events))
        .extracting(MalformedEvent::reason, MalformedEvent::lineNumber)
        .containsExactly(tuple(MalformedReason.TOO_LONG, 2L));
    assertThat(only(StatisticsEvent.class, events).get(0).requests()).isEqualTo(2);
  }

  @Test
  void settingsThatMakeNoSense_areRefused() {
    MonitorBuilder builder = Monitor.builder();
    AlertRule rule = AlertRule.highTraffic(1, Duration.ofMinutes(2));
    List<Runnable> calls =
        List.of(
            () -> builder.maxLineBytes(10),
            () -> builder.requestThreshold(-1),
            () -> builder.window(Duration.ZERO),
            () -> builder.rules(List.of(rule, rule)),
            () -> builder.statsInterval(Duration.ofMillis(1_500)),
            () -> builder.statsInterval(Duration.ofDays(2)),
            () -> builder.allowedLateness(Duration.ofSeconds(-1)),
            () -> builder.allowedLateness(Duration.ofDays(2)),
            () -> builder.idle(Duration.ofSeconds(-1)),
            () -> builder.thenSilence(Duration.ofSeconds(-1)),
            () -> builder.jobs(0),
            () -> builder.format("nonsense"));
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s).{10,}"));
  }

  /** Rows take the section from the last directive: a format with state. */
  private static final class StatefulParser implements LineParser {
    private byte[] section = {'-'};

    @Override
    public int parse(
        byte[] buffer, int from, int to, io.github.simplehttpmonitor.parser.AccessRecord record) {
      record.reset(buffer);
      String line = new String(buffer, from, to - from, StandardCharsets.UTF_8);
      if (line.startsWith("#section ")) {
        section = line.substring(9).getBytes(StandardCharsets.UTF_8);
        return LineResult.IGNORED;
      }
      record.setTimeMicros((T + Long.parseLong(line.strip())) * 1_000_000);
      record.set(
          io.github.simplehttpmonitor.parser.Field.PATH,
          "/" + new String(section, StandardCharsets.UTF_8));
      return LineResult.PARSED;
    }

    @Override
    public ParserState state() {
      return ParserState.of(section);
    }

    @Override
    public void restore(ParserState state) {
      section = state.toBytes();
    }
  }

  private static final class StatefulFormat
      implements io.github.simplehttpmonitor.parser.LogFormat {
    @Override
    public String name() {
      return "stateful";
    }

    @Override
    public List<io.github.simplehttpmonitor.parser.Field> fields() {
      return List.of(io.github.simplehttpmonitor.parser.Field.PATH);
    }

    @Override
    public LineParser newParser(ParserContext context) {
      return new StatefulParser();
    }
  }

  @Test
  void stateOfAParser_goesOverSegments_withAnyNumberOfJobs() throws IOException {
    StringBuilder text = new StringBuilder();
    String filler = " ".repeat(200);
    for (int i = 0; i < 60_000; i++) {
      if (i % 25_000 == 0) {
        text.append("#section s").append(i).append('\n');
      }
      text.append(i / 100).append(filler).append('\n');
    }
    Path log = Files.writeString(directory.resolve("state.log"), text);
    List<List<Event>> runs = new ArrayList<>();
    for (int jobs : new int[] {1, 3}) {
      List<Event> run = new ArrayList<>();
      Monitor.builder()
          .format(new StatefulFormat())
          .jobs(jobs)
          .statsInterval(Duration.ofSeconds(50))
          .listener(run::add)
          .build()
          .replay(log);
      runs.add(Logs.comparable(run));
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(only(StatisticsEvent.class, runs.get(0)))
        .extracting(StatisticsEvent::topSection, StatisticsEvent::topSectionRequests)
        .containsExactly(
            tuple("/s0", 5_000L),
            tuple("/s0", 5_000L),
            tuple("/s0", 5_000L),
            tuple("/s0", 5_000L),
            tuple("/s0", 5_000L),
            tuple("/s25000", 5_000L),
            tuple("/s25000", 5_000L),
            tuple("/s25000", 5_000L),
            tuple("/s25000", 5_000L),
            tuple("/s25000", 5_000L),
            tuple("/s50000", 5_000L),
            tuple("/s50000", 5_000L));
  }

  @Test
  void moreSectionsThanAreKept_doNotDependOnChunksOrJobs() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120_000; i++) {
      lines.add(line(T + i / 20_000, i % 3 == 0 ? "/often" : "/" + (i * 7919L) % 90_000));
    }
    byte[] bytes = Logs.bytes(lines);
    List<List<Event>> runs = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      List<Event> told = new ArrayList<>();
      MonitorBuilder builder =
          Monitor.builder().statsInterval(Duration.ofMinutes(1)).listener(told::add);
      InputStream in =
          run == 0
              ? new ByteArrayInputStream(bytes)
              : new io.github.simplehttpmonitor.core.support.RandomChunks(bytes, run, 90_000);
      builder.jobs(run + 1).build().replay("log", in);
      runs.add(Logs.comparable(told));
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(runs.get(2)).isEqualTo(runs.get(0));
    StatisticsEvent statistics = only(StatisticsEvent.class, runs.get(0)).get(0);
    assertThat(statistics.maxError()).isPositive();
    assertThat(statistics.topSection()).isEqualTo("/often");
    assertThat(statistics.topSectionRequests()).isEqualTo(40_000);
  }
}
