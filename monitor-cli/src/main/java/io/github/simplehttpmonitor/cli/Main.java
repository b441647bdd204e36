package io.github.simplehttpmonitor.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
            standardInput(System.getProperty("simple-http-monitor.closed", "")),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            args));
  }

  /** Without a standard input, the JVM's first file has its number. The launcher sees to that. */
  static InputStream standardInput(String closed) {
    return closed.contains("0") ? new ClosedInput() : System.in;
  }

  /** Cannot be read. */
  private static final class ClosedInput extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("standard input is closed");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }

  static int run(InputStream in, OutputStream out, OutputStream err, String... args) {
    Ending ending = new Ending(patienceMillis(args), err);
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

  /** A live run has to wait for its appenders; a replay waits for nobody that has no answer. */
  private static long patienceMillis(String... args) {
    boolean archive =
        args.length > 0 && Cli.COMMANDS.contains(args[0]) && !args[0].equals("monitor");
    return archive && !List.of(args).contains("--deliver") ? 2_000 : 8_000;
  }

  /** After a signal: lets the run end. Does nothing when it has ended. */
  private static final class Ending extends Thread implements Consumer<Runnable> {

    /** Standard error may be what nobody reads. */
    private static final long LAST_WORDS_MILLIS = 200;

    /** How long a signal waits for the run to tell what it has. */
    private final long patienceMillis;

    private final OutputStream err;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Runnable stop;

    Ending(long patienceMillis, OutputStream err) {
      super("shutdown");
      this.patienceMillis = patienceMillis;
      this.err = err;
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
        if (!done.await(patienceMillis, TimeUnit.MILLISECONDS)) {
          Thread last = new Thread(this::tell, "last words");
          last.setDaemon(true);
          last.start();
          last.join(LAST_WORDS_MILLIS);
          Runtime.getRuntime().halt(ExitCode.FAILURE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void tell() {
      String text =
          Console.NAME + ": ended without a summary: what it writes to takes nothing any more\n";
      try {
        err.write(text.getBytes(StandardCharsets.US_ASCII));
        err.flush();
      } catch (IOException e) {
        // There is no other place to say it.
        return;
      }
    }
  }
}
