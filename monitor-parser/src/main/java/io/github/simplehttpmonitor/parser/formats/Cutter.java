package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * Finds the columns of a row, one after the other, in time linear in its length. Not thread-safe:
 * it keeps what the last call found.
 */
final class Cutter {

  /** What is between columns. */
  enum Delimiter {
    /** Runs of blanks; single tabs in a row whose first column is followed by one. */
    BLANKS(' '),
    SPACE(' '),
    TAB('\t'),
    COMMA(','),
    /** A comma and a space, as in {@code a, b,}. */
    COMMA_SPACE(',');

    private final char mark;

    Delimiter(char mark) {
      this.mark = mark;
    }
  }

  /** How a column may hold a delimiter. */
  enum Quotes {
    NONE,
    /** In quotes, those inside doubled. */
    DOUBLED,
    /** In quotes, those inside after a backslash, or in brackets. */
    ESCAPED
  }

  /** Delimiter and quotes. */
  record Dialect(Delimiter delimiter, Quotes quotes) {}

  /** The first byte of the column, without its quote or bracket. */
  int from;

  /** The index after the last byte of the column, without its quote or bracket. */
  int to;

  /** Whether the column was in quotes or brackets. */
  boolean quoted;

  /** Whether the column's quotes are doubled, or a backslash is in it. */
  boolean escaped;

  private boolean noQuote;
  private boolean noBracket;

  /** The delimiter's first byte. */
  private int mark = ' ';

  private boolean blanks;
  private boolean commaSpace;
  private Quotes quotes = Quotes.NONE;

  /** Begins a row. Returns where its first column begins. */
  int begin(Dialect dialect, byte[] b, int at, int end) {
    noQuote = false;
    noBracket = false;
    Delimiter delimiter = dialect.delimiter();
    quotes = dialect.quotes();
    mark = delimiter.mark;
    blanks = delimiter == Delimiter.BLANKS;
    commaSpace = delimiter == Delimiter.COMMA_SPACE;
    if (blanks) {
      int start = skipBlanks(b, at, end);
      if (start == at || b[start - 1] != '\t') {
        int blank = Bytes.indexOfBlank(b, start, end);
        if (blank >= 0 && b[blank] == '\t' && (blank + 1 == end || b[blank + 1] > ' ')) {
          blanks = false;
          mark = '\t';
        }
      }
      return start;
    }
    return at;
  }

  /** Finds the column that begins at {@code at}; returns the index after it and its quote. */
  int next(byte[] b, int at, int end) {
    quoted = false;
    escaped = false;
    from = at;
    int close = -1;
    if (at < end && b[at] == '"' && quotes != Quotes.NONE && !noQuote) {
      close = quotes == Quotes.DOUBLED ? doubled(b, at + 1, end) : backslashed(b, at + 1, end);
      // One search that fails is enough: a hostile row could ask for it at every column.
      noQuote = close < 0;
    } else if (at < end && b[at] == '[' && quotes == Quotes.ESCAPED && !noBracket) {
      close = bracket(b, at + 1, end);
      noBracket = close < 0;
    }
    if (close < 0) {
      escaped = false;
      to = plain(b, at, end);
      return to;
    }
    quoted = true;
    from = at + 1;
    to = close;
    return Math.min(end, close + 1);
  }

  /** Whether a delimiter is at this place. */
  boolean isDelimiter(byte[] b, int at, int end) {
    if (b[at] != mark) {
      return blanks && b[at] == '\t';
    }
    return !commaSpace || at + 1 == end || b[at + 1] == ' ';
  }

  /** The index after the delimiter at this place. */
  int skipDelimiter(byte[] b, int at, int end) {
    if (blanks) {
      return skipBlanks(b, at + 1, end);
    }
    return commaSpace ? Math.min(end, at + 2) : at + 1;
  }

  private static int skipBlanks(byte[] b, int at, int end) {
    int i = at;
    while (i < end && (b[i] == ' ' || b[i] == '\t')) {
      i++;
    }
    return i;
  }

  private int plain(byte[] b, int at, int end) {
    // Many columns are a hyphen.
    if (at + 1 < end && b[at + 1] == mark && !commaSpace) {
      return at + (b[at] == mark || (blanks && b[at] == '\t') ? 0 : 1);
    }
    int found =
        blanks
            ? Bytes.indexOfBlank(b, at, end)
            : commaSpace ? commaSpace(b, at, end) : Bytes.indexOf(b, at, end, mark);
    return found < 0 ? end : found;
  }

  private static int commaSpace(byte[] b, int at, int end) {
    int found = Bytes.indexOf(b, at, end, ',');
    while (found >= 0 && found + 1 < end && b[found + 1] != ' ') {
      found = Bytes.indexOf(b, found + 1, end, ',');
    }
    return found;
  }

  private boolean canEnd(byte[] b, int at, int end) {
    return at >= end || isDelimiter(b, at, end);
  }

  /** The closing quote, or -1 if there is none and the quote is a mere character. */
  private int doubled(byte[] b, int at, int end) {
    for (int p = Bytes.indexOf(b, at, end, '"'); p >= 0; p = Bytes.indexOf(b, p + 1, end, '"')) {
      if (p + 1 < end && b[p + 1] == '"') {
        escaped = true;
        p++;
      } else if (canEnd(b, p + 1, end)) {
        return p;
      }
    }
    return -1;
  }

  /** The closing quote, one after a backslash if there is no other, or the end of the row. */
  private int backslashed(byte[] b, int at, int end) {
    int second = -1;
    for (int p = Bytes.indexOfEither(b, at, end, '"', '\\');
        p >= 0;
        p = Bytes.indexOfEither(b, p + 1, end, '"', '\\')) {
      if (b[p] == '\\') {
        escaped = true;
        p++;
        if (second < 0 && p < end && b[p] == '"' && canEnd(b, p + 1, end)) {
          second = p;
        }
      } else if (canEnd(b, p + 1, end)) {
        return p;
      }
    }
    return second >= 0 ? second : end;
  }

  private int bracket(byte[] b, int at, int end) {
    for (int p = Bytes.indexOf(b, at, end, ']'); p >= 0; p = Bytes.indexOf(b, p + 1, end, ']')) {
      if (canEnd(b, p + 1, end)) {
        return p;
      }
    }
    return -1;
  }
}
