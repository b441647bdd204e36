package io.github.simplehttpmonitor.core.alert;

import java.time.Duration;

/**
 * Where a rule stands: inactive → pending → firing → inactive. Immutable, a value: {@link #next} is
 * a pure function. Times are microseconds since 1970-01-01T00:00:00Z.
 *
 * @param phase the phase
 * @param since when the phase began; 0 while inactive
 * @param lastAbove the last evaluation at which the rate was above what counts in the phase
 */
public record RuleState(Phase phase, long since, long lastAbove) {

  /** Where a rule starts. */
  public static final RuleState INACTIVE = new RuleState(Phase.INACTIVE, 0, 0);

  /** Longer than any log; what is above counts as endless. */
  private static final Duration LONGEST = Duration.ofDays(100_000);

  /** The phases of a rule. */
  public enum Phase {
    /** The rate is not above the threshold. */
    INACTIVE,
    /** It is, but not yet for long enough. */
    PENDING,
    /** The alert is on. */
    FIRING
  }

  /**
   * {@return the state after an evaluation}
   *
   * @param rule the rule
   * @param value the rate of the window
   * @param at the end of the window, later than that of every evaluation before
   */
  public RuleState next(AlertRule rule, double value, long at) {
    return switch (phase) {
      case INACTIVE -> value > rule.threshold() ? begin(rule, at) : this;
      case PENDING -> pending(rule, value, at);
      case FIRING -> firing(rule, value, at);
    };
  }

  private static RuleState begin(AlertRule rule, long at) {
    Phase first = rule.pendingFor().isZero() ? Phase.FIRING : Phase.PENDING;
    return new RuleState(first, at, at);
  }

  private RuleState pending(AlertRule rule, double value, long at) {
    if (!(value > rule.threshold())) {
      return INACTIVE;
    }
    return at - since >= micros(rule.pendingFor())
        ? new RuleState(Phase.FIRING, at, at)
        : new RuleState(Phase.PENDING, since, at);
  }

  private RuleState firing(AlertRule rule, double value, long at) {
    if (value > rule.recoveryThreshold()) {
      return new RuleState(Phase.FIRING, since, at);
    }
    return !rule.keepFiringFor().isZero() && at - lastAbove < micros(rule.keepFiringFor())
        ? this
        : INACTIVE;
  }

  /**
   * {@return the end of the first window without requests that can change this state, {@link
   * Long#MAX_VALUE} if none does}
   */
  public long quietUntil(AlertRule rule) {
    return switch (phase) {
      case INACTIVE -> Long.MAX_VALUE;
      case PENDING -> lastAbove;
      case FIRING -> {
        long end = lastAbove + micros(rule.keepFiringFor());
        yield end < lastAbove ? Long.MAX_VALUE : end;
      }
    };
  }

  /**
   * {@return the state with which a new line of time begins: an alert that is on stays so, and what
   * it waits for is counted from there}
   */
  public RuleState restartedAt(long at) {
    return phase == Phase.FIRING ? new RuleState(phase, since, at) : INACTIVE;
  }

  private static long micros(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos() / 1_000;
  }
}
