package io.github.simplehttpmonitor.core.notification;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import java.time.Instant;

/** Says of which alerts people are not to be told. */
@FunctionalInterface
public interface Silences {

  /** Nothing is silenced. */
  Silences NONE = (alert, at) -> false;

  /** {@return whether the alert is silenced at that event time} */
  boolean isSilenced(AlertEvent alert, Instant at);
}
