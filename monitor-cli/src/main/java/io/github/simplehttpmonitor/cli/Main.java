package io.github.simplehttpmonitor.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Starts the command. */
public final class Main {

  /** How long a signal waits for the run to tell what it has. */
  private static final long PATIENCE_SECONDS = 8;

  private Main() {}

  /**
   * Runs the command and leaves with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    CountDownLatch done = new CountDownLatch(1);
    AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, done), "shutdown"));
    Environment environment =
        new Environment(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.getenv(),
            System.getProperty("simple-http-monitor.home", ""),
            Terminals.find(),
            stop::set);
    int code = ExitCode.FAILURE;
    try {
      code = Cli.run(environment, args);
    } finally {
      done.countDown();
    }
    System.exit(code);
  }

  /** After a signal: lets the run end. Does nothing when it has ended. */
  private static void end(AtomicReference<Runnable> stop, CountDownLatch done) {
    if (done.getCount() == 0) {
      return;
    }
    Runnable action = stop.get();
    if (action != null) {
      action.run();
    }
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.FAILURE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
