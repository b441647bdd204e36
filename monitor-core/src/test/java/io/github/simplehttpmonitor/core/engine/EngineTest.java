package io.github.simplehttpmonitor.core.engine;

import static io.github.simplehttpmonitor.core.engine.EngineDriver.DEFAULT_RULE;
import static io.github.simplehttpmonitor.core.engine.EngineDriver.instant;
import static io.github.simplehttpmonitor.core.engine.EngineDriver.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an engine says of ordinary logs: statistics, silence, the default rule, the end. */
class EngineTest {

  @Test
  void exampleOfTheDesign_firesAndResolves() {
    EngineDriver d = EngineDriver.replaying(DEFAULT_RULE);
    Partition log = d.open(2);
    for (int s = 0; s < 100; s++) {
      d.times(13, log, s);
    }
    d.engine.finish(Duration.ofMinutes(10));

    assertThat(d.alerts())
        .containsExactly(
            new AlertEvent(
                "high-traffic",
                Map.of(),
                AlertEvent.State.FIRING,
                instant(93),
                instant(93),
                1209 / 120.0,
                10,
                1209,
                null),
            new AlertEvent(
                "high-traffic",
                Map.of(),
                AlertEvent.State.RESOLVED,
                instant(128),
                instant(93),
                1196 / 120.0,
                10,
                1196,
                null));
  }

  @Test
  void exactlyTheThreshold_doesNotFire() {
    EngineDriver d = EngineDriver.replaying(DEFAULT_RULE);
    Partition log = d.open(2);
    for (int s = 0; s < 240; s++) {
      d.times(10, log, s);
    }
    d.finish();
    assertThat(d.alerts()).isEmpty();
  }

  @Test
  void oneAboveTheThreshold_fires() {
    EngineDriver d = EngineDriver.replaying(DEFAULT_RULE);
    Partition log = d.open(2);
    d.times(1201, log, 0);
    d.finish();
    assertThat(d.alerts()).extracting(AlertEvent::hits).containsExactly(1201L);
    assertThat(d.alerts().get(0).at()).isEqualTo(instant(1));
  }

  @Test
  void stillFiringAtTheEnd_isListed_notResolved() {
    EngineDriver d = EngineDriver.replaying(DEFAULT_RULE);
    Partition log = d.open(2);
    d.times(1201, log, 0);
    SummaryEvent summary = d.finish();
    assertThat(summary.stillFiring()).containsExactly("high-traffic");
    assertThat(summary.alertsFired()).isEqualTo(1);
    assertThat(summary.alertsResolved()).isZero();
    assertThat(d.events).last().isEqualTo(summary);
  }

  @Test
  void statistics_nameTheTopSection_lexicallyFirstOfEquals() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    d.at(log, 0, "/report/1");
    d.at(log, 1, "/api/user");
    d.at(log, 2, "/report");
    d.at(log, 3, "/api");
    d.at(log, 10, "/");
    d.finish();
    assertThat(d.statistics())
        .containsExactly(
            new StatisticsEvent(instant(0), instant(10), 4, "/api", 2, 0, null),
            new StatisticsEvent(instant(10), instant(20), 1, "/", 1, 0, null));
  }

  @Test
  void requestsWithoutPath_count_butMakeNoSection() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    for (int i = 0; i < 3; i++) {
      d.micros(log, 1_704_067_200_000_000L, null);
    }
    d.finish();
    assertThat(d.statistics()).hasSize(1);
    assertThat(d.statistics().get(0).requests()).isEqualTo(3);
    assertThat(d.statistics().get(0).topSection()).isNull();
  }

  @Test
  void night_isOneSilence_inReplay() {
    EngineDriver d = EngineDriver.replaying(DEFAULT_RULE);
    Partition log = d.open(2);
    d.at(log, 0);
    d.at(log, 1);
    d.at(log, 8 * 3600 + 5);
    d.at(log, 8 * 3600 + 6);
    d.finish();
    assertThat(d.silences())
        .containsExactly(new SilenceEvent(instant(10), instant(8 * 3600), 2879, null));
    assertThat(d.statistics()).extracting(e -> second(e.end())).containsExactly(10L, 28_810L);
  }

  @Test
  void silence_isToldOneByOne_live() {
    EngineDriver d = EngineDriver.live(DEFAULT_RULE);
    Partition log = d.open(2);
    d.at(log, 0);
    d.at(log, 1);
    d.at(log, 45);
    d.finish();
    assertThat(d.silences())
        .extracting(e -> second(e.start()), SilenceEvent::windows)
        .containsExactly(tuple(10L, 1L), tuple(20L, 1L), tuple(30L, 1L));
  }

  @Test
  void yearsOfSilence_passedAtOnce_areOneEvent_alsoLive() {
    EngineDriver d = EngineDriver.live(DEFAULT_RULE);
    Partition log = d.open(2);
    long years = 4_000_000_000L;
    d.at(log, 0);
    d.at(log, 1);
    d.at(log, years);
    d.at(log, years + 1);
    assertThat(d.silences())
        .containsExactly(new SilenceEvent(instant(10), instant(years - 10), years / 10 - 2, null));
    d.engine.setBlind("it is missing");
    d.push(3 * years);
    assertThat(d.noticeCodes()).containsExactly("blind", "blind");
  }

  @Test
  void beforeTheFirstLine_windowsCountAsZero_andNothingIsSilent() {
    EngineDriver d = EngineDriver.replaying(AlertRule.highTraffic(0.5, Duration.ofSeconds(10)));
    Partition log = d.open(2);
    d.times(6, log, 1000);
    d.finish();
    assertThat(d.alerts()).extracting(AlertEvent::value).containsExactly(0.6);
    assertThat(d.silences()).isEmpty();
    assertThat(d.statistics()).hasSize(1);
  }

  @Test
  void thenSilence_letsTimeRunOn() {
    EngineDriver d = EngineDriver.replaying(DEFAULT_RULE);
    Partition log = d.open(2);
    d.times(1201, log, 0);
    SummaryEvent summary = d.engine.finish(Duration.ofMinutes(3));
    assertThat(d.alerts())
        .extracting(e -> second(e.at()), AlertEvent::state)
        .containsExactly(
            tuple(1L, AlertEvent.State.FIRING), tuple(121L, AlertEvent.State.RESOLVED));
    assertThat(d.silences())
        .containsExactly(
            new SilenceEvent(instant(10), instant(120), 11, null),
            new SilenceEvent(instant(120), instant(180), 6, null));
    assertThat(summary.stillFiring()).isEmpty();
  }

  @Test
  void endOfInput_reportsTheOpenInterval() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    d.at(log, 3);
    d.finish();
    assertThat(d.statistics())
        .containsExactly(new StatisticsEvent(instant(0), instant(10), 1, "/api", 1, 0, null));
  }

  @Test
  void endOfInput_closesTheRulesPane_alsoALongOne() {
    EngineDriver d =
        EngineDriver.replaying(AlertRule.highTraffic(0.5, Duration.ofHours(1)), DEFAULT_RULE);
    Partition log = d.open(2);
    d.times(1_900, log, 1);
    d.finish();
    assertThat(d.alerts())
        .extracting(e -> second(e.at()), AlertEvent::hits)
        .containsExactly(tuple(2L, 1_900L), tuple(30L, 1_900L));
    assertThat(d.silences()).isEmpty();
  }

  @Test
  void emptyInput_isOnlySummed() {
    EngineDriver d = EngineDriver.replaying(DEFAULT_RULE);
    d.open(2);
    SummaryEvent summary = d.finish();
    assertThat(d.events).containsExactly(summary);
    assertThat(summary.first()).isNull();
    assertThat(summary.last()).isNull();
    assertThat(summary.accounting()).isEqualTo(new Accounting(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void finish_twice_isRefused() {
    EngineDriver d = EngineDriver.replaying();
    d.finish();
    assertThatThrownBy(d::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void lateRecord_entersOpenIntervals_andIsMissedByReportedOnes() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    d.at(log, 0);
    d.at(log, 9);
    d.at(log, 3);
    d.at(log, 13);
    d.at(log, 4);
    Accounting a = d.finish().accounting();
    assertThat(a.onTime()).isEqualTo(3);
    assertThat(a.late()).isEqualTo(2);
    assertThat(a.missed()).isEqualTo(1);
    assertThat(d.statistics()).extracting(StatisticsEvent::requests).containsExactly(3L, 1L);
  }

  @Test
  void lateRecord_countsInARulesWindow() {
    EngineDriver d = EngineDriver.replaying(AlertRule.highTraffic(0.1, Duration.ofSeconds(20)));
    Partition log = d.open(0);
    d.at(log, 0);
    d.at(log, 15);
    d.at(log, 1);
    d.at(log, 16);
    d.at(log, 17);
    d.finish();
    assertThat(d.alerts()).extracting(AlertEvent::hits).containsExactly(3L);
    assertThat(second(d.alerts().get(0).at())).isEqualTo(16);
  }

  @Test
  void recordsBeforeTheFirstOne_onTime_makeARulesFirstWindow() {
    EngineDriver d = EngineDriver.replaying(AlertRule.highTraffic(1, Duration.ofSeconds(10)));
    Partition log = d.open(60);
    d.at(log, 100);
    d.at(log, 101);
    d.times(11, log, 50);
    d.at(log, 200);
    d.finish();
    assertThat(d.alerts())
        .extracting(e -> second(e.at()), AlertEvent::state)
        .containsExactly(
            tuple(51L, AlertEvent.State.FIRING), tuple(61L, AlertEvent.State.RESOLVED));
  }

  @Test
  void noLateness_stillTakesRecordsOfTheSameSecond() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(0);
    d.micros(log, 1_704_067_200_900_000L, "/a");
    d.micros(log, 1_704_067_200_100_000L, "/a");
    d.micros(log, 1_704_067_201_000_000L, "/a");
    d.micros(log, 1_704_067_200_500_000L, "/a");
    Accounting a = d.finish().accounting();
    assertThat(a.onTime()).isEqualTo(3);
    assertThat(a.late()).isEqualTo(1);
    assertThat(a.missed()).isZero();
  }

  @Test
  void records_withoutTime_areUntimed() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    d.micros(log, Long.MIN_VALUE, "/a");
    d.engine.ignored(log);
    Accounting a = d.finish().accounting();
    assertThat(a).isEqualTo(new Accounting(2, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0));
    assertThat(a.addsUp()).isTrue();
  }

  @Test
  void intervals_beforeTheEpoch() {
    EngineDriver d = EngineDriver.replaying(DEFAULT_RULE);
    Partition log = d.open(2);
    long second = java.time.Instant.parse("1901-12-13T20:45:53Z").getEpochSecond();
    for (int i = 0; i < 130; i++) {
      d.micros(log, (second + i) * 1_000_000, "/old");
    }
    SummaryEvent summary = d.finish();
    assertThat(summary.accounting().onTime()).isEqualTo(130);
    assertThat(d.reportedRequests()).isEqualTo(130);
    assertThat(d.statistics().get(0).start()).isEqualTo("1901-12-13T20:45:50Z");
    assertThat(d.statistics().get(0).requests()).isEqualTo(7);
  }

  @Test
  void events_areToldInTheOrderOfTime_statisticsFirst() {
    EngineDriver d =
        EngineDriver.replaying(
            AlertRule.highTraffic(0.1, Duration.ofSeconds(10)),
            AlertRule.builder("second", Query.of(Measure.rate(), Duration.ofSeconds(5)))
                .critical(Condition.above(0.1))
                .build());
    Partition log = d.open(2);
    d.times(2, log, 9);
    d.at(log, 40);
    d.finish();
    assertThat(d.events.subList(0, 4))
        .extracting(Event::type)
        .containsExactly("statistics", "alert", "alert", "alert");
    assertThat(d.alerts())
        .extracting(AlertEvent::rule, e -> second(e.at()))
        .startsWith(tuple("high-traffic", 10L), tuple("second", 10L), tuple("second", 15L));
    assertThat(d.events.subList(0, d.events.size() - 1))
        .isSortedAccordingTo(java.util.Comparator.comparing(Event::at));
  }

  @Test
  void manyLateRecords_areWarnedOf_withTheLatenessThatWouldDo() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    for (int s = 0; s < 2_000; s++) {
      d.at(log, s);
      if (s > 1_000) {
        d.at(log, s - 30);
      }
    }
    d.finish();
    assertThat(d.noticeCodes()).containsExactly("lateness");
    assertThat(d.engine.latenessFor(0.999)).isEqualTo(30);
  }

  @Test
  void malformedLines_areLimitedPerInterval_andTheRestCounted() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    d.at(log, 0);
    d.at(log, 1);
    for (int i = 0; i < 13; i++) {
      d.garbage(log, "bad " + i);
    }
    d.at(log, 15);
    d.garbage(log, "bad 13");
    for (int i = 0; i < 11; i++) {
      d.garbage(log, "bad 14");
    }
    d.finish();
    List<MalformedEvent> told = d.only(MalformedEvent.class);
    assertThat(told).hasSize(10 + 10 + 1);
    assertThat(told.get(9).line()).isEqualTo("bad 9");
    assertThat(told.get(9).lineNumber()).isEqualTo(12);
    assertThat(told.get(9).column()).isEqualTo(4);
    assertThat(told.get(10).notShown()).isEqualTo(3);
    assertThat(told.get(20).line()).isNull();
    assertThat(told.get(20).notShown()).isEqualTo(2);
    assertThat(told.stream().mapToLong(e -> (e.line() == null ? 0 : 1) + e.notShown()).sum())
        .isEqualTo(25);
  }

  @Test
  void mostlyMalformed_isWarnedOf_once() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    for (int s = 0; s < 40; s += 5) {
      d.at(log, s);
      for (int i = 0; i < 7; i++) {
        d.garbage(log, "bad");
      }
    }
    d.finish();
    assertThat(d.noticeCodes()).containsExactly("mostly-malformed");
  }

  @Test
  void intervalOfMalformedLinesOnly_isBlind_notSilent() {
    EngineDriver d = EngineDriver.live();
    Partition log = d.open(2);
    d.at(log, 0);
    d.at(log, 1);
    d.push(10);
    d.garbage(log, "bad");
    d.push(40);
    assertThat(d.noticeCodes()).containsExactly("blind");
    assertThat(d.silences()).extracting(e -> second(e.start())).containsExactly(20L, 30L);
  }

  @Test
  void blindness_takesThePlaceOfSilence() {
    EngineDriver d = EngineDriver.live();
    Partition log = d.open(2);
    d.at(log, 0);
    d.at(log, 1);
    d.engine.setBlind("/var/log/access.log is missing");
    d.push(30);
    d.engine.setBlind("");
    d.push(40);
    assertThat(d.noticeCodes()).containsExactly("blind", "blind");
    assertThat(d.silences()).extracting(e -> second(e.start())).containsExactly(30L);
  }
}
