package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.config.Configuration.AppenderEntry;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.HealthReader;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.spi.PeriodicAppender;
import io.github.simplehttpmonitor.core.spi.ResumableAppender;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Tells an appender only of the alerts that the configuration chose for it. */
final class ChosenAlerts implements PeriodicAppender, HealthReader, ResumableAppender {

  /** How often an appender is called that has nothing to do. */
  private static final Duration IDLE = Duration.ofHours(1);

  private final Appender appender;
  private final AppenderEntry entry;

  /** The alerts that are on and were told. */
  private final Set<Key> told = new HashSet<>();

  /** The events that are tried again if they could not be delivered, and those chosen of them. */
  private List<Event> begun = List.of();

  private List<Event> chosen = List.of();

  private record Key(String rule, Map<String, String> group) {}

  ChosenAlerts(Appender appender, AppenderEntry entry) {
    this.appender = appender;
    this.entry = entry;
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    if (!events.equals(begun)) {
      begun = events;
      chosen = events.stream().filter(this::isChosen).toList();
    }
    if (!chosen.isEmpty()) {
      appender.append(chosen);
    }
    begun = List.of();
  }

  private boolean isChosen(Event event) {
    if (!(event instanceof AlertEvent alert)) {
      return false;
    }
    Key key = new Key(alert.rule(), alert.group());
    if (alert.state() == AlertEvent.State.RESOLVED) {
      return told.remove(key);
    }
    Severity least = entry.severity();
    boolean wanted =
        (least == null || alert.severity().compareTo(least) >= 0)
            && alert.labels().entrySet().containsAll(entry.labels().entrySet());
    // Who was told that it is critical is told that it is no more.
    return told.contains(key) || (wanted && told.add(key));
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
    List<AlertEvent> of = firing.stream().filter(this::isChosen).toList();
    if (appender instanceof ResumableAppender resumable) {
      resumable.resume(of);
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
