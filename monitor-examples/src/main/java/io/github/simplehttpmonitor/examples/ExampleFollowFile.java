package io.github.simplehttpmonitor.examples;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.event.Event;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Follows a log inside a program that has other things to do: on a thread of its own, until closed.
 *
 * <p>Use it where a server watches a log that another process writes; rotation, truncation and a
 * file that is not there yet are taken care of. If the requests are your own, the way through a
 * file is not needed: see {@link ExampleFeedRequests}.
 */
public final class ExampleFollowFile implements AutoCloseable {

  private final Monitor monitor;
  private final CompletableFuture<Summary> summary = new CompletableFuture<>();

  /**
   * Starts to follow.
   *
   * @param log need not exist yet
   * @param listener is told every event, on the thread that reads; it should not be slow
   */
  public ExampleFollowFile(Path log, Consumer<Event> listener) {
    monitor = Monitor.builder().requestThreshold(2).listener(listener).build();
    Thread thread = new Thread(() -> follow(log), "access-log");
    thread.setDaemon(true);
    thread.start();
  }

  private void follow(Path log) {
    try {
      summary.complete(monitor.follow(log));
    } catch (RuntimeException | Error e) {
      summary.completeExceptionally(e);
      throw e;
    }
  }

  /** Asks the monitor to stop, and waits for its summary. */
  public Summary stop() {
    monitor.stop();
    return summary.join();
  }

  @Override
  public void close() {
    stop();
  }

  /**
   * Runs the example until Ctrl-C.
   *
   * @param args the log
   */
  public static void main(String[] args) {
    ExampleFollowFile example = new ExampleFollowFile(Path.of(args[0]), System.out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(example::close));
    System.out.println(example.summary.join().event().accounting());
  }
}
