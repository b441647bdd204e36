package io.github.simplehttpmonitor.core.spi;

import io.github.simplehttpmonitor.core.event.Event;
import java.util.List;

/**
 * Takes events somewhere: a terminal, a file, a mail server. The monitor calls an appender from one
 * thread at a time and never again after {@link #close}. Each stands behind a queue of its own, so
 * a slow one delays nobody but itself.
 */
@FunctionalInterface
public interface Appender extends AutoCloseable {

  /**
   * Takes events, in their order. A normal return means that all of them are accepted.
   *
   * @param events not empty; unmodifiable
   * @throws RetryableAppenderException if the same call may succeed later; none of the events must
   *     have been accepted, or taking them twice must do no harm
   * @throws AppenderException if it will not; the events are dropped and counted
   */
  void append(List<Event> events) throws AppenderException;

  /** Releases what the appender holds; what it accepted has been written when this returns. */
  @Override
  default void close() throws AppenderException {}
}
