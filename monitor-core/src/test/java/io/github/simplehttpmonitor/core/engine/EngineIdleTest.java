package io.github.simplehttpmonitor.core.engine;

import static io.github.simplehttpmonitor.core.engine.EngineDriver.DEFAULT_RULE;
import static io.github.simplehttpmonitor.core.engine.EngineDriver.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import org.junit.jupiter.api.Test;

/** Time that goes on without records, and several partitions. */
class EngineIdleTest {

  private static long watermark(EngineDriver d) {
    return second(Times.instant(d.engine.watermarkMicros()));
  }

  @Test
  void push_evaluatesWhatIsOpen() {
    EngineDriver d = EngineDriver.live(DEFAULT_RULE);
    Partition log = d.open(2);
    d.times(1_300, log, 5);
    d.push(130);
    assertThat(d.alerts())
        .extracting(AlertEvent::state)
        .containsExactly(AlertEvent.State.FIRING, AlertEvent.State.RESOLVED);
    assertThat(d.statistics()).extracting(StatisticsEvent::requests).containsExactly(1_300L);
    assertThat(d.silences()).hasSize(12);
  }

  @Test
  void push_beforeTheFirstRecord_doesNothing() {
    EngineDriver d = EngineDriver.live();
    d.open(2);
    d.push(100);
    assertThat(d.events).isEmpty();
    assertThat(d.engine.watermarkMicros()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void push_believesASingleFirstRecord() {
    EngineDriver d = EngineDriver.live();
    Partition log = d.open(2);
    d.at(log, 3);
    assertThat(d.engine.maxMicros()).isEqualTo(Long.MIN_VALUE);
    d.engine.pushTo(Long.MIN_VALUE);
    assertThat(d.engine.maxMicros()).isNotEqualTo(Long.MIN_VALUE);
    d.push(10);
    assertThat(d.statistics()).hasSize(1);
  }

  @Test
  void push_backwards_isIgnored() {
    EngineDriver d = EngineDriver.live();
    Partition log = d.open(2);
    d.at(log, 3);
    d.at(log, 4);
    d.push(30);
    d.push(20);
    assertThat(watermark(d)).isEqualTo(30);
  }

  @Test
  void recordLateBecauseOfAPush_isNamed() {
    EngineDriver d = EngineDriver.live();
    Partition log = d.open(10);
    d.at(log, 0);
    d.at(log, 1);
    d.push(21);
    d.at(log, 5);
    d.at(log, 22);
    d.at(log, 21);
    Accounting a = d.finish().accounting();
    assertThat(a.late()).isEqualTo(1);
    assertThat(a.missed()).isEqualTo(1);
    assertThat(a.lateAfterIdle()).isEqualTo(1);
  }

  @Test
  void recordLateAnyway_isNotBlamedOnAPush() {
    EngineDriver d = EngineDriver.live();
    Partition log = d.open(2);
    d.at(log, 100);
    d.at(log, 101);
    d.push(110);
    d.at(log, 50);
    assertThat(d.finish().accounting().lateAfterIdle()).isZero();
  }

  @Test
  void partitionBehind_holdsTimeBack() {
    EngineDriver d = EngineDriver.live();
    Partition ahead = d.open(2);
    Partition behind = d.open(2);
    d.at(ahead, 0);
    d.at(behind, 0);
    d.at(ahead, 600);
    d.at(behind, 100);
    assertThat(watermark(d)).isEqualTo(98);
    d.at(ahead, 700);
    d.at(behind, 101);
    assertThat(watermark(d)).isEqualTo(99);
    assertThat(d.finish().accounting().late()).isZero();
  }

  @Test
  void partitionFarBehind_holdsTimeBackAnHourAtMost() {
    EngineDriver d = EngineDriver.live();
    Partition ahead = d.open(2);
    Partition behind = d.open(2);
    d.at(behind, 0);
    d.at(behind, 1);
    for (int s = 0; s <= 7_200; s += 60) {
      d.at(ahead, s);
    }
    assertThat(watermark(d)).isEqualTo(7_200 - 2 - 3_600);
  }

  @Test
  void silentPartition_holdsNothingBack_andWhatItMissesIsNamed() {
    EngineDriver d = EngineDriver.live();
    Partition busy = d.open(2);
    Partition silent = d.open(2);
    d.at(busy, 0);
    d.at(silent, 0);
    d.at(busy, 1);
    d.at(silent, 1);
    d.at(busy, 600);
    d.engine.setIdle(silent, true);
    assertThat(watermark(d)).isEqualTo(598);
    d.at(silent, 500);
    Accounting a = d.finish().accounting();
    assertThat(a.late()).isEqualTo(1);
    assertThat(a.lateAfterIdle()).isEqualTo(1);
  }

  @Test
  void partitionThatNeverStarts_holdsNothingBack_onceIdle() {
    EngineDriver d = EngineDriver.live();
    Partition busy = d.open(2);
    Partition missing = d.open(2);
    d.at(busy, 0);
    d.at(busy, 60);
    assertThat(watermark(d)).isNegative();
    d.engine.setIdle(missing, true);
    assertThat(watermark(d)).isEqualTo(58);
    d.at(busy, 30);
    Accounting a = d.finish().accounting();
    assertThat(a.late()).isEqualTo(1);
    assertThat(a.lateAfterIdle()).isZero();
  }

  @Test
  void recordsOfAClosedPartition_stayCounted() {
    EngineDriver d = EngineDriver.replaying();
    Partition first = d.open(2);
    d.at(first, 0);
    d.engine.close(first);
    d.engine.close(first);
    Partition second = d.open(2);
    d.at(second, 20);
    d.finish();
    assertThat(d.statistics()).hasSize(2);
    assertThat(d.silences()).hasSize(1);
  }

  @Test
  void burstsOfABufferingWriter_areToldOnce() {
    EngineDriver d = EngineDriver.live(EngineDriver.DEFAULT_RULE);
    Partition log = d.open(2);
    d.at(log, 0);
    d.at(log, 1);
    for (int burst = 1; burst < 4; burst++) {
      d.engine.setIdle(log, true);
      d.push(burst * 30 - 3);
      d.engine.setIdle(log, false);
      d.times(9, log, burst * 30 - 20);
      d.at(log, burst * 30 - 3);
    }
    d.finish();
    assertThat(d.only(io.github.simplehttpmonitor.core.event.NoticeEvent.class))
        .filteredOn(notice -> notice.code().equals("buffered"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).contains("--idle").contains("18s"));
  }
}
