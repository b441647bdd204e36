package io.github.simplehttpmonitor.parser.formats;

/**
 * A time as a decimal number of nanoseconds since 1970, UTC; what is finer than a microsecond is
 * cut off.
 */
final class NanoTime extends TimeReader {

  @Override
  int read(byte[] b, int from, int to) {
    int at = from;
    at += at < to && b[at] == '-' ? 1 : 0;
    int start = at;
    while (at < to && at - start < 19 && isDigit(b[at])) {
      at++;
    }
    long value = JsonNumber.scaled(b, from, at, -3);
    if (value == JsonNumber.INVALID) {
      return -1 - at;
    }
    if (at + 1 < to && b[at] == '.' && isDigit(b[at + 1])) {
      at++;
      while (at < to && isDigit(b[at])) {
        at++;
      }
    }
    micros = value;
    return at;
  }

  @Override
  boolean readScientific(byte[] b, int from, int to) {
    micros = JsonNumber.scaled(b, from, to, -3);
    return micros != JsonNumber.INVALID;
  }
}
