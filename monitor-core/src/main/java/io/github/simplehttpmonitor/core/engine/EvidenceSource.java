package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Evidence;
import org.jspecify.annotations.Nullable;

/** Finds out why an alert fired. Asked only when one does, so that a quiet rule costs nothing. */
@FunctionalInterface
public interface EvidenceSource {

  /**
   * {@return what happened in the window, null if that cannot be told}
   *
   * @param rule the rule
   * @param alert what is about to be told
   */
  @Nullable Evidence gather(AlertRule rule, AlertEvent alert);
}
