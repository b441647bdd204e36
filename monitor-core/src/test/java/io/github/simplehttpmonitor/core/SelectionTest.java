package io.github.simplehttpmonitor.core;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.core.support.RandomChunks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters and ranges of time, over a log of several segments. */
class SelectionTest {

  private static final Instant SINCE = Instant.ofEpochSecond(T + 12_005);
  private static final Instant UNTIL = Instant.ofEpochSecond(T + 12_035);

  @TempDir static Path directory;
  private static Path log;
  private static byte[] content;

  @BeforeAll
  static void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 160_000; i++) {
      lines.add(line(T + i / 10, "/" + (char) ('a' + i % 4) + "/" + i));
      if (i % 1_000 == 0) {
        lines.add("garbage " + i);
      }
    }
    content = Logs.bytes(lines);
    log = Files.write(directory.resolve("access.log"), content);
  }

  private static MonitorBuilder builder(List<Event> events) {
    return Monitor.builder().listener(events::add);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void range_countsItsRequestsOnly(int jobs) {
    List<Event> events = new ArrayList<>();
    Summary summary = builder(events).jobs(jobs).since(SINCE).until(UNTIL).build().replay(log);
    Accounting a = summary.event().accounting();
    assertThat(a.onTime()).isEqualTo(300);
    assertThat(a.addsUp()).isTrue();
    // Most of the file lies before or after the range and is not read.
    assertThat(a.lines()).isLessThan(130_000);
    assertThat(only(StatisticsEvent.class, events))
        .extracting(StatisticsEvent::requests)
        .containsExactly(50L, 100L, 100L, 50L);
    assertThat(summary.event().first()).isEqualTo(SINCE);
    assertThat(summary.event().last()).isEqualTo(UNTIL.minusSeconds(1));
  }

  @Test
  void filter_countsWhatPasses_andAllMovesTime() throws IOException {
    List<List<Event>> runs = new ArrayList<>();
    for (int jobs = 1; jobs <= 3; jobs += 2) {
      List<Event> events = new ArrayList<>();
      Summary summary =
          builder(events)
              .jobs(jobs)
              .where("section == \"/b\"")
              .build()
              .replay("log", new RandomChunks(content, jobs, 100_000));
      Accounting a = summary.event().accounting();
      assertThat(a.onTime()).isEqualTo(40_000);
      assertThat(a.filtered()).isEqualTo(120_000);
      assertThat(a.malformed()).isEqualTo(160);
      assertThat(a.addsUp()).isTrue();
      runs.add(Logs.comparable(events));
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(only(StatisticsEvent.class, runs.get(0)))
        .allSatisfy(e -> assertThat(e.topSection()).isEqualTo("/b"));
  }

  private static String search(LogLines lines, boolean stream) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogLines.Output output =
        (bytes, length) -> {
          out.write(bytes, 0, length);
          return true;
        };
    if (stream) {
      lines.search("log", new RandomChunks(content, 7, 50_000), output);
    } else {
      lines.search(log, output);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void lines_areThoseOfTheLog_byteForByte() throws IOException {
    String expected =
        new String(content, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("GET /b/") && line.contains("2024:03:2"))
            .map(line -> line + "\n")
            .reduce("", String::concat);
    for (int jobs = 1; jobs <= 2; jobs++) {
      for (boolean stream : new boolean[] {false, true}) {
        LogLines lines =
            Monitor.builder()
                .jobs(jobs)
                .where("section == \"/b\"")
                .since(Instant.ofEpochSecond(T + 3 * 3_600 + 20 * 60))
                .until(Instant.ofEpochSecond(T + 3 * 3_600 + 30 * 60))
                .buildLines(notice -> {});
        assertThat(search(lines, stream)).isEqualTo(expected).isNotEmpty();
        assertThat(lines.matched()).isEqualTo(expected.lines().count());
        assertThat(lines.lines()).isGreaterThan(lines.matched());
        assertThat(lines.failures()).isZero();
      }
    }
  }

  @Test
  void search_ofAFileThatIsNotThere_isReported() throws IOException {
    List<NoticeEvent> notices = new ArrayList<>();
    LogLines lines = Monitor.builder().where("status == 200").buildLines(notices::add);
    lines.search(directory.resolve("nothing"), (bytes, length) -> true);
    assertThat(lines.failures()).isEqualTo(1);
    assertThat(notices).extracting(NoticeEvent::code).containsExactly("unreadable");
  }
}
