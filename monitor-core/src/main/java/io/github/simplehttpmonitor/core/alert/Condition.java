package io.github.simplehttpmonitor.core.alert;

/**
 * Which values are alarming, and which values of something that is alarming already still are: the
 * recovery thresholds lie on the quiet side of the thresholds. Every comparison is strict: exactly
 * the threshold does not fire. Immutable.
 *
 * @param kind on which side
 * @param low values below it are alarming; for {@link Kind#ABOVE} unused and 0
 * @param high values above it are alarming; for {@link Kind#BELOW} unused and 0
 * @param recoveryLow values below it go on being alarming; at least {@code low}
 * @param recoveryHigh values above it go on being alarming; at most {@code high}
 */
public record Condition(
    Kind kind, double low, double high, double recoveryLow, double recoveryHigh) {

  /** On which side values are alarming. */
  public enum Kind {
    /** Above a threshold. */
    ABOVE,
    /** Below a threshold. */
    BELOW,
    /** Outside of a range. */
    OUTSIDE
  }

  /** Checks the values; what is wrong is said in an {@link IllegalArgumentException}. */
  public Condition {
    for (double number : new double[] {low, high, recoveryLow, recoveryHigh}) {
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw new IllegalArgumentException("a threshold is a number, not " + number);
      }
    }
    if (kind != Kind.BELOW && recoveryHigh > high) {
      throw new IllegalArgumentException(
          "the recovery threshold " + recoveryHigh + " is above the threshold " + high);
    }
    if (kind != Kind.ABOVE && recoveryLow < low) {
      throw new IllegalArgumentException(
          "the recovery threshold " + recoveryLow + " is below the threshold " + low);
    }
    if (kind == Kind.OUTSIDE && (low >= high || recoveryLow > recoveryHigh)) {
      throw new IllegalArgumentException(
          "nothing is inside of the range from " + low + " to " + high);
    }
  }

  /** {@return the condition of being above a threshold} */
  public static Condition above(double threshold) {
    return above(threshold, threshold);
  }

  /** {@return the condition of being above a threshold, and resolved at another one or below} */
  public static Condition above(double threshold, double recovery) {
    return new Condition(Kind.ABOVE, 0, threshold, 0, recovery);
  }

  /** {@return the condition of being below a threshold} */
  public static Condition below(double threshold) {
    return below(threshold, threshold);
  }

  /** {@return the condition of being below a threshold, and resolved at another one or above} */
  public static Condition below(double threshold, double recovery) {
    return new Condition(Kind.BELOW, threshold, 0, recovery, 0);
  }

  /** {@return the condition of being outside of a range} */
  public static Condition outside(double low, double high) {
    return new Condition(Kind.OUTSIDE, low, high, low, high);
  }

  /** {@return whether the value is alarming; NaN is not} */
  public boolean isMet(double value) {
    return switch (kind) {
      case ABOVE -> value > high;
      case BELOW -> value < low;
      case OUTSIDE -> value < low || value > high;
    };
  }

  /** {@return whether the value is still alarming in an alert that is on; NaN is not} */
  public boolean isHeld(double value) {
    return switch (kind) {
      case ABOVE -> value > recoveryHigh;
      case BELOW -> value < recoveryLow;
      case OUTSIDE -> value < recoveryLow || value > recoveryHigh;
    };
  }

  /**
   * {@return the threshold that the value is compared with: of a range, the one it is nearer to}
   */
  public double threshold(double value) {
    return switch (kind) {
      case ABOVE -> high;
      case BELOW -> low;
      case OUTSIDE -> Math.abs(value - low) < Math.abs(value - high) ? low : high;
    };
  }

  /** {@return it as one phrase for people} */
  @Override
  public String toString() {
    return switch (kind) {
      case ABOVE -> "above " + number(high);
      case BELOW -> "below " + number(low);
      case OUTSIDE -> "outside " + number(low) + ".." + number(high);
    };
  }

  private static String number(double value) {
    return new java.math.BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }
}
