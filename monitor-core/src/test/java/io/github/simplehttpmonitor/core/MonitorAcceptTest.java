package io.github.simplehttpmonitor.core;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Ticker;
import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests given directly, with a ticker and a clock that go on only when told to. */
class MonitorAcceptTest {

  private final List<Event> events = new ArrayList<>();
  private long nanos;
  private Instant wall = Instant.ofEpochSecond(T);

  private final Ticker ticker =
      new Ticker() {
        @Override
        public long read() {
          return nanos;
        }
      };

  private MonitorBuilder builder() {
    return Monitor.builder().ticker(ticker).clock(() -> wall).listener(events::add);
  }

  private static AccessRecord request(Monitor monitor, long second) {
    return monitor
        .newRecord()
        .setTime(Instant.ofEpochSecond(T + second))
        .set(Field.PATH, "/api/user");
  }

  private void secondGoesBy(Monitor monitor) {
    nanos += 1_000_000_000L;
    wall = wall.plusSeconds(1);
    monitor.tick();
  }

  @Test
  void exampleOfTheDesign() {
    Monitor monitor = builder().build();
    for (int second = 0; second < 100; second++) {
      for (int i = 0; i < 13; i++) {
        monitor.accept(request(monitor, second));
      }
      secondGoesBy(monitor);
    }
    for (int second = 0; second < 60; second++) {
      secondGoesBy(monitor);
    }
    assertThat(only(AlertEvent.class, events))
        .extracting(AlertEvent::state, e -> e.at().getEpochSecond() - T, AlertEvent::hits)
        .containsExactly(
            tuple(AlertEvent.State.FIRING, 93L, 1_209L),
            tuple(AlertEvent.State.RESOLVED, 128L, 1_196L));
    assertThat(monitor.finish().event().accounting().onTime()).isEqualTo(1_300);
  }

  @Test
  void events_areObservedByTheClockOnTheWall() {
    Monitor monitor = builder().build();
    monitor.accept(request(monitor, 0));
    monitor.accept(request(monitor, 20));
    assertThat(events).extracting(Event::observedAt).containsOnly(wall);
    monitor.finish();
  }

  @Test
  void silence_isToldAfterTheIdleTime() {
    Monitor monitor = builder().idle(Duration.ofSeconds(30)).build();
    monitor.accept(request(monitor, 0));
    monitor.accept(request(monitor, 1));
    for (int second = 0; second < 29; second++) {
      secondGoesBy(monitor);
    }
    assertThat(events).isEmpty();
    secondGoesBy(monitor);
    assertThat(only(StatisticsEvent.class, events)).hasSize(1);
    assertThat(only(SilenceEvent.class, events)).hasSize(2);
    monitor.finish();
  }

  @Test
  void recordWithoutTime_getsTheTimeOfTheCall_andStaysAsItIs() {
    Monitor monitor = builder().build();
    AccessRecord record = monitor.newRecord().set(Field.PATH, "/a");
    monitor.accept(record);
    assertThat(record.time()).isNull();
    wall = wall.plusSeconds(15);
    monitor.accept(record);
    monitor.finish();
    assertThat(only(StatisticsEvent.class, events))
        .extracting(e -> e.start().getEpochSecond() - T, StatisticsEvent::requests)
        .containsExactly(tuple(0L, 1L), tuple(10L, 1L));
  }

  @Test
  void recordWithOtherFields_isConverted_alsoForFilters() {
    Monitor monitor = builder().where("status >= 500 && method == \"PUT\"").build();
    AccessRecord record =
        AccessRecord.create()
            .setTime(Instant.ofEpochSecond(T))
            .setStatus(503)
            .set(Field.METHOD, "PUT")
            .set(Field.PATH, "/api/user");
    monitor.accept(record);
    monitor.accept(record.setStatus(200));
    Accounting a = monitor.finish().event().accounting();
    assertThat(a.onTime()).isEqualTo(1);
    assertThat(a.filtered()).isEqualTo(1);
    assertThat(only(StatisticsEvent.class, events))
        .extracting(StatisticsEvent::topSection)
        .containsExactly("/api");
  }

  @Test
  void manySections_inOneLongInterval_stayBounded() {
    Monitor monitor = builder().statsInterval(Duration.ofDays(1)).build();
    AccessRecord record = monitor.newRecord();
    for (int i = 0; i < 100_000; i++) {
      monitor.accept(
          record.clear().setTime(Instant.ofEpochSecond(T)).set(Field.PATH, "/" + i + "/x"));
      if (i % 2 == 0) {
        monitor.accept(record.clear().setTime(Instant.ofEpochSecond(T)).set(Field.PATH, "/often"));
      }
    }
    monitor.finish();
    StatisticsEvent statistics = only(StatisticsEvent.class, events).get(0);
    assertThat(statistics.topSection()).isEqualTo("/often");
    assertThat(statistics.topSectionRequests()).isEqualTo(50_000);
    assertThat(statistics.maxError()).isPositive();
  }

  @Test
  void afterTheEnd_nothingIsTaken() {
    Monitor monitor = builder().build();
    AccessRecord record = request(monitor, 0);
    monitor.accept(record);
    monitor.finish();
    int told = events.size();
    assertThatThrownBy(() -> monitor.accept(record)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(monitor::finish).isInstanceOf(IllegalStateException.class);
    monitor.tick();
    assertThat(events).hasSize(told);
  }

  @Test
  void monitor_runsOnce() {
    Monitor monitor = builder().build();
    monitor.accept(request(monitor, 0));
    assertThatThrownBy(() -> monitor.replay(java.nio.file.Path.of("nothing")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void accounting_beforeTheBeginning_isZero() {
    assertThat(builder().build().accounting().lines()).isZero();
  }
}
