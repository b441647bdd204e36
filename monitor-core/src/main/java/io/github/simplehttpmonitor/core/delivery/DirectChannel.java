package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Calls the appender on the monitor's own thread: no queue, no thread, no second try. For programs
 * that want no thread, and for outputs that should slow the reading down rather than lose events.
 */
public final class DirectChannel implements Channel {

  private final String name;
  private final Attempt attempt;
  private final LongSupplier nanoTime;
  private final long periodNanos;
  private long lastTick;
  private long delivered;
  private long dropped;

  /** Makes a channel. */
  public DirectChannel(String name, Appender appender) {
    this(name, appender, System::nanoTime);
  }

  DirectChannel(String name, Appender appender, LongSupplier nanoTime) {
    this.name = name;
    this.attempt = new Attempt(name, appender);
    this.nanoTime = nanoTime;
    this.periodNanos = attempt.periodNanos();
    this.lastTick = nanoTime.getAsLong();
  }

  @Override
  public void accept(List<Event> events) {
    Attempt.Outcome outcome = attempt.append(events);
    int lost =
        switch (outcome) {
          case ACCEPTED -> 0;
          case RETRY -> events.size();
          case FAILED -> attempt.lost();
        };
    delivered += events.size() - lost;
    dropped += lost;
  }

  @Override
  public void tick() {
    if (periodNanos == 0 || nanoTime.getAsLong() - lastTick < periodNanos) {
      return;
    }
    attempt.tick();
    lastTick = nanoTime.getAsLong();
  }

  @Override
  public List<AlertEvent> undelivered() {
    return attempt.pending();
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
  public boolean isFailing() {
    return attempt.isFailing();
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
