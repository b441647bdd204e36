package io.github.simplehttpmonitor.parser.formats;

/**
 * Reads the zone of a time stamp: {@code +hhmm}, {@code +hh:mm}, {@code +hh}, {@code +hh:mm:ss},
 * {@code Z}, or one of the names that mean one offset only (RFC 822 section 5.1, Europe's). Any
 * other word is taken for a zone whose offset is not known. Not thread-safe.
 */
final class ZoneName {

  private boolean known;
  private int offsetSeconds;

  /** Whether the last zone has an offset. */
  boolean isKnown() {
    return known;
  }

  int offsetSeconds() {
    return offsetSeconds;
  }

  /**
   * Reads a zone, perhaps none.
   *
   * @param anyName whether words that name no known offset will do
   * @return the index after it, or -1 - the index of the misfit
   */
  int read(byte[] b, int from, int to, boolean anyName) {
    known = false;
    offsetSeconds = 0;
    if (from < to && (b[from] == '+' || b[from] == '-')) {
      return offset(b, from, to);
    }
    int end = from;
    while (end < to && (b[end] | 0x20) >= 'a' && (b[end] | 0x20) <= 'z') {
      end++;
    }
    if (end == from) {
      return end;
    }
    name(b, from, end);
    if (!known && !anyName) {
      return -1 - from;
    }
    boolean relative = known && offsetSeconds == 0 && end - from == 3 && end < to;
    // "GMT+0200" has a name and an offset.
    return relative && (b[end] == '+' || b[end] == '-') ? offset(b, end, to) : end;
  }

  private int offset(byte[] b, int from, int to) {
    int hours = twoDigits(b, from + 1, to);
    if (hours < 0 || hours > 23) {
      return -1 - Math.min(from + 1, to);
    }
    int at = from + 3;
    int minutes = 0;
    int seconds = 0;
    boolean colon = at < to && b[at] == ':';
    int next = twoDigits(b, colon ? at + 1 : at, to);
    if (next >= 0 || colon) {
      minutes = next;
      at += colon ? 3 : 2;
      if (minutes < 0 || minutes > 59) {
        return -1 - Math.min(at, to);
      }
      if (colon && at < to && b[at] == ':' && twoDigits(b, at + 1, to) >= 0) {
        seconds = twoDigits(b, at + 1, to);
        at += 3;
      }
    } else if (at < to && (TimeReader.isDigit(b[at]) || (b[at] | 0x20) >= 'a')) {
      return -1 - at;
    }
    int total = hours * 3600 + minutes * 60 + seconds;
    offsetSeconds = b[from] == '-' ? -total : total;
    known = true;
    return at;
  }

  private static int twoDigits(byte[] b, int at, int to) {
    return at + 2 <= to ? TimeReader.twoDigits(b, at) : -1;
  }

  private void name(byte[] b, int from, int to) {
    int word = 0;
    for (int i = from; i < Math.min(to, from + 4); i++) {
      word = word << 8 | (b[i] & 0xDF);
    }
    known = true;
    int quarters =
        switch (word) {
          case 'Z', 'U' << 16 | 'T' << 8 | 'C', 'G' << 16 | 'M' << 8 | 'T', 'U' << 8 | 'T' -> 0;
          case 'W' << 16 | 'E' << 8 | 'T' -> 0;
          case 'W' << 24 | 'E' << 16 | 'S' << 8 | 'T' -> 4;
          case 'C' << 16 | 'E' << 8 | 'T' -> 4;
          case 'C' << 24 | 'E' << 16 | 'S' << 8 | 'T' -> 8;
          case 'E' << 16 | 'E' << 8 | 'T' -> 8;
          case 'E' << 24 | 'E' << 16 | 'S' << 8 | 'T' -> 12;
          case 'M' << 16 | 'S' << 8 | 'K' -> 12;
          case 'J' << 16 | 'S' << 8 | 'T', 'K' << 16 | 'S' << 8 | 'T' -> 36;
          case 'E' << 16 | 'D' << 8 | 'T' -> -16;
          case 'E' << 16 | 'S' << 8 | 'T', 'C' << 16 | 'D' << 8 | 'T' -> -20;
          case 'C' << 16 | 'S' << 8 | 'T', 'M' << 16 | 'D' << 8 | 'T' -> -24;
          case 'M' << 16 | 'S' << 8 | 'T', 'P' << 16 | 'D' << 8 | 'T' -> -28;
          case 'P' << 16 | 'S' << 8 | 'T' -> -32;
          default -> Integer.MIN_VALUE;
        };
    known = quarters != Integer.MIN_VALUE && to - from <= 4;
    offsetSeconds = known ? quarters * 900 : 0;
  }
}
