package io.github.simplehttpmonitor.core.runtime;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.LogLines;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Progress;
import io.github.simplehttpmonitor.core.engine.Selection;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.support.Logs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are searched for, byte for byte. */
class LineSearchTest {

  private final List<NoticeEvent> notices = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir Path directory;

  private LineSearch search(ArchiveRun run) {
    return new LineSearch(
        run.settings(), run.selection(), notices::add, () -> false, run.segmentBytes);
  }

  private boolean take(byte[] bytes, int length) {
    out.write(bytes, 0, length);
    return true;
  }

  private String found(ArchiveRun run, String log) throws IOException {
    return found(run, log.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String found(ArchiveRun run, byte[] log) throws IOException {
    out.reset();
    assertThat(search(run).search("log", new ByteArrayInputStream(log), this::take)).isTrue();
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void matchingLines_areKeptAsTheyAre() throws IOException {
    String crlf = line(T, "/a") + "\r\n";
    String odd = line(T + 1, "/a\u00FF\u0080") + "\n";
    String last = line(T + 2, "/a");
    String log = "\u00EF\u00BB\u00BF" + crlf + "garbage\n\n" + odd + line(T, "/b") + "\n" + last;
    ArchiveRun run = ArchiveRun.of(1, 100).where("path startsWith '/a'");
    assertThat(found(run, log)).isEqualTo("\u00EF\u00BB\u00BF" + crlf + odd + last);
  }

  @Test
  void progress_goesOverAllFiles() throws IOException {
    Path one = Files.writeString(directory.resolve("one.log"), line(T, "/a") + "\n");
    Path two = Files.writeString(directory.resolve("two.log"), (line(T, "/b") + "\n").repeat(3));
    LogLines lines = Monitor.builder().buildLines(notices::add);
    lines.expect(List.of(one, two));
    long total = Files.size(one) + Files.size(two);
    assertThat(lines.progress()).isEqualTo(new Progress(0, total, 0));
    lines.search(one, this::take);
    assertThat(lines.progress()).isEqualTo(new Progress(Files.size(one), total, 1));
    lines.search(two, this::take);
    assertThat(lines.progress()).isEqualTo(new Progress(total, total, 4));
    lines.expect(List.of(one, directory));
    assertThat(lines.progress().bytesTotal()).isEqualTo(-1);
  }

  @Test
  void nulBytes_areNoPartOfALine_butKept() throws IOException {
    String good = line(T, "/a") + "\n";
    String half = line(T, "/a").substring(0, 40);
    String log =
        "\0\0\0" + good + half + "\0".repeat(400) + good + line(T, "/a") + "\0".repeat(20) + good;
    ArchiveRun run = new ArchiveRun().where("path == '/a'");
    assertThat(found(run, log)).isEqualTo(good.repeat(4));
  }

  @Test
  void linesThatAreTooLong_neverMatch() throws IOException {
    String longest = line(T, "/").substring(0, line(T, "/").indexOf(" HTTP"));
    String pad = "x".repeat(ArchiveRun.MAX_LINE - line(T, "/").length());
    String fits = line(T, "/" + pad);
    assertThat(fits).hasSize(ArchiveRun.MAX_LINE);
    String log = fits + "\n" + fits + "\r\n" + line(T, "/x" + pad) + "\n" + longest + "\n";
    ArchiveRun run = new ArchiveRun().where("path startsWith '/x'");
    // As for a replay, the carriage return is one byte too many.
    assertThat(found(run, log)).isEqualTo(fits + "\n");
  }

  @Property(tries = 120)
  void anyLog_givesTheLinesOfANaiveFilter_withAnyJobs(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int jobs,
      @ForAll @IntRange(min = 50, max = 9_000) int segmentBytes)
      throws IOException {
    byte[] log = LogBytes.any(seed, 300, 2);
    StringBuilder naive = new StringBuilder();
    String text = new String(log, StandardCharsets.ISO_8859_1).replaceAll("\0{16,}", "\n\0\n");
    for (String raw : text.split("(?<=\n)")) {
      String bare = raw.replace("\0", "").stripTrailing();
      if (bare.length() <= ArchiveRun.MAX_LINE
          && bare.matches("192.0.2.1 - - \\[[^]]{26}] \"GET /(api/user|2099) HTTP.*")) {
        naive.append(raw.replaceFirst("^\0+", ""));
      }
    }
    // What a run of NUL bytes left of a line gets a newline; the run itself is no part of it.
    ArchiveRun run =
        ArchiveRun.of(jobs, segmentBytes).where("path == '/api/user' || path == '/2099'");
    out.reset();
    LineSearch search = search(run);
    search.search("log", new ByteArrayInputStream(log), this::take);
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo(naive.toString());
    ArchiveRun.Result replay = ArchiveRun.of(1, segmentBytes).replay(new ByteArrayInputStream(log));
    assertThat(search.lines()).isEqualTo(replay.accounting().lines());
    assertThat(search.malformed()).isEqualTo(replay.accounting().malformed());
  }

  @Test
  void formatWithState_isSearchedAsByOneThread() throws IOException {
    StringBuilder text = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int day = 1; day <= 5; day++) {
      text.append("#date 2024-01-0").append(day).append('\n');
      for (int i = 0; i < 500; i++) {
        String row = String.format("%02d:%02d:00 /p%d\n", i / 60, i % 60, i % 3);
        text.append(row);
        expected.append(day == 2 || day == 3 ? row : "");
      }
    }
    for (int jobs = 1; jobs <= 4; jobs++) {
      ArchiveRun run =
          ArchiveRun.of(jobs, 1_000)
              .format(new DateFormat())
              .where("time >= '2024-01-02T00:00:00Z' && time < '2024-01-04T00:00:00Z'");
      assertThat(found(run, text.toString())).isEqualTo(expected.toString());
    }
  }

  @Test
  void range_isFoundInAFileByHalving_andOneTimeFarAheadIsNotItsEnd() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      lines.add(line(T + 10 * i, "/p" + i));
    }
    lines.set(3_050, line(T + 2_000_000_000L, "/2099"));
    Path file = Files.write(directory.resolve("a.log"), Logs.bytes(lines));
    List<String> wanted = new ArrayList<>(lines.subList(3_000, 3_200));
    wanted.remove(50);
    for (int jobs = 1; jobs <= 4; jobs++) {
      out.reset();
      LineSearch search =
          search(
              ArchiveRun.of(jobs, 2_000)
                  .between(Instant.ofEpochSecond(T + 30_000), Instant.ofEpochSecond(T + 32_000)));
      assertThat(search.search(file, this::take)).isTrue();
      assertThat(out.toByteArray()).isEqualTo(Logs.bytes(wanted));
      assertThat(search.lines()).isLessThan(1_000);
    }
  }

  @Test
  void severalFiles_oneOfThemMissing() throws IOException {
    Path plain = Files.write(directory.resolve("a.log"), Logs.bytes(List.of(line(T, "/a"))));
    Path gzip =
        Files.write(
            directory.resolve("b.log.gz"),
            ArchiveRun.gzip(Logs.bytes(List.of(line(T, "/b"), "garbage"))));
    LineSearch search = search(new ArchiveRun());
    for (Path path : List.of(plain, directory.resolve("none.log"), directory, gzip)) {
      assertThat(search.search(path, this::take)).isTrue();
    }
    assertThat(out.toByteArray()).isEqualTo(Logs.bytes(List.of(line(T, "/a"), line(T, "/b"))));
    assertThat(search.failures()).isEqualTo(2);
    assertThat(search.lines()).isEqualTo(3);
    assertThat(search.matched()).isEqualTo(2);
    assertThat(search.malformed()).isEqualTo(1);
    assertThat(notices)
        .extracting(NoticeEvent::message)
        .containsExactly(
            directory.resolve("none.log") + " does not exist",
            directory + " is a directory; name the files in it");
  }

  @Test
  void inputThatFails_givesWhatWasRead() throws IOException {
    byte[] log = LogBytes.ordered(1, 3_000);
    byte[] gzip = ArchiveRun.gzip(log);
    Path file = directory.resolve("half.gz");
    Files.write(file, java.util.Arrays.copyOf(gzip, gzip.length / 2));
    LineSearch search = search(ArchiveRun.of(3, 1_000));
    assertThat(search.search(file, this::take)).isTrue();
    assertThat(search.failures()).isEqualTo(1);
    assertThat(search.matched()).isGreaterThan(500);
    assertThat(new String(log, StandardCharsets.US_ASCII))
        .startsWith(out.toString(StandardCharsets.US_ASCII));
  }

  @Test
  void outputThatWantsNoMore_endsTheSearch() throws IOException {
    byte[] log = LogBytes.ordered(1, 3_000);
    int[] calls = {0};
    LineSearch search = search(ArchiveRun.of(2, 1_000));
    boolean more =
        search.search("log", new ByteArrayInputStream(log), (bytes, length) -> ++calls[0] < 3);
    assertThat(more).isFalse();
    assertThat(calls[0]).isEqualTo(3);
    assertThatThrownBy(
            () ->
                search.search(
                    "log",
                    new ByteArrayInputStream(log),
                    (bytes, length) -> {
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
  }

  @Test
  void library_searchesWithTheBuildersSettings() throws IOException {
    Random random = new Random(2);
    byte[] log = LogBytes.ordered(random.nextLong(), 500);
    LogLines lines =
        Monitor.builder().format("common").jobs(2).where("path == '/api'").buildLines(notices::add);
    assertThat(lines.search("log", new ByteArrayInputStream(log), this::take)).isTrue();
    assertThat(out.toString(StandardCharsets.US_ASCII).lines())
        .hasSize((int) lines.matched())
        .allMatch(found -> found.contains("\"GET /api HTTP"));
    assertThat(lines.lines()).isEqualTo(500);
    lines.stop();
    assertThat(lines.search("log", new ByteArrayInputStream(log), this::take)).isFalse();
    assertThat(new ArchiveRun().selection()).isEqualTo(Selection.ALL);
  }
}
