package io.github.simplehttpmonitor.core.engine;

import static io.github.simplehttpmonitor.core.engine.EngineDriver.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.support.Logs;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Times that may be wrong: jumps ahead, and the first lines of a partition. */
class EngineJumpTest {

  private static final long HOUR = 3_600;
  private static final long YEAR_2099 = Instant.parse("2099-01-01T00:00:00Z").getEpochSecond();
  private static final long EPOCH = -Logs.T;
  private static final long FAR = YEAR_2099 + EPOCH;

  private static void steadily(EngineDriver d, Partition log, long from, int count) {
    for (int i = 0; i < count; i++) {
      d.at(log, from + i);
    }
  }

  private static Accounting accounting(EngineDriver d) {
    Accounting accounting = d.finish().accounting();
    assertThat(accounting.addsUp()).isTrue();
    assertThat(d.reportedRequests())
        .isEqualTo(accounting.onTime() + accounting.late() - accounting.missed());
    return accounting;
  }

  @Test
  void oneLineFromFarAhead_isImplausible_withAnExample() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    steadily(d, log, 0, 50);
    d.at(log, FAR);
    steadily(d, log, 50, 150);
    Accounting a = accounting(d);
    assertThat(a.implausible()).isEqualTo(1);
    assertThat(a.onTime()).isEqualTo(200);
    assertThat(d.only(NoticeEvent.class))
        .singleElement()
        .extracting(NoticeEvent::message)
        .asString()
        .contains("2099-01-01T00:00:00Z");
  }

  @Test
  void jumpAhead_isBelieved_whenAnotherLineIsNear() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    steadily(d, log, 0, 10);
    d.at(log, 5 * HOUR);
    assertThat(second(Times.instant(d.engine.maxMicros()))).isEqualTo(9);
    d.at(log, 5 * HOUR + 59 * 60);
    assertThat(second(Times.instant(d.engine.maxMicros()))).isEqualTo(5 * HOUR + 59 * 60);
    Accounting a = accounting(d);
    assertThat(a.onTime()).isEqualTo(12);
    assertThat(d.silences()).hasSize(2);
  }

  @Test
  void jumpAhead_thatTimeReaches_isBelieved() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    steadily(d, log, 0, 10);
    d.at(log, 2 * HOUR);
    d.at(log, HOUR / 2);
    d.at(log, HOUR + 10);
    steadily(d, log, 2 * HOUR, 200);
    Accounting a = accounting(d);
    assertThat(a.implausible()).isZero();
    assertThat(a.missed()).isZero();
  }

  @Test
  void jumpAtTheEnd_isBelieved_unlessLinesFromBeforeFollow() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    steadily(d, log, 0, 10);
    d.at(log, 29 * 24 * HOUR);
    assertThat(accounting(d).onTime()).isEqualTo(11);

    EngineDriver e = EngineDriver.replaying();
    Partition other = e.open(2);
    steadily(e, other, 0, 10);
    e.at(other, 5 * HOUR);
    e.at(other, 10);
    assertThat(accounting(e).implausible()).isEqualTo(1);
  }

  @Test
  void jumpAtTheEnd_ofMoreThanAMonth_isImplausible() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    steadily(d, log, 0, 10);
    d.at(log, 31 * 24 * HOUR);
    assertThat(accounting(d).implausible()).isEqualTo(1);
  }

  @Test
  void sparseLog_losesNothing() {
    EngineDriver d = EngineDriver.replaying(EngineDriver.DEFAULT_RULE);
    Partition log = d.open(2);
    for (int i = 0; i < 500; i++) {
      d.at(log, i * 2 * HOUR);
    }
    Accounting a = accounting(d);
    assertThat(a.onTime()).isEqualTo(500);
    assertThat(a.missed()).isZero();
  }

  @Test
  void sparseLog_thatBecomesBusy_losesNothing() {
    EngineDriver d = EngineDriver.replaying(EngineDriver.DEFAULT_RULE);
    Partition log = d.open(2);
    steadily(d, log, 0, 10);
    d.at(log, 2 * HOUR);
    d.at(log, 4 * HOUR);
    steadily(d, log, 6 * HOUR, 10);
    Accounting a = accounting(d);
    assertThat(a.onTime()).isEqualTo(22);
    assertThat(a.missed()).isZero();
    assertThat(d.statistics())
        .extracting(e -> second(e.start()))
        .containsExactly(0L, 2 * HOUR, 4 * HOUR, 6 * HOUR);
  }

  @Test
  void firstLineBeforeAPause_isPartOfTheLog() {
    EngineDriver d = EngineDriver.replaying();
    Partition log = d.open(2);
    d.at(log, 0);
    steadily(d, log, 3 * HOUR, 10);
    Accounting a = accounting(d);
    assertThat(a.onTime()).isEqualTo(11);
    assertThat(a.missed()).isZero();
  }

  @Test
  void singleLine_isBelievedAtTheEnd() {
    EngineDriver d = EngineDriver.replaying();
    d.at(d.open(2), 77);
    assertThat(accounting(d).onTime()).isEqualTo(1);
  }

  @Test
  void scatteredLines_areBelievedAfterAHundred() {
    EngineDriver d = EngineDriver.live();
    Partition log = d.open(2);
    for (int i = 0; i < 100; i++) {
      d.at(log, i * 3 * HOUR);
    }
    assertThat(d.engine.maxMicros()).isNotEqualTo(Long.MIN_VALUE);
    assertThat(accounting(d).onTime()).isEqualTo(100);
  }

  @Test
  void garbageAheadAndBehind_amongGoodLines() {
    EngineDriver d = EngineDriver.replaying(EngineDriver.DEFAULT_RULE);
    Partition log = d.open(2);
    for (int i = 0; i < 2_000; i++) {
      d.at(log, i);
      if (i % 200 == 100) {
        d.at(log, FAR + i * 2 * HOUR);
        d.at(log, EPOCH + i);
      }
    }
    Accounting a = d.finish().accounting();
    assertThat(a.addsUp()).isTrue();
    assertThat(a.onTime()).isEqualTo(2_000);
    assertThat(a.implausible()).isEqualTo(10);
    assertThat(a.missed()).isEqualTo(10);
  }
}
