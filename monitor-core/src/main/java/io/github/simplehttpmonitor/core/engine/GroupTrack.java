package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.Buckets;
import io.github.simplehttpmonitor.core.aggregate.DistinctWindow;
import io.github.simplehttpmonitor.core.aggregate.GroupTable;
import io.github.simplehttpmonitor.core.aggregate.PaneCounts;
import io.github.simplehttpmonitor.core.aggregate.PaneRing;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a query by group. Groups are told apart up to a limit: those already tracked
 * first, then by requests in the pane, then by key; the others count as one. A group whose window
 * is empty and whose rules are inactive is forgotten. A query without groups has one, which stays.
 */
final class GroupTrack extends Track {

  private static final byte[] OTHER_KEY = {};

  /** Panes of this length are kept for hours, so that their size matters. */
  private static final long LONG_PANE = 60 * Times.SECOND;

  /** How many groups the status shows. */
  private static final int MAX_SHOWN = 5;

  private final PaneCounts requests;
  private final Aggregates.Panes series;
  private final GroupTable.Content content;
  private final boolean isGrouped;
  private final List<String> names;
  private int limit = AlertRule.DEFAULT_MAX_GROUPS;

  /** By pane in the window, to whom each row of its table counts. */
  private final PaneRing<@Nullable Window[]> owners = new PaneRing<>();

  private final GroupIndex<Window> groups = new GroupIndex<>();

  /** The group of what is beyond the limit. */
  private @Nullable Window other;

  /** Groups whose windows have changed since they were evaluated. */
  private final List<Window> changed = new ArrayList<>();

  /** Groups whose states can change though their windows do not. */
  private final List<Window> restless = new ArrayList<>();

  /** When a state can change next if all values stay what they are. */
  private long stirs = Long.MAX_VALUE;

  private boolean stirsOfFull;

  /** Whether all groups are to be evaluated, changed or not. */
  private boolean all = true;

  /** The end of the last window; groups that were not evaluated then stayed what they were. */
  private long evaluated = Times.NONE;

  /** Whether a window has changed since it was evaluated. */
  private boolean stale;

  /** The window of one group. */
  private final class Window extends GroupIndex.Entry {
    GroupStates states = new GroupStates(rules);
    long count;
    long sum;
    Buckets.@Nullable Sum buckets;
    @Nullable DistinctWindow distinct;
    double value = Double.NaN;

    /** The end of the last window with which the states were made. */
    long settled = Times.NONE;

    /** When a state can change if the value stays what it is. */
    long stirs = Long.MAX_VALUE;

    boolean isChanged;
    boolean isRestless;

    Window(byte[] key) {
      super(key);
      switch (content) {
        case BUCKETS -> buckets = new Buckets.Sum();
        case HASHES -> distinct = new DistinctWindow();
        default -> {}
      }
    }

    /** Has it evaluated at the end of the next pane. */
    private void touch() {
      if (!isChanged) {
        isChanged = true;
        changed.add(this);
      }
    }

    /** Does to the states what the evaluations did that were passed over. */
    void settle() {
      if (settled < evaluated && !states.isInactive()) {
        states.skipTo(value, evaluated, stirsOfFull);
        settled = evaluated;
      }
    }

    void keepStates(List<Ruled> old) {
      GroupStates made = new GroupStates(rules);
      made.keep(states, old);
      states = made;
    }

    /** Finds out when a state can change without a change of the window. */
    void findStirs() {
      stirs = states.stirs(value, stirsOfFull);
      if (stirs != Long.MAX_VALUE && !isRestless) {
        isRestless = true;
        restless.add(this);
      }
    }

    void enter(GroupTable table, int row, long pane) {
      touch();
      long before = count;
      count += table.count(row);
      switch (content) {
        case NONE -> {}
        case SUM -> sum += table.value(row);
        case MIN -> sum = before == 0 ? table.value(row) : Math.min(sum, table.value(row));
        case MAX -> sum = before == 0 ? table.value(row) : Math.max(sum, table.value(row));
        case BUCKETS -> {
          if (buckets != null) {
            buckets.add(table.bucketsOf(row), 1);
          }
        }
        case HASHES -> {
          if (distinct != null) {
            distinct.enter(pane, table.hashesOf(row));
          }
        }
      }
    }

    void add(long number, long pane) {
      touch();
      long before = count++;
      switch (content) {
        case NONE -> {}
        case SUM -> sum += number;
        case MIN -> sum = before == 0 ? number : Math.min(sum, number);
        case MAX -> sum = before == 0 ? number : Math.max(sum, number);
        case BUCKETS -> {
          if (buckets != null) {
            buckets.add(number);
          }
        }
        case HASHES -> {
          if (distinct != null) {
            distinct.add(pane, number);
          }
        }
      }
    }

    void leave(GroupTable table, int row, long pane) {
      touch();
      count -= table.count(row);
      switch (content) {
        case NONE -> {}
        case SUM -> sum -= table.value(row);
        case MIN, MAX -> {
          if (table.value(row) == sum) {
            sum = extreme(this, pane);
          }
        }
        case BUCKETS -> {
          if (buckets != null) {
            buckets.add(table.bucketsOf(row), -1);
          }
        }
        case HASHES -> {
          if (distinct != null) {
            distinct.leave(pane, table.hashesOf(row), () -> samplesAfter(this, pane));
          }
        }
      }
    }

    void measure() {
      value =
          switch (content) {
            case BUCKETS ->
                count == 0 || buckets == null
                    ? Double.NaN
                    : buckets.quantile(query.measure().quantile()) / query.measure().unit();
            case HASHES -> distinct == null ? Double.NaN : distinct.estimate();
            default -> value(count, sum);
          };
    }

    void writeTo(DataOutput out) throws IOException {
      StateForm.writeBytes(out, key);
      out.writeLong(count);
      out.writeLong(sum);
      out.writeDouble(value);
      if (buckets != null) {
        buckets.writeTo(out);
      }
      if (distinct != null) {
        distinct.writeTo(out);
      }
      states.writeTo(out);
    }

    void readFrom(DataInput in, int[] places) throws IOException {
      count = in.readLong();
      sum = in.readLong();
      value = in.readDouble();
      if (buckets != null) {
        buckets = Buckets.Sum.readFrom(in);
      }
      if (distinct != null) {
        distinct = DistinctWindow.readFrom(in);
      }
      states.readFrom(in, places);
    }
  }

  GroupTrack(Query query, Aggregates aggregates, int part, GroupTable.Content content) {
    super(query);
    this.requests = aggregates.counts[Plan.ALL];
    this.series = aggregates.groups[part];
    this.content = content;
    this.isGrouped = !query.groupBy().isEmpty();
    this.names = Plan.names(query);
  }

  @Override
  void addRule(int index, AlertRule rule) {
    super.addRule(index, rule);
    limit = rule.maxGroups();
  }

  @Override
  List<RuleStatus> status(int place) {
    return groups.toList().stream()
        .sorted(
            Comparator.<Window, Boolean>comparing(group -> !group.states.isFiring(place))
                .thenComparing(group -> -group.count)
                .thenComparing(group -> group.key, Arrays::compareUnsigned))
        .limit(MAX_SHOWN)
        .map(
            group ->
                group.states.status(
                    place, group.value, GroupKeys.labels(group.key, names, AlertRule.OTHER)))
        .toList();
  }

  @Override
  void settle() {
    groups.forEach(Window::settle);
  }

  @Override
  void keepStates(List<Ruled> old) {
    groups.forEach(group -> group.keepStates(old));
    all = true;
  }

  @Override
  void end(int place, long at, List<Alert> out) {
    for (Window group : groups.toList()) {
      group.states.end(place, group.value, group.count, at, group.key, names, out);
    }
  }

  @Override
  boolean isFiring(int rule) {
    return groups.toList().stream().anyMatch(group -> group.states.isFiring(rule));
  }

  /** {@return the values at the last evaluation by the labels of their groups} */
  Map<Map<String, String>, Double> values() {
    Map<Map<String, String>, Double> values = new java.util.LinkedHashMap<>();
    groups.toList().stream()
        .sorted(Comparator.comparing(group -> group.key, Arrays::compareUnsigned))
        .forEach(
            group -> values.put(GroupKeys.labels(group.key, names, AlertRule.OTHER), group.value));
    return values;
  }

  /** The lowest or highest number of a group in the panes after this one that are in the window. */
  private long extreme(Window group, long left) {
    long extreme = 0;
    boolean found = false;
    for (long pane = owners.nextInUse(left + 1);
        pane != Long.MAX_VALUE;
        pane = owners.nextInUse(pane + 1)) {
      GroupTable table = series.table(pane);
      @Nullable Window[] rows = owners(pane);
      for (int row = 0; row < rows.length; row++) {
        if (rows[row] == group) {
          long value = table.value(row);
          boolean lower = content == GroupTable.Content.MIN;
          extreme = !found ? value : lower ? Math.min(extreme, value) : Math.max(extreme, value);
          found = true;
        }
      }
    }
    return extreme;
  }

  /** The hashes of a group in the panes after this one that are in the window. */
  private List<DistinctWindow.PaneSample> samplesAfter(Window group, long left) {
    List<DistinctWindow.PaneSample> samples = new ArrayList<>();
    for (long pane = owners.nextInUse(left + 1);
        pane != Long.MAX_VALUE;
        pane = owners.nextInUse(pane + 1)) {
      GroupTable table = series.table(pane);
      @Nullable Window[] rows = owners(pane);
      for (int row = 0; row < rows.length; row++) {
        if (rows[row] == group) {
          samples.add(new DistinctWindow.PaneSample(pane, table.hashesOf(row)));
        }
      }
    }
    return samples;
  }

  /** {@return to whom the rows of a pane in the window count} */
  private @Nullable Window[] owners(long pane) {
    @Nullable Window[] rows = owners.get(pane);
    return rows == null ? new @Nullable Window[0] : rows;
  }

  @Override
  long firstPane() {
    return series.tables.nextInUse(Long.MIN_VALUE);
  }

  @Override
  long firstPaneOfAll() {
    return requests.isEmpty()
        ? Long.MAX_VALUE
        : Math.floorDiv(requests.lowest() * Times.SECOND, paneMicros);
  }

  @Override
  long nextChange() {
    if (stale) {
      return next;
    }
    long enters = series.tables.nextInUse(next);
    long oldest = enters == next ? next : series.tables.nextInUse(next - panes);
    return oldest >= next ? enters : Math.min(enters, oldest + panes);
  }

  @Override
  long stirs(boolean full) {
    setFull(full);
    // The only group of a query without groups is there from the first evaluation on.
    return !isGrouped && groups.size() == 0 ? Long.MIN_VALUE : stirs;
  }

  /** From then on windows count that nothing happened in, or do not any more. */
  private void setFull(boolean full) {
    if (full != stirsOfFull) {
      settle();
      stirsOfFull = full;
      groups.forEach(Window::findStirs);
      findStirs();
    }
  }

  private void findStirs() {
    stirs = Long.MAX_VALUE;
    int kept = 0;
    for (int i = 0; i < restless.size(); i++) {
      Window group = restless.get(i);
      if (group.stirs == Long.MAX_VALUE) {
        group.isRestless = false;
      } else {
        stirs = Math.min(stirs, group.stirs);
        restless.set(kept++, group);
      }
    }
    restless.subList(kept, restless.size()).clear();
  }

  @Override
  void slide(long end, boolean full, List<Alert> out) {
    stale = false;
    GroupTable entering = series.tables.get(next);
    if (entering != null) {
      if (paneMicros >= LONG_PANE) {
        entering.compact();
      }
      enter(entering, next);
    }
    leave(next - panes);
    if (!isGrouped && groups.size() == 0) {
      // Nothing is a value as well.
      track(GroupKeys.NO_GROUP).touch();
    }
    setFull(full);
    if (all) {
      all = false;
      groups.forEach(Window::touch);
    } else if (stirs <= end) {
      for (Window group : restless) {
        if (group.stirs <= end) {
          group.touch();
        }
      }
    }
    for (int i = 0; i < changed.size(); i++) {
      evaluate(changed.get(i), end, full, out);
    }
    changed.clear();
    evaluated = end;
    findStirs();
  }

  private void evaluate(Window group, long end, boolean full, List<Alert> out) {
    group.isChanged = false;
    group.settle();
    group.measure();
    group.states.step(group.value, group.count, end, full, group.key, names, out);
    group.settled = end;
    if (!group.states.isInactive()) {
      group.findStirs();
      return;
    }
    // What was not met is not met by the same value later.
    group.stirs = Long.MAX_VALUE;
    if (isGrouped && group.count == 0) {
      groups.remove(group);
      other = group == other ? null : other;
    }
  }

  private void leave(long pane) {
    @Nullable Window[] rows = owners.remove(pane);
    if (rows != null) {
      GroupTable table = series.table(pane);
      for (int row = 0; row < rows.length; row++) {
        Window group = rows[row];
        if (group != null) {
          group.leave(table, row, pane);
        }
      }
    }
  }

  @Override
  void enterBefore() {
    stale = true;
    for (long pane = series.tables.nextInUse(next - panes);
        pane < next;
        pane = series.tables.nextInUse(pane + 1)) {
      enter(series.table(pane), pane);
    }
  }

  private void enter(GroupTable table, long pane) {
    @Nullable Window[] rows = new @Nullable Window[table.rows()];
    owners.put(pane, rows);
    int room = limit - tracked();
    List<Integer> added = null;
    for (int row = 0; row < rows.length; row++) {
      if (table.count(row) == 0) {
        continue;
      }
      Window group = groups.find(table, row);
      if (group == null && row == GroupTable.OTHER) {
        group = track(OTHER_KEY);
      }
      if (group == null) {
        if (added == null) {
          added = new ArrayList<>();
        }
        added.add(row);
      } else {
        assign(rows, table, row, group, pane);
      }
    }
    if (added == null) {
      return;
    }
    if (added.size() > room) {
      added.sort(table::compare);
    }
    for (int i = 0; i < added.size(); i++) {
      int row = added.get(i);
      assign(rows, table, row, i < room ? track(table.key(row)) : other(), pane);
    }
  }

  private static void assign(
      @Nullable Window[] rows, GroupTable table, int row, Window group, long pane) {
    rows[row] = group;
    group.enter(table, row, pane);
  }

  private int tracked() {
    return groups.size() - (other == null ? 0 : 1);
  }

  private Window track(byte[] key) {
    Window group = new Window(key);
    groups.add(group);
    if (key.length == 0) {
      other = group;
    }
    return group;
  }

  /** What is beyond the limit; it does not count for it. */
  private Window other() {
    return other == null ? track(OTHER_KEY) : other;
  }

  /** {@return the first pane whose table is still needed; {@link Long#MIN_VALUE} for all} */
  long lowestPane() {
    return next == Times.NONE ? Long.MIN_VALUE : next - panes;
  }

  /** Takes a record that was added to a row of a pane which may have been evaluated. */
  void addedLate(long pane, GroupTable table, int row, long number) {
    if (next == Times.NONE || pane >= next || pane < next - panes) {
      return;
    }
    @Nullable Window[] rows = owners(pane);
    if (row >= rows.length) {
      rows = Arrays.copyOf(rows, table.rows());
      owners.put(pane, rows);
    }
    Window group = rows[row];
    if (group == null) {
      Window known = groups.find(table, row);
      group = known != null ? known : tracked() < limit ? track(table.key(row)) : other();
      rows[row] = group;
    }
    group.add(number, pane);
    stale = true;
  }

  @Override
  void skipTo(long end, boolean full) {
    setFull(full);
    evaluated = end;
  }

  @Override
  void restartWindow(long end) {
    for (Window group : groups.toList()) {
      group.states.restartAt(end);
      group.settled = end;
    }
    all = true;
  }

  @Override
  void clearWindow() {
    owners.dropBelow(Long.MAX_VALUE);
    changed.clear();
    restless.clear();
    List<Window> before = groups.toList();
    groups.clear();
    other = null;
    evaluated = Times.NONE;
    for (Window group : before) {
      group.isChanged = false;
      group.isRestless = false;
      if (!group.states.isInactive()) {
        group.count = 0;
        group.sum = 0;
        group.buckets = content == GroupTable.Content.BUCKETS ? new Buckets.Sum() : null;
        group.distinct = content == GroupTable.Content.HASHES ? new DistinctWindow() : null;
        group.measure();
        groups.add(group);
        other = group.key.length == 0 ? group : other;
      }
    }
    all = true;
    groups.forEach(Window::findStirs);
    findStirs();
  }

  @Override
  void writeWindow(DataOutput out) throws IOException {
    settle();
    out.writeBoolean(stale);
    out.writeBoolean(stirsOfFull);
    IdentityHashMap<Window, Integer> numbers = new IdentityHashMap<>();
    out.writeInt(groups.size());
    for (Window group : groups.toList()) {
      numbers.put(group, numbers.size());
      group.writeTo(out);
    }
    for (long pane = owners.nextInUse(Long.MIN_VALUE);
        pane != Long.MAX_VALUE;
        pane = owners.nextInUse(pane + 1)) {
      @Nullable Window[] rows = owners(pane);
      out.writeLong(pane);
      out.writeInt(rows.length);
      for (Window group : rows) {
        out.writeInt(group == null ? -1 : numbers.getOrDefault(group, -1));
      }
    }
    out.writeLong(Long.MAX_VALUE);
  }

  @Override
  void readWindow(DataInput in, int[] places) throws IOException {
    stale = in.readBoolean();
    stirsOfFull = in.readBoolean();
    List<Window> read = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Window group = track(StateForm.readBytes(in));
      group.readFrom(in, places);
      read.add(group);
    }
    for (long pane = in.readLong(); pane != Long.MAX_VALUE; pane = in.readLong()) {
      @Nullable Window[] rows =
          new @Nullable Window[StateForm.readCount(in, series.table(pane).rows())];
      for (int row = 0; row < rows.length; row++) {
        int number = in.readInt();
        rows[row] = number < 0 ? null : read.get(number);
      }
      owners.put(pane, rows);
    }
    // Which groups had changed since the last evaluation is not kept: all are looked at.
    all = true;
    groups.forEach(Window::findStirs);
    findStirs();
  }
}
