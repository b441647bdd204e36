package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.Buckets;
import io.github.simplehttpmonitor.core.aggregate.DistinctWindow;
import io.github.simplehttpmonitor.core.aggregate.GroupTable;
import io.github.simplehttpmonitor.core.aggregate.PaneCounts;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a query by group. Groups are told apart up to a limit: those already tracked
 * first, then by requests in the pane, then by key; the others count as one. A group whose window
 * is empty and whose rules are inactive is forgotten.
 */
final class GroupTrack extends Track {

  private static final byte[] OTHER_KEY = {};

  /** How many groups the status shows. */
  private static final int MAX_SHOWN = 5;

  private final PaneCounts all;
  private final Aggregates.Panes series;
  private final GroupTable.Content content;
  private final List<String> names;
  private int limit = AlertRule.DEFAULT_MAX_GROUPS;

  /** By pane in the window, to whom each row of its table counts. */
  private final TreeMap<Long, @Nullable Window[]> owners = new TreeMap<>();

  /** Groups by key, which is also the order of their events. */
  private final TreeMap<byte[], Window> groups = new TreeMap<>(Arrays::compareUnsigned);

  /** When a state can change next if all values stay what they are. */
  private long stirs = Long.MAX_VALUE;

  private boolean stirsOfFull;

  /** Whether a window has changed since it was evaluated. */
  private boolean stale;

  /** The window of one group. */
  private final class Window {
    final byte[] key;
    final GroupStates states = new GroupStates(rules);
    long count;
    long sum;
    Buckets.@Nullable Sum buckets;
    @Nullable DistinctWindow distinct;
    double value = Double.NaN;

    Window(byte[] key) {
      this.key = key;
      switch (content) {
        case BUCKETS -> buckets = new Buckets.Sum();
        case HASHES -> distinct = new DistinctWindow();
        default -> {}
      }
    }

    void enter(GroupTable table, int row, long pane) {
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
    this.all = aggregates.counts[Plan.ALL];
    this.series = aggregates.groups[part];
    this.content = content;
    this.names = Plan.names(query);
  }

  @Override
  void addRule(int index, AlertRule rule) {
    super.addRule(index, rule);
    limit = rule.maxGroups();
  }

  @Override
  List<RuleStatus> status(int place) {
    return groups.values().stream()
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

  /** It has one rule, which stays. */
  @Override
  void keepStates(List<Ruled> old) {}

  @Override
  void end(int place, long at, List<Alert> out) {
    for (Window group : groups.values()) {
      group.states.end(place, group.value, group.count, at, group.key, names, out);
    }
  }

  @Override
  boolean isFiring(int rule) {
    return groups.values().stream().anyMatch(group -> group.states.isFiring(rule));
  }

  /** {@return the values at the last evaluation by the labels of their groups} */
  Map<Map<String, String>, Double> values() {
    Map<Map<String, String>, Double> values = new java.util.LinkedHashMap<>();
    groups.forEach(
        (key, group) -> values.put(GroupKeys.labels(key, names, AlertRule.OTHER), group.value));
    return values;
  }

  /** The lowest or highest number of a group in the panes after this one that are in the window. */
  private long extreme(Window group, long left) {
    long extreme = 0;
    boolean found = false;
    for (Map.Entry<Long, @Nullable Window[]> entry : owners.tailMap(left + 1).entrySet()) {
      GroupTable table = series.table(entry.getKey());
      @Nullable Window[] rows = entry.getValue();
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
    for (Map.Entry<Long, @Nullable Window[]> entry : owners.tailMap(left + 1).entrySet()) {
      GroupTable table = series.table(entry.getKey());
      @Nullable Window[] rows = entry.getValue();
      for (int row = 0; row < rows.length; row++) {
        if (rows[row] == group) {
          samples.add(new DistinctWindow.PaneSample(entry.getKey(), table.hashesOf(row)));
        }
      }
    }
    return samples;
  }

  @Override
  long firstPane() {
    return series.tables.isEmpty() ? Long.MAX_VALUE : series.tables.firstKey();
  }

  @Override
  long firstPaneOfAll() {
    return all.isEmpty() ? Long.MAX_VALUE : Math.floorDiv(all.lowest() * Times.SECOND, paneMicros);
  }

  @Override
  long nextChange() {
    if (stale) {
      return next;
    }
    Long enters = series.tables.ceilingKey(next);
    Long oldest = series.tables.ceilingKey(next - panes);
    long change = enters == null ? Long.MAX_VALUE : enters;
    return oldest == null || oldest >= next ? change : Math.min(change, oldest + panes);
  }

  @Override
  long stirs(boolean full) {
    if (full != stirsOfFull) {
      findStirs(full);
    }
    return stirs;
  }

  private void findStirs(boolean full) {
    stirsOfFull = full;
    stirs = Long.MAX_VALUE;
    for (Window group : groups.values()) {
      stirs = Math.min(stirs, group.states.stirs(group.value, full));
    }
  }

  @Override
  void slide(long end, boolean full, List<Alert> out) {
    stale = false;
    GroupTable entering = series.tables.get(next);
    if (entering != null) {
      enter(entering, next);
    }
    leave(next - panes);
    for (Window group : groups.values()) {
      group.measure();
      group.states.step(group.value, group.count, end, full, group.key, names, out);
    }
    groups.values().removeIf(group -> group.count == 0 && group.states.isInactive());
    findStirs(full);
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
    series.tables.subMap(next - panes, next).forEach((pane, table) -> enter(table, pane));
  }

  private void enter(GroupTable table, long pane) {
    @Nullable Window[] rows = new @Nullable Window[table.rows()];
    owners.put(pane, rows);
    int room = limit - tracked();
    List<Integer> added = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      if (table.count(row) == 0) {
        continue;
      }
      Window group = row == GroupTable.OTHER ? other() : groups.get(table.key(row));
      if (group == null) {
        added.add(row);
      } else {
        assign(rows, table, row, group, pane);
      }
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
    return groups.size() - (groups.containsKey(OTHER_KEY) ? 1 : 0);
  }

  private Window track(byte[] key) {
    return groups.computeIfAbsent(key, Window::new);
  }

  /** What is beyond the limit; it does not count for it. */
  private Window other() {
    return track(OTHER_KEY);
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
    @Nullable Window[] rows = owners.getOrDefault(pane, new @Nullable Window[0]);
    if (row >= rows.length) {
      rows = Arrays.copyOf(rows, table.rows());
      owners.put(pane, rows);
    }
    Window group = rows[row];
    if (group == null) {
      byte[] key = table.key(row);
      Window known = groups.get(key);
      group = known != null ? known : tracked() < limit ? track(key) : other();
      rows[row] = group;
    }
    group.add(number, pane);
    stale = true;
  }

  @Override
  void skipTo(long end, boolean full) {
    for (Window group : groups.values()) {
      group.states.skipTo(group.value, end, full);
    }
    findStirs(full);
  }

  @Override
  void restartWindow(long end) {
    for (Window group : groups.values()) {
      group.states.restartAt(end);
    }
  }

  @Override
  void clearWindow() {
    owners.clear();
    List<Window> firing = new ArrayList<>(groups.values());
    groups.clear();
    for (Window group : firing) {
      if (!group.states.isInactive()) {
        group.count = 0;
        group.sum = 0;
        group.buckets = content == GroupTable.Content.BUCKETS ? new Buckets.Sum() : null;
        group.distinct = content == GroupTable.Content.HASHES ? new DistinctWindow() : null;
        group.measure();
        groups.put(group.key, group);
      }
    }
    stirsOfFull = !stirsOfFull;
  }

  @Override
  void writeWindow(DataOutput out) throws IOException {
    out.writeBoolean(stale);
    out.writeBoolean(stirsOfFull);
    out.writeLong(stirs);
    IdentityHashMap<Window, Integer> numbers = new IdentityHashMap<>();
    out.writeInt(groups.size());
    for (Window group : groups.values()) {
      numbers.put(group, numbers.size());
      group.writeTo(out);
    }
    out.writeInt(owners.size());
    for (Map.Entry<Long, @Nullable Window[]> entry : owners.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeInt(entry.getValue().length);
      for (Window group : entry.getValue()) {
        out.writeInt(group == null ? -1 : numbers.getOrDefault(group, -1));
      }
    }
  }

  @Override
  void readWindow(DataInput in, int[] places) throws IOException {
    stale = in.readBoolean();
    stirsOfFull = in.readBoolean();
    stirs = in.readLong();
    List<Window> read = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Window group = new Window(StateForm.readBytes(in));
      group.readFrom(in, places);
      groups.put(group.key, group);
      read.add(group);
    }
    for (int left = in.readInt(); left > 0; left--) {
      long pane = in.readLong();
      @Nullable Window[] rows =
          new @Nullable Window[StateForm.readCount(in, series.table(pane).rows())];
      for (int row = 0; row < rows.length; row++) {
        int number = in.readInt();
        rows[row] = number < 0 ? null : read.get(number);
      }
      owners.put(pane, rows);
    }
  }
}
