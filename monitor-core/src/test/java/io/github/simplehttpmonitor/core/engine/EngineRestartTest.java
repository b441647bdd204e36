package io.github.simplehttpmonitor.core.engine;

import static io.github.simplehttpmonitor.core.engine.EngineDriver.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import org.junit.jupiter.api.Test;

/** Time that goes back for good: concatenated archives, a corrected clock. */
class EngineRestartTest {

  private static final long HOUR = 3_600;

  private static void lines(EngineDriver d, Partition log, long from, int count) {
    for (int i = 0; i < count; i++) {
      d.at(log, from + i / 10);
    }
  }

  @Test
  void thousandLinesBack_restartTime_withANotice() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    lines(d, log, 10 * HOUR, 100);
    lines(d, log, 0, 2_000);
    SummaryEvent summary = d.finish();

    Accounting a = summary.accounting();
    assertThat(d.noticeCodes()).containsExactly("lateness", "time-restarted");
    assertThat(a.missed()).isEqualTo(999);
    assertThat(a.onTime()).isEqualTo(1_101);
    assertThat(d.reportedRequests()).isEqualTo(1_101);
    assertThat(a.addsUp()).isTrue();
    assertThat(d.statistics())
        .extracting(e -> second(e.end()), StatisticsEvent::requests)
        .startsWith(tuple(10 * HOUR + 10, 100L), tuple(100L, 1L), tuple(110L, 100L));
  }

  @Test
  void timeThatTwoLinesBearOut_isLeftAfterTwentyBack() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    lines(d, log, 0, 500);
    d.at(log, 10 * HOUR);
    d.at(log, 10 * HOUR);
    lines(d, log, 50, 500);
    Accounting a = d.finish().accounting();
    assertThat(d.noticeCodes()).containsOnlyOnce("time-restarted");
    assertThat(a.missed()).isEqualTo(19);
    assertThat(a.onTime()).isEqualTo(500 + 2 + 481);
  }

  @Test
  void logThatBeginsWithTwoLinesOfAWrongClock_losesNoMoreThanThoseThatShowIt() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    d.at(log, 1_000 * HOUR);
    d.at(log, 1_000 * HOUR);
    lines(d, log, 0, 5_000);
    assertThat(d.finish().accounting().missed()).isEqualTo(19);
  }

  @Test
  void intervalsWhoseRequestsLieFarBack_areNotCalledSilent() {
    EngineDriver d = EngineDriver.live();
    Partition log = d.open(2);
    lines(d, log, 0, 500);
    d.at(log, 10 * HOUR);
    d.at(log, 10 * HOUR);
    for (int i = 0; i < 5; i++) {
      d.at(log, 50 + i);
      d.push(10 * HOUR + 30 + 10 * i);
    }
    assertThat(d.only(NoticeEvent.class))
        .filteredOn(notice -> notice.code().equals(NoticeEvent.BLIND))
        .isNotEmpty()
        .allSatisfy(
            notice -> assertThat(notice.message()).contains("1 requests lie more than an hour"));
  }

  @Test
  void lineInBetween_beginsTheCountAnew() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    lines(d, log, 10 * HOUR, 100);
    lines(d, log, 0, 999);
    d.at(log, 10 * HOUR + 20);
    lines(d, log, 100, 999);
    d.finish();
    assertThat(d.noticeCodes()).doesNotContain("time-restarted");
  }

  @Test
  void restart_isNotUndoneByAClosedPartition() {
    EngineDriver d = EngineDriver.replaying();
    Partition old = d.open(2);
    lines(d, old, 10 * HOUR, 100);
    d.engine.close(old);
    Partition log = d.open(2);
    lines(d, log, 10 * HOUR + 10, 100);
    lines(d, log, 0, 2_000);
    // Everything but the lateness has been evaluated before the end.
    assertThat(d.statistics()).last().extracting(e -> second(e.end())).isEqualTo(190L);
    Accounting a = d.finish().accounting();
    assertThat(a.onTime()).isEqualTo(1_201);
    assertThat(a.missed()).isEqualTo(999);
  }

  @Test
  void correctedClock_ofTwoPartitions_restartsBoth() {
    EngineDriver d = EngineDriver.live();
    Partition a = d.open(2);
    Partition b = d.open(2);
    for (int i = 0; i < 100; i++) {
      d.at(a, 10 * HOUR + i);
      d.at(b, 10 * HOUR + i);
    }
    for (int i = 0; i < 2_000; i++) {
      d.at(a, i / 10);
      d.at(b, i / 10);
    }
    assertThat(d.noticeCodes()).containsOnlyOnce("lateness").contains("time-restarted");
    assertThat(second(Times.instant(d.engine.watermarkMicros()))).isEqualTo(197);
    assertThat(d.finish().accounting().missed()).isLessThan(2_010);
  }

  @Test
  void restart_isNotHeldUpByASilentPartition() {
    EngineDriver d = EngineDriver.live();
    Partition a = d.open(2);
    Partition silent = d.open(2);
    for (int i = 0; i < 100; i++) {
      d.at(a, 10 * HOUR + i);
      d.at(silent, 10 * HOUR + i);
    }
    d.engine.setIdle(silent, true);
    lines(d, a, 0, 2_000);
    assertThat(second(Times.instant(d.engine.watermarkMicros()))).isEqualTo(197);
    d.engine.setIdle(silent, false);
    d.at(silent, 199);
    Accounting accounting = d.finish().accounting();
    assertThat(accounting.missed()).isEqualTo(999);
    assertThat(accounting.addsUp()).isTrue();
  }
}
