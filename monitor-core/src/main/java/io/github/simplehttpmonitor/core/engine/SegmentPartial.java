package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.PaneCounts;
import io.github.simplehttpmonitor.core.aggregate.SectionCounts;
import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one segment of a partition comes to, found without knowing what came before it: the panes of
 * its records, and apart from them, in their order, the lines whose effect depends on when they
 * came. {@link Engine#merge} adds it if the segment is a regular one, in which no record's time is
 * in doubt. Not thread-safe; reused by one worker after the other.
 */
public final class SegmentPartial {

  /** More lines than this that have to be merged one by one are not worth it. */
  private static final int MAX_ITEMS = 5_000;

  /** A segment of a log with few lines is not worth the panes of more seconds than this. */
  private static final long MAX_SPAN = 24 * Times.HOUR;

  private final int pathSlot;
  private final long intervalSeconds;
  private final long lateness;
  private final @Nullable RecordPredicate selection;

  private final PlanRunner runner;
  final Aggregates aggregates;

  /** The requests counted, by second. */
  final PaneCounts seconds;

  final Map<Long, SectionCounts> sections = new HashMap<>();
  private final List<SectionCounts> spare = new ArrayList<>();
  final List<Item> items = new ArrayList<>();

  long lines;
  long parsed;
  long ignored;
  long untimed;
  long filtered;

  /** Records with a time. */
  long timed;

  /** Records counted in the panes. */
  long onTime;

  /** The lowest and the highest time of those. */
  long firstCounted;

  long lastCounted;

  /** The first, the lowest and the highest time of all records. */
  long first;

  long min;
  long max;
  private boolean regular;
  private long cachedSecond;
  private @Nullable SectionCounts cached;

  /**
   * A line to be merged on its own: malformed, or a record that is late whatever came before.
   *
   * @param lineIndex its number in the segment, from 0
   * @param parsed how many records the segment has up to it
   * @param time the highest time of the segment before it, {@link Times#NONE} if there was none
   * @param record the record, detached; null of a malformed line
   * @param bytes the beginning of a malformed line
   * @param code why it is malformed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes belong to it alone
  record Item(
      long lineIndex,
      long parsed,
      long time,
      @Nullable AccessRecord record,
      byte[] bytes,
      int code) {}

  /** Makes an empty one for segments of a partition with this lateness. */
  public SegmentPartial(EngineSettings settings, Fields fields, Duration lateness) {
    this.pathSlot = fields.slot(Field.PATH);
    this.intervalSeconds = settings.statsInterval().toSeconds();
    this.lateness = Times.micros(lateness);
    this.selection = settings.selection().bind(fields);
    Plan plan = new Plan();
    Rules.plan(plan, settings.rules(), settings.queries());
    this.runner = new PlanRunner(plan, fields);
    this.aggregates = new Aggregates(plan);
    this.seconds = aggregates.counts[Plan.ALL];
    clear();
  }

  /** Forgets everything. */
  public void clear() {
    aggregates.clear();
    for (SectionCounts table : sections.values()) {
      table.clear();
      spare.add(table);
    }
    sections.clear();
    items.clear();
    lines = 0;
    parsed = 0;
    ignored = 0;
    untimed = 0;
    filtered = 0;
    timed = 0;
    firstCounted = Long.MAX_VALUE;
    lastCounted = Times.NONE;
    onTime = 0;
    first = Times.NONE;
    min = Long.MAX_VALUE;
    max = Times.NONE;
    regular = true;
    cachedSecond = 0;
    cached = null;
  }

  /** {@return whether it can be merged at all; if not, there is no use in going on} */
  public boolean isRegular() {
    return regular;
  }

  /** {@return the highest time, {@link Long#MIN_VALUE} if there is none} */
  public long maxMicros() {
    return max;
  }

  /** Takes one record. */
  public void record(AccessRecord record) {
    lines++;
    parsed++;
    long time = record.timeMicros();
    if (time == AccessRecord.ABSENT) {
      if (isSelected(record)) {
        untimed++;
      } else {
        filtered++;
      }
      return;
    }
    timed++;
    if (first == Times.NONE) {
      first = time;
      max = time;
    } else if (time > max) {
      regular &= time - max <= Times.HOUR;
      max = time;
    } else {
      regular &= max - time < Times.HOUR;
    }
    min = Math.min(min, time);
    long span = max - min;
    regular &= span >= 0 && span <= MAX_SPAN;
    long second = second(time);
    if ((second + 1) * Times.SECOND <= max - lateness) {
      add(new Item(lines - 1, parsed, max, record.copy(), NO_BYTES, 0));
      return;
    }
    if (!regular) {
      return;
    }
    if (!isSelected(record)) {
      filtered++;
      return;
    }
    onTime++;
    firstCounted = Math.min(firstCounted, time);
    lastCounted = Math.max(lastCounted, time);
    runner.add(record, second, aggregates);
    if (record.has(pathSlot)) {
      table(second).addPath(record.buffer(pathSlot), record.from(pathSlot), record.to(pathSlot));
    }
  }

  private boolean isSelected(AccessRecord record) {
    return selection == null || selection.test(record);
  }

  private static final byte[] NO_BYTES = {};

  /** Takes one line that is no record and not meant to be one. */
  public void ignored() {
    lines++;
    ignored++;
  }

  /** Takes one malformed line. */
  public void malformed(byte[] buffer, int from, int to, int code) {
    lines++;
    byte[] shown = Arrays.copyOfRange(buffer, from, Math.min(to, from + Narrator.MAX_LINE_SHOWN));
    add(new Item(lines - 1, parsed, max, null, shown, code));
  }

  private void add(Item item) {
    regular &= items.size() < MAX_ITEMS;
    if (regular) {
      items.add(item);
    }
  }

  /** The second of a time. Many lines in a row have the same, and a division takes long. */
  private long second(long time) {
    long into = time - cachedSecond * Times.SECOND;
    if (into < 0 || into >= Times.SECOND) {
      cachedSecond = Math.floorDiv(time, Times.SECOND);
      cached = null;
    }
    return cachedSecond;
  }

  /** The sections of the interval of a second that was just asked for. */
  private SectionCounts table(long second) {
    SectionCounts table = cached;
    if (table == null) {
      long interval = Math.floorDiv(second, intervalSeconds);
      table = sections.get(interval);
      if (table == null) {
        table = spare.isEmpty() ? new SectionCounts() : spare.remove(spare.size() - 1);
        sections.put(interval, table);
      }
      cached = table;
    }
    return table;
  }
}
