package io.github.simplehttpmonitor.core.spi;

import java.time.Duration;

/** Durations as people write them: {@code 500ms 10s 5m 1h30m 1d}. */
public final class Durations {

  /** What is written after a number, the largest first. */
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  /** More digits than any sensible duration needs; so nothing overflows. */
  private static final int MAX_DIGITS = 9;

  private Durations() {}

  /**
   * {@return the duration}
   *
   * @throws IllegalArgumentException if it is none; the message names the accepted form
   */
  public static Duration parse(String text) {
    long millis = 0;
    int at = 0;
    for (int nextUnit = 0; at < text.length(); ) {
      int end = at;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      int unitEnd = end;
      while (unitEnd < text.length() && !isDigit(text.charAt(unitEnd))) {
        unitEnd++;
      }
      int unit = unit(text.substring(end, unitEnd));
      if (end == at || end - at > MAX_DIGITS || unit < nextUnit) {
        throw wrong(text);
      }
      millis += Long.parseLong(text.substring(at, end)) * MILLIS[unit];
      at = unitEnd;
      nextUnit = unit + 1;
    }
    if (at == 0) {
      throw wrong(text);
    }
    return Duration.ofMillis(millis);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int unit(String name) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a duration; write it like 500ms, 10s, 5m, 1h30m or 1d");
  }

  /** {@return the duration in the same form, {@code 0s} if it is nothing} */
  public static String format(Duration duration) {
    long left = duration.toMillis();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < UNITS.length; i++) {
      if (left >= MILLIS[i]) {
        text.append(left / MILLIS[i]).append(UNITS[i]);
        left %= MILLIS[i];
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }
}
