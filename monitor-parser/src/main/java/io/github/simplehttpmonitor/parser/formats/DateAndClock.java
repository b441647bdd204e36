package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads a date and a time of day that stand apart. Not thread-safe: it keeps what the last calls
 * found.
 */
final class DateAndClock {

  /** What {@link #day} is without a date. */
  static final long NO_DAY = TimeReader.INVALID_DAY;

  /** Days since 1970-01-01, or {@link #NO_DAY}. */
  long day = NO_DAY;

  /** Microseconds since midnight, or -1. */
  long clockMicros = -1;

  private static final int DATE_LENGTH = 10;

  private final ZoneId zone;

  /** The last date and time of day of the usual lengths; 0 of any other. */
  private long cachedDate;

  private short cachedDateEnd;
  private long cachedDay;
  private long cachedClock;
  private long cachedClockMicros;
  private long lastSecond = Long.MIN_VALUE;
  private long lastOffset;

  DateAndClock(ZoneId zone) {
    this.zone = zone;
  }

  void clear() {
    day = NO_DAY;
    clockMicros = -1;
  }

  /**
   * Reads {@code yyyy-MM-dd} or {@code yyyy/MM/dd}, {@code MM/dd/yyyy} with two or four digits of
   * the year, or {@code dd/MMM/yyyy}. Returns whether the slice is one.
   */
  boolean date(byte[] b, int from, int to) {
    int length = to - from;
    long head = length == DATE_LENGTH ? Bytes.longAt(b, from) : word(b, from, length);
    short tail = length == DATE_LENGTH ? Bytes.shortAt(b, from + 8) : 0;
    if (head != 0 && head == cachedDate && tail == cachedDateEnd) {
      day = cachedDay;
      return true;
    }
    boolean fits = readDate(b, from, to);
    if (fits) {
      cachedDate = head;
      cachedDateEnd = tail;
      cachedDay = day;
    }
    return fits;
  }

  private boolean readDate(byte[] b, int from, int to) {
    day = NO_DAY;
    int first = from;
    while (first < to && TimeReader.isDigit(b[first])) {
      first++;
    }
    int second = first + 1;
    while (second < to && b[second] != '-' && b[second] != '/') {
      second++;
    }
    if (second + 1 >= to || (b[first] != '-' && b[first] != '/') || b[second] != b[first]) {
      return false;
    }
    int a = number(b, from, first);
    int c = number(b, second + 1, to);
    if (first - from == 4) {
      day = epochDay(a, number(b, first + 1, second), c);
    } else if (second - first == 4) {
      day = epochDay(c, TimeReader.month(b[first + 1], b[first + 2], b[first + 3]), a);
    } else {
      // Two digits of the year as in POSIX: 69 to 99 are 1969 to 1999.
      int year = to - second > 3 ? c : c < 69 ? 2000 + c : 1900 + c;
      day = epochDay(year, a, number(b, first + 1, second));
    }
    return day != NO_DAY;
  }

  private static long epochDay(int year, int month, int day) {
    return year < 0 || day < 0 ? NO_DAY : TimeReader.epochDay(year, month, day);
  }

  private static int number(byte[] b, int from, int to) {
    return to - from > 4 ? -1 : (int) Numbers.whole(b, from, to);
  }

  /** Reads {@code H:mm}, {@code H:mm:ss} or {@code H:mm:ss.f}; returns whether the slice is one. */
  boolean clock(byte[] b, int from, int to) {
    long word = word(b, from, to - from);
    if (word != 0 && word == cachedClock) {
      clockMicros = cachedClockMicros;
      return true;
    }
    boolean fits = readClock(b, from, to);
    if (fits) {
      cachedClock = word;
      cachedClockMicros = clockMicros;
    }
    return fits;
  }

  /** A text of seven or eight bytes in one word; 0 for any other. */
  private static long word(byte[] b, int from, int length) {
    if (length == Long.BYTES) {
      return Bytes.longAt(b, from);
    }
    boolean fits = length == Long.BYTES - 1 && from + Long.BYTES <= b.length;
    return fits ? Bytes.longAt(b, from) & -1L >>> 8 : 0;
  }

  private boolean readClock(byte[] b, int from, int to) {
    clockMicros = -1;
    int hourTo = to - from > 1 && b[from + 1] == ':' ? from + 1 : from + 2;
    if (to - hourTo < 3 || b[hourTo] != ':') {
      return false;
    }
    int hour = number(b, from, hourTo);
    int minute = TimeReader.twoDigits(b, hourTo + 1);
    long secondMicros = 0;
    int at = hourTo + 3;
    if (at < to) {
      boolean fits =
          to - at >= 3 && b[at] == ':' && (at + 3 == to || (b[at + 3] == '.' && to - at > 4));
      secondMicros = fits ? Numbers.decimal(b, at + 1, to, 1_000_000) : -1;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return false;
    }
    if (secondMicros < 0 || secondMicros >= 61_000_000) {
      return false;
    }
    clockMicros = (hour * 60L + minute) * 60_000_000 + secondMicros;
    return true;
  }

  /** The time of date and clock, in microseconds since 1970-01-01T00:00:00Z. */
  long micros(long epochDay, boolean local) {
    long micros = epochDay * 86_400_000_000L + clockMicros;
    return local ? micros - offset(Math.floorDiv(micros, 1_000_000)) * 1_000_000 : micros;
  }

  private long offset(long second) {
    if (zone instanceof ZoneOffset fixed) {
      return fixed.getTotalSeconds();
    }
    // Rows repeat their second, and asking the rules allocates.
    if (second != lastSecond) {
      LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      lastOffset = zone.getRules().getOffset(time).getTotalSeconds();
      lastSecond = second;
    }
    return lastOffset;
  }
}
