package io.github.simplehttpmonitor.cli.rules;

import io.github.simplehttpmonitor.core.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert from its beginning to its end.
 *
 * @param id the id of the event that began it
 * @param rule the rule's name
 * @param group what it was about; log text
 * @param severity how bad it was at worst
 * @param from when it began
 * @param to when it ended; null if it fired at the end of the log
 * @param value the value that began it
 * @param threshold what that was compared with
 * @param hits the requests in that window
 */
public record Episode(
    String id,
    String rule,
    Map<String, String> group,
    Severity severity,
    Instant from,
    @Nullable Instant to,
    double value,
    double threshold,
    long hits) {

  /** {@return its end, or that of the log} */
  Instant end(Instant endOfLog) {
    Instant end = to;
    return end != null ? end : endOfLog.isAfter(from) ? endOfLog : from;
  }

  Duration length(Instant endOfLog) {
    return Duration.between(from, end(endOfLog));
  }
}
