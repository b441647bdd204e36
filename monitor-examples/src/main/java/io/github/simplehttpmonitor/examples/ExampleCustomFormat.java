package io.github.simplehttpmonitor.examples;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import io.github.simplehttpmonitor.parser.spi.StringLogFormat;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * A format of one's own, found by {@link java.util.ServiceLoader} under the name {@code piped}:
 *
 * <pre>
 * 2026-03-01T10:00:00Z|192.0.2.7|GET|/shop/items|200
 * </pre>
 *
 * <p>Use it for logs that no {@code apache:}, {@code nginx:} or {@code regex:} definition
 * describes; those need no code. The base class makes a String of every line: where millions of
 * lines are to be read in seconds, implement {@link LogFormat} itself, on bytes.
 *
 * <p>The file {@code META-INF/services/io.github.simplehttpmonitor.parser.spi.LogFormatProvider}
 * names this class.
 */
public final class ExampleCustomFormat implements LogFormatProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ExampleCustomFormat() {}

  @Override
  public String name() {
    return "piped";
  }

  @Override
  public String description() {
    return "time|client|method|path|status, an example";
  }

  @Override
  public LogFormat create(FormatOptions options) {
    if (!options.definition().isEmpty()) {
      throw new IllegalArgumentException("it takes no definition");
    }
    return new Piped();
  }

  /** Knows nothing of the line before, so one serves any number of threads. */
  private static final class Piped extends StringLogFormat {

    @Override
    public String name() {
      return "piped";
    }

    @Override
    public List<Field> fields() {
      return List.of(Field.TIME, Field.CLIENT, Field.METHOD, Field.PATH, Field.STATUS);
    }

    @Override
    protected int parseLine(String line, AccessRecord record) {
      if (line.startsWith("#")) {
        return LineResult.IGNORED;
      }
      String[] parts = line.split("\\|", -1);
      if (parts.length != 5) {
        return malformed(line.length());
      }
      Instant time;
      try {
        time = Instant.parse(parts[0]);
      } catch (DateTimeParseException e) {
        return malformed(0);
      }
      if (!parts[4].matches("[1-9][0-9]{2}")) {
        return malformed(line.lastIndexOf('|') + 1);
      }
      record
          .setTime(time)
          .setStatus(Integer.parseInt(parts[4]))
          .set(Field.CLIENT, parts[1])
          .set(Field.METHOD, parts[2])
          .set(Field.PATH, parts[3]);
      return LineResult.PARSED;
    }
  }
}
