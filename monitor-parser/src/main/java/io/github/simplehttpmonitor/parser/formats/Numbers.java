package io.github.simplehttpmonitor.parser.formats;

/** Reads numbers from slices of bytes. */
final class Numbers {

  private static final int MAX_DIGITS = 18;

  private Numbers() {}

  /** Reads a whole slice of 1 to 18 digits, or returns -1. */
  static long whole(byte[] b, int from, int to) {
    if (from >= to || to - from > MAX_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Reads a whole slice, digits with or without a fraction, times a scale, or returns -1. */
  static long decimal(byte[] b, int from, int to, long scale) {
    int point = from;
    while (point < to && b[point] != '.') {
      point++;
    }
    long value = point == from && to - from > 1 ? 0 : whole(b, from, point);
    if (value < 0 || value > Long.MAX_VALUE / 2 / scale) {
      return -1;
    }
    value *= scale;
    long unit = scale / 10;
    for (int i = point + 1; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value += digit * unit;
      unit /= 10;
    }
    return value;
  }

  /** Whether a slice is a negative number, which stands for something that was not measured. */
  static boolean isNegative(byte[] b, int from, int to) {
    return to - from > 1 && b[from] == '-' && decimal(b, from + 1, to, 1) >= 0;
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hex(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
