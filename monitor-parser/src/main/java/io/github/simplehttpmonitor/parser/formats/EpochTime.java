package io.github.simplehttpmonitor.parser.formats;

/** A time as a decimal number of seconds, milliseconds or microseconds since 1970, UTC. */
final class EpochTime extends TimeReader {

  private final long unitMicros;

  /**
   * Makes a reader.
   *
   * @param unitMicros microseconds in the unit: 1, 1,000 or 1,000,000
   */
  EpochTime(long unitMicros) {
    this.unitMicros = unitMicros;
  }

  @Override
  int read(byte[] b, int from, int to) {
    int at = from;
    boolean negative = at < to && b[at] == '-';
    at += negative ? 1 : 0;
    int start = at;
    long value = 0;
    while (at < to && at - start < 16 && isDigit(b[at])) {
      value = value * 10 + b[at++] - '0';
    }
    if (at == start || value > Long.MAX_VALUE / 2 / unitMicros) {
      return -1 - at;
    }
    long result = value * unitMicros;
    if (at < to && b[at] == '.') {
      at++;
      for (long scale = unitMicros / 10; at < to && isDigit(b[at]); at++, scale /= 10) {
        result += (b[at] - '0') * scale;
      }
    }
    micros = negative ? -result : result;
    return at;
  }

  @Override
  boolean readScientific(byte[] b, int from, int to) {
    micros = JsonNumber.scaled(b, from, to, unitMicros == 1 ? 0 : unitMicros == 1_000 ? 3 : 6);
    return micros != JsonNumber.INVALID;
  }
}
