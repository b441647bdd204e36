package io.github.simplehttpmonitor.parser.formats;

/** What a backslash means in a quoted field. */
enum Escaping {
  /**
   * What Apache httpd and nginx write: {@code \"}, {@code \\}, {@code \xHH} and, Apache only,
   * {@code \b \f \n \r \t \v}. A backslash before anything else stands for itself.
   */
  SERVER,
  /** Those of JSON (RFC 8259 section 7), as nginx writes them with {@code escape=json}. */
  JSON,
  /** A backslash is one, as with nginx's {@code escape=none}. */
  NONE;

  /** Decodes {@code b[from, to)} into {@code out} from {@code at} on; returns the end there. */
  int decode(byte[] b, int from, int to, byte[] out, int at) {
    return this == JSON ? json(b, from, to, out, at) : Escapes.decode(b, from, to, out, at);
  }

  private static int json(byte[] b, int from, int to, byte[] out, int at) {
    int end = at;
    int i = from;
    while (i < to) {
      int length = unicode(b, i, to);
      if (length > 0) {
        end = Escapes.utf8(codePoint(b, i, length), out, end);
        i += length;
        continue;
      }
      int simple = b[i] == '\\' && i + 1 < to ? simple(b[i + 1]) : -1;
      out[end++] = simple < 0 ? b[i] : (byte) simple;
      i += simple < 0 ? 1 : 2;
    }
    return end;
  }

  private static int simple(byte c) {
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  /** The length of a {@code \}{@code uHHHH}, with a second one for a surrogate pair, or 0. */
  private static int unicode(byte[] b, int from, int to) {
    int first = unit(b, from, to);
    if (first < 0) {
      return 0;
    }
    boolean pair =
        Character.isHighSurrogate((char) first)
            && unit(b, from + 6, to) >= 0
            && Character.isLowSurrogate((char) unit(b, from + 6, to));
    return pair ? 12 : 6;
  }

  private static int unit(byte[] b, int from, int to) {
    if (from + 6 > to || b[from] != '\\' || b[from + 1] != 'u') {
      return -1;
    }
    int value = 0;
    for (int i = from + 2; i < from + 6; i++) {
      if (Escapes.hex(b[i]) < 0) {
        return -1;
      }
      value = value << 4 | Escapes.hex(b[i]);
    }
    return value;
  }

  private static int codePoint(byte[] b, int from, int length) {
    int first = unit(b, from, from + 6);
    if (length == 6) {
      return Character.isSurrogate((char) first) ? 0xFFFD : first;
    }
    return Character.toCodePoint((char) first, (char) unit(b, from + 6, from + 12));
  }
}
