package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.spi.Durations;
import io.github.simplehttpmonitor.parser.Field;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * Thresholds as people write them: plain numbers in the unit of the measure, {@code 5%} for shares,
 * {@code 500ms} for seconds, {@code 10M} for bytes.
 */
public final class Thresholds {

  private Thresholds() {}

  /**
   * {@return the number}
   *
   * @throws IllegalArgumentException if it is none
   */
  public static double parse(String text, Measure measure) {
    if (text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?")) {
      return number(text);
    }
    Measure.Kind kind = measure.kind();
    if (kind == Measure.Kind.RATIO || kind == Measure.Kind.MALFORMED_RATIO) {
      if (text.endsWith("%")) {
        return new BigDecimal(text.substring(0, text.length() - 1).trim())
            .movePointLeft(2)
            .doubleValue();
      }
      throw new IllegalArgumentException("'" + text + "' is no share; write it like 0.05 or 5%");
    }
    if (isSeconds(measure)) {
      Duration duration = Durations.parse(text);
      return duration.toMillis() / 1_000.0;
    }
    if (isBytes(measure)) {
      return size(text);
    }
    return number(text);
  }

  private static double number(String text) {
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
  }

  private static double size(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int shift = lower.endsWith("k") ? 10 : lower.endsWith("m") ? 20 : lower.endsWith("g") ? 30 : -1;
    if (shift < 0) {
      throw new IllegalArgumentException("'" + text + "' is no size; write it like 4096 or 10M");
    }
    return number(text.substring(0, text.length() - 1)) * (1L << shift);
  }

  private static boolean isSeconds(Measure measure) {
    Field field = measure.field();
    return measure.kind() == Measure.Kind.SOURCE_MISSING
        || measure.kind() == Measure.Kind.READING_BEHIND
        || (field != null
            && measure.kind() != Measure.Kind.DISTINCT
            && field.type() == Field.Type.DURATION);
  }

  private static boolean isBytes(Measure measure) {
    Field field = measure.field();
    return field != null
        && measure.kind() != Measure.Kind.DISTINCT
        && field.type() == Field.Type.SIZE;
  }
}
