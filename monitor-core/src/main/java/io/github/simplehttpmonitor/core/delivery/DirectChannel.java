package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Calls the appender on the monitor's own thread: no queue, no thread, and no second try but of
 * what waits in a {@link Spool}. For programs that want no thread, and for outputs that should slow
 * the reading down rather than lose events.
 */
public final class DirectChannel implements Channel {

  private static final int MAX_BATCH = 256;

  private final String name;
  private final Spool spool;
  private final Attempt attempt;
  private final LongSupplier nanoTime;
  private final long periodNanos;
  private long lastTick;
  private long delivered;
  private long dropped;

  /** Makes a channel. */
  public DirectChannel(String name, Appender appender) {
    this(name, appender, Spool.NONE);
  }

  /**
   * Makes a channel.
   *
   * @param spool where transitions wait that could not be delivered, to be tried with the next ones
   */
  public DirectChannel(String name, Appender appender, Spool spool) {
    this(name, appender, spool, System::nanoTime);
  }

  DirectChannel(String name, Appender appender, Spool spool, LongSupplier nanoTime) {
    this.name = name;
    this.spool = spool;
    this.attempt = new Attempt(name, appender);
    this.nanoTime = nanoTime;
    this.periodNanos = attempt.periodNanos();
    this.lastTick = nanoTime.getAsLong();
  }

  @Override
  public void accept(List<Event> events) {
    boolean interrupted = Thread.interrupted();
    take(events);
    // A flag that the appender left set would end the reading.
    Thread.interrupted();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(List<Event> events) {
    Attempt.Outcome outcome = emptySpool() ? attempt.append(events) : Attempt.Outcome.RETRY;
    if (outcome == Attempt.Outcome.RETRY) {
      for (Event event : events) {
        dropped += spool.keep(event) ? 0 : 1;
      }
    } else {
      count(outcome, events.size());
    }
  }

  private boolean emptySpool() {
    while (spool.size() > 0) {
      List<Event> waiting = spool.first(MAX_BATCH);
      Attempt.Outcome outcome = attempt.append(waiting);
      if (outcome == Attempt.Outcome.RETRY) {
        return false;
      }
      spool.remove(waiting.size());
      count(outcome, waiting.size());
    }
    return true;
  }

  private void count(Attempt.Outcome outcome, int events) {
    int lost = outcome == Attempt.Outcome.FAILED ? attempt.lost() : 0;
    delivered += events - lost;
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
    return new DeliveryCounters(name, delivered, 0, dropped, spool.size());
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
    boolean all = emptySpool();
    attempt.close();
    return all;
  }
}
