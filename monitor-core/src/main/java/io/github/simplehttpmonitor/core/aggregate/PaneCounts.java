package io.github.simplehttpmonitor.core.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Numbers of requests in panes of equal length, by pane index: a ring that grows to the span of
 * panes in use. Merging is addition, so it is associative and commutative. Not thread-safe.
 */
public final class PaneCounts {

  private static final int INITIAL = 256;
  private static final int FORM_VERSION = 1;

  /** No form is trusted to need more panes. */
  private static final long MAX_SPAN = 1 << 24;

  private long[] counts = new long[INITIAL];
  private long lowest;
  private long highest = Long.MIN_VALUE;

  /** Makes an empty one. */
  public PaneCounts() {}

  /** Adds to a pane, which must not lie below the one last given to {@link #dropBelow}. */
  public void add(long pane, long count) {
    if (highest == Long.MIN_VALUE) {
      lowest = pane;
      highest = pane;
    } else if (pane > highest) {
      ensure(lowest, pane);
      highest = pane;
    } else if (pane < lowest) {
      ensure(pane, highest);
      lowest = pane;
    }
    counts[slot(pane)] += count;
  }

  /** {@return the count of a pane, 0 if nothing was added} */
  public long get(long pane) {
    return isEmpty() || pane < lowest || pane > highest ? 0 : counts[slot(pane)];
  }

  /** {@return whether no pane is in use} */
  public boolean isEmpty() {
    return highest == Long.MIN_VALUE;
  }

  /** {@return the lowest pane in use; only if not empty} */
  public long lowest() {
    return lowest;
  }

  /** {@return the highest pane in use; only if not empty} */
  public long highest() {
    return highest;
  }

  /** {@return the first pane from {@code from} on with a count, or {@link Long#MAX_VALUE}} */
  public long nextInUse(long from) {
    if (isEmpty()) {
      return Long.MAX_VALUE;
    }
    for (long pane = Math.max(from, lowest); pane <= highest; pane++) {
      if (counts[slot(pane)] != 0) {
        return pane;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Forgets all panes below this one. */
  public void dropBelow(long pane) {
    if (isEmpty()) {
      return;
    }
    long end = Math.min(pane, highest + 1);
    for (; lowest < end; lowest++) {
      counts[slot(lowest)] = 0;
    }
    if (lowest > highest) {
      highest = Long.MIN_VALUE;
    }
  }

  /** Adds the counts of another one, but not of panes below {@code from}. */
  public void merge(PaneCounts other, long from) {
    for (long pane = other.nextInUse(from);
        pane != Long.MAX_VALUE;
        pane = other.nextInUse(pane + 1)) {
      add(pane, other.get(pane));
    }
  }

  private int slot(long pane) {
    return (int) pane & (counts.length - 1);
  }

  private void ensure(long from, long to) {
    long span = to - from + 1;
    if (span <= counts.length) {
      return;
    }
    long[] old = counts;
    counts = new long[Math.toIntExact(Long.highestOneBit(span - 1) << 1)];
    for (long pane = lowest; pane <= highest; pane++) {
      counts[slot(pane)] = old[(int) pane & (old.length - 1)];
    }
  }

  /** Writes the counts in a form that {@link #readFrom} understands in this and later versions. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORM_VERSION);
    out.writeLong(lowest);
    out.writeLong(highest);
    int used = 0;
    for (long pane = nextInUse(Long.MIN_VALUE);
        pane != Long.MAX_VALUE;
        pane = nextInUse(pane + 1)) {
      used++;
    }
    out.writeInt(used);
    for (long pane = nextInUse(Long.MIN_VALUE);
        pane != Long.MAX_VALUE;
        pane = nextInUse(pane + 1)) {
      out.writeLong(pane);
      out.writeLong(get(pane));
    }
  }

  /** {@return what {@link #writeTo} wrote} */
  public static PaneCounts readFrom(DataInput in) throws IOException {
    Forms.check("pane counts", in.readByte(), FORM_VERSION);
    PaneCounts read = new PaneCounts();
    long low = in.readLong();
    long high = in.readLong();
    int used = in.readInt();
    if (high != Long.MIN_VALUE) {
      if (low > high || high - low >= MAX_SPAN) {
        throw new IOException("the pane counts are damaged");
      }
      read.add(low, 0);
      read.add(high, 0);
    }
    for (int i = 0; i < used; i++) {
      long pane = in.readLong();
      if (pane < low || pane > high) {
        throw new IOException("the pane counts are damaged");
      }
      read.add(pane, in.readLong());
    }
    return read;
  }

  /** Takes over what another one holds, with its bounds. */
  public void copyFrom(PaneCounts other) {
    counts = other.counts.clone();
    lowest = other.lowest;
    highest = other.highest;
  }
}
