package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.PaneCounts;
import io.github.simplehttpmonitor.core.aggregate.SectionCounts;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.parser.AccessRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statistics line: requests and the top section of each interval. Intervals follow one another
 * without overlap, so each is one pane.
 */
final class StatisticsTrack {

  /** Cleared tables kept for reuse. */
  private static final int MAX_SPARE = 16;

  private final long length;
  private final int pathSlot;
  private final PaneCounts requests = new PaneCounts();
  private final Map<Long, SectionCounts> sections = new HashMap<>();
  private final Deque<SectionCounts> spare = new ArrayDeque<>();
  private long cachedPane = Times.NONE;
  private @Nullable SectionCounts cached;

  /** The interval that is reported next; {@link Times#NONE} until one was. */
  private long next = Times.NONE;

  StatisticsTrack(long lengthMicros, int pathSlot) {
    this.length = lengthMicros;
    this.pathSlot = pathSlot;
  }

  /** Whether the interval of this time has been reported already. */
  boolean isReported(long timeMicros) {
    return next != Times.NONE && Math.floorDiv(timeMicros, length) < next;
  }

  /** Counts a record in the interval of its time, which has not been reported. */
  void add(long timeMicros, AccessRecord record) {
    long pane = Math.floorDiv(timeMicros, length);
    requests.add(pane, 1);
    if (record.has(pathSlot)) {
      table(pane).addPath(record.buffer(pathSlot), record.from(pathSlot), record.to(pathSlot));
    }
  }

  /** Counts the records of a segment, none of whose intervals has been reported. */
  void addAll(SegmentPartial segment) {
    long perInterval = length / Times.SECOND;
    PaneCounts seconds = segment.seconds;
    for (long second = seconds.nextInUse(Long.MIN_VALUE);
        second != Long.MAX_VALUE;
        second = seconds.nextInUse(second + 1)) {
      requests.add(Math.floorDiv(second, perInterval), seconds.get(second));
    }
    segment.sections.forEach((interval, counts) -> table(interval).merge(counts));
  }

  private SectionCounts table(long pane) {
    SectionCounts table = cached;
    if (pane != cachedPane || table == null) {
      table = sections.get(pane);
      if (table == null) {
        table = spare.isEmpty() ? new SectionCounts() : spare.pop();
        sections.put(pane, table);
      }
      cachedPane = pane;
      cached = table;
    }
    return table;
  }

  /** Ends a segment of the input. */
  void fold() {
    sections.values().forEach(SectionCounts::fold);
  }

  /** {@return the end of the first interval with requests, or {@link Long#MAX_VALUE}} */
  long nextEnd() {
    long pane = requests.nextInUse(next == Times.NONE ? Long.MIN_VALUE : next);
    return pane == Long.MAX_VALUE ? pane : (pane + 1) * length;
  }

  /** {@return the start of the first interval not reported yet, or {@link Times#NONE}} */
  long reportedUntil() {
    return next == Times.NONE ? Times.NONE : next * length;
  }

  /** {@return the end of the last interval that has ended by then} */
  long lastEndBy(long timeMicros) {
    return Math.floorDiv(timeMicros, length) * length;
  }

  long length() {
    return length;
  }

  /** Passes over intervals without requests. */
  void skipTo(long endMicros) {
    next = endMicros / length;
  }

  /** Reports the interval that ends there. */
  StatisticsEvent report(long endMicros, Map<String, Double> values) {
    long pane = endMicros / length - 1;
    SectionCounts table = sections.remove(pane);
    SectionCounts.Top top = table == null ? null : table.top();
    StatisticsEvent event =
        new StatisticsEvent(
            Times.instant(pane * length),
            Times.instant(endMicros),
            requests.get(pane),
            top == null ? null : top.section(),
            top == null ? 0 : top.requests(),
            table == null ? 0 : table.maxError(),
            values,
            null);
    if (table != null && spare.size() < MAX_SPARE) {
      table.clear();
      spare.push(table);
    }
    cachedPane = Times.NONE;
    cached = null;
    next = pane + 1;
    requests.dropBelow(next);
    return event;
  }

  /** Starts a new line of time; everything was reported before. */
  void restart() {
    next = Times.NONE;
    requests.dropBelow(Long.MAX_VALUE);
    sections.clear();
    cachedPane = Times.NONE;
    cached = null;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(next);
    requests.writeTo(out);
    out.writeInt(sections.size());
    for (Map.Entry<Long, SectionCounts> entry : sections.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().writeTo(out);
    }
  }

  void readFrom(DataInput in) throws IOException {
    next = in.readLong();
    requests.copyFrom(PaneCounts.readFrom(in));
    for (int left = in.readInt(); left > 0; left--) {
      long pane = in.readLong();
      sections.put(pane, SectionCounts.readFrom(in));
    }
  }
}
