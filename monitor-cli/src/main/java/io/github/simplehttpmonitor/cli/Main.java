package io.github.simplehttpmonitor.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the command. */
public final class Main {

  private Main() {}

  /**
   * Runs the command and leaves with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(
        run(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            args));
  }

  static int run(InputStream in, OutputStream out, OutputStream err, String... args) {
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return Cli.run(
          new Environment(
              in,
              out,
              err,
              System.getenv(),
              System.getProperty("simple-http-monitor.home", ""),
              Terminals.find(),
              ending),
          args);
    } finally {
      ending.done.countDown();
    }
  }

  /** After a signal: lets the run end. Does nothing when it has ended. */
  private static final class Ending extends Thread implements Consumer<Runnable> {

    /** How long a signal waits for the run to tell what it has. */
    private static final long PATIENCE_SECONDS = 8;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Runnable stop;

    Ending() {
      super("shutdown");
    }

    @Override
    public void accept(Runnable action) {
      stop = action;
    }

    @Override
    public void run() {
      if (done.getCount() == 0) {
        return;
      }
      Runnable action = stop;
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
}
