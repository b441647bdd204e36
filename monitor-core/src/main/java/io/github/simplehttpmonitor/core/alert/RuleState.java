package io.github.simplehttpmonitor.core.alert;

import java.time.Duration;

/**
 * Where one level of a rule stands for one group: inactive → pending → firing → inactive.
 * Immutable, a value: {@link #next} is a pure function. Times are microseconds since
 * 1970-01-01T00:00:00Z.
 *
 * @param phase the phase
 * @param since when the phase began; 0 while inactive
 * @param lastHeld the last evaluation at which what counts in the phase held
 */
public record RuleState(Phase phase, long since, long lastHeld) {

  /** Where a rule starts. */
  public static final RuleState INACTIVE = new RuleState(Phase.INACTIVE, 0, 0);

  /** Longer than any log; what is above counts as endless. */
  private static final Duration LONGEST = Duration.ofDays(100_000);

  /** The phases of a rule. */
  public enum Phase {
    /** The condition does not hold. */
    INACTIVE,
    /** It does, but not yet for long enough. */
    PENDING,
    /** The alert is on. */
    FIRING
  }

  /**
   * {@return the state after an evaluation}
   *
   * @param rule the rule
   * @param condition the level's
   * @param value the value of the window, NaN if it has none
   * @param at the end of the window, later than that of every evaluation before
   */
  public RuleState next(AlertRule rule, Condition condition, double value, long at) {
    if (Double.isNaN(value) && rule.noData() == NoData.KEEP) {
      return phase == Phase.FIRING ? new RuleState(phase, since, at) : this;
    }
    return switch (phase) {
      case INACTIVE -> isMet(rule, condition, value) ? begin(rule, at) : this;
      case PENDING -> pending(rule, condition, value, at);
      case FIRING -> firing(rule, condition, value, at);
    };
  }

  private static boolean isMet(AlertRule rule, Condition condition, double value) {
    return Double.isNaN(value) ? rule.noData() == NoData.ALERT : condition.isMet(value);
  }

  private static boolean isHeld(AlertRule rule, Condition condition, double value) {
    return Double.isNaN(value) ? rule.noData() != NoData.OK : condition.isHeld(value);
  }

  private static RuleState begin(AlertRule rule, long at) {
    Phase first = rule.pendingFor().isZero() ? Phase.FIRING : Phase.PENDING;
    return new RuleState(first, at, at);
  }

  private RuleState pending(AlertRule rule, Condition condition, double value, long at) {
    if (!isMet(rule, condition, value)) {
      return INACTIVE;
    }
    return at - since >= micros(rule.pendingFor())
        ? new RuleState(Phase.FIRING, at, at)
        : new RuleState(Phase.PENDING, since, at);
  }

  private RuleState firing(AlertRule rule, Condition condition, double value, long at) {
    if (isHeld(rule, condition, value)) {
      return new RuleState(Phase.FIRING, since, at);
    }
    return !rule.keepFiringFor().isZero() && at - lastHeld < micros(rule.keepFiringFor())
        ? this
        : INACTIVE;
  }

  /**
   * {@return the end of the first window that can change the phase if all windows from now on have
   * this value; {@link Long#MAX_VALUE} if none does}
   */
  public long quietUntil(AlertRule rule, Condition condition, double value) {
    if (Double.isNaN(value) && rule.noData() == NoData.KEEP) {
      return Long.MAX_VALUE;
    }
    return switch (phase) {
      case INACTIVE -> isMet(rule, condition, value) ? Long.MIN_VALUE : Long.MAX_VALUE;
      case PENDING ->
          isMet(rule, condition, value)
              ? saturated(since, micros(rule.pendingFor()))
              : Long.MIN_VALUE;
      case FIRING ->
          isHeld(rule, condition, value)
              ? Long.MAX_VALUE
              : saturated(lastHeld, micros(rule.keepFiringFor()));
    };
  }

  /**
   * {@return the state after evaluations of the same value up to this time, none of which changed
   * the phase}
   */
  public RuleState skipped(AlertRule rule, Condition condition, double value, long at) {
    boolean held = phase == Phase.FIRING && isHeld(rule, condition, value);
    return held || phase == Phase.PENDING ? new RuleState(phase, since, at) : this;
  }

  /**
   * {@return the state with which a new line of time begins: an alert that is on stays so, and what
   * it waits for is counted from there}
   */
  public RuleState restartedAt(long at) {
    return phase == Phase.FIRING ? new RuleState(phase, since, at) : INACTIVE;
  }

  private static long saturated(long time, long duration) {
    long end = time + duration;
    return end < time ? Long.MAX_VALUE : end;
  }

  private static long micros(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos() / 1_000;
  }
}
