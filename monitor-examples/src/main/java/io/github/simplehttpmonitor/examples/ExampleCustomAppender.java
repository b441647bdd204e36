package io.github.simplehttpmonitor.examples;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An appender of one's own, found by {@link java.util.ServiceLoader} under the name {@code
 * alert-file}: it adds a line to a file whenever an alert begins or ends.
 *
 * <p>Use an appender for everything that should happen with events outside of the program: files,
 * mail, tickets. Inside it, a listener is shorter: {@code Monitor.builder().listener(...)}.
 *
 * <p>The file {@code META-INF/services/io.github.simplehttpmonitor.core.spi.AppenderProvider} names
 * this class.
 */
public final class ExampleCustomAppender implements AppenderProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ExampleCustomAppender() {}

  @Override
  public String name() {
    return "alert-file";
  }

  @Override
  public String description() {
    return "adds alerts to a file, an example; options: file";
  }

  @Override
  public Appender create(AppenderContext context) {
    return new AlertFile(
        Path.of(
            context
                .option("file")
                .orElseThrow(() -> new IllegalArgumentException("alert-file needs a file=PATH"))));
  }

  /** Holds nothing between calls, so there is nothing to close. */
  private record AlertFile(Path file) implements Appender {

    @Override
    public void append(List<Event> events) throws RetryableAppenderException {
      List<String> lines =
          events.stream()
              .filter(AlertEvent.class::isInstance)
              .map(AlertEvent.class::cast)
              .map(alert -> alert.at() + " " + alert.rule() + " " + alert.state())
              .toList();
      if (lines.isEmpty()) {
        return;
      }
      try {
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        // A full disk may have room later. A line may then be there twice, which does no harm here.
        throw new RetryableAppenderException("cannot write " + file, e);
      }
    }
  }
}
