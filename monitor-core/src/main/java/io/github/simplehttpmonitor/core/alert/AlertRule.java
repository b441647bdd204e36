package io.github.simplehttpmonitor.core.alert;

import java.time.Duration;

/**
 * When to raise an alert: the rate of requests, averaged over a window that slides by a pane at a
 * time, above a threshold. "Above" is strict: exactly the threshold does not fire. Immutable.
 *
 * @param name the rule's name, unique among the rules of a monitor
 * @param window what the rate is averaged over, always its full length; 1 s to 24 h, a whole number
 *     of panes
 * @param threshold requests per second above which it fires; not negative
 * @param recoveryThreshold requests per second above which a firing alert goes on firing; at most
 *     the threshold
 * @param pendingFor how long the rate must be above the threshold before it fires
 * @param keepFiringFor how long a firing alert goes on after the rate was last above
 */
public record AlertRule(
    String name,
    Duration window,
    double threshold,
    double recoveryThreshold,
    Duration pendingFor,
    Duration keepFiringFor) {

  /** The name of the default rule. */
  public static final String HIGH_TRAFFIC = "high-traffic";

  /** The longest window, 24 h. */
  public static final Duration MAX_WINDOW = Duration.ofHours(24);

  /** Checks the values; what is wrong is said in an {@link IllegalArgumentException}. */
  public AlertRule {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a rule needs a name");
    }
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAX_WINDOW) > 0) {
      throw new IllegalArgumentException("a window is 1s to 24h long, not " + window);
    }
    if (!(threshold >= 0) || Double.isInfinite(threshold)) {
      throw new IllegalArgumentException("a threshold is a number from 0, not " + threshold);
    }
    if (!(recoveryThreshold >= 0) || recoveryThreshold > threshold) {
      throw new IllegalArgumentException(
          "the recovery threshold "
              + recoveryThreshold
              + " is not between 0 and the threshold "
              + threshold);
    }
    if (pendingFor.isNegative() || keepFiringFor.isNegative()) {
      throw new IllegalArgumentException("a time to wait is not negative");
    }
    PaneLength.of(window);
  }

  /** {@return the default rule with this threshold, in requests per second, and window} */
  public static AlertRule highTraffic(double threshold, Duration window) {
    return new AlertRule(HIGH_TRAFFIC, window, threshold, threshold, Duration.ZERO, Duration.ZERO);
  }

  /** {@return the length of the panes the window is made of} */
  public Duration pane() {
    return PaneLength.of(window);
  }
}
