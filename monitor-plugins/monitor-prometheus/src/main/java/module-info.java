import org.jspecify.annotations.NullMarked;

/** Serves the health of the monitor to Prometheus. */
@NullMarked
module io.github.simplehttpmonitor.prometheus {
  requires static org.jspecify;
  requires static com.google.errorprone.annotations;
  requires io.github.simplehttpmonitor.core;
  requires io.prometheus.metrics.model;
  requires io.prometheus.writer.text;
  requires jdk.httpserver;

  provides io.github.simplehttpmonitor.core.spi.AppenderProvider with
      io.github.simplehttpmonitor.prometheus.PrometheusAppenderProvider;
}
