package io.github.simplehttpmonitor.core.engine;

import static io.github.simplehttpmonitor.core.engine.EngineDriver.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.support.Logs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times far from all others: they must cost neither memory nor the run. */
class EngineExtremesTest {

  private static final long YEAR_2099 = Instant.parse("2099-01-01T00:00:00Z").getEpochSecond();
  private static final long EPOCH = -Logs.T;
  private static final long FAR = YEAR_2099 + EPOCH;

  private static void steadily(EngineDriver d, Partition log, long from, int count) {
    for (int i = 0; i < count; i++) {
      d.at(log, from + i);
    }
  }

  @Test
  void firstLineWrong_doesNotSetTheTime() {
    for (long wrong : List.of(FAR, EPOCH)) {
      EngineDriver d = EngineDriver.replaying(EngineDriver.DEFAULT_RULE);
      Partition log = d.open(2);
      d.at(log, wrong);
      steadily(d, log, 0, 300);
      SummaryEvent summary = d.finish();
      Accounting a = summary.accounting();
      assertThat(a.onTime()).isEqualTo(300);
      assertThat(a.implausible() + a.missed()).isEqualTo(1);
      assertThat(summary.first()).isEqualTo(instant(0));
      assertThat(summary.last()).isEqualTo(instant(299));
    }
  }

  @Test
  void oneLineFromTheEpoch_isLate_andNotTheFirst() {
    EngineDriver d = EngineDriver.replaying(EngineDriver.DEFAULT_RULE);
    Partition log = d.open(2);
    steadily(d, log, 0, 50);
    d.at(log, EPOCH);
    steadily(d, log, 50, 50);
    SummaryEvent summary = d.finish();
    assertThat(summary.accounting().missed()).isEqualTo(1);
    assertThat(summary.first()).isEqualTo(instant(0));
    assertThat(summary.last()).isEqualTo(instant(99));
  }

  @Test
  void timesThatNoCalendarHas_areImplausible() {
    for (long micros :
        List.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1, Long.MIN_VALUE / 2)) {
      EngineDriver d = EngineDriver.live(EngineDriver.DEFAULT_RULE);
      Partition log = d.open(2);
      d.micros(log, micros, "/a");
      d.micros(log, micros, "/a");
      steadily(d, log, 0, 5);
      d.micros(log, micros, "/a");
      d.micros(log, micros, "/a");
      steadily(d, log, 5, 5);
      Accounting a = d.finish().accounting();
      assertThat(a.implausible()).isEqualTo(4);
      assertThat(a.onTime()).isEqualTo(10);
    }
  }

  @Test
  void lastSecondOfTheCalendar_works() {
    EngineDriver d = EngineDriver.replaying(EngineDriver.DEFAULT_RULE);
    Partition log = d.open(2);
    long end = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 10; i++) {
      d.micros(log, (end - 10 + i) * Times.SECOND, "/a");
    }
    d.micros(log, end * Times.SECOND, "/a");
    assertThat(d.engine.finish(Duration.ofSeconds(Long.MAX_VALUE)).accounting().onTime())
        .isEqualTo(11);
  }
}
