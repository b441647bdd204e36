package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Lines "HH:MM:SS PATH" that belong to the day of the last "#date YYYY-MM-DD" before them. Throws
 * at the path /throw.
 */
final class DateFormat implements LogFormat {

  @Override
  public String name() {
    return "date";
  }

  @Override
  public List<Field> fields() {
    return List.of(Field.TIME, Field.PATH);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new Parser();
  }

  private static final class Parser implements LineParser {
    private String date = "";

    @Override
    public int parse(byte[] buffer, int from, int to, AccessRecord record) {
      record.reset(buffer);
      String line = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
      if (line.isEmpty()) {
        return LineResult.IGNORED;
      }
      if (line.startsWith("#date ")) {
        date = line.substring(6);
        return LineResult.IGNORED;
      }
      int space = line.indexOf(' ');
      if (space != 8 || date.isEmpty()) {
        return LineResult.malformed(MalformedReason.NO_MATCH, 0);
      }
      record.setTime(Instant.parse(date + "T" + line.substring(0, space) + "Z"));
      record.set(Field.PATH, line.substring(space + 1));
      if (line.endsWith(" /throw")) {
        throw new IllegalArgumentException(line);
      }
      return LineResult.PARSED;
    }

    @Override
    public ParserState state() {
      return ParserState.of(date.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void restore(ParserState state) {
      date = new String(state.toBytes(), StandardCharsets.US_ASCII);
    }
  }
}
