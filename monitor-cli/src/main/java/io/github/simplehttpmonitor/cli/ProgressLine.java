package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.Progress;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal how far reading has come, a few times a second, on a line that the next
 * message takes away. A run of less than a second shows nothing.
 */
final class ProgressLine implements AutoCloseable {

  private static final long PAUSE_MILLIS = 250;
  private static final long FIRST_NANOS = 1_000_000_000L;

  private final Console console;
  private final Supplier<Progress> progress;
  private final LongSupplier nanoTime;
  private final long start;
  private final Thread thread;

  private ProgressLine(Console console, Supplier<Progress> progress, LongSupplier nanoTime) {
    this.console = console;
    this.progress = progress;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.thread = new Thread(this::run, "progress");
    thread.setDaemon(true);
  }

  /**
   * Starts to show it where it does not disturb: standard error is a terminal that can, and results
   * go somewhere else.
   */
  static @Nullable ProgressLine start(
      Environment environment, boolean quiet, Console console, Supplier<Progress> progress) {
    boolean wanted =
        !quiet
            && environment.terminals().contains(2)
            && !environment.terminals().contains(1)
            && !environment.variable("TERM").orElse("").equals("dumb");
    if (!wanted) {
      return null;
    }
    ProgressLine line = new ProgressLine(console, progress, System::nanoTime);
    line.thread.start();
    return line;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(PAUSE_MILLIS);
        long elapsed = nanoTime.getAsLong() - start;
        if (elapsed >= FIRST_NANOS) {
          console.status(text(progress.get(), elapsed));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@return what is shown after so many nanoseconds} */
  static String text(Progress progress, long elapsedNanos) {
    double seconds = Math.max(1, elapsedNanos) / 1e9;
    long read = progress.bytesRead();
    long total = progress.bytesTotal();
    StringBuilder text = new StringBuilder(megabytes(read));
    if (total > 0) {
      text.append(" of ").append(megabytes(total));
      text.append(", ").append(Math.min(100, 100 * read / total)).append(" %");
    }
    text.append(Counted.text(", {} lines/s", Math.round(progress.lines() / seconds)));
    if (total > 0 && read > 0) {
      long left = Math.round(seconds * Math.max(0, total - read) / read);
      text.append(", ").append(time(left)).append(" left");
    }
    return text.toString();
  }

  private static String megabytes(long bytes) {
    return Counted.text("{} MB", bytes / 1_000_000);
  }

  private static String time(long seconds) {
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3_600
        ? seconds / 60 + "m" + seconds % 60 + "s"
        : seconds / 3_600 + "h" + seconds % 3_600 / 60 + "m";
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    console.status("");
  }
}
