package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * Walks over the members of one JSON object (RFC 8259), without looking into the nested ones. Not
 * thread-safe: it keeps what the last call found.
 */
final class JsonCursor {

  /** The first byte of the value, a quote if it is text. */
  int valueFrom;

  /** The index after its last byte. */
  int valueTo;

  /** Where the object is not one, or -1. */
  int misfit = -1;

  private byte[] b = {};
  private int at;
  private int to;
  private int nameFrom;
  private int nameTo;
  private boolean first;

  /** Begins; returns whether there is an object. */
  boolean begin(byte[] buffer, int from, int end) {
    b = buffer;
    to = end;
    misfit = -1;
    at = skipBlanks(from);
    first = true;
    if (at >= to || b[at] != '{') {
      return false;
    }
    at++;
    return true;
  }

  /** Goes to the next member; returns false after the last one and at a misfit. */
  boolean next() {
    at = skipBlanks(at);
    if (at < to && b[at] == '}') {
      at = skipBlanks(at + 1);
      return at == to ? false : fail(at);
    }
    if (!first) {
      if (at >= to || b[at] != ',') {
        return fail(at);
      }
      at = skipBlanks(at + 1);
    }
    first = false;
    if (at >= to || b[at] != '"') {
      return fail(at);
    }
    nameFrom = at + 1;
    nameTo = textEnd(nameFrom);
    at = nameTo < 0 ? to : skipBlanks(nameTo + 1);
    if (nameTo < 0 || at >= to || b[at] != ':') {
      return fail(at);
    }
    valueFrom = skipBlanks(at + 1);
    valueTo = valueEnd(valueFrom);
    if (valueTo <= valueFrom) {
      return fail(valueFrom);
    }
    at = valueTo;
    return true;
  }

  boolean nameIs(byte[] name) {
    return Bytes.equal(b, nameFrom, nameTo, name, 0, name.length);
  }

  private boolean fail(int index) {
    misfit = Math.min(index, to);
    return false;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < to && (b[i] == ' ' || b[i] == '\t' || b[i] == '\r')) {
      i++;
    }
    return i;
  }

  /** The closing quote of a text, or -1. */
  private int textEnd(int from) {
    for (int i = Bytes.indexOfEither(b, from, to, '"', '\\');
        i >= 0;
        i = Bytes.indexOfEither(b, i + 2, to, '"', '\\')) {
      if (b[i] == '"') {
        return i;
      }
      if (i + 2 > to) {
        return -1;
      }
    }
    return -1;
  }

  private int valueEnd(int from) {
    if (from >= to) {
      return -1;
    }
    if (b[from] == '"') {
      return textEnd(from + 1) + 1;
    }
    int depth = 0;
    for (int i = from; i < to; i++) {
      switch (b[i]) {
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (depth == 0) {
            return i;
          }
          if (--depth == 0) {
            return i + 1;
          }
        }
        case '"' -> {
          i = textEnd(i + 1);
          if (i < 0) {
            return -1;
          }
        }
        case ',', ' ' -> {
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return depth == 0 ? to : -1;
  }

  /** Decodes a text without its quotes; returns the length in {@code out}. */
  static int decode(byte[] b, int from, int to, byte[] out) {
    int end = 0;
    int i = from;
    while (i < to) {
      if (b[i] != '\\' || i + 1 >= to) {
        out[end++] = b[i++];
        continue;
      }
      int unit = b[i + 1] == 'u' ? unit(b, i + 2, to) : -1;
      if (unit < 0) {
        out[end++] = simple(b[i + 1]);
        i += 2;
        continue;
      }
      i += 6;
      int low = Character.isHighSurrogate((char) unit) ? lowSurrogate(b, i, to) : -1;
      i += low < 0 ? 0 : 6;
      end = utf8(low < 0 ? unit : Character.toCodePoint((char) unit, (char) low), out, end);
    }
    return end;
  }

  private static byte simple(byte c) {
    return (byte)
        switch (c) {
          case 'n' -> '\n';
          case 't' -> '\t';
          case 'r' -> '\r';
          case 'b' -> '\b';
          case 'f' -> '\f';
          default -> c;
        };
  }

  private static int unit(byte[] b, int from, int to) {
    if (to - from < 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Numbers.hex(b[i]);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int lowSurrogate(byte[] b, int from, int to) {
    if (to - from < 6 || b[from] != '\\' || b[from + 1] != 'u') {
      return -1;
    }
    int unit = unit(b, from + 2, to);
    return unit >= 0 && Character.isLowSurrogate((char) unit) ? unit : -1;
  }

  /** Writes a code point as UTF-8; it takes no more bytes than its escape. */
  private static int utf8(int c, byte[] out, int at) {
    int end = at;
    if (c < 0x80) {
      out[end++] = (byte) c;
    } else if (c < 0x800) {
      out[end++] = (byte) (0xC0 | c >> 6);
      out[end++] = (byte) (0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out[end++] = (byte) (0xE0 | c >> 12);
      out[end++] = (byte) (0x80 | (c >> 6 & 0x3F));
      out[end++] = (byte) (0x80 | (c & 0x3F));
    } else {
      out[end++] = (byte) (0xF0 | c >> 18);
      out[end++] = (byte) (0x80 | (c >> 12 & 0x3F));
      out[end++] = (byte) (0x80 | (c >> 6 & 0x3F));
      out[end++] = (byte) (0x80 | (c & 0x3F));
    }
    return end;
  }
}
