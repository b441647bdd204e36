package io.github.simplehttpmonitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.Logs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that come and go while others are followed. */
class LookAgainTest {

  @TempDir private Path folder;

  private Path first;
  private LiveRun run;

  @BeforeEach
  void follow() {
    first = folder.resolve("first.log");
    write(first, 0, 1);
    run = new LiveRun(List.of(), Duration.ofSeconds(2), first);
    run.follow().lookAgain(this::there);
    run.seconds(1);
  }

  private Map<Path, Path> there() {
    try (Stream<Path> files = Files.list(folder)) {
      Map<Path, Path> all = new LinkedHashMap<>();
      files.sorted().forEach(file -> all.put(file, first));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a line for each of these seconds. */
  private static void write(Path file, int from, int to) {
    for (int second = from; second < to; second++) {
      LiveRun.append(file, Logs.bytes(List.of(Logs.line(Logs.T + second, "/a"))));
    }
  }

  private List<String> codes() {
    return Logs.only(NoticeEvent.class, run.events).stream().map(NoticeEvent::code).toList();
  }

  private Accounting end() {
    return run.finish().accounting();
  }

  @Test
  void aNewLog_isFollowedFromItsStart() {
    Path second = folder.resolve("second.log");
    write(second, 1, 4);
    run.seconds(20);
    write(second, 21, 24);
    run.seconds(5);
    assertThat(end().lines()).isEqualTo(1 + 3 + 3);
  }

  @Test
  void aRotatedLog_isNotReadTwice() throws IOException {
    for (int i = 0; i < 5; i++) {
      write(first, 20 * i + 2, 20 * i + 5);
      run.seconds(10);
      Files.move(first, folder.resolve("first-" + i + ".log"));
      write(first, 20 * i + 12, 20 * i + 13);
      run.seconds(10);
    }
    run.seconds(20);
    assertThat(end().lines()).isEqualTo(1 + 5 * 4);
  }

  @Test
  void aLogThatIsGone_isLetGo_andFoundWhenItComesBack() throws IOException {
    Path second = folder.resolve("second.log");
    write(second, 1, 2);
    run.seconds(20);
    Files.delete(second);
    run.seconds(80);
    assertThat(codes()).contains("source-gone");
    assertThat(run.follow().failures()).isZero();
    write(second, 101, 104);
    run.seconds(20);
    assertThat(end().lines()).isEqualTo(1 + 1 + 3);
  }

  @Test
  void ifAllAreGone_itIsNotTheEnd() throws IOException {
    Files.delete(first);
    run.seconds(80);
    assertThat(codes()).contains("source-gone");
    assertThat(run.follow().isAtEnd()).isFalse();
    write(first, 90, 92);
    run.seconds(20);
    assertThat(end().lines()).isEqualTo(1 + 2);
  }

  @Test
  void thereIsABound() {
    for (int i = 0; i < 1_001; i++) {
      write(folder.resolve("log-" + i), 1, 2);
    }
    run.seconds(21);
    assertThat(codes().stream().filter("too-many-files"::equals)).hasSize(1);
    assertThat(end().lines()).isEqualTo(1 + 999);
  }
}
