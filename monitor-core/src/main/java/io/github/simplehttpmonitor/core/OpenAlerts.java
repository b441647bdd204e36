package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import io.github.simplehttpmonitor.core.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The alerts that are on: of each, the last event of each severity that it had, in their order. No
 * more than the rules have groups.
 */
final class OpenAlerts {

  private final Map<String, Map<Severity, AlertEvent>> alerts = new LinkedHashMap<>();

  void note(Event event) {
    if (!(event instanceof AlertEvent alert)) {
      return;
    }
    String key = Alerts.key(alert);
    if (Alerts.isFiring(alert)) {
      Map<Severity, AlertEvent> events =
          alerts.computeIfAbsent(key, unknown -> new LinkedHashMap<>());
      events.remove(alert.severity());
      events.put(alert.severity(), alert);
    } else {
      alerts.remove(key);
    }
  }

  /** {@return the events} */
  List<AlertEvent> events() {
    return alerts.values().stream().map(Map::values).flatMap(Collection::stream).toList();
  }

  /** {@return the last event of each alert whose rule is not among these} */
  List<AlertEvent> ofOtherRules(Collection<String> rules) {
    List<AlertEvent> others = new ArrayList<>();
    for (Map<Severity, AlertEvent> events : alerts.values()) {
      List<AlertEvent> all = List.copyOf(events.values());
      AlertEvent last = all.get(all.size() - 1);
      if (!rules.contains(last.rule())) {
        others.add(last);
      }
    }
    return others;
  }

  /**
   * {@return what an appender took of alerts whose end it has not taken}
   *
   * @param undelivered what it has not taken, in the order of time
   */
  List<AlertEvent> takenBut(List<AlertEvent> undelivered) {
    Set<String> missing = new HashSet<>();
    Set<String> met = new HashSet<>();
    List<AlertEvent> taken = new ArrayList<>();
    for (AlertEvent event : undelivered) {
      missing.add(event.id());
      if (met.add(Alerts.key(event)) && !Alerts.isFiring(event)) {
        taken.add(beginning(event));
      }
    }
    for (AlertEvent event : events()) {
      if (!missing.contains(event.id())) {
        taken.add(event);
      }
    }
    return taken;
  }

  private static AlertEvent beginning(AlertEvent end) {
    return new AlertEvent(
        end.rule(),
        end.group(),
        end.severity(),
        AlertEvent.State.FIRING,
        end.startedAt(),
        end.startedAt(),
        end.value(),
        end.threshold(),
        end.hits(),
        end.labels(),
        end.summary(),
        null,
        end.observedAt());
  }
}
