package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.ClosedOutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Collects lines and writes them in one go. */
final class LineOutput {

  private final OutputStream out;
  private final StringBuilder pending = new StringBuilder();

  LineOutput(OutputStream out) {
    this.out = out;
  }

  void line(String text) {
    pending.append(text).append('\n');
  }

  void flush() throws AppenderException {
    if (pending.isEmpty()) {
      return;
    }
    byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
    pending.setLength(0);
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("broken pipe") || message.contains("closed")) {
        throw new ClosedOutputException(e);
      }
      throw new AppenderException("the output cannot be written: " + e.getMessage(), e);
    }
  }
}
