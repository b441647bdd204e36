package io.github.simplehttpmonitor.parser.formats;

/**
 * Reads a time stamp at a place in a line. Not thread-safe: one belongs to one parser, and keeps
 * what the last call found.
 */
abstract class TimeReader {

  /** The time that {@link #read} found, in microseconds since 1970-01-01T00:00:00Z. */
  long micros;

  /**
   * Reads a time.
   *
   * @return the index after its last byte, or {@code -1 - n} where n is the index of the byte that
   *     does not fit
   */
  abstract int read(byte[] b, int from, int to);

  /**
   * Reads a time that is a number since 1970, with an exponent: 1.7e9. Only whoever knows where the
   * number ends can ask for it.
   *
   * @return whether the whole slice is one
   */
  boolean readScientific(byte[] b, int from, int to) {
    return false;
  }

  /**
   * {@return days since 1970-01-01 of a date of the proleptic Gregorian calendar, or {@link
   * #INVALID_DAY}}
   */
  static long epochDay(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
      return INVALID_DAY;
    }
    // Years from March on put the leap day last; eras are 400 years (H. Hinnant, days_from_civil).
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  /** What {@link #epochDay} says of a date that does not exist. */
  static final long INVALID_DAY = -1L << 40;

  private static int daysOf(int year, int month) {
    if (month == 2) {
      return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** {@return the month of an English abbreviation in any case, 1 to 12, or 0} */
  static int month(int a, int b, int c) {
    return switch ((a | 0x20) << 16 | (b | 0x20) << 8 | (c | 0x20)) {
      case 'j' << 16 | 'a' << 8 | 'n' -> 1;
      case 'f' << 16 | 'e' << 8 | 'b' -> 2;
      case 'm' << 16 | 'a' << 8 | 'r' -> 3;
      case 'a' << 16 | 'p' << 8 | 'r' -> 4;
      case 'm' << 16 | 'a' << 8 | 'y' -> 5;
      case 'j' << 16 | 'u' << 8 | 'n' -> 6;
      case 'j' << 16 | 'u' << 8 | 'l' -> 7;
      case 'a' << 16 | 'u' << 8 | 'g' -> 8;
      case 's' << 16 | 'e' << 8 | 'p' -> 9;
      case 'o' << 16 | 'c' << 8 | 't' -> 10;
      case 'n' << 16 | 'o' << 8 | 'v' -> 11;
      case 'd' << 16 | 'e' << 8 | 'c' -> 12;
      default -> 0;
    };
  }

  /** {@return the value of two digits, or a negative number} */
  static int twoDigits(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return (tens | ones) < 0 || tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
