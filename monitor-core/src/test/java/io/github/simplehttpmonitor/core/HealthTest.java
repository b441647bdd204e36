package io.github.simplehttpmonitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.HealthReader;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  private final List<NoticeEvent> notices = new ArrayList<>();
  private boolean broken;
  private long nanos;
  private Instant time = T;
  private Supplier<MonitorHealth> health = () -> MonitorHealth.NOTHING_YET;

  private final class Watching implements HealthReader {
    @Override
    public void append(List<Event> events) throws AppenderException {
      if (broken) {
        throw new RetryableAppenderException("it is down");
      }
    }

    @Override
    public void read(Supplier<MonitorHealth> source) {
      health = source;
    }
  }

  private final Monitor monitor =
      Monitor.builder()
          .ticker(
              new com.google.common.base.Ticker() {
                @Override
                public long read() {
                  return nanos;
                }
              })
          .appender("watching", new Watching())
          .listener(
              event -> {
                if (event instanceof NoticeEvent notice && notice.code().startsWith("appender-")) {
                  notices.add(notice);
                }
              })
          .build();

  /** A request, ten seconds later. */
  private void request() {
    time = time.plusSeconds(10);
    nanos += Duration.ofSeconds(10).toNanos();
    AccessRecord record = monitor.newRecord();
    record.setTime(time).set(Field.PATH, "/");
    monitor.accept(record);
    monitor.tick();
  }

  @Test
  void appenderThatFails_isToldAtOnce_andWhenItWorksAgain() {
    request();
    broken = true;
    request();
    request();
    request();
    assertThat(notices)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.code()).isEqualTo("appender-failing");
              assertThat(notice.severity()).isEqualTo(NoticeEvent.Severity.WARNING);
              assertThat(notice.message()).isEqualTo("the appender watching fails: it is down");
            });
    broken = false;
    request();
    request();
    assertThat(notices)
        .extracting(NoticeEvent::code)
        .containsExactly("appender-failing", "appender-recovered");
  }

  @Test
  void flapping_isToldOnceAMinute() {
    request();
    for (int i = 0; i < 24; i++) {
      broken = !broken;
      request();
    }
    assertThat(notices).hasSizeBetween(2, 10);
  }

  @Test
  void health_isThatOfTheLastSecond() {
    request();
    request();
    request();
    MonitorHealth seen = health.get();
    assertThat(seen).isEqualTo(monitor.health());
    assertThat(seen.accounting().lines()).isEqualTo(3);
    assertThat(seen.newest()).isEqualTo(time);
    assertThat(seen.watermark()).isBefore(time);
    assertThat(seen.lateness().count()).isZero();
    AccessRecord late = monitor.newRecord();
    late.setTime(T).set(Field.PATH, "/");
    monitor.accept(late);
    nanos += Duration.ofSeconds(1).toNanos();
    monitor.tick();
    assertThat(health.get().lateness())
        .satisfies(
            lateness -> {
              assertThat(lateness.count()).isEqualTo(1);
              assertThat(lateness.sumSeconds()).isEqualTo(30);
              assertThat(lateness.buckets())
                  .contains(new MonitorHealth.Bucket(30, 1), new MonitorHealth.Bucket(60, 0));
            });
    monitor.finish();
    assertThat(health.get().deliveries())
        .extracting(MonitorHealth.Delivery::appender)
        .containsExactly("watching", "listener");
  }
}
