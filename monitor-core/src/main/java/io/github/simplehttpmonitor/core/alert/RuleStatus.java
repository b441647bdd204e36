package io.github.simplehttpmonitor.core.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands for one group.
 *
 * @param rule the rule's name
 * @param group what it is about; empty for a rule without groups. The values are log text.
 * @param phase inactive, pending or firing
 * @param severity how bad it is while it fires, otherwise null
 * @param value the value of the last window, NaN if it has none
 * @param threshold what the value is compared with
 * @param since when the phase began; null while inactive
 */
public record RuleStatus(
    String rule,
    Map<String, String> group,
    RuleState.Phase phase,
    @Nullable Severity severity,
    double value,
    double threshold,
    @Nullable Instant since) {

  /** Makes the map unmodifiable. */
  public RuleStatus {
    group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
  }
}
