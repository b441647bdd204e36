package io.github.simplehttpmonitor.parser.formats;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A time described by a pattern of strftime(3), read from bytes in any locale: names of months are
 * English. Beyond POSIX: {@code %f} an optional fraction with its point, {@code %L} three digits of
 * milliseconds, {@code %z} an offset with or without colon, {@code Z}, {@code UTC} or {@code GMT}.
 * A stamp that ends before its zone is in the reader's zone.
 */
final class PatternTime extends TimeReader {

  private static final long MICROS = 1_000_000L;

  private final String pattern;
  private final ZoneId zone;
  private final boolean twelveHours;
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
  private long epochMicros;
  private boolean hasEpoch;
  private int at;
  private long lastLocalSecond = Long.MIN_VALUE;
  private long lastOffset;

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it has a directive that is not known
   */
  PatternTime(String pattern, ZoneId zone) {
    this.pattern = expand(pattern);
    this.zone = zone;
    this.twelveHours = this.pattern.replace("%%", "").contains("%I");
  }

  private static String expand(String pattern) {
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        i++;
        expanded.append(directives(i < pattern.length() ? pattern.charAt(i) : ' '));
      } else {
        expanded.append(c);
      }
    }
    return expanded.toString();
  }

  /** The simple directives that one stands for, mostly itself. */
  private static String directives(char directive) {
    return switch (directive) {
      case 'T' -> "%H:%M:%S";
      case 'R' -> "%H:%M";
      case 'F' -> "%Y-%m-%d";
      case 'D' -> "%m/%d/%y";
      case 'c' -> "%a %b %e %H:%M:%S %Y";
      case 'h' -> "%b";
      default -> {
        if ("YymdeHIkMSfLpbBaAzZsntjGuw%".indexOf(directive) < 0) {
          throw new IllegalArgumentException(
              "%" + directive + " is not a known directive of a time pattern");
        }
        yield "%" + directive;
      }
    };
  }

  @Override
  int read(byte[] b, int from, int to) {
    year = 1970;
    month = 1;
    day = 1;
    hour = 0;
    minute = 0;
    second = 0;
    microsOfSecond = 0;
    halfDay = -1;
    hasOffset = false;
    hasEpoch = false;
    at = from;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == ' ' && endsBeforeZone(b, to, i)) {
        break;
      }
      boolean fits = c == '%' ? directive(pattern.charAt(++i), b, to) : literal(c, b, to);
      if (!fits) {
        return -1 - at;
      }
    }
    return total() ? at : -1 - from;
  }

  /** A zone that is missing at the end of the pattern is no error. */
  private boolean endsBeforeZone(byte[] b, int to, int i) {
    return pattern.length() == i + 3
        && pattern.charAt(i + 2) == 'z'
        && (at >= to || b[at] != ' ' || at + 1 >= to || !startsZone(b[at + 1]));
  }

  private static boolean startsZone(byte b) {
    int lower = b | 0x20;
    return b == '+' || b == '-' || lower == 'z' || lower == 'u' || lower == 'g';
  }

  private boolean total() {
    if (hasEpoch) {
      micros = epochMicros + microsOfSecond;
      return true;
    }
    if (twelveHours) {
      if (hour < 1 || hour > 12) {
        return false;
      }
      hour = hour % 12 + (halfDay == 1 ? 12 : 0);
    }
    long epochDay = epochDay(year, month, day);
    if (epochDay == INVALID_DAY || hour > 23 || minute > 59 || second > 60) {
      return false;
    }
    long local = epochDay * 86_400 + hour * 3600L + minute * 60L + second;
    long offset = hasOffset ? offsetSeconds : offsetOf(local);
    micros = (local - offset) * MICROS + microsOfSecond;
    return true;
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

  private boolean literal(char c, byte[] b, int to) {
    if (at < to && b[at] == (byte) c) {
      at++;
      return true;
    }
    return false;
  }

  private boolean directive(char directive, byte[] b, int to) {
    return switch (directive) {
      case 'Y', 'G' -> (year = number(b, to, 4, 4)) >= 0;
      case 'y' -> shortYear(number(b, to, 2, 2));
      case 'm' -> (month = number(b, to, 1, 2)) >= 0;
      case 'd', 'e' -> (day = number(b, to, 1, 2)) >= 0;
      case 'H', 'I', 'k' -> (hour = number(b, to, 1, 2)) >= 0;
      case 'M' -> (minute = number(b, to, 1, 2)) >= 0;
      case 'S' -> (second = number(b, to, 1, 2)) >= 0;
      case 'L' -> (microsOfSecond = number(b, to, 3, 3) * 1000) >= 0;
      case 'f' -> fraction(b, to);
      case 'j', 'u', 'w' -> digits(b, to, 1, 3) >= 0;
      case 'b', 'B' -> monthName(b, to);
      case 'a', 'A', 'Z' -> letters(b, to) > 0;
      case 'p' -> halfDay(b, to);
      case 'z' -> zone(b, to);
      case 's' -> epoch(b, to);
      case 'n', 't' -> skipSpaces(b, to);
      default -> literal('%', b, to);
    };
  }

  private boolean shortYear(int value) {
    // As in POSIX: 69 to 99 are 1969 to 1999.
    year = value < 69 ? 2000 + value : 1900 + value;
    return value >= 0;
  }

  /** Reads a number that may be padded with blanks, as {@code %e} is. */
  private int number(byte[] b, int to, int min, int max) {
    skipSpaces(b, to);
    return digits(b, to, min, max);
  }

  private int digits(byte[] b, int to, int min, int max) {
    int value = 0;
    int start = at;
    while (at < to && at - start < max && isDigit(b[at])) {
      value = value * 10 + b[at++] - '0';
    }
    return at - start >= min ? value : -1;
  }

  private boolean fraction(byte[] b, int to) {
    if (at >= to || (b[at] != '.' && b[at] != ',')) {
      return true;
    }
    at++;
    int scale = 100_000;
    int start = at;
    for (; at < to && isDigit(b[at]); at++) {
      microsOfSecond += (b[at] - '0') * scale;
      scale /= 10;
    }
    return at > start;
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
    epochMicros = (negative ? -value : value) * MICROS;
    return at > start && (at == to || !isDigit(b[at]));
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

  private boolean zone(byte[] b, int to) {
    if (at < to && (b[at] == '+' || b[at] == '-')) {
      int sign = b[at++] == '-' ? -1 : 1;
      int hours = digits(b, to, 2, 2);
      at += at < to && b[at] == ':' ? 1 : 0;
      int minutes = digits(b, to, 2, 2);
      offsetSeconds = sign * (hours * 3600 + minutes * 60);
      hasOffset = true;
      return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60;
    }
    int start = at;
    letters(b, to);
    offsetSeconds = 0;
    hasOffset = at > start;
    boolean fits = !hasOffset || isWord(b, start, 'z') || isWord(b, start, 'u', 't', 'c');
    if (fits || isWord(b, start, 'g', 'm', 't')) {
      return true;
    }
    at = start;
    return false;
  }

  /** Whether the letters from {@code start} to where reading is are these, in any case. */
  private boolean isWord(byte[] b, int start, int letter) {
    return at - start == 1 && (b[start] | 0x20) == letter;
  }

  private boolean isWord(byte[] b, int start, int first, int second, int third) {
    return at - start == 3
        && (b[start] | 0x20) == first
        && (b[start + 1] | 0x20) == second
        && (b[start + 2] | 0x20) == third;
  }

  private int letters(byte[] b, int to) {
    int start = at;
    while (at < to && (b[at] | 0x20) >= 'a' && (b[at] | 0x20) <= 'z') {
      at++;
    }
    return at - start;
  }

  private boolean skipSpaces(byte[] b, int to) {
    while (at < to && b[at] == ' ') {
      at++;
    }
    return true;
  }
}
