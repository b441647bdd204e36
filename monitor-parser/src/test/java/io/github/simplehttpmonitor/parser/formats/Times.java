package io.github.simplehttpmonitor.parser.formats;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Reads and prints time stamps for tests. */
final class Times {

  /** Leaves room for any offset within the years 1970 to 9999. */
  static final long FIRST_SECOND = 86_400;

  static final long LAST_SECOND = 253_402_300_799L - 2 * 86_400;

  private Times() {}

  static String print(String pattern, long second, int offsetMinutes) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .format(
            OffsetDateTime.ofInstant(
                Instant.ofEpochSecond(second), ZoneOffset.ofTotalSeconds(offsetMinutes * 60)));
  }

  /** The time if the reader takes the whole text; {@code null} if it stops before its end. */
  static Instant read(TimeReader reader, String text) {
    // Neighbours that would fit on, so that reading past the end shows.
    byte[] b = ("0" + text + "00000000").getBytes(StandardCharsets.UTF_8);
    int end = reader.read(b, 1, b.length - 8);
    return end == b.length - 8 ? Instant.EPOCH.plus(reader.micros, ChronoUnit.MICROS) : null;
  }

  /** The column of the misfit, or -1 if the text, or its beginning, is a time. */
  static int misfit(TimeReader reader, String text) {
    byte[] b = text.getBytes(StandardCharsets.UTF_8);
    int end = reader.read(b, 0, b.length);
    return end < 0 ? -1 - end : -1;
  }
}
