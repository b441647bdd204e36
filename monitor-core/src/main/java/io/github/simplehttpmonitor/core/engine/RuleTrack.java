package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.PaneCounts;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.RuleState;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import org.jspecify.annotations.Nullable;

/**
 * One rule's sliding window and state. The window is a sum of panes that the newest enters and the
 * oldest leaves at every evaluation; a late record is added to its pane and, if that lies in the
 * window, to the sum.
 */
final class RuleTrack {

  private final AlertRule rule;
  private final long paneMicros;
  private final int panes;
  private final double windowSeconds;
  private final PaneCounts counts = new PaneCounts();
  private RuleState state = RuleState.INACTIVE;

  /** The pane that is evaluated next; {@link Times#NONE} before the first record. */
  private long next = Times.NONE;

  /** Whether the state is from before time restarted. */
  private boolean restarted;

  /** Requests in the panes [next - panes, next). */
  private long sum;

  RuleTrack(AlertRule rule) {
    this.rule = rule;
    this.paneMicros = Times.micros(rule.pane());
    this.panes = (int) (rule.window().toSeconds() / rule.pane().toSeconds());
    this.windowSeconds = rule.window().toSeconds();
  }

  AlertRule rule() {
    return rule;
  }

  boolean isFiring() {
    return state.phase() == RuleState.Phase.FIRING;
  }

  void add(long timeMicros) {
    addPane(Math.floorDiv(timeMicros, paneMicros), 1);
  }

  /** Counts the records of a segment, given by the second. */
  void addAll(PaneCounts seconds) {
    long perPane = paneMicros / Times.SECOND;
    for (long second = seconds.nextInUse(Long.MIN_VALUE);
        second != Long.MAX_VALUE;
        second = seconds.nextInUse(second + 1)) {
      addPane(Math.floorDiv(second, perPane), seconds.get(second));
    }
  }

  private void addPane(long pane, long count) {
    if (next != Times.NONE && pane < next) {
      if (pane < next - panes) {
        return;
      }
      sum += count;
    }
    counts.add(pane, count);
  }

  /** {@return the end of the pane of this time} */
  long endOfPane(long timeMicros) {
    return (Math.floorDiv(timeMicros, paneMicros) + 1) * paneMicros;
  }

  /**
   * {@return the end of the first pane whose evaluation can change anything, {@link Long#MAX_VALUE}
   * if that is not by the limit}
   */
  long nextEnd(long limit) {
    if (next == Times.NONE) {
      // Records of before the first one may still come on time.
      if (counts.isEmpty() || (counts.lowest() + 1) * paneMicros > limit) {
        return Long.MAX_VALUE;
      }
      next = counts.lowest();
    }
    if (sum == 0) {
      // Nothing is walked through: to the next record, the limit, or the end of keep-firing.
      long used = counts.nextInUse(next);
      long beyond = Math.floorDiv(limit, paneMicros);
      long stirs = Math.floorDiv(state.quietUntil(rule) - 1, paneMicros);
      next = Math.max(next, Math.min(used, Math.min(beyond, stirs)));
    }
    long end = (next + 1) * paneMicros;
    return end <= limit ? end : Long.MAX_VALUE;
  }

  /** Evaluates the next pane; returns the event if the alert began or ended. */
  @Nullable AlertEvent evaluate() {
    long end = (next + 1) * paneMicros;
    sum += counts.get(next) - counts.get(next - panes);
    next++;
    counts.dropBelow(next - panes);
    double value = sum / windowSeconds;
    if (restarted) {
      restarted = false;
      state = state.restartedAt(end);
    }
    RuleState before = state;
    state = before.next(rule, value, end);
    boolean was = before.phase() == RuleState.Phase.FIRING;
    if (was == isFiring()) {
      return null;
    }
    return new AlertEvent(
        rule.name(),
        "",
        isFiring() ? AlertEvent.State.FIRING : AlertEvent.State.RESOLVED,
        Times.instant(end),
        Times.instant(isFiring() ? end : before.since()),
        value,
        rule.threshold(),
        sum,
        null);
  }

  /** Starts a new line of time: the window is empty, the state stays. */
  void restart() {
    counts.dropBelow(Long.MAX_VALUE);
    next = Times.NONE;
    sum = 0;
    restarted = true;
  }
}
