package io.github.simplehttpmonitor.parser.formats;

/**
 * The escapes that Apache httpd and nginx write into quoted fields: {@code \"}, {@code \\}, {@code
 * \xHH} and, Apache only, {@code \b \f \n \r \t \v}. A backslash before anything else stands for
 * itself.
 */
final class Escapes {

  private Escapes() {}

  /** Decodes {@code b[from, to)} into {@code out} from {@code at} on; returns the end there. */
  static int decode(byte[] b, int from, int to, byte[] out, int at) {
    int end = at;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (c == '\\' && i + 1 < to) {
        byte next = b[i + 1];
        if (next == 'x' && i + 3 < to && hex(b[i + 2]) >= 0 && hex(b[i + 3]) >= 0) {
          c = (byte) (hex(b[i + 2]) << 4 | hex(b[i + 3]));
          i += 3;
        } else {
          int simple = simple(next);
          if (simple >= 0) {
            c = (byte) simple;
            i++;
          }
        }
      }
      out[end++] = c;
    }
    return end;
  }

  private static int simple(byte c) {
    return switch (c) {
      case '"', '\\' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      default -> -1;
    };
  }

  static int hex(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Writes a code point as UTF-8 and returns the index after it. */
  static int utf8(int c, byte[] out, int at) {
    int end = at;
    if (c < 0x80) {
      out[end++] = (byte) c;
    } else if (c < 0x800) {
      out[end++] = (byte) (0xC0 | (c >> 6));
      out[end++] = (byte) (0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out[end++] = (byte) (0xE0 | (c >> 12));
      out[end++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      out[end++] = (byte) (0x80 | (c & 0x3F));
    } else {
      out[end++] = (byte) (0xF0 | (c >> 18));
      out[end++] = (byte) (0x80 | ((c >> 12) & 0x3F));
      out[end++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      out[end++] = (byte) (0x80 | (c & 0x3F));
    }
    return end;
  }
}
