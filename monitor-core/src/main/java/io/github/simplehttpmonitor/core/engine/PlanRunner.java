package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.GroupTable;
import io.github.simplehttpmonitor.core.aggregate.GroupTable.Content;
import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds records to {@link Aggregates}. Belongs to one thread. */
final class PlanRunner {

  private final RecordPredicate[] filters;

  /** Which filters the record passes, and at the end {@code true} and {@code false}. */
  private final boolean[] passed;

  /** The filters that have to pass for each count, the same one twice if it is only one. */
  private final int[] countFirst;

  private final int[] countSecond;

  /** By filter and for "always": the counts whose first filter it is. */
  private final int[][] countsOf;

  private final @Nullable ToLongFunction<AccessRecord>[] countValues;
  private final Group[] groups;
  private final List<Keys> keys = new ArrayList<>();

  /** The key of a record, made once for all parts that group by the same. */
  private static final class Keys {
    private final List<GroupKey> groupBy;
    private final GroupKeys writer;
    private long hash;
    private boolean isWritten;

    private Keys(List<GroupKey> groupBy, Fields slots) {
      this.groupBy = groupBy;
      this.writer = new GroupKeys(groupBy, slots);
    }

    private void write(AccessRecord record) {
      if (!isWritten) {
        isWritten = true;
        writer.write(record);
        hash = Bytes.hash(writer.buffer, 0, writer.length);
      }
    }
  }

  /** What is done for one part by group. */
  static final class Group {
    private final int first;
    private final int second;
    private final int share;
    private final @Nullable ToLongFunction<AccessRecord> value;
    private final boolean isSum;
    private final Keys keys;

    /** The value that goes with the last key; {@link AccessRecord#ABSENT} if it does not count. */
    private long number;

    private Group(Plan.GroupPart part, Fields slots, int always, Keys keys) {
      first = part.filters().isEmpty() ? always : part.filters().get(0);
      second = part.filters().size() < 2 ? first : part.filters().get(1);
      share = part.share();
      isSum = part.content() == Content.SUM;
      value =
          part.field() == null
              ? null
              : part.content() == Content.HASHES
                  ? Numbers.hashes(part.field(), slots)
                  : Numbers.of(part.field());
      this.keys = keys;
    }

    private boolean take(AccessRecord record, boolean[] passed) {
      if (!passed[first] || !passed[second]) {
        return false;
      }
      if (share >= 0) {
        number = passed[share] ? 1 : 0;
      } else if (value == null) {
        number = 0;
      } else {
        number = value.applyAsLong(record);
        if (number == AccessRecord.ABSENT && isSum) {
          number = 0;
        }
      }
      keys.write(record);
      return true;
    }

    /** {@return the row of the last record's group} */
    private int row(GroupTable table) {
      return table.row(keys.writer.buffer, 0, keys.writer.length, keys.hash);
    }

    /** {@return the same, but not a new one in a pane that has many and is not folded any more} */
    private int lateRow(GroupTable table) {
      int row = table.find(keys.writer.buffer, 0, keys.writer.length, keys.hash);
      return row < 0 && table.rows() > GroupTable.MAX_GROUPS ? GroupTable.OTHER : row(table);
    }
  }

  PlanRunner(Plan plan, Fields slots) {
    List<Plan.FilterPart> parts = plan.filters();
    filters = parts.stream().map(part -> bind(part, slots)).toArray(RecordPredicate[]::new);
    int always = filters.length;
    passed = new boolean[filters.length + 2];
    passed[always] = true;
    List<Plan.CountPart> counts = plan.counts();
    countFirst = new int[counts.size()];
    countSecond = new int[counts.size()];
    countValues = newArray(counts.size());
    for (int i = 0; i < countFirst.length; i++) {
      countFirst[i] = filter(counts.get(i).filters(), 0, always);
      countSecond[i] = filter(counts.get(i).filters(), 1, countFirst[i]);
      var field = counts.get(i).field();
      countValues[i] = field == null ? null : Numbers.of(field);
    }
    countsOf = new int[filters.length + 1][];
    for (int filter = 0; filter < countsOf.length; filter++) {
      int wanted = filter;
      // The first two are no matter of records' filters.
      countsOf[filter] =
          IntStream.range(2, countFirst.length).filter(i -> countFirst[i] == wanted).toArray();
    }
    groups =
        plan.groups().stream()
            .map(part -> new Group(part, slots, always, keys(part.query().groupBy(), slots)))
            .toArray(Group[]::new);
  }

  /** {@return where a filter's result is; that of what no record passes comes after "always"} */
  private int filter(List<Integer> indexes, int place, int otherwise) {
    if (place >= indexes.size()) {
      return otherwise;
    }
    int index = indexes.get(place);
    return index < 0 ? passed.length - 1 : index;
  }

  private Keys keys(List<GroupKey> groupBy, Fields slots) {
    for (Keys known : keys) {
      if (known.groupBy.equals(groupBy)) {
        return known;
      }
    }
    Keys made = new Keys(groupBy, slots);
    keys.add(made);
    return made;
  }

  @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
  private static @Nullable ToLongFunction<AccessRecord>[] newArray(int length) {
    return (@Nullable ToLongFunction<AccessRecord>[]) new @Nullable ToLongFunction<?>[length];
  }

  private static RecordPredicate bind(Plan.FilterPart part, Fields slots) {
    var present = part.present();
    if (part.filter() != null) {
      return part.filter().bind(slots);
    }
    if (present == null) {
      return record -> true;
    }
    if (Numbers.isNumber(present)) {
      ToLongFunction<AccessRecord> number = Numbers.of(present);
      return record -> number.applyAsLong(record) != AccessRecord.ABSENT;
    }
    int slot = slots.slot(present);
    return record -> record.has(slot);
  }

  /** Looks at a record: which filters it passes. */
  private void look(AccessRecord record) {
    for (int i = 0; i < filters.length; i++) {
      passed[i] = filters[i].test(record);
    }
    for (int i = 0; i < keys.size(); i++) {
      keys.get(i).isWritten = false;
    }
  }

  private boolean isCounted(int part) {
    return passed[countFirst[part]] && passed[countSecond[part]];
  }

  /** Adds a record whose panes were not evaluated yet. */
  void add(AccessRecord record, long second, Aggregates target) {
    target.counts[Plan.ALL].add(second, 1);
    if (countFirst.length <= 2 && groups.length == 0) {
      return;
    }
    look(record);
    addCounts(record, second, target);
    for (int i = 0; i < groups.length; i++) {
      Group group = groups[i];
      if (group.take(record, passed)) {
        Aggregates.Panes panes = target.groups[i];
        GroupTable table = panes.table(Math.floorDiv(second * Times.SECOND, panes.paneMicros));
        table.add(group.row(table), group.number);
      }
    }
  }

  private void addCounts(AccessRecord record, long second, Aggregates target) {
    for (int filter = 0; filter < countsOf.length; filter++) {
      if (passed[filter]) {
        for (int part : countsOf[filter]) {
          if (passed[countSecond[part]]) {
            addCount(part, record, second, target);
          }
        }
      }
    }
  }

  private void addCount(int part, AccessRecord record, long second, Aggregates target) {
    var value = countValues[part];
    long number = value == null ? 1 : value.applyAsLong(record);
    if (number != AccessRecord.ABSENT && number != 0) {
      target.counts[part].add(second, number);
    }
  }

  /**
   * Adds a record that comes after some panes were evaluated without it.
   *
   * @param lowest the first second for which counts are kept at all, for each part
   */
  void addLate(
      AccessRecord record,
      long second,
      Aggregates target,
      long[] lowest,
      List<List<GroupTrack>> tracks) {
    look(record);
    for (int i = 0; i < countFirst.length; i++) {
      if (second >= lowest[i] && isCounted(i)) {
        addCount(i, record, second, target);
      }
    }
    for (int i = 0; i < groups.length; i++) {
      Aggregates.Panes panes = target.groups[i];
      long pane = Math.floorDiv(second * Times.SECOND, panes.paneMicros);
      if (isNeeded(tracks.get(i), pane) && groups[i].take(record, passed)) {
        GroupTable table = panes.table(pane);
        int row = groups[i].lateRow(table);
        table.add(row, groups[i].number);
        for (GroupTrack track : tracks.get(i)) {
          track.addedLate(pane, table, row, groups[i].number);
        }
      }
    }
  }

  private static boolean isNeeded(List<GroupTrack> tracks, long pane) {
    for (GroupTrack track : tracks) {
      if (pane >= track.lowestPane()) {
        return true;
      }
    }
    return false;
  }
}
