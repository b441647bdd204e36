package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/**
 * The time of the common log format, {@code 10/Oct/2000:13:55:36 -0700}, also with a fraction of a
 * second. Lines repeat it, so the last one is compared before anything is computed; stamps of any
 * other shape (a zone with a colon) go to the general reader.
 */
final class ClfTime extends TimeReader {

  private static final int LENGTH = 26;

  /** The length without the zone, and without a fraction before that. */
  private static final int LENGTH_OF_SECOND = 20;

  /** What the reader takes to be its last stamp before it has seen one; its time is 0. */
  private static final byte[] FIRST =
      "01/Jan/1970:00:00:00 +0000".getBytes(StandardCharsets.US_ASCII);

  private final PatternTime general;
  private long cached1 = Bytes.longAt(FIRST, 0);
  private long cached2 = Bytes.longAt(FIRST, 8);
  private long cached3 = Bytes.longAt(FIRST, 16);
  private short cached4 = Bytes.shortAt(FIRST, 24);
  private long cachedMicros;
  private long cachedDate;
  private int cachedYear = -1;

  /** The last second with a fraction and without a zone; no stamp begins with zeros. */
  private long second1;

  private long second2;
  private long second3;
  private long secondMicros;
  private long cachedDay;

  ClfTime(ZoneId zone) {
    general = new PatternTime("%d/%b/%Y:%H:%M:%S%f %z", zone);
  }

  @Override
  int read(byte[] b, int from, int to) {
    if (to - from < LENGTH) {
      return readGeneral(b, from, to);
    }
    long word1 = Bytes.longAt(b, from);
    long word2 = Bytes.longAt(b, from + 8);
    long word3 = Bytes.longAt(b, from + 16);
    short word4 = Bytes.shortAt(b, from + 24);
    if (word1 == cached1 && word2 == cached2 && word3 == cached3 && word4 == cached4) {
      micros = cachedMicros;
      return from + LENGTH;
    }
    if (b[from + LENGTH_OF_SECOND] == '.') {
      return readGeneral(b, from, to);
    }
    int century = twoDigits(b, from + 7);
    int yearOfCentury = twoDigits(b, from + 9);
    int year = century * 100 + yearOfCentury;
    int hour = twoDigits(b, from + 12);
    int minute = twoDigits(b, from + 15);
    int second = twoDigits(b, from + 18);
    int zoneHour = twoDigits(b, from + 22);
    int zoneMinute = twoDigits(b, from + 24);
    int sign = b[from + 21];
    boolean fits =
        b[from + 2] == '/'
            && b[from + 6] == '/'
            && b[from + 11] == ':'
            && b[from + 14] == ':'
            && b[from + 17] == ':'
            && b[from + 20] == ' '
            && (sign == '+' || sign == '-')
            && (century | yearOfCentury | hour | minute | second | zoneHour | zoneMinute) >= 0
            && hour < 24
            && minute < 60
            && second <= 60
            && zoneHour < 24
            && zoneMinute < 60;
    long day = fits ? day(b, from, word1, year) : INVALID_DAY;
    if (day == INVALID_DAY) {
      return readGeneral(b, from, to);
    }
    long seconds = day * 86_400 + hour * 3600L + minute * 60L + second;
    long offset = zoneHour * 3600L + zoneMinute * 60L;
    micros = (sign == '+' ? seconds - offset : seconds + offset) * 1_000_000;
    cached1 = word1;
    cached2 = word2;
    cached3 = word3;
    cached4 = word4;
    cachedMicros = micros;
    return from + LENGTH;
  }

  private long day(byte[] b, int from, long date, int year) {
    if (date != cachedDate || year != cachedYear) {
      int month = month(b[from + 3], b[from + 4], b[from + 5]);
      cachedDay = epochDay(year, month, twoDigits(b, from));
      cachedDate = date;
      cachedYear = year;
    }
    return cachedDay;
  }

  /**
   * Reads a stamp with a fraction, and perhaps no zone, of the second that was read before. Returns
   * the index after it, or -1 for any other.
   */
  private int readFraction(byte[] b, int from, int to) {
    int at = from + LENGTH_OF_SECOND + 1;
    if (to < at || b[at - 1] != '.') {
      return -1;
    }
    if (Bytes.longAt(b, from) != second1
        || Bytes.longAt(b, from + 8) != second2
        || Bytes.longAt(b, from + 12) != second3) {
      return -1;
    }
    int fraction = 0;
    int start = at;
    for (int scale = 100_000; at < to && isDigit(b[at]); at++, scale /= 10) {
      fraction += (b[at] - '0') * scale;
    }
    if (at == start || (at < to && b[at] == ' ')) {
      return -1;
    }
    micros = secondMicros + fraction;
    return at;
  }

  private int readGeneral(byte[] b, int from, int to) {
    int end = readFraction(b, from, to);
    if (end >= 0) {
      return end;
    }
    end = general.read(b, from, to);
    micros = general.micros;
    boolean point = to - from > LENGTH_OF_SECOND && b[from + LENGTH_OF_SECOND] == '.';
    if (end >= 0 && point && !general.hasZone()) {
      second1 = Bytes.longAt(b, from);
      second2 = Bytes.longAt(b, from + 8);
      second3 = Bytes.longAt(b, from + 12);
      secondMicros = Math.floorDiv(micros, 1_000_000L) * 1_000_000;
    }
    return end;
  }
}
