package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.Durations;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import io.github.simplehttpmonitor.core.spi.SequentialAppender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command for each event, one after the other. What stands in logs reaches it on standard
 * input only, as JSON, never as an argument or a variable. What it prints is read, kept up to a
 * limit for the message if it fails, and otherwise thrown away.
 */
final class ExecAppender extends SequentialAppender {

  private static final Pattern REASON = Pattern.compile("error(?:=|: )\\d+,? \\(?([^()]+)");

  /** A command that ends with this wants to be tried again (EX_TEMPFAIL of sysexits.h). */
  private static final int TRY_AGAIN = 75;

  /** How many bytes of what it prints are kept. */
  private static final int MAX_OUTPUT = 4_096;

  /** How much of them stands in a message, in characters. */
  private static final int MAX_SHOWN = 200;

  private final List<String> command;
  private final Duration timeout;
  private final EventSelection selection;

  ExecAppender(List<String> command, Duration timeout, EventSelection selection) {
    this.command = List.copyOf(command);
    this.timeout = timeout;
    this.selection = selection;
  }

  @Override
  protected boolean isSent(Event event) {
    return selection.accepts(event);
  }

  @Override
  protected void send(Event event) throws AppenderException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new RetryableAppenderException(program() + " cannot be started: " + reason(e), e);
    }
    Output output = new Output(process.getInputStream());
    Input input = new Input(process.getOutputStream(), JsonAppender.toJson(event) + "\n");
    try {
      output.start();
      input.start();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RetryableAppenderException(
            program() + " was ended, for it ran longer than " + Durations.format(timeout));
      }
      // A child that outlives it may hold its output open; that is not waited for.
      output.join(Math.min(timeout.toMillis(), 200));
      check(process.exitValue(), output.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AppenderException(program() + " was ended with the monitor", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void check(int code, String output) throws AppenderException {
    if (code == 0) {
      return;
    }
    String first = output.lines().findFirst().orElse("");
    String message =
        program()
            + " ended with exit code "
            + code
            + (first.isEmpty() ? "" : ": " + SafeText.escape(first, MAX_SHOWN));
    if (code == TRY_AGAIN) {
      throw new RetryableAppenderException(message);
    }
    throw new AppenderException(message);
  }

  /** The program without its arguments, which may hold a secret. */
  private String program() {
    return SafeText.escape(command.get(0), MAX_SHOWN);
  }

  /** What the system said: {@code error=2, REASON} or, in newer JDKs, {@code error: 2 (REASON)}. */
  private static String reason(IOException e) {
    Matcher matcher = REASON.matcher(String.valueOf(e.getMessage()));
    return matcher.find() ? matcher.group(1) : "is it there, and may it be run?";
  }

  /** Writes to it; a command that does not read is no failure. */
  private static final class Input extends Thread {
    private final OutputStream to;
    private final byte[] bytes;

    Input(OutputStream to, String text) {
      super("exec-input");
      this.to = to;
      this.bytes = text.getBytes(StandardCharsets.UTF_8);
      setDaemon(true);
    }

    @Override
    public void run() {
      try (OutputStream out = to) {
        out.write(bytes);
      } catch (IOException e) {
        // It has ended, or closed its input: its exit code says whether it was content.
        return;
      }
    }
  }

  /** Reads what it prints to the end, so that it is never blocked, and keeps the beginning. */
  private static final class Output extends Thread {
    private final InputStream from;
    private final byte[] kept = new byte[MAX_OUTPUT];
    private volatile int length;

    Output(InputStream from) {
      super("exec-output");
      this.from = from;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] rest = new byte[MAX_OUTPUT];
      try (InputStream in = from) {
        int filled = 0;
        int read = 0;
        while (read >= 0) {
          boolean full = filled == MAX_OUTPUT;
          read = full ? in.read(rest) : in.read(kept, filled, MAX_OUTPUT - filled);
          filled += full ? 0 : Math.max(read, 0);
          length = filled;
        }
      } catch (IOException e) {
        // It was ended; what it printed before is kept.
        return;
      }
    }

    String text() {
      return new String(kept, 0, length, StandardCharsets.UTF_8);
    }
  }
}
