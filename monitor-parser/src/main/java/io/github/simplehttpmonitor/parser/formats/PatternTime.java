package io.github.simplehttpmonitor.parser.formats;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * A time described by a pattern of strftime(3), read from bytes in any locale: names of months are
 * English. Beyond POSIX and glibc: {@code %f} a fraction with or without its point, or nothing;
 * {@code %L} three digits of milliseconds; {@code %N} one to nine digits of a fraction, {@code %6N}
 * just six; {@code %z} an offset with or without minutes and colon, or a name as {@code %Z} has it.
 * A stamp that ends before its zone is in the reader's zone.
 */
final class PatternTime extends TimeReader {

  private static final long MICROS = 1_000_000L;
  private static final String CLOCK_AND_DATE = "YCyGgmbBdejHIklMSpPs";

  private final byte[] steps;
  private final ZoneId zone;
  private final ZoneName zoneName = new ZoneName();
  private final boolean twelveHours;
  private final boolean dayOfYear;
  private final boolean hasYear;

  /** Where the steps begin that say nothing of day and clock, or -1 if such lie between. */
  private final int tail;

  private int century;
  private int year;
  private int month;
  private int day;
  private int hour;
  private int minute;
  private int second;
  private int microsOfSecond;
  private int halfDay;
  private int offsetSeconds;
  private boolean hasOffset;
  private long epochSecond;
  private boolean hasEpoch;
  private int at;
  private byte[] head = {};
  private long headSecond;
  private long lastLocalSecond = Long.MIN_VALUE;
  private long lastOffset;

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it has a directive that is not known
   */
  PatternTime(String pattern, ZoneId zone) {
    this.steps = TimePattern.steps(pattern);
    this.zone = zone;
    boolean noonKnown = has("Hks");
    this.twelveHours = has("Il") && !noonKnown;
    this.dayOfYear = has("j") && !has("mbBde");
    this.hasYear = has("Yy");
    this.tail = tail();
  }

  private boolean has(String directives) {
    for (int i = 0; i < steps.length; i += 2) {
      if (steps[i] != TimePattern.LITERAL && directives.indexOf(steps[i]) >= 0) {
        return true;
      }
    }
    return false;
  }

  private int tail() {
    int last = 0;
    boolean between = false;
    for (int i = 0; i < steps.length; i += 2) {
      if (steps[i] != TimePattern.LITERAL && CLOCK_AND_DATE.indexOf(steps[i]) >= 0) {
        for (int j = last; j < i; j += 2) {
          between |= steps[j] != TimePattern.LITERAL && "zZfLN".indexOf(steps[j]) >= 0;
        }
        last = i + 2;
      }
    }
    return between || has("s") ? -1 : last;
  }

  @Override
  int read(byte[] b, int from, int to) {
    microsOfSecond = 0;
    hasOffset = false;
    hasEpoch = false;
    at = from;
    long local;
    int length = head.length;
    if (length > 0
        && to - from >= length
        && Arrays.equals(b, from, from + length, head, 0, length)
        && ends(b, from + length, to)) {
      // Lines repeat their second; only fraction and zone are read anew.
      at = from + length;
      local = headSecond;
      if (!run(b, to, tail, steps.length)) {
        return -1 - at;
      }
    } else {
      clear();
      int split = tail < 0 ? steps.length : tail;
      if (!run(b, to, 0, split)) {
        return -1 - at;
      }
      local = localSecond();
      if (local == INVALID_DAY) {
        return -1 - from;
      }
      if (tail > 0 && ends(b, at, to)) {
        keep(b, from, local);
      }
      if (split < steps.length && !run(b, to, split, steps.length)) {
        return -1 - at;
      }
    }
    if (hasEpoch) {
      micros = epochSecond * MICROS + microsOfSecond;
    } else {
      long offset = hasOffset ? offsetSeconds : offsetOf(local);
      micros = (local - offset) * MICROS + microsOfSecond;
    }
    return at;
  }

  private void clear() {
    century = -1;
    year = 1970;
    month = 1;
    day = 1;
    hour = 0;
    minute = 0;
    second = 0;
    halfDay = -1;
  }

  /** Whether the digits before {@code end} end there. */
  private static boolean ends(byte[] b, int end, int to) {
    return end >= to || !isDigit(b[end]);
  }

  private void keep(byte[] b, int from, long local) {
    if (head.length == at - from) {
      System.arraycopy(b, from, head, 0, head.length);
    } else {
      head = Arrays.copyOfRange(b, from, at);
    }
    headSecond = local;
  }

  private boolean run(byte[] b, int to, int firstStep, int endStep) {
    for (int i = firstStep; i < endStep; i += 2) {
      byte step = steps[i];
      byte argument = steps[i + 1];
      if (step == TimePattern.LITERAL) {
        if (argument == ' ' && endsBeforeZone(b, to, i)) {
          return true;
        }
        if (at >= to || b[at] != argument) {
          return false;
        }
        at++;
      } else if (!directive(step, argument, b, to)) {
        return false;
      }
    }
    return true;
  }

  /** A zone that is missing at the end of the pattern is no error. */
  private boolean endsBeforeZone(byte[] b, int to, int step) {
    return steps.length == step + 4
        && steps[step + 2] == 'z'
        && (at >= to || b[at] != ' ' || at + 1 >= to || !startsZone(b[at + 1]));
  }

  private static boolean startsZone(byte b) {
    int lower = b | 0x20;
    return b == '+' || b == '-' || lower == 'z' || lower == 'u' || lower == 'g';
  }

  /** Seconds from 1970 on in the local time of the stamp, or {@link #INVALID_DAY}. */
  private long localSecond() {
    if (twelveHours) {
      if (hour < 1 || hour > 12) {
        return INVALID_DAY;
      }
      hour = hour % 12 + (halfDay == 1 ? 12 : 0);
    }
    if (century >= 0) {
      year = century * 100 + year % 100;
    }
    long epochDay = dayOfYear ? epochDay(year, 1, 1) + day - 1 : epochDay(year, month, day);
    boolean isDay = dayOfYear ? day >= 1 && day <= 366 : epochDay != INVALID_DAY;
    if (!isDay || hour > 23 || minute > 59 || second > 60) {
      return INVALID_DAY;
    }
    return epochDay * 86_400 + hour * 3600L + minute * 60L + second;
  }

  /** {@return whether the last stamp named its zone} */
  boolean hasZone() {
    return hasOffset || hasEpoch;
  }

  private long offsetOf(long localSecond) {
    if (zone instanceof ZoneOffset fixed) {
      return fixed.getTotalSeconds();
    }
    // Lines repeat their second, and asking the rules allocates.
    if (localSecond != lastLocalSecond) {
      LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
      lastOffset = zone.getRules().getOffset(local).getTotalSeconds();
      lastLocalSecond = localSecond;
    }
    return lastOffset;
  }

  private boolean directive(byte directive, int width, byte[] b, int to) {
    return switch (directive) {
      case 'Y' -> (year = number(b, to, 4, 4)) >= 0;
      case 'G' -> isoYear(number(b, to, 4, 4));
      case 'C' -> (century = number(b, to, 2, 2)) >= 0;
      case 'y' -> shortYear(number(b, to, 2, 2));
      case 'm' -> (month = number(b, to, 1, 2)) >= 0;
      case 'd', 'e' -> (day = number(b, to, 1, 2)) >= 0;
      case 'j' -> dayOfYear(number(b, to, 1, 3));
      case 'H', 'k' -> (hour = number(b, to, 1, 2)) >= 0;
      case 'I', 'l' -> hourOfTwelve(number(b, to, 1, 2));
      case 'M' -> (minute = number(b, to, 1, 2)) >= 0;
      case 'S' -> (second = number(b, to, 1, 2)) >= 0;
      case 'L' -> fraction(b, to, 3, 3);
      case 'N' -> fraction(b, to, width == 0 ? 1 : width, width == 0 ? 9 : width);
      case 'f' -> pointAndFraction(b, to);
      case 'u', 'w', 'U', 'V', 'W', 'g' -> number(b, to, 1, 2) >= 0;
      case 'b', 'B' -> monthName(b, to);
      case 'a', 'A' -> letters(b, to) > 0;
      case 'p', 'P' -> halfDay(b, to);
      case 'z' -> zone(b, to, false);
      case 'Z' -> zone(b, to, true);
      case 's' -> epoch(b, to);
      case 'n', 't' -> skipBlanks(b, to);
      default -> at < to && b[at++] == '%';
    };
  }

  private boolean shortYear(int value) {
    // As in POSIX: 69 to 99 are 1969 to 1999.
    year = value < 69 ? 2000 + value : 1900 + value;
    return value >= 0;
  }

  /** The year of the week is the year, except near its ends and unless that is there as well. */
  private boolean isoYear(int value) {
    year = hasYear ? year : value;
    return value >= 0;
  }

  private boolean dayOfYear(int value) {
    day = dayOfYear ? value : day;
    return value >= 0;
  }

  private boolean hourOfTwelve(int value) {
    hour = twelveHours ? value : hour;
    return value >= 0;
  }

  /** Reads a number that may be padded with blanks, as {@code %e} is. */
  private int number(byte[] b, int to, int min, int max) {
    skipBlanks(b, to);
    int value = 0;
    int start = at;
    while (at < to && at - start < max && isDigit(b[at])) {
      value = value * 10 + b[at++] - '0';
    }
    return at - start >= min ? value : -1;
  }

  private boolean pointAndFraction(byte[] b, int to) {
    boolean point = at < to && (b[at] == '.' || b[at] == ',');
    at += point ? 1 : 0;
    return fraction(b, to, point ? 1 : 0, Integer.MAX_VALUE);
  }

  private boolean fraction(byte[] b, int to, int min, int max) {
    int scale = 100_000;
    int start = at;
    for (; at < to && at - start < max && isDigit(b[at]); at++) {
      microsOfSecond += (b[at] - '0') * scale;
      scale /= 10;
    }
    return at - start >= min;
  }

  private boolean epoch(byte[] b, int to) {
    boolean negative = at < to && b[at] == '-';
    at += negative ? 1 : 0;
    int start = at;
    long value = 0;
    while (at < to && at - start < 12 && isDigit(b[at])) {
      value = value * 10 + b[at++] - '0';
    }
    hasEpoch = true;
    epochSecond = negative ? -value : value;
    return at > start && ends(b, at, to);
  }

  private boolean monthName(byte[] b, int to) {
    if (to - at < 3) {
      return false;
    }
    month = month(b[at], b[at + 1], b[at + 2]);
    if (month == 0) {
      return false;
    }
    letters(b, to);
    return true;
  }

  private boolean halfDay(byte[] b, int to) {
    if (to - at < 2 || (b[at + 1] | 0x20) != 'm') {
      return false;
    }
    int first = b[at] | 0x20;
    halfDay = first == 'p' ? 1 : 0;
    at += 2;
    return first == 'a' || first == 'p';
  }

  private boolean zone(byte[] b, int to, boolean anyName) {
    int end = zoneName.read(b, at, to, anyName);
    boolean fits = end >= 0 && !(anyName && end == at);
    hasOffset = zoneName.isKnown();
    offsetSeconds = zoneName.offsetSeconds();
    at = end < 0 ? -1 - end : end;
    return fits;
  }

  private int letters(byte[] b, int to) {
    int start = at;
    while (at < to && (b[at] | 0x20) >= 'a' && (b[at] | 0x20) <= 'z') {
      at++;
    }
    return at - start;
  }

  private boolean skipBlanks(byte[] b, int to) {
    while (at < to && (b[at] == ' ' || b[at] == '\t')) {
      at++;
    }
    return true;
  }
}
