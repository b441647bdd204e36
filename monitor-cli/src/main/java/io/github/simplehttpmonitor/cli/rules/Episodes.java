package io.github.simplehttpmonitor.cli.rules;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the events of alerts together to episodes, in the order in which they began. */
public final class Episodes {

  private final Map<Key, AlertEvent> firing = new LinkedHashMap<>();
  private final Map<Key, Severity> worst = new LinkedHashMap<>();
  private final List<Episode> ended = new ArrayList<>();

  private record Key(String rule, Map<String, String> group) {}

  /** Takes an event. */
  public void add(Event event) {
    if (!(event instanceof AlertEvent alert)) {
      return;
    }
    Key key = new Key(alert.rule(), alert.group());
    if (alert.state() == AlertEvent.State.FIRING) {
      firing.putIfAbsent(key, alert);
      worst.merge(key, alert.severity(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
      return;
    }
    AlertEvent begun = firing.remove(key);
    Severity severity = worst.remove(key);
    if (begun != null && severity != null) {
      ended.add(episode(begun, severity, alert.at()));
    }
  }

  private static Episode episode(AlertEvent begun, Severity severity, @Nullable Instant to) {
    return new Episode(
        begun.id(),
        begun.rule(),
        begun.group(),
        severity,
        begun.at(),
        to,
        begun.value(),
        begun.threshold(),
        begun.hits());
  }

  /** {@return all episodes} */
  public List<Episode> all() {
    List<Episode> all = new ArrayList<>(ended);
    firing.forEach(
        (key, begun) -> all.add(episode(begun, worst.getOrDefault(key, begun.severity()), null)));
    all.sort(
        (a, b) -> {
          int order = a.from().compareTo(b.from());
          order = order != 0 ? order : a.rule().compareTo(b.rule());
          return order != 0 ? order : a.group().toString().compareTo(b.group().toString());
        });
    return all;
  }

  /**
   * What a rule did over a whole log.
   *
   * @param rule its name
   * @param alerts how many alerts there were
   * @param firing for how long at least one of them was on
   * @param flapping how many began within a window after the one before of the same group ended
   * @param longest the longest
   */
  public record Total(String rule, int alerts, Duration firing, int flapping, Duration longest) {}

  /** {@return what a rule did, given the episodes of all rules} */
  public static Total total(AlertRule rule, List<Episode> episodes, Instant endOfLog) {
    List<Episode> own = episodes.stream().filter(e -> e.rule().equals(rule.name())).toList();
    Duration on = Duration.ZERO;
    Duration longest = Duration.ZERO;
    Instant covered = Instant.MIN;
    int flapping = 0;
    Map<Map<String, String>, Instant> lastEnds = new LinkedHashMap<>();
    for (Episode episode : own) {
      Instant end = episode.end(endOfLog);
      Instant from = episode.from().isAfter(covered) ? episode.from() : covered;
      if (end.isAfter(from)) {
        on = on.plus(Duration.between(from, end));
        covered = end;
      }
      Duration length = episode.length(endOfLog);
      longest = length.compareTo(longest) > 0 ? length : longest;
      Instant before = lastEnds.put(episode.group(), end);
      if (before != null
          && Duration.between(before, episode.from()).compareTo(rule.query().window()) <= 0) {
        flapping++;
      }
    }
    return new Total(rule.name(), own.size(), on, flapping, longest);
  }
}
