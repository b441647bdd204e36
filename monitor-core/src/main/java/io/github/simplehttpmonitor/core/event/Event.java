package io.github.simplehttpmonitor.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the monitor says. The family is open: new kinds may come, so code that handles events
 * does it with an {@link EventVisitor}, whose methods default to nothing, or by {@link #type()}.
 *
 * <p>Immutable. Two events are the same when everything but {@link #observedAt()} is equal; that is
 * how {@link #id()} is made.
 */
public interface Event {

  /** {@return the kind, a stable name in lower case: {@code statistics}, {@code alert}, ...} */
  String type();

  /** {@return the event time it is about; for statistics the end of the interval} */
  Instant at();

  /** {@return when the monitor said it, by the clock on the wall; null before it was delivered} */
  @Nullable Instant observedAt();

  /** {@return the same event, observed at that time} */
  Event observedAt(@Nullable Instant time);

  /** {@return a stable identification: a hash of what the event is, 16 hexadecimal digits} */
  default String id() {
    return EventIds.of(this);
  }

  /** Calls the visitor's method for this kind of event. */
  void accept(EventVisitor visitor);
}
