package io.github.simplehttpmonitor.core;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.notification.NotificationPolicy;
import io.github.simplehttpmonitor.core.notification.Notifications;
import io.github.simplehttpmonitor.core.notification.NotifyingAppender;
import io.github.simplehttpmonitor.core.notification.Silences;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of alerts when the monitor is ended and started in between. */
class StateDeliveryTest {

  @TempDir private Path directory;
  private Path log;
  private Path state;
  private long second = T;
  private Instant wall = Instant.ofEpochSecond(T + 200);
  private boolean down;
  private int anonymity;
  private final List<NotificationEvent> messages = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private List<AlertRule> rules = List.of(AlertRule.highTraffic(10, Duration.ofMinutes(2)));

  @BeforeEach
  void name() {
    log = directory.resolve("access.log");
    state = directory.resolve("state");
  }

  private void traffic(int seconds, int perSecond) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < seconds; i++, second++) {
      for (int n = 0; n < perSecond; n++) {
        lines.add(line(second, "/a"));
      }
    }
    LiveRun.append(log, Logs.bytes(lines));
  }

  private Appender people() {
    return new NotifyingAppender(
        batch -> {
          if (down) {
            throw new RetryableAppenderException("nobody answers there");
          }
          messages.addAll(only(NotificationEvent.class, batch));
        },
        new Notifications(NotificationPolicy.DEFAULT, Silences.NONE),
        () -> wall);
  }

  private Summary run(String appender) {
    events.clear();
    messages.clear();
    return Monitor.builder()
        .format("common")
        .rules(rules)
        .anonymity(anonymity)
        .allowedLateness(Duration.ofSeconds(2))
        .once(true)
        .fromStart(true)
        .stateDirectory(state)
        .listener(events::add)
        .appender(appender, people())
        .build()
        .follow(log);
  }

  @Test
  void anEpisodeOverManyRuns_isToldTwice() {
    traffic(110, 13);
    run("mail");
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).firing()).hasSize(1);
    for (int i = 0; i < 3; i++) {
      traffic(10, 13);
      run("mail");
      assertThat(messages).isEmpty();
    }
    traffic(120, 1);
    run("mail");
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).resolved()).hasSize(1);
    traffic(10, 1);
    run("mail");
    assertThat(messages).isEmpty();
  }

  @Test
  void whatCouldNotBeTold_isToldByTheNextRun_once() throws IOException {
    down = true;
    traffic(110, 13);
    run("mail");
    assertThat(StateDescription.read(state).undelivered())
        .containsExactly(new StateDescription.Waiting("mail", 1));
    traffic(1, 13);
    run("mail");
    assertThat(StateDescription.read(state).undelivered())
        .as("waits through any number of runs")
        .containsExactly(new StateDescription.Waiting("mail", 1));
    down = false;
    run("mail");
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).reason()).isEqualTo(NotificationEvent.Reason.CHANGE);
    assertThat(StateDescription.read(state).undelivered()).isEmpty();
    run("mail");
    assertThat(messages).isEmpty();
  }

  @Test
  void whatIsOldWhenItIsToldAtLast_comesInOneMessage() {
    down = true;
    traffic(110, 13);
    run("mail");
    traffic(130, 1);
    traffic(130, 13);
    run("mail");
    down = false;
    wall = wall.plus(Duration.ofHours(5));
    run("mail");
    assertThat(messages).hasSize(1);
    NotificationEvent message = messages.get(0);
    assertThat(message.reason()).isEqualTo(NotificationEvent.Reason.CATCH_UP);
    assertThat(message.firing()).hasSize(1);
  }

  @Test
  void killedRun_isToldAgain_withTheSameIds() throws IOException {
    traffic(50, 13);
    run("mail");
    Path copy = Files.createDirectory(directory.resolve("copy"));
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    traffic(60, 13);
    run("mail");
    List<NotificationEvent> first = List.copyOf(messages);
    assertThat(first).hasSize(1);
    // As if the process had been killed before it wrote its state.
    state = copy;
    run("mail");
    assertThat(messages).extracting(Event::id).containsExactly(first.get(0).id());
  }

  @Test
  void alertOfARuleThatIsGone_ends() {
    traffic(110, 13);
    run("mail");
    String id = only(AlertEvent.class, events).get(0).id();
    rules = List.of(AlertRule.highTraffic(12, Duration.ofMinutes(5)));
    run("mail");
    assertThat(only(NoticeEvent.class, events))
        .extracting(NoticeEvent::code)
        .contains("state-rule-changed");
    assertThat(only(AlertEvent.class, events))
        .singleElement()
        .satisfies(end -> assertThat(end.state()).isEqualTo(AlertEvent.State.RESOLVED))
        .satisfies(end -> assertThat(end.id()).isNotEqualTo(id));
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).resolved()).hasSize(1);
    run("mail");
    assertThat(messages).isEmpty();
    assertThat(only(AlertEvent.class, events)).isEmpty();
  }

  @Test
  void anAppenderWithoutMemory_getsWhatItRefused_inTheNextRun() {
    traffic(110, 13);
    List<Event> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      boolean refuses = i == 0;
      Monitor.builder()
          .format("common")
          .once(true)
          .fromStart(true)
          .stateDirectory(state)
          .appender(
              "hook",
              batch -> {
                if (refuses) {
                  throw new RetryableAppenderException("busy");
                }
                taken.addAll(only(AlertEvent.class, batch));
              })
          .build()
          .follow(log);
      assertThat(taken).hasSize(refuses ? 0 : 1);
    }
  }

  @Test
  void appendersOfOneName_waitApart() throws IOException {
    traffic(110, 13);
    List<List<Event>> taken = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 2; i++) {
      boolean refuses = i == 0;
      MonitorBuilder builder =
          Monitor.builder().format("common").once(true).fromStart(true).stateDirectory(state);
      for (List<Event> each : taken) {
        builder.appender(
            "hook",
            batch -> {
              if (refuses && each == taken.get(1)) {
                throw new RetryableAppenderException("busy");
              }
              each.addAll(only(AlertEvent.class, batch));
            });
      }
      builder.build().follow(log);
      assertThat(taken.get(0)).hasSize(1);
      assertThat(taken.get(1)).hasSize(i);
    }
    assertThat(StateDescription.read(state).undelivered()).isEmpty();
  }

  @Test
  void alertsOfAnAppenderThatIsGone_waitForItsReturn() {
    down = true;
    traffic(110, 13);
    run("mail");
    down = false;
    run("chat");
    assertThat(only(NoticeEvent.class, events))
        .filteredOn(notice -> notice.code().equals("state-appender-gone"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).contains("'mail'"));
    run("mail");
    assertThat(messages).hasSize(1);
  }

  @Test
  void foreignSpool_isKeptAside() throws IOException {
    Files.createDirectories(state);
    Files.writeString(state.resolve("spool-mail"), "what somebody else put there");
    traffic(110, 13);
    run("mail");
    assertThat(messages).hasSize(1);
    assertThat(only(NoticeEvent.class, events))
        .filteredOn(notice -> notice.code().equals("state-unreadable"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).contains("spool-mail.unreadable"));
    assertThat(state.resolve("spool-mail.unreadable")).hasContent("what somebody else put there");
  }

  @Test
  void anonymousMonitor_keepsNoAddress_andTellsTheEndOfWhatItTold() throws IOException {
    rules =
        List.of(
            AlertRule.builder(
                    "client", Query.of(Measure.count(), Duration.ofMinutes(1)).groupBy("client"))
                .critical(Condition.above(10))
                .build());
    anonymity = 1;
    down = true;
    traffic(30, 1);
    // One more, whose time is in doubt.
    LiveRun.append(log, Logs.bytes(List.of(line(second + 90_000, "/192.0.2.1"))));
    run("mail");
    assertThat(only(AlertEvent.class, events))
        .singleElement()
        .satisfies(alert -> assertThat(alert.group()).containsEntry("client", "192.0.2.0"));
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("192.0.2.1");
      }
    }
    assertThat(Files.readString(state.resolve("checkpoint"), StandardCharsets.ISO_8859_1))
        .contains("192.0.2.0");
    down = false;
    second += 120;
    traffic(10, 0);
    LiveRun.append(log, Logs.bytes(List.of(line(second, "/a"), line(second + 5, "/a"))));
    run("mail");
    assertThat(only(AlertEvent.class, events))
        .singleElement()
        .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertEvent.State.RESOLVED));
  }

  @Test
  void stateThatCannotBeWritten_isSaid_andTriedAgain() throws IOException {
    Path obstacle = state.resolve("checkpoint.new").resolve("x");
    Files.createDirectories(obstacle);
    traffic(110, 13);
    List<String> codes = new ArrayList<>();
    Summary summary =
        Monitor.builder()
            .format("common")
            .once(true)
            .fromStart(true)
            .stateDirectory(state)
            .listener(
                event -> {
                  if (event instanceof NoticeEvent notice && notice.code().startsWith("state-")) {
                    codes.add(notice.code());
                    if (notice.code().equals("state-unwritable")) {
                      delete(obstacle);
                    }
                  }
                })
            .build()
            .follow(log);
    assertThat(summary.event().accounting().lines()).isEqualTo(1_430);
    assertThat(codes).containsExactly("state-unwritable", "state-written");
    assertThat(StateDescription.read(state).total().accounting().lines()).isEqualTo(1_430);
  }

  private static void delete(Path obstacle) {
    try {
      Files.delete(obstacle);
      Files.delete(obstacle.getParent());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
