package io.github.simplehttpmonitor.core.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One or more intervals in a row without requests, though the log was readable and its lines were
 * records. Live there is one event for each interval, in a replay one for the whole silence.
 *
 * @param start first moment
 * @param end first moment after it
 * @param windows how many intervals it spans, at least 1
 * @param observedAt see {@link Event#observedAt()}
 */
public record SilenceEvent(Instant start, Instant end, long windows, @Nullable Instant observedAt)
    implements Event {

  /** The {@link #type()}. */
  public static final String TYPE = "silence";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Instant at() {
    return end;
  }

  /** {@return how long the silence is} */
  public Duration length() {
    return Duration.between(start, end);
  }

  @Override
  public SilenceEvent observedAt(@Nullable Instant time) {
    return new SilenceEvent(start, end, windows, time);
  }

  @Override
  public void accept(EventVisitor visitor) {
    visitor.silence(this);
  }
}
