package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import java.time.Duration;
import java.util.List;

/**
 * Calls the appender on the monitor's own thread: no queue, no thread, no second try. For programs
 * that want no thread, and for outputs that should slow the reading down rather than lose events.
 */
public final class DirectChannel implements Channel {

  private final String name;
  private final Attempt attempt;
  private long delivered;
  private long dropped;

  /** Makes a channel. */
  public DirectChannel(String name, Appender appender) {
    this.name = name;
    this.attempt = new Attempt(name, appender);
  }

  @Override
  public void accept(List<Event> events) {
    if (attempt.append(events) == Attempt.Outcome.ACCEPTED) {
      delivered += events.size();
    } else {
      dropped += events.size();
    }
  }

  @Override
  public DeliveryCounters counters() {
    return new DeliveryCounters(name, delivered, 0, dropped, 0);
  }

  @Override
  public boolean isOutputClosed() {
    return attempt.isOutputClosed();
  }

  @Override
  public String problem() {
    return attempt.problem();
  }

  @Override
  public boolean close(Duration patience) {
    attempt.close();
    return true;
  }
}
