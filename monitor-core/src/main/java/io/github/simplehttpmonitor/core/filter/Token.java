package io.github.simplehttpmonitor.core.filter;

/**
 * A word of a filter expression.
 *
 * @param kind what it is
 * @param text as written; of a string, its content
 * @param column where it begins, in characters from 0
 */
record Token(Kind kind, String text, int column) {

  enum Kind {
    /** A field, an operator in letters, or an address. */
    WORD,
    /** A number, with or without a unit. */
    NUMBER,
    STRING,
    /** An operator or parenthesis. */
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind != Kind.STRING && text.equals(symbol);
  }

  /** {@return how it is named in a message} */
  String shown() {
    return kind == Kind.END ? "the end" : kind == Kind.STRING ? '"' + text + '"' : "'" + text + "'";
  }
}
