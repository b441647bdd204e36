package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Makes appenders that write to a logger of SLF4J. */
public final class Slf4jAppenderProvider implements AppenderProvider {

  private static final List<AppenderOption> OPTIONS =
      List.of(
          new AppenderOption("logger", "simple-http-monitor", "the name of the logger"),
          EventSelection.option("all"));

  /** For {@link java.util.ServiceLoader}. */
  public Slf4jAppenderProvider() {}

  @Override
  public String name() {
    return "slf4j";
  }

  @Override
  public String description() {
    return "logs events with SLF4J, in a program that has a logging back end";
  }

  @Override
  public boolean reachesOutside() {
    return false;
  }

  @Override
  public List<AppenderOption> options() {
    return OPTIONS;
  }

  @Override
  public Appender create(AppenderContext context) {
    AppenderOptions options = AppenderOptions.of(context, OPTIONS);
    if (LoggerFactory.getILoggerFactory() instanceof org.slf4j.helpers.NOPLoggerFactory) {
      throw new IllegalArgumentException(
          "there is no logging back end, so nothing would be logged; the command has none");
    }
    return new Slf4jAppender(
        LoggerFactory.getLogger(options.required("logger")),
        EventSelection.of(options),
        new EventText(context.zone()));
  }
}
