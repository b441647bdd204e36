package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.ClosedOutputException;
import io.github.simplehttpmonitor.core.spi.PeriodicAppender;
import io.github.simplehttpmonitor.core.spi.ResumableAppender;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Calls an appender and remembers how it went. Whatever it throws stays here. */
final class Attempt {

  enum Outcome {
    ACCEPTED,
    RETRY,
    FAILED
  }

  private interface Call {
    void run() throws AppenderException;
  }

  private final String name;
  private final Appender appender;
  private final @Nullable PeriodicAppender periodic;
  private Duration retryAfter = Duration.ZERO;
  private int lost;
  private volatile boolean outputClosed;
  private volatile boolean failing;
  private volatile String problem = "";

  Attempt(String name, Appender appender) {
    this.name = name;
    this.appender = appender;
    this.periodic = appender instanceof PeriodicAppender periodic ? periodic : null;
  }

  Outcome append(List<Event> events) {
    return call(() -> appender.append(events), events.size());
  }

  /** {@return how often {@link #tick} is to be called, in nanoseconds; never if it is 0} */
  long periodNanos() {
    PeriodicAppender target = periodic;
    if (target == null) {
      return 0;
    }
    try {
      return Math.max(100_000_000L, target.period().toNanos());
    } catch (Throwable e) {
      failed(e);
      return 0;
    }
  }

  Outcome tick() {
    PeriodicAppender target = periodic;
    return target == null ? Outcome.ACCEPTED : call(target::tick, 0);
  }

  /** {@return the alerts that the appender has taken and not delivered} */
  List<AlertEvent> pending() {
    try {
      return appender instanceof ResumableAppender resumable ? resumable.pending() : List.of();
    } catch (RuntimeException | Error e) {
      failed(e);
      return List.of();
    }
  }

  private Outcome call(Call call, int events) {
    if (outputClosed) {
      lost = events;
      return Outcome.FAILED;
    }
    try {
      call.run();
      failing = false;
      return Outcome.ACCEPTED;
    } catch (RetryableAppenderException e) {
      failed(e);
      retryAfter = e.retryAfter();
      return Outcome.RETRY;
    } catch (ClosedOutputException e) {
      outputClosed = true;
      lost = events;
      return Outcome.FAILED;
    } catch (Throwable e) {
      // A plug-in that fails with an error must not end the thread that others wait for.
      failed(e);
      lost = e instanceof AppenderException partial ? partial.lostOf(events) : events;
      return Outcome.FAILED;
    }
  }

  void close() {
    try {
      appender.close();
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable e) {
    String message = e instanceof AppenderException ? String.valueOf(e.getMessage()) : e.toString();
    if (e instanceof LinkageError) {
      message = "it does not fit this version of the monitor or of a library: " + message;
    }
    if (problem.isEmpty()) {
      LoggerFactory.getLogger(Attempt.class).warn("appender {} failed", name, e);
    }
    problem = message;
    failing = true;
  }

  /** {@return how long the receiver asked to be left alone, after {@link Outcome#RETRY}} */
  Duration retryAfter() {
    return retryAfter;
  }

  /** {@return how many events were not taken, after {@link Outcome#FAILED}} */
  int lost() {
    return lost;
  }

  boolean isOutputClosed() {
    return outputClosed;
  }

  /** {@return whether the last call failed} */
  boolean isFailing() {
    return failing;
  }

  String problem() {
    return problem;
  }
}
