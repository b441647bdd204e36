package io.github.simplehttpmonitor.prometheus;

import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;

/** Makes appenders that serve metrics over HTTP. */
public final class PrometheusAppenderProvider implements AppenderProvider {

  private static final String BIND = "bind";
  private static final String PORT = "port";
  private static final String TOKEN = "token";

  private static final List<AppenderOption> OPTIONS =
      List.of(
          new AppenderOption(BIND, "127.0.0.1", "the address to listen at"),
          new AppenderOption(PORT, "9464", "the port; 0 for any that is free"),
          new AppenderOption(
              TOKEN, "", "what Authorization: Bearer has to hold; needed beyond this machine"));

  /** For {@link java.util.ServiceLoader}. */
  public PrometheusAppenderProvider() {}

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public String description() {
    return "serves the health of the monitor at /metrics, for Prometheus";
  }

  @Override
  public List<AppenderOption> options() {
    return OPTIONS;
  }

  @Override
  public Appender create(AppenderContext context) {
    AppenderOptions options = AppenderOptions.of(context, OPTIONS);
    InetAddress address;
    try {
      address = InetAddress.getByName(options.required(BIND));
    } catch (UnknownHostException e) {
      throw options.wrong(BIND, "an address of this machine");
    }
    String token = options.text(TOKEN);
    if (!address.isLoopbackAddress() && token.isEmpty()) {
      throw new IllegalArgumentException(
          "bind=" + options.text(BIND) + " can be reached from outside: a token=... is needed");
    }
    InetSocketAddress where = new InetSocketAddress(address, options.number(PORT, 0, 65_535));
    PrometheusAppender appender = new PrometheusAppender(InstantSource.system());
    try {
      appender.serve(new MetricsServer(where, token, appender::snapshots));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot listen at "
              + options.text(BIND)
              + " port "
              + where.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
    return appender;
  }
}
