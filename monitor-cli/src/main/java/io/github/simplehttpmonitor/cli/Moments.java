package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.spi.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people write them: RFC 3339, a date with or without time, a duration ago, now. */
final class Moments {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd[['T'][ ]HH:mm[:ss]]", Locale.ROOT);

  private Moments() {}

  /**
   * {@return the moment}
   *
   * @param zone of dates and times that name none
   * @throws IllegalArgumentException if it is none; the message names the accepted forms
   */
  static Instant parse(String text, ZoneId zone, Instant now) {
    if (text.equalsIgnoreCase("now")) {
      return now;
    }
    if (text.length() > 4 && text.charAt(4) == '-') {
      return absolute(text, zone);
    }
    try {
      Duration ago = Durations.parse(text);
      return now.minus(ago);
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
  }

  private static Instant absolute(String text, ZoneId zone) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return local(text, zone);
    }
  }

  private static Instant local(String text, ZoneId zone) {
    try {
      return LOCAL.parseBest(text, LocalDateTime::from, LocalDate::from)
              instanceof LocalDateTime dateTime
          ? dateTime.atZone(zone).toInstant()
          : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a time; write it like 2026-01-31T12:00:00Z, '2026-01-31 12:00',"
            + " 2026-01-31, 2h (ago) or now");
  }
}
