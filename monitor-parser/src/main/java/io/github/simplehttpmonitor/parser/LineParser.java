package io.github.simplehttpmonitor.parser;

/**
 * Turns lines into records, one line after the other. Made by {@link LogFormat#newParser}; belongs
 * to one source partition and one thread and is not thread-safe.
 */
public interface LineParser {

  /**
   * Parses one line. Throws nothing and allocates nothing for a line like those before it.
   *
   * @param buffer holds the line; bytes outside of it may be anything and may be read, not changed
   * @param from index of the line's first byte
   * @param to index after its last byte, line terminator excluded
   * @param record is made empty and filled; its content is meaningful only after {@link
   *     LineResult#PARSED}
   * @return a code of {@link LineResult}
   */
  int parse(byte[] buffer, int from, int to, AccessRecord record);

  /**
   * {@return what later lines depend on, {@link ParserState#NONE} for formats whose lines stand
   * alone}
   */
  default ParserState state() {
    return ParserState.NONE;
  }

  /**
   * Goes on as if the lines that led to this state had just been parsed.
   *
   * @param state of a parser of the same format
   */
  default void restore(ParserState state) {}
}
