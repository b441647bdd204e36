package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.config.Configuration.AppenderEntry;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells an appender only of the alerts that the configuration chose for it. */
final class ChosenAlerts implements Appender {

  private final Appender appender;
  private final AppenderEntry entry;

  /** The alerts that are on and were told. */
  private final Set<Key> told = new HashSet<>();

  private record Key(String rule, Map<String, String> group) {}

  ChosenAlerts(Appender appender, AppenderEntry entry) {
    this.appender = appender;
    this.entry = entry;
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    List<Event> chosen = events.stream().filter(this::isChosen).toList();
    if (!chosen.isEmpty()) {
      appender.append(chosen);
    }
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
    boolean chosen =
        (least == null || alert.severity().compareTo(least) >= 0)
            && alert.labels().entrySet().containsAll(entry.labels().entrySet());
    // Who was told that it is critical is told that it is no more.
    return told.contains(key) || (chosen && told.add(key));
  }

  @Override
  public void close() throws AppenderException {
    appender.close();
  }
}
