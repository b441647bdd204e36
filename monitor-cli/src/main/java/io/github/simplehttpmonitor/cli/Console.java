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

  private final OutputStream out;
  private final OutputStream err;

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
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(NAME).append(": ").append(SafeText.escape(line)).append('\n');
    }
    write(text.toString());
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
