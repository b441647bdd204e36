import org.jspecify.annotations.NullMarked;

/** Aggregates records over time and evaluates alert rules. */
@NullMarked
@SuppressWarnings("module")
module io.github.simplehttpmonitor.core {
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires transitive io.github.simplehttpmonitor.parser;
  requires transitive com.google.common;
  requires org.slf4j;
  requires re2j;

  exports io.github.simplehttpmonitor.core;
  exports io.github.simplehttpmonitor.core.aggregate;
  exports io.github.simplehttpmonitor.core.alert;
  exports io.github.simplehttpmonitor.core.appender;
  exports io.github.simplehttpmonitor.core.event;
  exports io.github.simplehttpmonitor.core.filter;
  exports io.github.simplehttpmonitor.core.notification;
  exports io.github.simplehttpmonitor.core.query;
  exports io.github.simplehttpmonitor.core.spi;

  provides io.github.simplehttpmonitor.core.spi.AppenderProvider with
      io.github.simplehttpmonitor.core.appender.ExecAppenderProvider,
      io.github.simplehttpmonitor.core.appender.FileAppenderProvider,
      io.github.simplehttpmonitor.core.appender.Slf4jAppenderProvider;

  uses io.github.simplehttpmonitor.core.spi.AppenderProvider;
  uses io.github.simplehttpmonitor.core.spi.CompressionProvider;
}
