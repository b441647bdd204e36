package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.ClosedOutputException;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Calls an appender and remembers how it went. Whatever it throws stays here. */
final class Attempt {

  enum Outcome {
    ACCEPTED,
    RETRY,
    FAILED
  }

  private final String name;
  private final Appender appender;
  private volatile boolean outputClosed;
  private volatile String problem = "";

  Attempt(String name, Appender appender) {
    this.name = name;
    this.appender = appender;
  }

  Outcome append(List<Event> events) {
    if (outputClosed) {
      return Outcome.FAILED;
    }
    try {
      appender.append(events);
      return Outcome.ACCEPTED;
    } catch (RetryableAppenderException e) {
      failed(e);
      return Outcome.RETRY;
    } catch (ClosedOutputException e) {
      outputClosed = true;
      return Outcome.FAILED;
    } catch (Throwable e) {
      // A plug-in that fails with an error must not end the thread that others wait for.
      failed(e);
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
    if (problem.isEmpty()) {
      LoggerFactory.getLogger(Attempt.class).warn("appender {} failed", name, e);
    }
    problem = message;
  }

  boolean isOutputClosed() {
    return outputClosed;
  }

  String problem() {
    return problem;
  }
}
