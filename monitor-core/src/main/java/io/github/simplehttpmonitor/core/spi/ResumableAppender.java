package io.github.simplehttpmonitor.core.spi;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import java.util.List;

/**
 * An appender that keeps alerts in mind between its calls: to remind people of what still fires, to
 * tell several together, to try again on its own. With a state directory its alerts outlive the
 * process, however that ends: the monitor asks for what has not been delivered whenever it saves
 * its state, gives that as ordinary events in the next run, and says before what had been
 * delivered.
 */
public interface ResumableAppender extends Appender {

  /**
   * Is called before the first event of a run that goes on from the state of an earlier one.
   *
   * @param firing events of alerts that are on and that the appender had taken, in the order of
   *     their time; several of one alert if its severity changed
   */
  default void resume(List<AlertEvent> firing) {}

  /**
   * {@return the events of alerts that it took and has neither delivered nor given up} May be
   * called by any thread at any time, so it does not wait for a delivery under way.
   */
  default List<AlertEvent> pending() {
    return List.of();
  }
}
