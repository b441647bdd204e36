package io.github.simplehttpmonitor.core;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.appender.JsonAppender;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.runtime.StateDirectory;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A monitor with a directory for its state, run again and again. */
class StateDirectoryTest {

  @TempDir private Path directory;
  private Path log;
  private Path state;
  private final List<Event> events = new ArrayList<>();
  private long written;

  @BeforeEach
  void name() {
    log = directory.resolve("access.log");
    state = directory.resolve("state");
  }

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      LiveRun.append(log, Logs.bytes(List.of(line(T + written++ / 13, "/a"))));
    }
  }

  private MonitorBuilder builder() {
    return Monitor.builder()
        .format("common")
        .allowedLateness(Duration.ofSeconds(2))
        .once(true)
        .fromStart(true)
        .stateDirectory(state);
  }

  private Summary run() {
    events.clear();
    return builder().listener(events::add).build().follow(log);
  }

  private List<String> notices() {
    return only(NoticeEvent.class, events).stream().map(NoticeEvent::code).toList();
  }

  @Test
  void runs_goOnFromOneAnother() {
    List<Event> all = new ArrayList<>();
    SummaryEvent last = null;
    for (int i = 0; i < 10; i++) {
      write(200);
      last = run().event();
      assertThat(last.accounting().lines()).isEqualTo(200);
      assertThat(last.accounting().addsUp()).isTrue();
      all.addAll(only(AlertEvent.class, events));
    }
    assertThat(last.total()).isNotNull();
    assertThat(last.total().accounting().lines()).isEqualTo(2_000);
    assertThat(last.total().alertsFired()).isEqualTo(1);
    assertThat(last.stillFiring()).containsExactly("high-traffic");
    assertThat(JsonAppender.toJson(last)).contains("\"total\":{\"lines\":2000,");
    assertThat(only(AlertEvent.class, all))
        .extracting(AlertEvent::hits)
        .as("as in one run")
        .containsExactly(1_209L);
  }

  @Test
  void description_saysWhatIsThere() throws IOException {
    write(1_300);
    run();
    StateDescription description = StateDescription.read(state);
    assertThat(description.total().accounting().lines()).isEqualTo(1_300);
    assertThat(description.firing()).containsExactly("high-traffic");
    assertThat(description.sources())
        .containsExactly(new StateDescription.Source(log.toString(), "common", Files.size(log)));
    assertThat(StateDescription.read(state.resolve("checkpoint"))).isEqualTo(description);
  }

  @Test
  void secondMonitor_isRefused() throws IOException {
    try (StateDirectory held = StateDirectory.open(state)) {
      assertThat(held.read()).isNull();
      assertThatThrownBy(this::run)
          .isInstanceOf(StateException.class)
          .hasMessageContaining("another monitor uses");
    }
    write(200);
    assertThat(run().event().accounting().lines()).isEqualTo(200);
  }

  private void broken(UnaryOperator<byte[]> change, String why) throws IOException {
    write(10);
    run();
    Path file = state.resolve("checkpoint");
    byte[] bad = change.apply(Files.readAllBytes(file));
    Files.write(file, bad);
    assertThatThrownBy(() -> StateDescription.read(state)).hasMessageContaining(why);
    Summary summary = run();
    assertThat(summary.event().accounting().lines()).isEqualTo(10);
    assertThat(summary.event().total()).isNull();
    assertThat(only(NoticeEvent.class, events))
        .filteredOn(notice -> notice.code().equals("state-unreadable"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).contains(why));
    assertThat(state.resolve("checkpoint.unreadable")).hasBinaryContent(bad);
    run();
    assertThat(notices()).doesNotContain("state-unreadable");
  }

  @Test
  void truncatedFile_isKeptAside() throws IOException {
    broken(bytes -> Arrays.copyOf(bytes, bytes.length / 2), "truncated");
  }

  @Test
  void emptyFile_isKeptAside() throws IOException {
    broken(bytes -> new byte[0], "truncated");
  }

  @Test
  void damagedFile_isKeptAside() throws IOException {
    broken(
        bytes -> {
          bytes[bytes.length / 2] ^= 1;
          return bytes;
        },
        "checksum");
  }

  @Test
  void foreignFile_isKeptAside() throws IOException {
    broken(bytes -> "this is no state at all".getBytes(UTF_8), "no state");
  }

  @Test
  void newerFile_isKeptAside() throws IOException {
    broken(
        bytes -> {
          bytes[11] = 9;
          return bytes;
        },
        "newer");
  }

  @Test
  void leftoverOfAKilledWrite_doesNotMatter() throws IOException {
    write(10);
    run();
    Files.write(state.resolve("checkpoint.new"), new byte[100]);
    write(5);
    assertThat(run().event().accounting().lines()).isEqualTo(5);
  }

  @Test
  void fileInPlaceOfTheFolder_isSaid() throws IOException {
    Files.writeString(state, "x");
    assertThatThrownBy(this::run)
        .isInstanceOf(StateException.class)
        .hasMessageContaining(state.toString());
  }

  @Test
  void alertThatWasNotTaken_waitsForTheNextRun() {
    write(1_300);
    builder()
        .isolateAppenders(true)
        .appender(
            "pager",
            batch -> {
              throw new RetryableAppenderException("the network is down");
            })
        .build()
        .follow(log);
    List<Event> taken = new ArrayList<>();
    builder().appender("pager", taken::addAll).build().follow(log);
    assertThat(only(AlertEvent.class, taken))
        .singleElement()
        .extracting(AlertEvent::hits)
        .isEqualTo(1_209L);
    taken.clear();
    builder().appender("pager", taken::addAll).build().follow(log);
    assertThat(only(AlertEvent.class, taken)).isEmpty();
  }
}
