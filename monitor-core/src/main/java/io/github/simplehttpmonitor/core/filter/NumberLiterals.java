package io.github.simplehttpmonitor.core.filter;

import io.github.simplehttpmonitor.parser.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Reads numbers with units, by the type of the field they are compared with. */
final class NumberLiterals {

  private NumberLiterals() {}

  static long parse(String source, Field field, Token token) {
    try {
      return switch (field.type()) {
        case TIME -> time(token.text());
        case DURATION -> scaled(token.text(), NumberLiterals::durationUnit);
        case SIZE -> scaled(token.text(), NumberLiterals::sizeUnit);
        case INTEGER, TEXT -> integer(token.text());
      };
    } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
      throw new FilterException(
          token.shown() + " is not " + expected(field), source, token.column());
    }
  }

  private static String expected(Field field) {
    return switch (field.type()) {
      case TIME -> "a time like \"2026-01-31T12:00:00Z\"";
      case DURATION -> "a duration like 250ms, 1.5s or 2m";
      case SIZE -> "a size like 512, 64k or 10M";
      case INTEGER, TEXT -> "a number, which " + field.name() + " is";
    };
  }

  private static long integer(String text) {
    return decimal(text).longValueExact();
  }

  /** Reads digits with or without a point. An exponent could ask for a billion digits. */
  private static BigDecimal decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && !(c == '-' && i == 0)) {
        throw new NumberFormatException(text);
      }
    }
    return new BigDecimal(text);
  }

  private static long time(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text);
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  /** What a unit is worth; throws NumberFormatException if there is none of that name. */
  private interface Unit {
    long of(String name);
  }

  private static long scaled(String text, Unit unit) {
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    BigDecimal number = decimal(text.substring(0, end));
    return number
        .multiply(BigDecimal.valueOf(unit.of(text.substring(end))))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static long durationUnit(String name) {
    return switch (name) {
      case "us" -> 1;
      case "ms" -> 1_000;
      case "s" -> 1_000_000;
      case "m" -> 60_000_000;
      case "h" -> 3_600_000_000L;
      default -> throw new NumberFormatException(name);
    };
  }

  private static long sizeUnit(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "", "b" -> 1;
      case "k", "kb" -> 1L << 10;
      case "m", "mb" -> 1L << 20;
      case "g", "gb" -> 1L << 30;
      default -> throw new NumberFormatException(name);
    };
  }
}
