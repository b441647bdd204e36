package io.github.simplehttpmonitor.core.support;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import java.time.Instant;
import java.util.Map;

/** Alerts for tests, with nothing in them but what matters. */
public final class TestAlerts {

  private TestAlerts() {}

  /** Fires since then; the group is that of a key {@code section}, none if it is empty. */
  public static AlertEvent firing(String rule, String group, Instant at) {
    return alert(rule, group, AlertEvent.State.FIRING, at, at);
  }

  /** Ended then, having fired since the start. */
  public static AlertEvent resolved(String rule, String group, Instant start, Instant at) {
    return alert(rule, group, AlertEvent.State.RESOLVED, start, at);
  }

  private static AlertEvent alert(
      String rule, String group, AlertEvent.State state, Instant start, Instant at) {
    Map<String, String> key = group.isEmpty() ? Map.of() : Map.of("section", group);
    return new AlertEvent(rule, key, state, at, start, 12, 10, 1_440, null);
  }
}
