package io.github.simplehttpmonitor.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server that takes what is posted and answers as it is told. */
final class Receiver implements AutoCloseable {

  record Request(String path, Headers headers, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  final List<Request> requests = new CopyOnWriteArrayList<>();
  volatile int status = 204;

  /** How many requests are answered with 503 before {@link #status} is given. */
  volatile int busyFor;

  volatile Map<String, String> answer = Map.of();
  volatile boolean hangs;
  volatile boolean hangsInBody;

  Receiver(@Nullable SSLContext tls) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(any, 0);
    } else {
      HttpsServer secure = HttpsServer.create(any, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      if (hangs) {
        await();
      }
      answer.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          requests.size() <= busyFor ? 503 : status, hangsInBody ? 10 : -1);
      if (hangsInBody) {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        await();
      }
    }
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
