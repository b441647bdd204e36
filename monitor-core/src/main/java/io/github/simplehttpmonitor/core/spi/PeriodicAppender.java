package io.github.simplehttpmonitor.core.spi;

import java.time.Duration;

/**
 * An appender that also has something to do when no event comes: to say once more that an alert
 * goes on, for instance. It is called by the same thread as {@link Appender#append}, not before the
 * period has passed since the last call; not at all in a replay, where no time passes.
 */
public interface PeriodicAppender extends Appender {

  /** {@return how often it is to be called; not less than 100 ms} */
  Duration period();

  /**
   * Does what is due.
   *
   * @throws RetryableAppenderException if it is to be called again before the period has passed
   * @throws AppenderException if it failed for good; {@link AppenderException#lostOf} events are
   *     counted as dropped
   */
  void tick() throws AppenderException;
}
