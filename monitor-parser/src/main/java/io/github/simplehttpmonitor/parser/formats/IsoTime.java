package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/**
 * A time of ISO 8601 or RFC 3339, with {@code T} or a space between date and time, with or without
 * fraction and zone. Lines repeat their second, so the last one is compared before anything is
 * computed; stamps of any other shape (no zone, one digit) go to the general reader.
 */
final class IsoTime extends TimeReader {

  private static final int TIME_AT = 10;

  /** The length of date and time without fraction and zone. */
  private static final int LENGTH = 19;

  /** What the reader takes to be its last second before it has seen one. */
  private static final byte[] FIRST = "1970-01-01T00:00:00".getBytes(StandardCharsets.US_ASCII);

  private final PatternTime withT;
  private final PatternTime withSpace;
  private long cached1 = Bytes.longAt(FIRST, 0);
  private long cached2 = Bytes.longAt(FIRST, 8);
  private long cached3 = Bytes.longAt(FIRST, 11);
  private long cachedSecond;

  IsoTime(ZoneId zone) {
    withT = new PatternTime("%Y-%m-%dT%H:%M:%S%f%z", zone);
    withSpace = new PatternTime("%Y-%m-%d %H:%M:%S%f%z", zone);
  }

  @Override
  int read(byte[] b, int from, int to) {
    int end = to - from > LENGTH ? readUsual(b, from, to) : -1;
    if (end >= 0) {
      return end;
    }
    boolean space = to - from > TIME_AT && b[from + TIME_AT] == ' ';
    PatternTime reader = space ? withSpace : withT;
    end = reader.read(b, from, to);
    micros = reader.micros;
    return end;
  }

  /** Reads a stamp with a zone. Returns the index after it, or -1 for any other. */
  private int readUsual(byte[] b, int from, int to) {
    long word1 = Bytes.longAt(b, from);
    long word2 = Bytes.longAt(b, from + 8);
    long word3 = Bytes.longAt(b, from + 11);
    if (word1 != cached1 || word2 != cached2 || word3 != cached3) {
      long second = second(b, from);
      if (second == INVALID_DAY) {
        return -1;
      }
      cached1 = word1;
      cached2 = word2;
      cached3 = word3;
      cachedSecond = second;
    }
    int at = from + LENGTH;
    int fraction = 0;
    if (b[at] == '.') {
      at++;
      int start = at;
      for (int scale = 100_000; at < to && isDigit(b[at]); at++, scale /= 10) {
        fraction += (b[at] - '0') * scale;
      }
      if (at == start) {
        return -1;
      }
    }
    if (at < to && b[at] == 'Z' && (at + 1 == to || !isLetter(b[at + 1]))) {
      micros = cachedSecond * 1_000_000 + fraction;
      return at + 1;
    }
    int sign = at < to ? b[at] : 0;
    if ((sign != '+' && sign != '-') || to - at < 5) {
      return -1;
    }
    int hours = twoDigits(b, at + 1);
    int minutesAt = b[at + 3] == ':' ? at + 4 : at + 3;
    int minutes = minutesAt + 2 <= to ? twoDigits(b, minutesAt) : -1;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return -1;
    }
    long offset = hours * 3600L + minutes * 60L;
    micros = (cachedSecond + (sign == '+' ? -offset : offset)) * 1_000_000 + fraction;
    return minutesAt + 2;
  }

  private static boolean isLetter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  private static long second(byte[] b, int from) {
    int century = twoDigits(b, from);
    int yearOfCentury = twoDigits(b, from + 2);
    int month = twoDigits(b, from + 5);
    int day = twoDigits(b, from + 8);
    int hour = twoDigits(b, from + 11);
    int minute = twoDigits(b, from + 14);
    int second = twoDigits(b, from + 17);
    boolean fits =
        b[from + 4] == '-'
            && b[from + 7] == '-'
            && (b[from + TIME_AT] == 'T' || b[from + TIME_AT] == ' ')
            && b[from + 13] == ':'
            && b[from + 16] == ':'
            && (century | yearOfCentury | month | day | hour | minute | second) >= 0
            && hour < 24
            && minute < 60
            && second <= 60;
    long epochDay = fits ? epochDay(century * 100 + yearOfCentury, month, day) : INVALID_DAY;
    return epochDay == INVALID_DAY
        ? INVALID_DAY
        : epochDay * 86_400 + hour * 3600L + minute * 60L + second;
  }
}
