package io.github.simplehttpmonitor.core.runtime;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.support.Logs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of time in archives. */
class TimeSearchTest {

  private static final int SEGMENT = 2_000;
  private static final int LINES = 6_000;

  @TempDir Path directory;
  private Path file;

  /** A line every ten seconds, for sixteen hours. */
  @BeforeEach
  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(line(T + 10 * i, "/p" + i % 3));
    }
    file = Files.write(directory.resolve("access.log"), Logs.bytes(lines));
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(T + second);
  }

  private static long skipped(Path path, ArchiveRun run) throws IOException {
    Inputs.Input input = Inputs.open(path, ArchiveRun.MAX_LINE, SEGMENT, () -> false);
    try (Blocks blocks = input.blocks()) {
      SourceSetup.Decision decision =
          new SourceSetup(run.settings(), notice -> {})
              .decide("reading", "log", input.head(), input.head().length);
      new TimeSearch(run.settings(), decision).skip((FileBlocks) blocks);
      return blocks.next(new Block());
    }
  }

  private static List<Event> withoutSummary(ArchiveRun.Result result) {
    return result.events().stream().filter(event -> !(event instanceof SummaryEvent)).toList();
  }

  @Test
  void beginningOfAFile_isSkipped() throws IOException {
    long first = skipped(file, new ArchiveRun().between(at(50_000), null));
    long bytesPerLine = Files.size(file) / LINES;
    long wanted = 5_000 * bytesPerLine / SEGMENT;
    assertThat(first).isBetween(wanted - 10, wanted);
    assertThat(skipped(file, new ArchiveRun().between(at(-1), null))).isZero();
    assertThat(skipped(file, new ArchiveRun())).isZero();
  }

  @Test
  void rangeOfAFile_givesTheEventsOfAFilter_withAnyJobs() throws IOException {
    String where = "time >= \"" + at(30_000) + "\" && time < \"" + at(31_005) + "\"";
    ArchiveRun.Result filtered = ArchiveRun.of(1, SEGMENT).where(where).replay(file);
    List<StatisticsEvent> expected = only(StatisticsEvent.class, filtered.events());
    assertThat(expected).hasSize(101);
    for (int jobs = 1; jobs <= 4; jobs++) {
      ArchiveRun.Result range =
          ArchiveRun.of(jobs, SEGMENT).between(at(30_000), at(31_005)).replay(file);
      assertThat(only(StatisticsEvent.class, range.events())).isEqualTo(expected);
      assertThat(range.accounting().onTime()).isEqualTo(101);
      assertThat(range.accounting().addsUp()).isTrue();
      assertThat(range.accounting().lines()).isLessThan(LINES / 10);
    }
  }

  @Test
  void silence_isNotToldOutsideOfTheRange() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int second : new int[] {0, 1, 600, 601, 660, 661, 1_200, 1_201, 9_000}) {
      lines.add(line(T + second, "/a"));
    }
    Path sparse = Files.write(directory.resolve("sparse.log"), Logs.bytes(lines));
    ArchiveRun.Result range = new ArchiveRun().between(at(600), at(1_000)).replay(sparse);
    assertThat(only(SilenceEvent.class, range.events()))
        .isNotEmpty()
        .allSatisfy(
            silence -> {
              assertThat(silence.start()).isAfterOrEqualTo(at(600));
              assertThat(silence.end()).isBeforeOrEqualTo(at(1_000));
            });
  }

  @Property(tries = 60)
  void anyRange_ofALogInOrderButForItsLateness_isWhatAFilterGives(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 1_400) int from,
      @ForAll @IntRange(min = 1, max = 1_400) int length,
      @ForAll @IntRange(min = 1, max = 3) int jobs)
      throws IOException {
    List<String> lines = new ArrayList<>();
    Random random = new Random(seed);
    long now = T;
    for (int i = 0; i < 1_000; i++) {
      now += random.nextInt(4);
      lines.add(line(now - random.nextInt(3), "/p" + random.nextInt(3)));
    }
    Path log = Files.createTempFile("range", ".log");
    Files.write(log, Logs.bytes(lines));
    // Whole intervals: a filter sees alert windows and silences go on after the range.
    Instant since = at(from / 10 * 10);
    Instant until = since.plusSeconds(length / 10 * 10 + 10);
    ArchiveRun.Result range = ArchiveRun.of(jobs, 1_000).between(since, until).replay(log);
    ArchiveRun.Result filtered =
        ArchiveRun.of(1, 1_000)
            .where("time >= \"" + since + "\" && time < \"" + until + "\"")
            .replay(log);
    assertThat(only(StatisticsEvent.class, range.events()))
        .isEqualTo(only(StatisticsEvent.class, filtered.events()));
    assertThat(withoutSummary(range))
        .isEqualTo(
            withoutSummary(
                ArchiveRun.of(1, 1_000)
                    .between(since, until)
                    .replay(new ByteArrayInputStream(Logs.bytes(lines)))));
    Files.delete(log);
  }

  @Test
  void oneTimeFarOff_whereHalvingLooks_losesNoLine() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      // Every segment begins with lines whose clock was wrong, now and then.
      lines.add(
          line(
              i % 7 == 3 ? 1_000 : i % 7 == 5 ? T + 2_000_000_000L + 10_000L * i : T + 10 * i,
              "/a"));
    }
    Path odd = Files.write(directory.resolve("odd.log"), Logs.bytes(lines));
    assertThat(skipped(odd, new ArchiveRun().between(at(30_000), null))).isPositive();
    ArchiveRun.Result result =
        ArchiveRun.of(2, SEGMENT).between(at(30_000), at(40_000)).replay(odd);
    long wanted = lines.stream().skip(3_000).limit(1_000).filter(l -> l.contains("/2024:")).count();
    assertThat(result.accounting().onTime() + result.accounting().late()).isEqualTo(wanted);
  }

  @Property(tries = 40)
  void archivesPutTogetherInAnyOrder_loseNoLineOfARange(
      @ForAll @IntRange(min = 0, max = 5) int order,
      @ForAll @IntRange(min = 0, max = 12) int from,
      @ForAll @IntRange(min = 1, max = 6) int hours)
      throws IOException {
    int[] days =
        new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}[order];
    Instant since = at(5_400L * from);
    Instant until = since.plusSeconds(3_600L * hours);
    List<String> lines = new ArrayList<>();
    long wanted = 0;
    for (int day : days) {
      for (int i = 0; i < 2_000; i++) {
        long second = 21_600L * day + 10 * i;
        lines.add(line(T + second, "/p" + i % 3));
        wanted += !at(second).isBefore(since) && at(second).isBefore(until) ? 1 : 0;
      }
    }
    Path log = Files.createTempFile("together", ".log");
    Files.write(log, Logs.bytes(lines));
    for (int jobs = 1; jobs <= 2; jobs++) {
      ArchiveRun.Result range = ArchiveRun.of(jobs, SEGMENT).between(since, until).replay(log);
      assertThat(range.accounting().parsed() - range.accounting().filtered()).isEqualTo(wanted);
      assertThat(range.accounting().addsUp()).isTrue();
    }
    ArchiveRun run = ArchiveRun.of(2, SEGMENT).between(since, until);
    LineSearch search =
        new LineSearch(run.settings(), run.selection(), notice -> {}, () -> false, SEGMENT);
    search.search(log, (bytes, length) -> true);
    assertThat(search.matched()).isEqualTo(wanted);
    Files.delete(log);
  }

  /** What is found is counted once, and reading ends. */
  @Test
  void fileOutOfOrder_isReadAllTheSame() throws IOException {
    List<String> lines = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < LINES; i++) {
      lines.add(line(T + random.nextInt(60_000), "/a"));
    }
    Path chaos = Files.write(directory.resolve("chaos.log"), Logs.bytes(lines));
    for (int jobs = 1; jobs <= 3; jobs++) {
      ArchiveRun.Result result =
          ArchiveRun.of(jobs, SEGMENT).between(at(30_000), at(40_000)).replay(chaos);
      assertThat(result.accounting().addsUp()).isTrue();
      assertThat(result.accounting().lines()).isEqualTo(LINES);
      assertThat(result.failures()).isZero();
    }
  }

  @Test
  void formatWithState_isReadFromItsStart() throws IOException {
    StringBuilder text = new StringBuilder("#date 2024-01-01\n");
    for (int i = 0; i < 3_000; i++) {
      text.append(String.format("%02d:%02d:%02d /p\n", i / 200, i % 60, 0));
    }
    Path log =
        Files.write(
            directory.resolve("dates.log"), text.toString().getBytes(StandardCharsets.US_ASCII));
    ArchiveRun run = ArchiveRun.of(2, SEGMENT).format(new DateFormat());
    run.between(Instant.parse("2024-01-01T10:00:00Z"), null);
    assertThat(skipped(log, run)).isZero();
    assertThat(run.replay(log).accounting().lines()).isEqualTo(3_001);
  }

  @Test
  void twoFilesWithARange_areReadSideBySide() throws IOException {
    Path copy = Files.copy(file, directory.resolve("copy.log"));
    for (int jobs = 1; jobs <= 3; jobs++) {
      ArchiveRun.Result both =
          ArchiveRun.of(jobs, SEGMENT).between(at(30_000), at(31_000)).replay(file, copy);
      assertThat(both.accounting().onTime()).isEqualTo(200);
    }
  }
}
