package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.GroupTable;
import io.github.simplehttpmonitor.core.aggregate.PaneCounts;
import io.github.simplehttpmonitor.core.aggregate.PaneRing;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link Plan} keeps, of a segment or of everything. Merging is addition. */
final class Aggregates {

  /** By second, in the order of {@link Plan#counts()}. */
  final PaneCounts[] counts;

  /** By pane, in the order of {@link Plan#groups()}. */
  final Panes[] groups;

  Aggregates(Plan plan) {
    counts = new PaneCounts[plan.counts().size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new PaneCounts();
    }
    List<Plan.GroupPart> parts = plan.groups();
    groups = new Panes[parts.size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new Panes(parts.get(i));
    }
  }

  /** The tables of a query's panes. */
  static final class Panes {
    private final Plan.GroupPart part;
    final long paneMicros;
    final PaneRing<GroupTable> tables = new PaneRing<>();
    private long cachedPane = Times.NONE;
    private @Nullable GroupTable cached;

    private Panes(Plan.GroupPart part) {
      this.part = part;
      this.paneMicros = Times.micros(part.query().pane());
    }

    GroupTable table(long pane) {
      GroupTable table = cached;
      if (pane != cachedPane || table == null) {
        table = tables.get(pane);
        if (table == null) {
          table = new GroupTable(part.content());
          tables.put(pane, table);
        }
        cachedPane = pane;
        cached = table;
      }
      return table;
    }

    /** Adds the tables of another one, which may be taken over. */
    private void merge(Panes other) {
      for (long pane = other.tables.nextInUse(Long.MIN_VALUE);
          pane != Long.MAX_VALUE;
          pane = other.tables.nextInUse(pane + 1)) {
        GroupTable known = tables.get(pane);
        GroupTable added = other.table(pane);
        if (known == null) {
          tables.put(pane, added);
        } else {
          known.merge(added);
        }
      }
    }

    /** Ends a segment of the input; panes that were evaluated stay as they are. */
    void fold(long from) {
      for (long pane = tables.nextInUse(from);
          pane != Long.MAX_VALUE;
          pane = tables.nextInUse(pane + 1)) {
        GroupTable table = table(pane);
        GroupTable folded = table.fold();
        if (folded != table) {
          tables.put(pane, folded);
        }
      }
      forgetCached();
    }

    /** Forgets the panes below this one. */
    void dropBelow(long pane) {
      if (tables.nextInUse(Long.MIN_VALUE) < pane) {
        tables.dropBelow(pane);
        forgetCached();
      }
    }

    void clear() {
      tables.dropBelow(Long.MAX_VALUE);
      forgetCached();
    }

    void writeTo(DataOutput out) throws IOException {
      for (long pane = tables.nextInUse(Long.MIN_VALUE);
          pane != Long.MAX_VALUE;
          pane = tables.nextInUse(pane + 1)) {
        out.writeLong(pane);
        table(pane).writeTo(out);
      }
      out.writeLong(Long.MAX_VALUE);
    }

    void readFrom(DataInput in) throws IOException {
      for (long pane = in.readLong(); pane != Long.MAX_VALUE; pane = in.readLong()) {
        tables.put(pane, GroupTable.readFrom(in));
      }
    }

    private void forgetCached() {
      cachedPane = Times.NONE;
      cached = null;
    }
  }

  /** Adds what another one holds, which has to be cleared then. */
  void merge(Aggregates other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i].merge(other.counts[i], Long.MIN_VALUE);
    }
    for (int i = 0; i < groups.length; i++) {
      groups[i].merge(other.groups[i]);
    }
  }

  void clear() {
    for (PaneCounts panes : counts) {
      panes.dropBelow(Long.MAX_VALUE);
    }
    for (Panes panes : groups) {
      panes.clear();
    }
  }

  void writeTo(DataOutput out, Plan plan, long[] lowest) throws IOException {
    out.writeInt(counts.length);
    for (int i = 0; i < counts.length; i++) {
      StateForm.writeText(out, Identities.of(plan, plan.counts().get(i)));
      out.writeLong(lowest[i]);
      StateForm.writeBlock(out, counts[i]::writeTo);
    }
    out.writeInt(groups.length);
    for (int i = 0; i < groups.length; i++) {
      StateForm.writeText(out, Identities.of(plan, plan.groups().get(i)));
      StateForm.writeBlock(out, groups[i]::writeTo);
    }
  }

  /** Takes over those parts that the plan still has. */
  void readFrom(DataInput in, Plan plan, long[] lowest) throws IOException {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < counts.length; i++) {
      places.put(Identities.of(plan, plan.counts().get(i)), i);
    }
    for (int left = in.readInt(); left > 0; left--) {
      Integer place = places.get(StateForm.readText(in));
      long low = in.readLong();
      DataInput block = StateForm.readBlock(in);
      if (place != null) {
        lowest[place] = low;
        counts[place].copyFrom(PaneCounts.readFrom(block));
      }
    }
    places.clear();
    for (int i = 0; i < groups.length; i++) {
      places.put(Identities.of(plan, plan.groups().get(i)), i);
    }
    for (int left = in.readInt(); left > 0; left--) {
      Integer place = places.get(StateForm.readText(in));
      DataInput block = StateForm.readBlock(in);
      if (place != null) {
        groups[place].readFrom(block);
      }
    }
  }
}
