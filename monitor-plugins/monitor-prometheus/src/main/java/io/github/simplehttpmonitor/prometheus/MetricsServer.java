package io.github.simplehttpmonitor.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers {@code GET /metrics}, with the token if there is one, and nothing else. */
final class MetricsServer implements AutoCloseable {

  /** How many requests are answered at once, so that a slow client does not keep the others. */
  private static final int THREADS = 4;

  /** How many connections may wait. */
  private static final int BACKLOG = 16;

  private static final String PATH = "/metrics";

  private final HttpServer server;
  private final ExecutorService threads;
  private final byte[] authorization;
  private final Supplier<MetricSnapshots> metrics;
  private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

  /**
   * Begins to listen.
   *
   * @param token empty if none is asked for
   */
  MetricsServer(InetSocketAddress address, String token, Supplier<MetricSnapshots> metrics)
      throws IOException {
    this.metrics = metrics;
    this.authorization =
        token.isEmpty() ? new byte[0] : ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.server = HttpServer.create(address, BACKLOG);
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "metrics");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!isAllowed(exchange)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        exchange.sendResponseHeaders(401, -1);
      } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
      } else {
        send(exchange, method.equals("HEAD"));
      }
    }
  }

  private boolean isAllowed(HttpExchange exchange) {
    if (authorization.length == 0) {
      return true;
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null
        && MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
  }

  private void send(HttpExchange exchange, boolean headOnly) throws IOException {
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : text;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(body, metrics.get());
    exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(200, headOnly ? -1 : body.size());
    if (!headOnly) {
      body.writeTo(exchange.getResponseBody());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
