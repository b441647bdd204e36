package io.github.simplehttpmonitor.core.runtime;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.aggregate.SectionCounts;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.parser.MalformedReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The law: whatever the lines, events do not depend on how many threads there are. */
class ParallelReplayTest {

  @TempDir Path directory;

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  @Property(tries = 250)
  void anyLog_givesTheSameEvents_withAnyJobsAndSegments(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 3) int mischief,
      @ForAll @IntRange(min = 2, max = 4) int jobs,
      @ForAll @IntRange(min = 100, max = 20_000) int segmentBytes) {
    byte[] log = LogBytes.any(seed, 50 + (int) Math.floorMod(seed, 800L), mischief);
    ArchiveRun.Result serial = ArchiveRun.of(1, Blocks.SEGMENT_BYTES).replay(in(log));
    assertThat(serial.accounting().addsUp()).isTrue();
    assertThat(ArchiveRun.of(1, segmentBytes).replay(in(log))).isEqualTo(serial);
    assertThat(ArchiveRun.of(jobs, segmentBytes).replay(in(log))).isEqualTo(serial);
    assertThat(
            ArchiveRun.of(jobs, segmentBytes)
                .replay(BlocksTest.moody(ArchiveRun.gzip(log), new Random(seed))))
        .isEqualTo(serial);
  }

  @Property(tries = 60)
  void filteredLog_givesTheSameEvents(
      @ForAll long seed, @ForAll @IntRange(min = 100, max = 9_000) int segmentBytes) {
    byte[] log = LogBytes.any(seed, 400, 2);
    String where = "section == '/api' || path == '*'";
    assertThat(ArchiveRun.of(2, segmentBytes).where(where).replay(in(log)))
        .isEqualTo(ArchiveRun.of(1, 1 << 20).where(where).replay(in(log)));
  }

  @Property(tries = 60)
  void manyFiles_giveTheSameEvents_inAnyOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 4) int jobs,
      @ForAll @IntRange(min = 100, max = 9_000) int segmentBytes)
      throws IOException {
    Random random = new Random(seed);
    Path home = Files.createTempDirectory("replay");
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      byte[] log = LogBytes.any(random.nextLong(), random.nextInt(300), random.nextInt(3));
      files.add(Files.write(home.resolve(i + ".log"), log));
    }
    ArchiveRun.Result serial = ArchiveRun.of(1, segmentBytes).replay(files.toArray(Path[]::new));
    assertThat(ArchiveRun.of(jobs, segmentBytes).replay(files.toArray(Path[]::new)))
        .isEqualTo(serial);
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(home);
  }

  @Property(tries = 40)
  void rotatedSet_inAnyOrder_isOneFile(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] log = LogBytes.ordered(seed, 600);
    Path home = Files.createTempDirectory("replay");
    List<Path> parts = new ArrayList<>();
    int from = 0;
    while (from < log.length) {
      int to = from + Math.min(log.length - from, 1_000 + random.nextInt(20_000));
      while (to < log.length && !startsNewSecond(log, to)) {
        to++;
      }
      byte[] part = Arrays.copyOfRange(log, from, to);
      boolean gzip = random.nextBoolean();
      parts.add(
          Files.write(
              home.resolve("log." + parts.size() + (gzip ? ".gz" : "")),
              gzip ? ArchiveRun.gzip(part) : part));
      from = to;
    }
    Collections.shuffle(parts, random);
    ArchiveRun.Result rotated = ArchiveRun.of(2, 2_000).replay(parts.toArray(Path[]::new));
    assertThat(rotated).isEqualTo(ArchiveRun.of(1, 1 << 20).replay(in(log)));
    for (Path part : parts) {
      Files.delete(part);
    }
    Files.delete(home);
  }

  /** Whether a line begins there whose time differs from that of the line before. */
  private static boolean startsNewSecond(byte[] log, int at) {
    if (log[at - 1] != '\n') {
      return false;
    }
    int before = at - 2;
    while (before > 0 && log[before - 1] != '\n') {
      before--;
    }
    int time = "192.0.2.1 - - [".length();
    int length = "01/Jan/2024:00:00:00".length();
    return !Arrays.equals(
        log, at + time, at + time + length, log, before + time, before + time + length);
  }

  @Test
  void moreSectionsThanAreKept_areFoldedAtTheSamePlaces() throws IOException {
    List<String> lines = new ArrayList<>();
    Random random = new Random(7);
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 2_000; i++) {
        int section = (int) Math.abs(random.nextGaussian() * 4_000);
        lines.add(line(T + second, "/s" + section + "/x"));
      }
    }
    byte[] log = Logs.bytes(lines);
    Path file = Files.write(directory.resolve("sections.log"), log);
    ArchiveRun.Result serial = ArchiveRun.of(1, 100_000).replay(file);
    assertThat(only(StatisticsEvent.class, serial.events()))
        .hasSize(3)
        .anySatisfy(event -> assertThat(event.maxError()).isPositive());
    assertThat(SectionCounts.MAX_SECTIONS).isLessThan(8_000);
    for (int jobs = 1; jobs <= 4; jobs++) {
      assertThat(ArchiveRun.of(jobs, 100_000).replay(file)).isEqualTo(serial);
      assertThat(ArchiveRun.of(jobs, 100_000).replay(in(log))).isEqualTo(serial);
    }
  }

  @Test
  void anyLog_hasEveryKindOfLine() {
    byte[] log = LogBytes.any(5, 3_000, 3);
    Accounting accounting = ArchiveRun.of(3, 5_000).replay(in(log)).accounting();
    assertThat(accounting.malformed()).isPositive();
    assertThat(accounting.ignored()).isPositive();
    assertThat(accounting.late()).isPositive();
    assertThat(accounting.missed()).isPositive();
    assertThat(accounting.implausible()).isPositive();
    assertThat(accounting.untimed()).isPositive();
  }

  @Test
  void warningOfLateness_isTheSame() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      lines.add(line(T + i / 2, "/a"));
      if (i > 900 && i % 50 == 0) {
        lines.add(line(T + i / 2 - 60, "/late"));
      }
    }
    byte[] log = Logs.bytes(lines);
    ArchiveRun.Result serial = ArchiveRun.of(1, 1 << 20).replay(in(log));
    assertThat(only(NoticeEvent.class, serial.events()))
        .extracting(NoticeEvent::code)
        .containsExactly("lateness");
    assertThat(ArchiveRun.of(2, 40_000).replay(in(log))).isEqualTo(serial);
  }

  @Test
  void formatWithState_isReadAsByOneThread() throws IOException {
    StringBuilder text = new StringBuilder("#date 2024-01-01\n");
    for (int day = 1; day <= 5; day++) {
      text.append("#date 2024-01-0").append(day).append('\n');
      for (int i = 0; i < 2_000; i++) {
        text.append(String.format("%02d:%02d:%02d /p%d\n", i / 100, i % 60, 0, i % 3));
      }
    }
    byte[] log = text.toString().getBytes(StandardCharsets.US_ASCII);
    DateFormat format = new DateFormat();
    ArchiveRun.Result serial = ArchiveRun.of(1, 1_000).format(format).replay(in(log));
    assertThat(serial.accounting().parsed()).isEqualTo(10_000);
    for (int jobs = 2; jobs <= 4; jobs++) {
      assertThat(ArchiveRun.of(jobs, 1_000).format(format).replay(in(log))).isEqualTo(serial);
    }
  }

  @Test
  void parserThatThrows_makesMalformedLines() throws IOException {
    byte[] log =
        "12:00:00 /a\n#date 2024-01-01\n12:00:00 /a\n12:00:01 /throw\n12:00:02 /b\n"
            .repeat(50)
            .getBytes(StandardCharsets.US_ASCII);
    ArchiveRun.Result serial = ArchiveRun.of(1, 300).format(new DateFormat()).replay(in(log));
    assertThat(only(MalformedEvent.class, serial.events()))
        .extracting(MalformedEvent::reason)
        .contains(MalformedReason.PARSER_FAILED);
    assertThat(ArchiveRun.of(3, 300).format(new DateFormat()).replay(in(log))).isEqualTo(serial);
  }

  @Test
  @Timeout(20)
  void inputThatFails_reportsWhatWasRead_withAnyJobs() {
    byte[] log = LogBytes.ordered(3, 2_000);
    ArchiveRun.Result all = ArchiveRun.of(1, 5_000).replay(in(log));
    for (int jobs = 1; jobs <= 4; jobs++) {
      ArchiveRun.Result part = ArchiveRun.of(jobs, 5_000).replay(failingAfter(log));
      assertThat(part.failures()).isEqualTo(1);
      assertThat(part.accounting()).isEqualTo(all.accounting());
      assertThat(only(NoticeEvent.class, part.events()))
          .extracting(NoticeEvent::message)
          .containsExactly("log could be read only in part: cable pulled");
    }
  }

  private static InputStream failingAfter(byte[] log) {
    return new SequenceInputStream(
        in(log),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cable pulled");
          }
        });
  }

  @Test
  void gzipThatWasCutOff_reportsWhatWasRead() throws IOException {
    byte[] log = LogBytes.ordered(3, 20_000);
    byte[] gzip = ArchiveRun.gzip(log);
    byte[] half = Arrays.copyOf(gzip, gzip.length / 2);
    Path file = Files.write(directory.resolve("half.gz"), half);
    ArchiveRun.Result serial = ArchiveRun.of(1, 50_000).replay(file);
    assertThat(serial.failures()).isEqualTo(1);
    assertThat(serial.accounting().lines()).isGreaterThan(5_000);
    assertThat(ArchiveRun.of(3, 50_000).replay(file)).isEqualTo(serial);
    assertThat(ArchiveRun.of(2, 50_000).replay(in(half)).accounting())
        .isEqualTo(serial.accounting());
  }

  @Test
  void gzipOfSeveralMembers_isReadWhole() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(ArchiveRun.gzip(LogBytes.ordered(1, 100)));
    two.writeBytes(ArchiveRun.gzip(LogBytes.ordered(2, 100)));
    Path file = Files.write(directory.resolve("two.gz"), two.toByteArray());
    byte[] plain = new GZIPInputStream(in(two.toByteArray())).readAllBytes();
    assertThat(ArchiveRun.of(2, 1_000).replay(file))
        .isEqualTo(ArchiveRun.of(1, 1_000).replay(in(plain)));
  }
}
