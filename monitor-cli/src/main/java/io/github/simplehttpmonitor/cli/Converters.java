package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.spi.Durations;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What options are converted by; each says in one line what it would have liked. */
final class Converters {

  private Converters() {}

  /** {@link Durations}. */
  static final class OfDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      try {
        return Durations.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A duration or {@code auto}. */
  static final class OfLateness implements ITypeConverter<Lateness> {
    @Override
    public Lateness convert(String value) {
      if (value.equalsIgnoreCase("auto")) {
        return Lateness.AUTO;
      }
      try {
        return new Lateness(Durations.parse(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage() + ", or auto");
      }
    }
  }

  /** A number in decimal notation. */
  static final class OfNumber implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      try {
        return new BigDecimal(value).doubleValue();
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + value + "' is not a number; write it like 10 or 2.5");
      }
    }
  }

  /** A number of bytes: {@code 4096}, {@code 64k}, {@code 1M}. */
  static final class OfSize implements ITypeConverter<Integer> {

    /** A line is held in one array. */
    private static final long MAX = 1L << 30;

    @Override
    public Integer convert(String value) {
      String text = value.toLowerCase(Locale.ROOT);
      int shift = text.endsWith("k") ? 10 : text.endsWith("m") ? 20 : text.endsWith("g") ? 30 : 0;
      String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
      if (digits.isEmpty()
          || digits.length() > 10
          || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new TypeConversionException(
            "'" + value + "' is not a size; write it like 4096, 64k or 1M");
      }
      long size = Long.parseLong(digits) << shift;
      if (size > MAX) {
        throw new TypeConversionException("'" + value + "' is more than the 1G that is possible");
      }
      return (int) size;
    }
  }

  /** A time zone by name or offset. */
  static final class OfZone implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String value) {
      try {
        return ZoneId.of(value);
      } catch (DateTimeException e) {
        return nearest(value);
      }
    }

    private static ZoneId nearest(String value) {
      String wanted = value.toLowerCase(Locale.ROOT);
      String inside = null;
      for (String id : ZoneId.getAvailableZoneIds()) {
        String known = id.toLowerCase(Locale.ROOT);
        if (known.equals(wanted)) {
          return ZoneId.of(id);
        }
        if (known.endsWith("/" + wanted) && (inside == null || id.compareTo(inside) < 0)) {
          inside = id;
        }
      }
      throw new TypeConversionException(
          "'"
              + value
              + "' is not a time zone; "
              + (inside == null
                  ? "write it like Europe/Berlin, UTC or +02:00"
                  : "did you mean " + inside + "?"));
    }
  }
}
