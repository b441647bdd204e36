package io.github.simplehttpmonitor.core.notification;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.HealthReader;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.spi.PeriodicAppender;
import io.github.simplehttpmonitor.core.spi.ResumableAppender;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of an appender and gives it what {@link Notifications} decide. What could not be
 * delivered yet stays here, so an alert that is tried again is not taken for another one.
 */
public final class NotifyingAppender implements PeriodicAppender, HealthReader, ResumableAppender {

  /** How many messages wait at most that could not be delivered. */
  private static final int MAX_OUTBOX = 10_000;

  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Appender appender;
  private final @Nullable PeriodicAppender periodic;
  private final @Nullable InstantSource clock;

  /** Guards itself and the outbox, but not the deliveries, which take their time. */
  private final Notifications notifications;

  private final Deque<Event> outbox = new ArrayDeque<>();
  private List<Event> begun = List.of();

  /**
   * Makes one.
   *
   * @param clock the clock on the wall; null in a replay, where its time is that of the events
   */
  public NotifyingAppender(
      Appender appender, Notifications notifications, @Nullable InstantSource clock) {
    this.appender = appender;
    this.periodic = appender instanceof PeriodicAppender own ? own : null;
    this.notifications = notifications;
    this.clock = clock;
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    if (!events.equals(begun)) {
      begun = List.copyOf(events);
      synchronized (notifications) {
        for (Event event : events) {
          put(notifications.on(event, clock == null ? event.at() : clock.instant()));
        }
      }
    }
    try {
      flush();
    } catch (RetryableAppenderException e) {
      throw e;
    } catch (AppenderException | RuntimeException | Error e) {
      begun = List.of();
      throw e;
    }
    begun = List.of();
  }

  @Override
  public void read(Supplier<MonitorHealth> health) {
    if (appender instanceof HealthReader reader) {
      reader.read(health);
    }
  }

  @Override
  public Duration period() {
    PeriodicAppender own = periodic;
    return own == null || own.period().compareTo(PERIOD) > 0 ? PERIOD : own.period();
  }

  @Override
  public void tick() throws AppenderException {
    InstantSource wall = clock;
    if (wall != null) {
      synchronized (notifications) {
        put(notifications.tick(wall.instant()));
      }
    }
    flush();
    PeriodicAppender own = periodic;
    if (own != null) {
      own.tick();
    }
  }

  private void put(List<Event> events) {
    for (Event event : events) {
      if (outbox.size() >= MAX_OUTBOX) {
        outbox.removeFirst();
      }
      Instant observed = clock == null ? event.at() : clock.instant();
      outbox.add(event.observedAt() == null ? event.observedAt(observed) : event);
    }
  }

  private void flush() throws AppenderException {
    for (Event event = next(); event != null; event = next()) {
      try {
        // One by one, so that after a failure none is sent again that was taken.
        appender.append(List.of(event));
      } catch (RetryableAppenderException e) {
        throw e;
      } catch (AppenderException e) {
        forgetFirst();
        throw new AppenderException(String.valueOf(e.getMessage()), e, 1);
      } catch (RuntimeException | Error e) {
        forgetFirst();
        throw e;
      }
      forgetFirst();
    }
  }

  private @Nullable Event next() {
    synchronized (notifications) {
      return outbox.peekFirst();
    }
  }

  private void forgetFirst() {
    synchronized (notifications) {
      outbox.removeFirst();
    }
  }

  @Override
  public void resume(List<AlertEvent> firing) {
    synchronized (notifications) {
      notifications.resume(firing, clock == null ? Instant.EPOCH : clock.instant());
    }
    if (appender instanceof ResumableAppender resumable) {
      resumable.resume(firing);
    }
  }

  @Override
  public List<AlertEvent> pending() {
    List<AlertEvent> pending = new ArrayList<>();
    synchronized (notifications) {
      for (Event event : outbox) {
        if (event instanceof AlertEvent alert) {
          pending.add(alert);
        } else if (event instanceof NotificationEvent message
            && message.reason() != NotificationEvent.Reason.REPEAT) {
          pending.addAll(message.resolved());
          pending.addAll(message.firing());
        }
      }
      pending.addAll(notifications.pending());
    }
    if (appender instanceof ResumableAppender resumable) {
      pending.addAll(resumable.pending());
    }
    pending.sort(Comparator.comparing(AlertEvent::at));
    return pending;
  }

  @Override
  public void close() throws AppenderException {
    try {
      flush();
    } finally {
      appender.close();
    }
  }
}
