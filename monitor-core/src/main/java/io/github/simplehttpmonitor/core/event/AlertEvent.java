package io.github.simplehttpmonitor.core.event;

import io.github.simplehttpmonitor.core.alert.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule began to fire, fires with another severity, or stopped. Of each episode there is one
 * {@link State#RESOLVED}, at its end.
 *
 * @param rule the rule's name
 * @param group what the alert is about, by the names of the keys in their order; empty for a rule
 *     without groups. The values are log text.
 * @param severity how bad it is; of a resolved one, how bad it was last
 * @param state firing or resolved
 * @param at the end of the window that decided it
 * @param startedAt when the episode began
 * @param value the rule's value in that window, NaN if it has none
 * @param threshold what the value is compared with
 * @param hits the requests in that window
 * @param labels the rule's labels
 * @param summary the rule's line for people, filled; empty if it has none. May hold log text.
 * @param evidence what happened in the window; null unless it was gathered
 * @param observedAt see {@link Event#observedAt()}
 */
public record AlertEvent(
    String rule,
    Map<String, String> group,
    Severity severity,
    State state,
    Instant at,
    Instant startedAt,
    double value,
    double threshold,
    long hits,
    Map<String, String> labels,
    String summary,
    @Nullable Evidence evidence,
    @Nullable Instant observedAt)
    implements Event {

  /** The {@link #type()}. */
  public static final String TYPE = "alert";

  /** What happened. */
  public enum State {
    /** It began to fire, or fires with another severity. */
    FIRING,
    /** It stopped. */
    RESOLVED
  }

  /** Makes the maps unmodifiable. */
  public AlertEvent {
    group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
    labels = Map.copyOf(labels);
  }

  /** A critical alert of a rule without labels. */
  public AlertEvent(
      String rule,
      Map<String, String> group,
      State state,
      Instant at,
      Instant startedAt,
      double value,
      double threshold,
      long hits,
      @Nullable Instant observedAt) {
    this(
        rule,
        group,
        Severity.CRITICAL,
        state,
        at,
        startedAt,
        value,
        threshold,
        hits,
        Map.of(),
        "",
        null,
        observedAt);
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** {@return whether an episode begins with it, rather than ends or gets another severity} */
  public boolean isBeginning() {
    return state == State.FIRING && startedAt.equals(at);
  }

  /** {@return this event with what happened in its window} */
  public AlertEvent withEvidence(@Nullable Evidence found) {
    return new AlertEvent(
        rule,
        group,
        severity,
        state,
        at,
        startedAt,
        value,
        threshold,
        hits,
        labels,
        summary,
        found,
        observedAt);
  }

  @Override
  public AlertEvent observedAt(@Nullable Instant time) {
    return new AlertEvent(
        rule, group, severity, state, at, startedAt, value, threshold, hits, labels, summary,
        evidence, time);
  }

  @Override
  public void accept(EventVisitor visitor) {
    visitor.alert(this);
  }
}
