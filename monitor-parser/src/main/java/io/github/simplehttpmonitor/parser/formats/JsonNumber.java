package io.github.simplehttpmonitor.parser.formats;

/**
 * Reads decimal numbers as JSON has them (RFC 8259 section 6), and durations as Go prints them
 * ({@code 1m2.5s}, see <a href="https://pkg.go.dev/time#ParseDuration">time.ParseDuration</a>).
 */
final class JsonNumber {

  /** What is no number, or one that is too large. */
  static final long INVALID = Long.MIN_VALUE;

  /** No exponent beyond it makes a difference. */
  private static final int MAX_EXPONENT = 1_000_000;

  private JsonNumber() {}

  /**
   * {@return the number that is the whole slice, times ten to the power of {@code shift}, cut to an
   * integer; or {@link #INVALID}}
   */
  static long scaled(byte[] b, int from, int to, int shift) {
    int at = from;
    boolean negative = at < to && b[at] == '-';
    at += negative || (at < to && b[at] == '+') ? 1 : 0;
    long value = 0;
    int exponent = shift;
    int digits = 0;
    boolean fraction = false;
    boolean full = false;
    for (; at < to; at++) {
      if (TimeReader.isDigit(b[at])) {
        digits++;
        full = full || value > (Long.MAX_VALUE - (b[at] - '0')) / 10;
        if (!full) {
          value = value * 10 + b[at] - '0';
          exponent -= fraction ? 1 : 0;
        } else {
          exponent += fraction ? 0 : 1;
        }
      } else if (b[at] == '.' && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return INVALID;
    }
    if (at < to && (b[at] | 0x20) == 'e') {
      int written = exponent(b, at + 1, to);
      if (written == Integer.MIN_VALUE) {
        return INVALID;
      }
      exponent += written;
    } else if (at < to) {
      return INVALID;
    }
    value = shifted(value, exponent);
    return negative && value != INVALID ? -value : value;
  }

  private static int exponent(byte[] b, int from, int to) {
    int at = from;
    boolean negative = at < to && b[at] == '-';
    at += negative || (at < to && b[at] == '+') ? 1 : 0;
    if (at == to) {
      return Integer.MIN_VALUE;
    }
    int value = 0;
    for (; at < to; at++) {
      if (!TimeReader.isDigit(b[at])) {
        return Integer.MIN_VALUE;
      }
      value = Math.min(value * 10 + b[at] - '0', MAX_EXPONENT);
    }
    return negative ? -value : value;
  }

  private static long shifted(long value, int exponent) {
    long result = value;
    for (int e = exponent; e < 0 && result != 0; e++) {
      result /= 10;
    }
    for (int e = exponent; e > 0 && result != 0; e--) {
      if (result > Long.MAX_VALUE / 10) {
        return INVALID;
      }
      result *= 10;
    }
    return result;
  }

  /**
   * {@return the microseconds of numbers with units, {@code h m s ms us ns}, or {@link #INVALID}}
   */
  static long duration(byte[] b, int from, int to) {
    long sum = 0;
    int at = from;
    while (at < to) {
      int start = at;
      while (at < to && (TimeReader.isDigit(b[at]) || b[at] == '.')) {
        at++;
      }
      int end = at;
      at += at < to && b[at] == ' ' ? 1 : 0;
      int unit = at;
      while (at < to && !TimeReader.isDigit(b[at]) && b[at] != ' ') {
        at++;
      }
      long value = part(b, start, end, unit, at);
      if (value < 0 || value > Long.MAX_VALUE / 2 - sum) {
        return INVALID;
      }
      sum += value;
      at += at < to && b[at] == ' ' ? 1 : 0;
    }
    return from == to ? INVALID : sum;
  }

  private static long part(byte[] b, int from, int to, int unit, int unitEnd) {
    int first = unit < unitEnd ? b[unit] : 0;
    int length = unitEnd - unit;
    boolean ofSecond = length > 1 && b[unitEnd - 1] == 's';
    if (length == 1) {
      long factor = first == 's' ? 1 : first == 'm' ? 60 : first == 'h' ? 3600 : 0;
      long value = factor == 0 ? INVALID : scaled(b, from, to, 6);
      return value > Long.MAX_VALUE / 3600 ? INVALID : value == INVALID ? value : value * factor;
    }
    if (length == 2 && ofSecond) {
      return switch (first) {
        case 'm' -> scaled(b, from, to, 3);
        case 'u' -> scaled(b, from, to, 0);
        case 'n' -> scaled(b, from, to, -3);
        default -> INVALID;
      };
    }
    // A micro sign, U+00B5, or a Greek mu, U+03BC, in UTF-8.
    boolean micro =
        length == 3
            && ((first == (byte) 0xC2 && b[unit + 1] == (byte) 0xB5)
                || (first == (byte) 0xCE && b[unit + 1] == (byte) 0xBC));
    return micro && ofSecond ? scaled(b, from, to, 0) : INVALID;
  }
}
