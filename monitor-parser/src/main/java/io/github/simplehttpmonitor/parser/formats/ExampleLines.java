package io.github.simplehttpmonitor.parser.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Example lines of formats, after a line {@code == NAME} each; read only when asked for. */
final class ExampleLines {

  private static final String RESOURCE = "examples.txt";
  private static final String HEAD = "== ";

  private ExampleLines() {}

  /** {@return the lines of a format, with those that have to come before it; empty if none} */
  static String of(String format) {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : text().split("\n", -1)) {
      if (line.startsWith(HEAD)) {
        inside = line.equals(HEAD + format);
      } else if (inside && !line.isEmpty()) {
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(ExampleLines.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
