package io.github.simplehttpmonitor.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule began to fire, or stopped.
 *
 * @param rule the rule's name
 * @param group the group the alert is for, empty for a rule without groups
 * @param state firing or resolved
 * @param at the end of the window that decided it
 * @param startedAt when it began to fire
 * @param value the rule's value in that window
 * @param threshold what the value is compared with
 * @param hits the requests in that window
 * @param observedAt see {@link Event#observedAt()}
 */
public record AlertEvent(
    String rule,
    String group,
    State state,
    Instant at,
    Instant startedAt,
    double value,
    double threshold,
    long hits,
    @Nullable Instant observedAt)
    implements Event {

  /** The {@link #type()}. */
  public static final String TYPE = "alert";

  /** What happened. */
  public enum State {
    /** It began to fire. */
    FIRING,
    /** It stopped. */
    RESOLVED
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public AlertEvent observedAt(@Nullable Instant time) {
    return new AlertEvent(rule, group, state, at, startedAt, value, threshold, hits, time);
  }

  @Override
  public void accept(EventVisitor visitor) {
    visitor.alert(this);
  }
}
