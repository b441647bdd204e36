package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import java.time.Duration;
import java.util.List;

/** The way of events to one appender. */
public interface Channel {

  /** Takes events; does not throw whatever the appender does. */
  void accept(List<Event> events);

  /** Lets a periodic appender do what is due, unless a thread of the channel's own does it. */
  void tick();

  /**
   * {@return the events of alerts that were taken and neither delivered nor given up, in the order
   * of their time, but for those of the spool}
   */
  List<AlertEvent> undelivered();

  /** {@return what became of the events so far} */
  DeliveryCounters counters();

  /** {@return whether the appender's output is closed, so that nobody is there to read} */
  boolean isOutputClosed();

  /** {@return whether the last call of the appender failed} */
  boolean isFailing();

  /** {@return what the appender failed with, one line for people; empty if it did not} */
  String problem();

  /**
   * Delivers what waits, for at most this long, and closes the appender.
   *
   * @return whether everything was delivered or dropped in time
   */
  boolean close(Duration patience);
}
