package io.github.simplehttpmonitor.core.event;

import io.github.simplehttpmonitor.parser.MalformedReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that is not a record of the format. Their number is limited per interval of event time;
 * those not shown are counted in the next one.
 *
 * @param source where the line came from
 * @param lineNumber its number there, from 1; 0 if not known
 * @param line the beginning of the line, as the attacker wrote it: to be escaped wherever it goes;
 *     null in an event that only says how many were not shown
 * @param reason why it is malformed, null if {@code line} is
 * @param column where it stops fitting, in bytes from 1; 0 if {@code line} is null
 * @param notShown malformed lines before this one for which there was no event
 * @param at the event time when it arrived; the epoch if no line with a time came before it
 * @param observedAt see {@link Event#observedAt()}
 */
public record MalformedEvent(
    String source,
    long lineNumber,
    @Nullable String line,
    @Nullable MalformedReason reason,
    int column,
    long notShown,
    Instant at,
    @Nullable Instant observedAt)
    implements Event {

  /** The {@link #type()}. */
  public static final String TYPE = "malformed";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public MalformedEvent observedAt(@Nullable Instant time) {
    return new MalformedEvent(source, lineNumber, line, reason, column, notShown, at, time);
  }

  @Override
  public void accept(EventVisitor visitor) {
    visitor.malformed(this);
  }
}
