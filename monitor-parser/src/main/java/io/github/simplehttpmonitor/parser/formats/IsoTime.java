package io.github.simplehttpmonitor.parser.formats;

import java.time.ZoneId;

/**
 * A time of ISO 8601 or RFC 3339, with {@code T} or a space between date and time, with or without
 * fraction and zone.
 */
final class IsoTime extends TimeReader {

  private static final int TIME_AT = 10;

  private final PatternTime withT;
  private final PatternTime withSpace;

  IsoTime(ZoneId zone) {
    withT = new PatternTime("%Y-%m-%dT%H:%M:%S%f%z", zone);
    withSpace = new PatternTime("%Y-%m-%d %H:%M:%S%f%z", zone);
  }

  @Override
  int read(byte[] b, int from, int to) {
    boolean space = to - from > TIME_AT && b[from + TIME_AT] == ' ';
    PatternTime reader = space ? withSpace : withT;
    int end = reader.read(b, from, to);
    micros = reader.micros;
    return end;
  }
}
