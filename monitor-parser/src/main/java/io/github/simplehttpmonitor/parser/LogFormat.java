package io.github.simplehttpmonitor.parser;

import java.util.List;

/**
 * A configured format of access-log lines. Immutable and safe for any number of threads; what it
 * makes, a {@link LineParser}, is not.
 */
public interface LogFormat {

  /** {@return the name under which it was asked for, {@code combined} for instance} */
  String name();

  /** {@return the fields that its lines can fill, in the order of the line where it has one} */
  List<Field> fields();

  /** {@return a parser for one source partition} */
  LineParser newParser(ParserContext context);

  /** {@return the definition behind the name, for people; empty if there is none} */
  default String definition() {
    return "";
  }
}
