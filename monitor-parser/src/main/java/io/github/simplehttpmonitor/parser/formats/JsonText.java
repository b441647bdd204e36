package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * Finds ends in JSON text (RFC 8259) and decodes its strings. Every method takes time linear in
 * what it passes over; those that can fail return {@code -1 - n}, where n is the index of the byte
 * that does not fit, the end of the line if it is too short.
 */
final class JsonText {

  /** How deep objects and arrays may lie in each other. */
  static final int MAX_DEPTH = 64;

  private JsonText() {}

  /** Skips what RFC 8259 section 2 calls whitespace, and other control characters with it. */
  static int afterSpaces(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] <= ' ' && b[at] >= 0) {
      at++;
    }
    return at;
  }

  /** {@return the index of the quote that closes the string whose first byte is at {@code from}} */
  static int stringEnd(byte[] b, int from, int to) {
    int quote = Bytes.indexOf(b, from, to, '"');
    while (quote > from && b[quote - 1] == '\\' && isEscaped(b, from, quote)) {
      quote = Bytes.indexOf(b, quote + 1, to, '"');
    }
    return quote < 0 ? -1 - to : quote;
  }

  /** Whether an odd number of backslashes stands before a quote; each belongs to one quote only. */
  private static boolean isEscaped(byte[] b, int from, int quote) {
    int at = quote;
    while (at > from && b[at - 1] == '\\') {
      at--;
    }
    return ((quote - at) & 1) == 1;
  }

  /** {@return the index after a number, or what a careless writer put in the place of one} */
  static int numberEnd(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (TimeReader.isDigit(b[at]) || "+-.eE".indexOf(b[at]) >= 0)) {
      at++;
    }
    return at;
  }

  /** {@return the index after {@code true}, {@code false} or {@code null}} */
  static int literalEnd(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] >= 'a' && b[at] <= 'z') {
      at++;
    }
    boolean fits =
        isWord(b, from, at, "null") || isWord(b, from, at, "true") || isWord(b, from, at, "false");
    return fits ? at : -1 - (at == to ? to : from);
  }

  private static boolean isWord(byte[] b, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (b[i] != word.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Decodes the escapes of a string into {@code out} from {@code at} on. Half a surrogate pair and
   * escapes that JSON has not stand for themselves, but for {@code \xHH}: nginx without {@code
   * escape=json} and Apache put it into what is JSON otherwise.
   *
   * @return the end in {@code out}; never more bytes are written than are read
   */
  static int decode(byte[] b, int from, int to, byte[] out, int at) {
    int end = at;
    int i = from;
    while (i < to) {
      int backslash = Bytes.indexOf(b, i, to, '\\');
      int plain = (backslash < 0 ? to : backslash) - i;
      System.arraycopy(b, i, out, end, plain);
      end += plain;
      i += plain;
      if (i + 1 >= to) {
        if (i < to) {
          out[end++] = '\\';
        }
        return end;
      }
      int simple = simple(b[i + 1]);
      if (simple >= 0) {
        out[end++] = (byte) simple;
        i += 2;
      } else if (b[i + 1] == 'u' && hex(b, i + 2, i + 6, to) >= 0) {
        int length = 6;
        int code = hex(b, i + 2, i + 6, to);
        if (code >= 0xD800 && code < 0xE000) {
          int low = isLow(b, i + 6, to) ? hex(b, i + 8, i + 12, to) : -1;
          boolean pair = code < 0xDC00 && low >= 0;
          length = pair ? 12 : 6;
          code = pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : -1;
        }
        end = code < 0 ? copy(b, i, i + 6, out, end) : Escapes.utf8(code, out, end);
        i += length;
      } else if (b[i + 1] == 'x' && hex(b, i + 2, i + 4, to) >= 0) {
        out[end++] = (byte) hex(b, i + 2, i + 4, to);
        i += 4;
      } else {
        out[end++] = '\\';
        i++;
      }
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

  private static int copy(byte[] b, int from, int to, byte[] out, int at) {
    System.arraycopy(b, from, out, at, to - from);
    return at + to - from;
  }

  /** Whether an escape of a low surrogate begins here. */
  private static boolean isLow(byte[] b, int at, int to) {
    int code = at + 1 < to && b[at] == '\\' && b[at + 1] == 'u' ? hex(b, at + 2, at + 6, to) : -1;
    return code >= 0xDC00 && code < 0xE000;
  }

  /** {@return the value of hexadecimal digits, or -1} */
  private static int hex(byte[] b, int from, int end, int to) {
    if (end > to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < end; i++) {
      int digit = Character.digit(b[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
