package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.appender.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for results and standard error for what is said beside them. Both in UTF-8. Safe
 * for any number of threads.
 */
final class Console {

  /** The command's name, which every line on standard error begins with. */
  static final String NAME = "simple-http-monitor";

  /** Goes back to the start of the line and erases it (ECMA-48). */
  private static final String CLEAR = "\r\033[K";

  private final OutputStream out;
  private final OutputStream err;

  /** Whether the last line of the terminal is one that {@link #status} wrote. */
  private boolean status;

  Console(OutputStream out, OutputStream err) {
    this.out = out;
    this.err = err;
  }

  /** Writes results, as they are. */
  void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Says something on standard error, each line escaped and with the command's name in front. */
  synchronized void say(String... lines) {
    StringBuilder text = new StringBuilder(status ? CLEAR : "");
    status = false;
    for (String line : lines) {
      text.append(NAME).append(": ").append(SafeText.escape(line)).append('\n');
    }
    write(text.toString());
  }

  /**
   * Shows a text on standard error, a terminal, until the next one or until something is said.
   *
   * @param text empty to show none
   */
  synchronized void status(String text) {
    if (text.isEmpty()) {
      write(status ? CLEAR : "");
    } else {
      write(CLEAR + NAME + ": " + SafeText.escape(text));
    }
    status = !text.isEmpty();
  }

  /** Writes lines on standard error, as they are. */
  private void write(String text) {
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      // There is no other place to say it.
      return;
    }
  }
}
