package io.github.simplehttpmonitor.core.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people are to be told about alerts, many of them in one message. It is made of {@link
 * AlertEvent}s for the appenders that notify people and never comes from the engine.
 *
 * @param rule the rule it is about, empty if it is about several
 * @param reason why it is said now
 * @param firing alerts that fire: those that are new or, in a repetition, all of the rule
 * @param resolved alerts that have ended and that had been told
 * @param omitted alerts that are not listed because there are too many
 * @param at the event time of the last one of them
 * @param observedAt see {@link Event#observedAt()}
 */
public record NotificationEvent(
    String rule,
    Reason reason,
    List<AlertEvent> firing,
    List<AlertEvent> resolved,
    long omitted,
    Instant at,
    @Nullable Instant observedAt)
    implements Event {

  /** The {@link #type()}. */
  public static final String TYPE = "notification";

  /** Why something is said. */
  public enum Reason {
    /** Alerts began to fire or ended. */
    CHANGE,
    /** Nothing changed: they still fire. */
    REPEAT,
    /** What happened while nobody could be told, as after a time in which the monitor was down. */
    CATCH_UP
  }

  /** Makes the lists unmodifiable. */
  public NotificationEvent {
    firing = List.copyOf(firing);
    resolved = List.copyOf(resolved);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public NotificationEvent observedAt(@Nullable Instant time) {
    return new NotificationEvent(rule, reason, firing, resolved, omitted, at, time);
  }

  @Override
  public void accept(EventVisitor visitor) {
    visitor.notification(this);
  }
}
