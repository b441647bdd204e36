package io.github.simplehttpmonitor.core.query;

import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.parser.Field;
import org.jspecify.annotations.Nullable;

/**
 * The number that a query makes of the requests in its window. Immutable.
 *
 * <p>Units: sizes are bytes; durations are seconds; times cannot be measured. {@link Kind#COUNT},
 * {@link Kind#RATE} and {@link Kind#SUM} of an empty window are 0; the others have no value then.
 *
 * @param kind what is computed
 * @param field the field it is computed of; null for those that only count requests
 * @param of the requests whose share is computed; only for {@link Kind#RATIO}
 * @param quantile from 0 to 1; only for {@link Kind#PERCENTILE}, otherwise 0
 */
public record Measure(Kind kind, @Nullable Field field, @Nullable Filter of, double quantile) {

  /** What is computed. */
  public enum Kind {
    /** The number of requests. */
    COUNT,
    /** Requests per second, over the whole window. */
    RATE,
    /** The sum of a field; requests without it add nothing. */
    SUM,
    /** The share of the requests that pass a second filter, from 0 to 1. */
    RATIO,
    /**
     * The number of different values of a field: exact up to 16,384 in a window, beyond within
     * about 1 %.
     */
    DISTINCT,
    /** The value that a share of the requests does not exceed, within 1 %. */
    PERCENTILE,
    /** The lowest value of a field. */
    MIN,
    /** The highest value of a field. */
    MAX,
    /** The average of a field over the requests that have it. */
    MEAN,
    /** The share of lines that do not fit the format among all lines, from 0 to 1. */
    MALFORMED_RATIO,
    /** For how many seconds a followed source cannot be read; live only. */
    SOURCE_MISSING,
    /** By how many seconds reading is behind what has been written; live only. */
    READING_BEHIND
  }

  /** Checks that the parts fit together. */
  public Measure {
    boolean needsField =
        switch (kind) {
          case SUM, DISTINCT, PERCENTILE, MIN, MAX, MEAN -> true;
          case COUNT, RATE, RATIO, MALFORMED_RATIO, SOURCE_MISSING, READING_BEHIND -> false;
        };
    if (needsField != (field != null)) {
      throw new IllegalArgumentException(
          needsField ? name(kind) + " needs a field" : name(kind) + " takes no field");
    }
    if ((kind == Kind.RATIO) != (of != null)) {
      throw new IllegalArgumentException(
          kind == Kind.RATIO
              ? "ratio needs a filter that says of which requests"
              : name(kind) + " takes no filter of its own");
    }
    if (field != null && kind != Kind.DISTINCT && !isNumber(field)) {
      throw new IllegalArgumentException(
          name(kind) + " is of numbers, but " + field + " is " + typeName(field));
    }
    if (!(quantile >= 0 && quantile <= 1) || (kind != Kind.PERCENTILE && quantile != 0)) {
      throw new IllegalArgumentException("a quantile is from 0 to 1, not " + quantile);
    }
  }

  private static boolean isNumber(Field field) {
    return switch (field.type()) {
      case INTEGER, SIZE, DURATION -> true;
      case TEXT, TIME -> false;
    };
  }

  private static String typeName(Field field) {
    return field.type() == Field.Type.TIME ? "a time" : "text";
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** {@return the number of requests} */
  public static Measure count() {
    return new Measure(Kind.COUNT, null, null, 0);
  }

  /** {@return requests per second} */
  public static Measure rate() {
    return new Measure(Kind.RATE, null, null, 0);
  }

  /** {@return the sum of a field, bytes for instance} */
  public static Measure sum(Field field) {
    return new Measure(Kind.SUM, field, null, 0);
  }

  /** {@return the share of the requests that pass this filter} */
  public static Measure ratio(Filter of) {
    return new Measure(Kind.RATIO, null, of, 0);
  }

  /** {@return the number of different values of a field} */
  public static Measure distinct(Field field) {
    return new Measure(Kind.DISTINCT, field, null, 0);
  }

  /** {@return a percentile of a field: 0.99 of the duration for instance} */
  public static Measure percentile(Field field, double quantile) {
    return new Measure(Kind.PERCENTILE, field, null, quantile);
  }

  /** {@return the lowest value of a field} */
  public static Measure min(Field field) {
    return new Measure(Kind.MIN, field, null, 0);
  }

  /** {@return the highest value of a field} */
  public static Measure max(Field field) {
    return new Measure(Kind.MAX, field, null, 0);
  }

  /** {@return the average of a field} */
  public static Measure mean(Field field) {
    return new Measure(Kind.MEAN, field, null, 0);
  }

  /** {@return a measure of the monitoring itself: the last three kinds} */
  public static Measure ofHealth(Kind kind) {
    return new Measure(kind, null, null, 0);
  }

  /** {@return whether it is about the monitoring itself, and takes neither filter nor groups} */
  public boolean isHealth() {
    return kind == Kind.MALFORMED_RATIO
        || kind == Kind.SOURCE_MISSING
        || kind == Kind.READING_BEHIND;
  }

  /** {@return by what a field's stored number is divided: durations are stored as microseconds} */
  public double unit() {
    return field != null && field.type() == Field.Type.DURATION && kind != Kind.DISTINCT ? 1e6 : 1;
  }

  /** {@return it as in a configuration, {@code p99(duration)} for instance} */
  @Override
  public String toString() {
    return switch (kind) {
      case COUNT, RATE, MALFORMED_RATIO, SOURCE_MISSING, READING_BEHIND -> name(kind);
      case RATIO -> "ratio(" + of + ")";
      case PERCENTILE ->
          "p"
              + new java.math.BigDecimal(String.valueOf(quantile))
                  .movePointRight(2)
                  .stripTrailingZeros()
                  .toPlainString()
              + "("
              + field
              + ")";
      case SUM, DISTINCT, MIN, MAX, MEAN -> name(kind) + "(" + field + ")";
    };
  }
}
