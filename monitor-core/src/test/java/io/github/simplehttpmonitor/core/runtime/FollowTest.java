package io.github.simplehttpmonitor.core.runtime;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are followed, with a ticker that goes on only when told to. */
class FollowTest {

  private static final Duration LATENESS = Duration.ofSeconds(2);
  private static final List<AlertRule> RULES =
      List.of(AlertRule.highTraffic(10, Duration.ofMinutes(2)));

  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void name() {
    log = directory.resolve("access.log");
  }

  private static void write(Path file, String... lines) {
    LiveRun.append(file, Logs.bytes(List.of(lines)));
  }

  private static List<String> notices(LiveRun run) {
    return only(NoticeEvent.class, run.events).stream()
        .map(NoticeEvent::code)
        .filter(code -> !code.equals("source"))
        .toList();
  }

  @Test
  void exampleOfTheDesign_whileTheFileGrows() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    List<String> lines = Logs.example();
    for (int second = 0; second < 100; second++) {
      LiveRun.append(log, Logs.bytes(lines.subList(13 * second, 13 * second + 13)));
      run.seconds(1);
    }
    run.seconds(60);
    assertThat(only(AlertEvent.class, run.events))
        .extracting(AlertEvent::state, e -> e.at().getEpochSecond() - T, AlertEvent::hits)
        .containsExactly(
            tuple(AlertEvent.State.FIRING, 93L, 1_209L),
            tuple(AlertEvent.State.RESOLVED, 128L, 1_196L));
    Accounting a = run.finish().accounting();
    assertThat(a.onTime()).isEqualTo(1_300);
    assertThat(a.addsUp()).isTrue();
  }

  @Test
  void logFollowedFromItsEnd_isReadByTheHeaderThatWasPassedBy() throws IOException {
    for (int rows : new int[] {10, 60_000}) {
      Files.deleteIfExists(log);
      write(log, "#Date: 2024-03-01 00:00:00", "#Fields: time cs-uri-stem sc-status");
      LiveRun.append(log, Logs.bytes(Collections.nCopies(rows, "00:00:00 /old 200")));
      LiveRun run = new LiveRun(rows > 10 ? "auto" : "w3c", false, RULES, LATENESS, log);
      run.poll();
      write(log, "00:00:01 /a 200", "00:00:02 /a 404");
      run.poll();
      Accounting a = run.finish().accounting();
      assertThat(a.parsed()).isEqualTo(2);
      assertThat(a.lines()).isEqualTo(2);
      assertThat(a.untimed()).isZero();
    }
  }

  @Test
  void silentLog_letsTimeGoOn_afterTheIdleTime() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    write(log, line(T, "/a"), line(T + 1, "/a"));
    run.poll();
    run.seconds(4);
    assertThat(only(StatisticsEvent.class, run.events)).isEmpty();
    run.seconds(6);
    assertThat(only(StatisticsEvent.class, run.events)).hasSize(1);
    run.seconds(20);
    assertThat(only(SilenceEvent.class, run.events)).hasSize(2);
    run.finish();
  }

  @Test
  void lineAfterIdleTime_isLateAndNamed() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    write(log, line(T, "/a"), line(T + 1, "/a"));
    run.poll();
    run.seconds(20);
    write(log, line(T + 3, "/a"));
    run.seconds(1);
    Accounting a = run.finish().accounting();
    assertThat(a.late()).isEqualTo(1);
    assertThat(a.lateAfterIdle()).isEqualTo(1);
  }

  @Test
  void fileOfMalformedLinesFromTheStart_isNeverGreen() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    for (int i = 0; i < 40; i++) {
      write(log, "this is no access log");
      run.seconds(1);
    }
    assertThat(only(SilenceEvent.class, run.events)).isEmpty();
    assertThat(notices(run)).contains("blind");
    run.finish();
  }

  @Test
  void fileWhoseLinesBecomeMalformed_isBlind_andItsAlertEnds() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    List<String> burst = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) {
      burst.add(line(T + i / 100, "/a"));
    }
    write(log, burst.toArray(String[]::new));
    for (int i = 0; i < 200; i++) {
      write(log, "{\"now\": \"it is JSON\"}");
      run.seconds(1);
    }
    assertThat(only(AlertEvent.class, run.events))
        .extracting(AlertEvent::state)
        .containsExactly(AlertEvent.State.FIRING, AlertEvent.State.RESOLVED);
    assertThat(only(SilenceEvent.class, run.events)).isEmpty();
    assertThat(notices(run)).filteredOn("blind"::equals).hasSizeGreaterThan(10);
    run.finish();
  }

  @Test
  void missingFile_isBlind_andReadFromItsStartWhenItComes() {
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    run.seconds(30);
    assertThat(notices(run)).startsWith("source-missing").contains("blind");
    assertThat(only(SilenceEvent.class, run.events)).isEmpty();
    write(log, line(T, "/a"), line(T + 1, "/a"));
    run.seconds(1);
    assertThat(notices(run)).contains("source-appeared");
    assertThat(run.finish().accounting().onTime()).isEqualTo(2);
  }

  @Test
  void fileThatGoesAway_isBlind() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    write(log, line(T, "/a"), line(T + 1, "/a"));
    run.poll();
    Files.delete(log);
    run.seconds(30);
    assertThat(notices(run)).contains("source-missing", "blind");
    assertThat(only(SilenceEvent.class, run.events)).isEmpty();
    run.finish();
  }

  @Test
  void emptyFile_isSilent_byTheClockOnTheWall() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    run.seconds(35);
    assertThat(only(SilenceEvent.class, run.events))
        .extracting(e -> e.start().getEpochSecond() - T)
        .containsExactly(0L, 10L, 20L);
    run.finish();
  }

  @Test
  void directory_isHopeless() {
    LiveRun run = new LiveRun(RULES, LATENESS, directory);
    run.seconds(1);
    assertThat(run.follow().isAtEnd()).isTrue();
    assertThat(notices(run)).contains("source-directory");
    run.finish();
  }

  @Test
  void fileThatNeverComes_doesNotHoldABusyOneBack() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log, directory.resolve("other.log"));
    for (int i = 0; i < 60; i++) {
      write(log, line(T + i, "/a"));
      run.seconds(1);
    }
    assertThat(only(StatisticsEvent.class, run.events)).hasSize(5);
    run.finish();
  }

  @Test
  void fileBehind_isWaitedFor_oneThatIsSilentIsNot() throws IOException {
    Path other = directory.resolve("other.log");
    Files.createFile(log);
    Files.createFile(other);
    LiveRun run = new LiveRun(RULES, LATENESS, log, other);
    write(log, line(T, "/a"), line(T + 30, "/a"));
    write(other, line(T, "/b"), line(T + 1, "/b"));
    run.poll();
    assertThat(only(StatisticsEvent.class, run.events)).isEmpty();
    write(log, line(T + 31, "/a"));
    run.seconds(3);
    write(log, line(T + 33, "/a"));
    run.seconds(3);
    assertThat(only(StatisticsEvent.class, run.events)).hasSize(1);
    run.finish();
  }

  @Test
  void halfLine_waitsForItsNewline_orTheEnd() throws IOException {
    Files.createFile(log);
    LiveRun run = new LiveRun(RULES, LATENESS, log);
    byte[] bytes = Logs.bytes(List.of(line(T, "/a")));
    LiveRun.append(log, java.util.Arrays.copyOf(bytes, 30));
    run.poll();
    assertThat(run.engine().accounting().lines()).isZero();
    LiveRun.append(log, java.util.Arrays.copyOfRange(bytes, 30, bytes.length - 1));
    run.poll();
    assertThat(run.engine().accounting().lines()).isZero();
    assertThat(run.finish().accounting().onTime()).isEqualTo(1);
  }
}
