package io.github.simplehttpmonitor.parser.spi;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * The short way to a format that need not be fast: gets each line as a String and sets fields by
 * name. A subclass must be safe for use by several threads, so it keeps no state between lines.
 *
 * <pre>{@code
 * final class TabFormat extends StringLogFormat {
 *   public String name() { return "tab"; }
 *   public List<Field> fields() { return List.of(Field.TIME, Field.PATH); }
 *   protected int parseLine(String line, AccessRecord record) {
 *     String[] parts = line.split("\t");
 *     if (parts.length != 2) return malformed(line.length());
 *     record.setTime(Instant.parse(parts[0])).set(Field.PATH, parts[1]);
 *     return LineResult.PARSED;
 *   }
 * }
 * }</pre>
 */
public abstract class StringLogFormat implements LogFormat {

  /** For subclasses. */
  protected StringLogFormat() {}

  /**
   * Parses one line. What it throws counts as a malformed line, {@link
   * MalformedReason#PARSER_FAILED}.
   *
   * @param line without its terminator; bytes that are not UTF-8 appear as {@code \xNN}
   * @param record empty, to be filled; fields that nobody wants are ignored by its setters
   * @return {@link LineResult#PARSED}, {@link LineResult#IGNORED} or {@link #malformed}
   */
  protected abstract int parseLine(String line, AccessRecord record);

  /** {@return the code of a line that stops fitting at this column, counted in chars from 0} */
  protected static int malformed(int column) {
    return LineResult.malformed(MalformedReason.NO_MATCH, column);
  }

  @Override
  public final LineParser newParser(ParserContext context) {
    return (buffer, from, to, record) -> {
      record.reset(buffer);
      if (from == to) {
        return LineResult.IGNORED;
      }
      try {
        return parseLine(Bytes.toText(buffer, from, to), record);
      } catch (RuntimeException e) {
        return LineResult.malformed(MalformedReason.PARSER_FAILED, 0);
      }
    };
  }
}
