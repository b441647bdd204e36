package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.PaneCounts;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.query.Query;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The window of a query without groups that one or two sums answer. */
final class CountTrack extends Track {

  private final PaneCounts all;
  int countIndex;
  int secondIndex;
  private final PaneCounts counts;
  private final @Nullable PaneCounts seconds;
  private final long secondsPerPane;
  private @Nullable GroupStates states;
  private double gauge = Double.NaN;

  /** Requests in the panes [next - panes, next), and what is summed beside them. */
  private long count;

  private long second;
  private double value;
  private boolean stale;

  CountTrack(Query query, Aggregates aggregates, int countIndex, int secondIndex) {
    super(query);
    this.all = aggregates.counts[Plan.ALL];
    this.countIndex = countIndex;
    this.secondIndex = secondIndex;
    this.counts = aggregates.counts[countIndex];
    this.seconds = secondIndex < 0 ? null : aggregates.counts[secondIndex];
    this.secondsPerPane = paneMicros / Times.SECOND;
    this.value = value(0, 0);
  }

  /** Says where its counts are in another plan; they are the same. */
  void moveTo(int newCountIndex, int newSecondIndex) {
    countIndex = newCountIndex;
    secondIndex = newSecondIndex;
  }

  @Override
  void keepStates(List<Ruled> old) {
    GroupStates before = states;
    if (before != null) {
      GroupStates made = new GroupStates(rules);
      made.keep(before, old);
      states = made;
    }
  }

  @Override
  void end(int place, long at, List<Alert> out) {
    states().end(place, value, count, at, GroupKeys.NO_GROUP, List.of(), out);
  }

  @Override
  List<RuleStatus> status(int place) {
    return List.of(states().status(place, value, Map.of()));
  }

  private GroupStates states() {
    GroupStates made = states;
    if (made == null) {
      made = new GroupStates(rules);
      states = made;
    }
    return made;
  }

  @Override
  boolean isFiring(int rule) {
    return states().isFiring(rule);
  }

  /** Sets the value of a measure of the monitoring itself that nothing is counted for. */
  void gauge(double newValue) {
    gauge = newValue;
  }

  private boolean isGauge() {
    return switch (query.measure().kind()) {
      case SOURCE_MISSING, READING_BEHIND -> true;
      default -> false;
    };
  }

  /** Says that a record was added to a second that may have been evaluated. */
  void addedLate(long timeSecond) {
    if (next != Times.NONE && timeSecond < next * secondsPerPane) {
      stale = true;
    }
  }

  /** {@return the first second that a window may still need; {@link Long#MIN_VALUE} for all} */
  long lowestSecond() {
    return next == Times.NONE ? Long.MIN_VALUE : (next - panes) * secondsPerPane;
  }

  private long paneOf(long secondInUse) {
    return secondInUse == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : Math.floorDiv(secondInUse, secondsPerPane);
  }

  @Override
  long firstPane() {
    long first = counts.isEmpty() ? Long.MAX_VALUE : paneOf(counts.lowest());
    return seconds == null || seconds.isEmpty() ? first : Math.min(first, paneOf(seconds.lowest()));
  }

  @Override
  long firstPaneOfAll() {
    return all.isEmpty() ? Long.MAX_VALUE : paneOf(all.lowest());
  }

  @Override
  long nextChange() {
    if (isGauge() || stale) {
      return next;
    }
    long change = nextChange(counts, next);
    return seconds == null || change == next ? change : Math.min(change, nextChange(seconds, next));
  }

  private long nextChange(PaneCounts panesInUse, long from) {
    long enters = paneOf(panesInUse.nextInUse(from * secondsPerPane));
    if (enters == from) {
      return from;
    }
    long leaves = paneOf(panesInUse.nextInUse((from - panes) * secondsPerPane));
    return Math.min(enters, leaves == Long.MAX_VALUE ? leaves : leaves + panes);
  }

  @Override
  long stirs(boolean full) {
    return states().stirs(value, full);
  }

  @Override
  void slide(long end, boolean full, List<Alert> out) {
    if (stale) {
      stale = false;
      count = sum(counts, next + 1 - panes, panes);
      second = seconds == null ? 0 : sum(seconds, next + 1 - panes, panes);
    } else {
      count += sum(counts, next, 1) - sum(counts, next - panes, 1);
      if (seconds != null) {
        second += sum(seconds, next, 1) - sum(seconds, next - panes, 1);
      }
    }
    value = isGauge() ? gauge : value(count, second);
    states().step(value, count, end, full, GroupKeys.NO_GROUP, List.of(), out);
  }

  private long sum(PaneCounts panesInUse, long from, int length) {
    if (panesInUse.isEmpty()) {
      return 0;
    }
    long sum = 0;
    long to = Math.min((from + length) * secondsPerPane, panesInUse.highest() + 1);
    for (long s = Math.max(from * secondsPerPane, panesInUse.lowest()); s < to; s++) {
      sum += panesInUse.get(s);
    }
    return sum;
  }

  @Override
  void enterBefore() {
    stale = true;
  }

  @Override
  void skipTo(long end, boolean full) {
    states().skipTo(value, end, full);
  }

  @Override
  void restartWindow(long end) {
    states().restartAt(end);
  }

  @Override
  void clearWindow() {
    count = 0;
    second = 0;
    stale = false;
    value = value(0, 0);
  }

  /** {@return the value at the last evaluation, NaN if it has none} */
  double value() {
    return value;
  }

  @Override
  void writeWindow(DataOutput out) throws IOException {
    out.writeDouble(gauge);
    out.writeLong(count);
    out.writeLong(second);
    out.writeDouble(value);
    out.writeBoolean(stale);
    states().writeTo(out);
  }

  @Override
  void readWindow(DataInput in, int[] places) throws IOException {
    gauge = in.readDouble();
    count = in.readLong();
    second = in.readLong();
    value = in.readDouble();
    stale = in.readBoolean();
    states().readFrom(in, places);
  }
}
