package io.github.simplehttpmonitor.examples;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.parser.Field;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches the requests of one's own server, which never become a log line: a filter of the JDK's
 * HTTP server gives each one to the monitor.
 *
 * <p>Use it where the program that answers is the one that watches. {@link Monitor#accept} takes a
 * lock, so at very high rates from many threads let each gather its requests first. Where the
 * server writes a log anyway, following that keeps the monitor out of its process: see {@link
 * ExampleFollowFile}.
 */
public final class ExampleFeedRequests extends Filter {

  private final Monitor monitor;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "monitor-tick");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts to watch.
   *
   * @param listener is told every event, on the threads of the server and of the timer
   */
  public ExampleFeedRequests(Consumer<Event> listener) {
    monitor = Monitor.builder().requestThreshold(100).listener(listener).build();
    // Lets time go on, and with it statistics and the end of alerts, while nobody asks.
    ScheduledFuture<?> unused = timer.scheduleAtFixedRate(monitor::tick, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public String description() {
    return "gives each request to the monitor";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    // A record belongs to one thread; the monitor keeps nothing of it.
    monitor.accept(
        monitor
            .newRecord()
            .setTime(Instant.now())
            .set(Field.PATH, exchange.getRequestURI().getPath()));
    chain.doFilter(exchange);
  }

  /** Ends the monitoring. Neither a request nor a tick may come after it. */
  public Summary finish() throws InterruptedException {
    timer.shutdown();
    timer.awaitTermination(5, TimeUnit.SECONDS);
    return monitor.finish();
  }

  /** {@return a server on a free local port that says hello and is watched} */
  public HttpServer startServer() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext(
            "/",
            exchange -> {
              byte[] body = "hello\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
              exchange.close();
            })
        .getFilters()
        .add(this);
    server.start();
    return server;
  }

  /**
   * Runs the example until Ctrl-C.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    HttpServer server = new ExampleFeedRequests(System.out::println).startServer();
    System.out.println("listening on port " + server.getAddress().getPort());
  }
}
