package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A query's sliding window and the rules over it. The window is a sum of panes that the newest
 * enters and the oldest leaves at every evaluation. Between those, and between the moments at which
 * a rule waits for something, nothing can change, so that panes are passed over.
 */
abstract class Track {

  final Query query;
  final long paneMicros;
  final int panes;
  final double windowSeconds;
  final List<Ruled> rules = new ArrayList<>();

  /** The pane that is evaluated next; {@link Times#NONE} before the first record. */
  long next = Times.NONE;

  /** The first pane of this line of time. */
  private long start;

  private boolean restarted;

  /** Whether some rule can be met by a window without requests, so that it begins with the log. */
  private boolean metByNothing;

  /** A rule with its place among all. */
  record Ruled(int index, AlertRule rule, boolean metByNothing) {}

  /** An event with what it is ordered by. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Alert(int rule, byte[] group, AlertEvent event) {}

  Track(Query query) {
    this.query = query;
    this.paneMicros = Times.micros(query.pane());
    this.panes = (int) (query.window().toSeconds() / query.pane().toSeconds());
    this.windowSeconds = query.window().toSeconds();
  }

  void addRule(int index, AlertRule rule) {
    rules.add(new Ruled(index, rule, rule.isMetByNothing()));
    metByNothing |= rule.isMetByNothing() || query.measure().isHealth();
  }

  /** Goes on with other rules; their states are kept by {@link #keepStates}. */
  final void replaceRules(List<Ruled> newRules) {
    settle();
    List<Ruled> old = List.copyOf(rules);
    rules.clear();
    metByNothing = false;
    newRules.forEach(ruled -> addRule(ruled.index(), ruled.rule()));
    keepStates(old);
  }

  /** Does to the states what the evaluations did that were passed over. */
  void settle() {}

  /** Moves the states of rules that were there before to their new places. */
  abstract void keepStates(List<Ruled> old);

  /** {@return where a rule stands, for the first groups} */
  abstract List<RuleStatus> status(int place);

  /** Ends the alerts of a rule that is not in force any more. */
  abstract void end(int place, long at, List<Alert> out);

  /** {@return whether the first request of any kind decides where it begins, and none has yet} */
  final boolean waitsForAll() {
    return next == Times.NONE && metByNothing;
  }

  /** Begins before the first record if a window without requests means something to a rule. */
  final void waitFrom(long timeMicros) {
    if (waitsForAll()) {
      start = -Math.floorDiv(-timeMicros, paneMicros);
      next = start;
    }
  }

  /** {@return the end of the pane of this time} */
  final long endOfPane(long timeMicros) {
    return (Math.floorDiv(timeMicros, paneMicros) + 1) * paneMicros;
  }

  /** {@return the pane of the first record, {@link Long#MAX_VALUE} if there is none} */
  abstract long firstPane();

  /** {@return the pane of the first record of any kind, {@link Long#MAX_VALUE} if there is none} */
  abstract long firstPaneOfAll();

  /** {@return the first pane from {@link #next} on that enters or leaves with something in it} */
  abstract long nextChange();

  /**
   * {@return the end of the first window that can change a state if the values stay what they are}
   *
   * @param full whether rules that nothing can meet count
   */
  abstract long stirs(boolean full);

  /** Moves the window by the pane {@link #next} and evaluates the rules. */
  abstract void slide(long end, boolean full, List<Alert> out);

  /** Takes the panes before {@link #next} into the window, with which nothing was evaluated. */
  abstract void enterBefore();

  /** Says that evaluations up to this time would have changed nothing. */
  abstract void skipTo(long end, boolean full);

  /** Counts what the states wait for from there. */
  abstract void restartWindow(long end);

  /** Forgets everything but the states. */
  abstract void clearWindow();

  /**
   * {@return the end of the first pane whose evaluation can change anything, {@link Long#MAX_VALUE}
   * if that is not by the limit}
   *
   * @param evaluated up to where all rules have been evaluated; {@link Times#NONE} if nowhere
   */
  final long nextEnd(long limit, long evaluated) {
    if (next == Times.NONE) {
      return begin(limit, evaluated);
    }
    long change = nextChange();
    if (change > next) {
      long stirs = stirs(isFull(next));
      if (metByNothing && !isFull(next)) {
        // From then on a window without requests counts.
        stirs = Math.min(stirs, (start + panes) * paneMicros);
      }
      long beyond = Math.floorDiv(limit, paneMicros);
      long stirring = stirs == Long.MIN_VALUE ? next : Math.floorDiv(stirs - 1, paneMicros);
      long skip = Math.max(next, Math.min(change, Math.min(beyond, stirring)));
      if (skip > next) {
        skipTo(skip * paneMicros, isFull(next));
        next = skip;
      }
    }
    long end = (next + 1) * paneMicros;
    return end <= limit ? end : Long.MAX_VALUE;
  }

  /** Begins with the pane of the first record, unless that is over for all rules. */
  private long begin(long limit, long evaluated) {
    // Records of before the first one may still come on time.
    long found = metByNothing ? firstPaneOfAll() : firstPane();
    long first =
        evaluated == Times.NONE ? found : Math.max(found, Math.floorDiv(evaluated, paneMicros));
    if (found == Long.MAX_VALUE || (first + 1) * paneMicros > limit) {
      return Long.MAX_VALUE;
    }
    start = found;
    next = first;
    if (first > found) {
      enterBefore();
    }
    return (next + 1) * paneMicros;
  }

  /** Whether a whole window lies between the beginning of time and the end of this pane. */
  private boolean isFull(long pane) {
    return pane + 1 - start >= panes;
  }

  /** Evaluates the next pane. */
  final void evaluate(List<Alert> out) {
    long end = (next + 1) * paneMicros;
    if (restarted) {
      restarted = false;
      restartWindow(end);
    }
    slide(end, isFull(next), out);
    next++;
  }

  /** Starts a new line of time: the window is empty, the states stay. */
  final void restart() {
    clearWindow();
    next = Times.NONE;
    restarted = true;
  }

  /**
   * {@return the value of a window}
   *
   * @param count how many requests count
   * @param second what is summed beside them
   */
  final double value(long count, long second) {
    Measure measure = query.measure();
    return switch (measure.kind()) {
      case COUNT -> count;
      case RATE -> count / windowSeconds;
      case SUM -> second / measure.unit();
      case RATIO -> count == 0 ? Double.NaN : (double) second / count;
      case MEAN -> count == 0 ? Double.NaN : second / (measure.unit() * count);
      case MALFORMED_RATIO -> count + second == 0 ? Double.NaN : (double) second / (count + second);
      case MIN, MAX -> count == 0 ? Double.NaN : second / measure.unit();
      case DISTINCT, PERCENTILE, SOURCE_MISSING, READING_BEHIND -> Double.NaN;
    };
  }

  /** Writes the window and the states of the rules. */
  final void writeTo(DataOutput out) throws IOException {
    out.writeLong(next);
    out.writeLong(start);
    out.writeBoolean(restarted);
    writeWindow(out);
  }

  /** Takes over what was written; {@code places} as in {@link GroupStates#readFrom}. */
  final void readFrom(DataInput in, int[] places) throws IOException {
    next = in.readLong();
    start = in.readLong();
    restarted = in.readBoolean();
    readWindow(in, places);
  }

  abstract void writeWindow(DataOutput out) throws IOException;

  abstract void readWindow(DataInput in, int[] places) throws IOException;

  /** {@return whether a rule, by its place in {@link #rules}, has an alert that is on} */
  abstract boolean isFiring(int rule);
}
