package io.github.simplehttpmonitor.core.notification;

import static io.github.simplehttpmonitor.core.support.TestAlerts.firing;
import static io.github.simplehttpmonitor.core.support.TestAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent.Reason;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationsTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  private Silences silences = Silences.NONE;
  private Notifications notifications = new Notifications(NotificationPolicy.DEFAULT, silences);

  private void silenced(String line) {
    Silence silence = Silence.parse(line);
    silences = silence::covers;
    notifications = new Notifications(NotificationPolicy.DEFAULT, silences);
  }

  private static Instant at(long second) {
    return T.plusSeconds(second);
  }

  /** What comes of an event that arrives on time. */
  private List<NotificationEvent> on(Event event) {
    return told(notifications.on(event, event.at()));
  }

  /** Lets event time pass, as a statistics line every ten seconds does. */
  private List<NotificationEvent> until(long second) {
    Instant now = at(second);
    return told(notifications.on(new SilenceEvent(now.minusSeconds(10), now, 1, null), now));
  }

  private List<NotificationEvent> tick(long second) {
    return told(notifications.tick(at(second)));
  }

  private static List<NotificationEvent> told(List<Event> events) {
    return events.stream()
        .filter(NotificationEvent.class::isInstance)
        .map(NotificationEvent.class::cast)
        .toList();
  }

  private static SummaryEvent summary(long second) {
    return new SummaryEvent(
        new Accounting(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        null,
        null,
        0,
        0,
        List.of(),
        false,
        at(second),
        null);
  }

  @Test
  void alertWithoutGroup_isToldAtOnce_andSoIsItsEnd() {
    assertThat(on(firing("high-traffic", "", at(0))))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.reason()).isEqualTo(Reason.CHANGE);
              assertThat(told.rule()).isEqualTo("high-traffic");
              assertThat(told.firing()).containsExactly(firing("high-traffic", "", at(0)));
              assertThat(told.at()).isEqualTo(at(0));
            });
    AlertEvent end = resolved("high-traffic", "", at(0), at(40));
    assertThat(on(end))
        .singleElement()
        .satisfies(t -> assertThat(t.resolved()).containsExactly(end));
  }

  @Test
  void fiveHundredGroups_areOneMessage() {
    List<NotificationEvent> told = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      told.addAll(on(firing("errors", "/s" + i, at(i / 50))));
    }
    told.addAll(until(20));
    assertThat(told).isEmpty();
    told.addAll(until(30));
    assertThat(told).singleElement().satisfies(t -> assertThat(t.firing()).hasSize(500));
    assertThat(until(40)).isEmpty();
  }

  @Test
  void furtherAlertsOfTheRule_comeWithItsNextInterval() {
    on(firing("errors", "/a", at(0)));
    assertThat(until(30)).hasSize(1);
    assertThat(on(firing("errors", "/b", at(60)))).isEmpty();
    assertThat(on(resolved("errors", "/a", at(0), at(90)))).isEmpty();
    assertThat(until(320)).isEmpty();
    assertThat(until(330))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.firing()).extracting(AlertEvent::at).containsExactly(at(60));
              assertThat(told.resolved()).extracting(AlertEvent::at).containsExactly(at(90));
            });
  }

  @Test
  void rules_doNotWaitForEachOther() {
    on(firing("errors", "/a", at(0)));
    assertThat(on(firing("slow", "", at(5))))
        .extracting(NotificationEvent::rule)
        .containsExactly("slow");
    assertThat(until(30)).extracting(NotificationEvent::rule).containsExactly("errors");
  }

  @Test
  void alertThatEndsBeforeItWasTold_isNeverTold() {
    on(firing("errors", "/a", at(0)));
    on(resolved("errors", "/a", at(0), at(20)));
    assertThat(until(60)).isEmpty();
    assertThat(tick(10_000)).isEmpty();
  }

  @Test
  void everyEpisode_hasOneEnd() {
    for (int episode = 0; episode < 3; episode++) {
      Instant start = at(episode * 1_000L);
      assertThat(on(firing("r", "", start))).hasSize(1);
      AlertEvent end = resolved("r", "", start, start.plusSeconds(10));
      assertThat(on(end)).hasSize(1);
      assertThat(on(end)).as("the same once more").isEmpty();
    }
  }

  @Test
  void endOfAnEpisodeFromBefore_isTold() {
    assertThat(on(resolved("r", "", at(-100), at(0)))).hasSize(1);
    assertThat(on(resolved("r", "", at(-100), at(0)))).isEmpty();
  }

  @Test
  void whatFires_isRepeated_byTheClockOnTheWall() {
    long repeat = Duration.ofHours(4).toSeconds();
    on(firing("r", "", at(0)));
    assertThat(tick(repeat - 1)).isEmpty();
    assertThat(tick(repeat))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.reason()).isEqualTo(Reason.REPEAT);
              assertThat(told.firing()).hasSize(1);
            });
    assertThat(tick(repeat + 5)).isEmpty();
    assertThat(tick(2 * repeat)).hasSize(1);
    on(resolved("r", "", at(0), at(2 * repeat + 1)));
    assertThat(tick(9 * repeat)).isEmpty();
  }

  @Test
  void otherSeverity_isToldAgain() {
    AlertEvent first = firing("r", "", at(0));
    on(first);
    assertThat(on(firing("r", "", at(60)))).hasSize(1);
    assertThat(on(resolved("r", "", at(0), at(90)))).hasSize(1);
  }

  @Test
  void silenced_isToldWhenTheSilenceEnds_ifItStillFires() {
    silenced("2026-03-01T10:00:00Z 2026-03-01T10:05:00Z rule=r");
    assertThat(on(firing("r", "", at(0)))).isEmpty();
    assertThat(on(firing("other", "", at(0)))).hasSize(1);
    assertThat(until(290)).isEmpty();
    assertThat(until(300)).extracting(NotificationEvent::rule).containsExactly("r");
    assertThat(on(resolved("r", "", at(0), at(310)))).hasSize(1);
  }

  @Test
  void silenced_isNotTold_ifItEndsBefore() {
    silenced("2026-03-01T10:00:00Z 2026-03-01T10:05:00Z rule=r");
    on(firing("r", "", at(0)));
    assertThat(on(resolved("r", "", at(0), at(100)))).isEmpty();
    assertThat(until(400)).isEmpty();
  }

  @Test
  void endOfWhatWasTold_isTold_evenIfItIsSilencedByThen() {
    silenced("2026-03-01T10:01:00Z 2026-03-01T11:00:00Z rule=r");
    assertThat(on(firing("r", "", at(0)))).hasSize(1);
    assertThat(on(resolved("r", "", at(0), at(100)))).hasSize(1);
  }

  @Test
  void silenced_isNotRepeated() {
    silenced("2026-03-01T10:01:00Z 2026-03-02T10:00:00Z rule=r");
    on(firing("r", "", at(0)));
    until(3_600);
    assertThat(tick(5 * 3_600)).isEmpty();
  }

  @Test
  void transitionsFromADowntime_areOneMessage() {
    Instant now = at(24 * 3_600);
    List<NotificationEvent> told = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Instant start = at(i * 100L);
      told.addAll(told(notifications.on(firing("r", "", start), now)));
      told.addAll(told(notifications.on(resolved("r", "", start, start.plusSeconds(50)), now)));
    }
    told.addAll(told(notifications.on(firing("r", "", at(6_000)), now)));
    assertThat(told).isEmpty();
    Instant fresh = now.minusSeconds(10);
    assertThat(
            told(notifications.on(new SilenceEvent(fresh.minusSeconds(10), fresh, 1, null), now)))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.reason()).isEqualTo(Reason.CATCH_UP);
              assertThat(message.rule()).isEqualTo("r");
              assertThat(message.firing()).hasSize(1);
              assertThat(message.resolved()).hasSize(50);
            });
    assertThat(told(notifications.on(resolved("r", "", at(6_000), now), now))).hasSize(1);
  }

  @Test
  void logThatStaysBehind_isToldByTheClock() {
    notifications.on(firing("r", "", at(0)), at(7_200));
    assertThat(tick(7_229)).isEmpty();
    assertThat(tick(7_230)).extracting(NotificationEvent::reason).containsExactly(Reason.CATCH_UP);
  }

  @Test
  void downtimeWithManyAlerts_isBounded() {
    Instant now = at(24 * 3_600);
    for (int i = 0; i < 5_000; i++) {
      notifications.on(firing("r", "/" + i, at(i)), now);
      notifications.on(resolved("r", "/" + i, at(i), at(i + 1)), now);
    }
    assertThat(told(notifications.on(summary(5_001), now)))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.resolved()).hasSize(Notifications.MAX_CAUGHT_UP);
              assertThat(message.omitted()).isEqualTo(4_000);
            });
  }

  @Test
  void end_tellsWhatWaits() {
    on(firing("errors", "/a", at(0)));
    assertThat(on(summary(5))).singleElement().satisfies(t -> assertThat(t.firing()).hasSize(1));
  }

  @Test
  void longIntervals_doNotKeepPeopleWaiting() {
    on(firing("errors", "/a", at(0)));
    assertThat(tick(29)).isEmpty();
    assertThat(tick(30)).hasSize(1);
  }

  @Test
  void moreAlertsThanAreTracked_areCounted() {
    for (int i = 0; i < Notifications.MAX_TRACKED + 7; i++) {
      on(firing("errors", "/" + i, at(0)));
    }
    assertThat(until(30))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.firing()).hasSize(Notifications.MAX_TRACKED);
              assertThat(told.omitted()).isEqualTo(7);
            });
  }

  @Test
  void withoutDigest_alertsPassAsTheyAre() {
    notifications = new Notifications(NotificationPolicy.EACH, silences);
    List<AlertEvent> alerts =
        List.of(
            firing("errors", "/a", at(0)),
            firing("errors", "/b", at(1)),
            resolved("errors", "/a", at(0), at(2)));
    List<Event> passed = new ArrayList<>();
    alerts.forEach(alert -> passed.addAll(notifications.on(alert, at(90_000))));
    assertThat(passed).isEqualTo(alerts);
    assertThat(notifications.tick(at(900_000))).isEmpty();
  }

  @Test
  void otherEvents_passAtOnce() {
    SilenceEvent silence = new SilenceEvent(at(0), at(10), 1, null);
    assertThat(notifications.on(silence, at(10))).containsExactly(silence);
    assertThat(notifications.on(summary(10), at(10))).containsExactly(summary(10));
  }
}
