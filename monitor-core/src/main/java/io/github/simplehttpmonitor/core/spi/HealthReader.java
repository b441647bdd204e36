package io.github.simplehttpmonitor.core.spi;

import java.util.function.Supplier;

/** An appender that shows how the monitor itself is doing. */
public interface HealthReader extends Appender {

  /**
   * Is called once, before the first event.
   *
   * @param health gives the state of the monitor, at most a second old; may be called by any thread
   *     at any time
   */
  void read(Supplier<MonitorHealth> health);
}
