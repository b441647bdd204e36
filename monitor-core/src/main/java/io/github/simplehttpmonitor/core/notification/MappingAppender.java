package io.github.simplehttpmonitor.core.notification;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.HealthReader;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.spi.PeriodicAppender;
import io.github.simplehttpmonitor.core.spi.ResumableAppender;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Gives an appender something else in the place of each event: without its secrets, for one. */
final class MappingAppender implements PeriodicAppender, HealthReader, ResumableAppender {

  /** How often an appender is called that has nothing to do. */
  private static final Duration IDLE = Duration.ofHours(1);

  private final Appender appender;
  private final UnaryOperator<Event> mapping;

  MappingAppender(Appender appender, UnaryOperator<Event> mapping) {
    this.appender = appender;
    this.mapping = mapping;
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    appender.append(events.stream().map(mapping).toList());
  }

  @Override
  public Duration period() {
    return appender instanceof PeriodicAppender periodic ? periodic.period() : IDLE;
  }

  @Override
  public void tick() throws AppenderException {
    if (appender instanceof PeriodicAppender periodic) {
      periodic.tick();
    }
  }

  @Override
  public void read(Supplier<MonitorHealth> health) {
    if (appender instanceof HealthReader reader) {
      reader.read(health);
    }
  }

  @Override
  public void resume(List<AlertEvent> firing) {
    if (appender instanceof ResumableAppender resumable) {
      resumable.resume(
          firing.stream()
              .map(mapping)
              .filter(AlertEvent.class::isInstance)
              .map(AlertEvent.class::cast)
              .toList());
    }
  }

  @Override
  public List<AlertEvent> pending() {
    return appender instanceof ResumableAppender resumable ? resumable.pending() : List.of();
  }

  @Override
  public void close() throws AppenderException {
    appender.close();
  }
}
