package io.github.simplehttpmonitor.core;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.Logs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may have happened to a log while nobody read it. */
class StateResumeTest {

  private static final List<AlertRule> RULES =
      List.of(AlertRule.highTraffic(10, Duration.ofMinutes(2)));

  @TempDir private Path directory;
  private Path log;
  private LiveRun run;
  private byte[] state;
  private long written;

  @BeforeEach
  void readTwenty() throws IOException {
    log = Files.createFile(directory.resolve("access.log"));
    run = new LiveRun(RULES, Duration.ofSeconds(2), log);
    write(log, 20);
    run.poll();
    state = run.state();
  }

  private void write(Path file, int count) {
    for (int i = 0; i < count; i++) {
      LiveRun.append(file, Logs.bytes(List.of(line(T + written++, "/a"))));
    }
  }

  private void rename(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to));
  }

  private void compress(String name) throws IOException {
    Path file = directory.resolve(name);
    Path target = directory.resolve(name + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
      Files.copy(file, out);
    }
    Files.setLastModifiedTime(target, Files.getLastModifiedTime(file));
    Files.delete(file);
  }

  private Accounting resumed() throws IOException {
    run.restart(state);
    run.poll();
    Accounting total = run.engine().totalAccounting();
    run.finish();
    return total;
  }

  private List<String> notices() {
    return only(NoticeEvent.class, run.events).stream()
        .map(NoticeEvent::code)
        .filter(code -> !code.equals("source"))
        .toList();
  }

  @Test
  void fileThatGrew_isReadOn() throws IOException {
    write(log, 5);
    assertThat(resumed().lines()).isEqualTo(25);
    assertThat(notices()).containsExactly("source-resumed");
  }

  @Test
  void halfLine_isReadWhole() throws IOException {
    String half = line(T + 30, "/a");
    Files.writeString(log, half.substring(0, 40), StandardOpenOption.APPEND);
    run.poll();
    state = run.state();
    Files.writeString(log, half.substring(40) + "\n", StandardOpenOption.APPEND);
    Accounting total = resumed();
    assertThat(total.parsed()).isEqualTo(21);
    assertThat(total.malformed()).isZero();
  }

  @Test
  void rotatedFiles_areReadInOrder() throws IOException {
    write(log, 5);
    rename("access.log", "access.log.1");
    write(log, 6);
    rename("access.log.1", "access.log.2");
    rename("access.log", "access.log.1");
    write(log, 7);
    Accounting total = resumed();
    assertThat(total.lines()).isEqualTo(38);
    assertThat(total.onTime()).isEqualTo(38);
  }

  @Test
  void rotatedAndCompressedFiles_areReadInOrder() throws IOException {
    write(log, 5);
    rename("access.log", "access.log.2");
    compress("access.log.2");
    write(log, 6);
    rename("access.log", "access.log.1");
    write(log, 7);
    Accounting total = resumed();
    assertThat(total.lines()).isEqualTo(38);
    assertThat(total.onTime()).isEqualTo(38);
    assertThat(notices()).contains("source-resumed").doesNotContain("source-lost");
  }

  @Test
  void copiedAndTruncated_isReadFromTheCopy() throws IOException {
    write(log, 5);
    Files.copy(log, directory.resolve("access.log.1"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.write(log, new byte[0]);
    write(log, 30);
    assertThat(resumed().lines()).isEqualTo(55);
  }

  @Test
  void truncatedFile_isSaid_andReadFromItsStart() throws IOException {
    Files.write(log, new byte[0]);
    write(log, 3);
    assertThat(resumed().lines()).isEqualTo(23);
    assertThat(notices()).contains("source-truncated");
  }

  @Test
  void deletedFile_isSaid_andItsSuccessorReadFromItsStart() throws IOException {
    rename("access.log", "elsewhere");
    Files.copy(directory.resolve("elsewhere"), directory.resolve("kept"));
    Files.delete(directory.resolve("elsewhere"));
    Files.delete(directory.resolve("kept"));
    write(log, 4);
    assertThat(resumed().lines()).isEqualTo(24);
    assertThat(notices()).containsAnyOf("source-lost", "source-truncated");
  }

  @Test
  void missingFile_isWaitedFor() throws IOException {
    rename("access.log", "access.log.1");
    run.restart(state);
    run.poll();
    write(log, 4);
    run.poll();
    run.seconds(2);
    assertThat(run.engine().totalAccounting().lines()).isEqualTo(24);
    run.finish();
  }

  @Test
  void olderFileWithTheSameHead_isNotTaken() throws IOException {
    Path header = Files.createDirectory(directory.resolve("iis")).resolve("u_ex1.log");
    String head = "#Software: an example that is long enough to fill the head\n".repeat(30);
    Files.writeString(header, head);
    Path older = header.resolveSibling("u_ex1.log.2");
    Files.writeString(older, head + line(T, "/old") + "\n");
    LiveRun own = new LiveRun(RULES, Duration.ofSeconds(2), header);
    Files.writeString(header, line(T + 1, "/new") + "\n", StandardOpenOption.APPEND);
    own.poll();
    byte[] saved = own.state();
    long lines = own.engine().accounting().lines();
    Files.move(header, header.resolveSibling("u_ex1.log.1"));
    Files.writeString(header, head + line(T + 2, "/newer") + "\n");
    own.restart(saved);
    own.poll();
    assertThat(own.engine().totalAccounting().lines()).isEqualTo(lines + 31);
    own.finish();
  }

  private static final String COLUMNS = "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n";

  private LiveRun w3c(Path file, String text) throws IOException {
    Files.writeString(file, COLUMNS + text);
    return new LiveRun("w3c", true, RULES, Duration.ofSeconds(2), file);
  }

  private static String row(int second) {
    return "2024-01-01 00:00:" + second + " 192.0.2.1 GET /a 200\n";
  }

  @Test
  void columnsOfALog_areRemembered() throws IOException {
    Path file = directory.resolve("w3c.log");
    LiveRun own = w3c(file, row(10) + row(11));
    own.poll();
    own.restart(own.state());
    Files.writeString(file, row(12) + row(13), StandardOpenOption.APPEND);
    own.poll();
    Accounting total = own.engine().totalAccounting();
    assertThat(total.parsed()).isEqualTo(4);
    assertThat(total.malformed()).isZero();
    assertThat(total.ignored()).isEqualTo(1);
    own.finish();
  }

  @Test
  void columnsOfALog_areRemembered_whenItIsCompressed() throws IOException {
    Path file = directory.resolve("w3c.log");
    LiveRun own = w3c(file, (row(10) + row(11)).repeat(5));
    own.poll();
    byte[] saved = own.state();
    Files.writeString(file, row(12) + row(13), StandardOpenOption.APPEND);
    rename("w3c.log", "w3c.log.1");
    compress("w3c.log.1");
    Files.writeString(file, COLUMNS + row(14));
    own.restart(saved);
    own.poll();
    own.seconds(3);
    Accounting total = own.engine().totalAccounting();
    assertThat(total.parsed()).isEqualTo(13);
    assertThat(total.malformed()).isZero();
    own.finish();
  }

  @Test
  void damagedCompressedFile_isSaid() throws IOException {
    write(log, 500);
    rename("access.log", "access.log.1");
    compress("access.log.1");
    Path gz = directory.resolve("access.log.1.gz");
    byte[] bytes = Files.readAllBytes(gz);
    Files.write(gz, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    write(log, 3);
    Accounting total = resumed();
    assertThat(total.lines()).isBetween(23L, 522L);
    assertThat(notices()).contains("source-unreadable");
  }

  @Test
  void replacedFile_withTheSameInode_isNotReadFromTheMiddle() throws IOException {
    byte[] other = Logs.bytes(java.util.Collections.nCopies(40, line(T + 500, "/other")));
    try (var channel = java.nio.channels.FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(0);
      channel.write(java.nio.ByteBuffer.wrap(other));
    }
    assertThat(resumed().lines()).isEqualTo(60);
    assertThat(notices()).contains("source-truncated");
  }

  @Test
  void changedRule_beginsAnew_theOthersGoOn() throws IOException {
    AlertRule other =
        AlertRule.builder(
                "other",
                io.github.simplehttpmonitor.core.query.Query.of(
                    io.github.simplehttpmonitor.core.query.Measure.count(), Duration.ofMinutes(1)))
            .critical(io.github.simplehttpmonitor.core.alert.Condition.above(5))
            .build();
    AlertRule kept = AlertRule.highTraffic(0.1, Duration.ofMinutes(2));
    LiveRun own = new LiveRun(List.of(kept, other), Duration.ofSeconds(2), log);
    own.poll();
    assertThat(own.engine().firing()).containsExactly("high-traffic", "other");
    AlertRule changed =
        AlertRule.builder("other", other.query())
            .critical(io.github.simplehttpmonitor.core.alert.Condition.above(6))
            .build();
    assertThat(own.restart(own.state(), List.of(kept, changed))).containsExactly("other");
    assertThat(own.engine().firing()).containsExactly("high-traffic");
    write(log, 5);
    own.poll();
    assertThat(only(AlertEvent.class, own.events))
        .extracting(AlertEvent::rule)
        .as("the changed one fires again, the other one goes on")
        .containsExactly("other", "high-traffic", "other");
    own.finish();
  }
}
