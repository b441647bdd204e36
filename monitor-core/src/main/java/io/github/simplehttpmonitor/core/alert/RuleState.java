package io.github.simplehttpmonitor.core.alert;

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

  /** {@return whether this state stays as it is however long nothing is requested} */
  public boolean isSettled() {
    return phase == Phase.INACTIVE;
  }

  private static long micros(java.time.Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
