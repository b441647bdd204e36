package io.github.simplehttpmonitor.core.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The different hashes of the panes of a window that slides: each with the newest pane that has it,
 * so that a pane that leaves takes only those with it that came in none after it. Not thread-safe.
 */
public final class DistinctWindow {

  private static final int INITIAL = 16;
  private static final int LEFT = Integer.MIN_VALUE;
  private static final int FORM_VERSION = 1;

  private long[] hashes = new long[INITIAL];

  /** The newest pane of each, counted from the base; {@link #LEFT} if it has left the window. */
  private int[] panes = new int[INITIAL];

  private long base;

  /** Slots in use, those of hashes that have left among them. */
  private int used;

  private int live;
  private int level;

  /** Makes an empty one. */
  public DistinctWindow() {}

  /** Adds a pane that is not older than those before. */
  public void enter(long pane, HashSample sample) {
    raise(sample.level());
    sample.forEach(hash -> add(pane, hash));
  }

  /** Adds a hash of a pane in the window. */
  public void add(long pane, long hash) {
    if (Long.numberOfLeadingZeros(hash) < level) {
      return;
    }
    if (used == 0) {
      base = pane;
    }
    if (4 * (used + 1) > 3 * hashes.length) {
      // Those that have left make room; only if they are few is more of it needed.
      rebuild(8 * live >= 5 * hashes.length ? 2 * hashes.length : hashes.length);
    }
    int at = Math.toIntExact(pane - base);
    int slot = find(hash);
    if (hashes[slot] == 0) {
      hashes[slot] = hash;
      panes[slot] = at;
      used++;
      live++;
    } else if (panes[slot] == LEFT) {
      panes[slot] = at;
      live++;
    } else {
      panes[slot] = Math.max(panes[slot], at);
    }
    while (live > HashSample.CAPACITY) {
      raise(level + 1);
    }
  }

  /**
   * Takes a pane away.
   *
   * @param rest the panes that stay, to count exactly again when there are few enough
   */
  public void leave(long pane, HashSample sample, Supplier<List<PaneSample>> rest) {
    sample.forEach(
        hash -> {
          int slot = find(hash);
          if (hashes[slot] != 0 && panes[slot] == pane - base) {
            panes[slot] = LEFT;
            live--;
          }
        });
    if (level > 0 && live < HashSample.CAPACITY / 8) {
      clear();
      for (PaneSample other : rest.get()) {
        enter(other.pane(), other.sample());
      }
    } else if (live == 0) {
      clear();
    }
  }

  /** The hashes of one pane. */
  public record PaneSample(long pane, HashSample sample) {}

  /** {@return how many different hashes the window has: exact up to the capacity of a sample} */
  public double estimate() {
    return Math.scalb((double) live, level);
  }

  private void clear() {
    hashes = new long[INITIAL];
    panes = new int[INITIAL];
    used = 0;
    live = 0;
    level = 0;
  }

  private void raise(int newLevel) {
    if (newLevel > level) {
      level = newLevel;
      rebuild(hashes.length);
    }
  }

  private int find(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rebuild(int length) {
    long[] oldHashes = hashes;
    int[] oldPanes = panes;
    hashes = new long[length];
    panes = new int[length];
    used = 0;
    for (int i = 0; i < oldHashes.length; i++) {
      long hash = oldHashes[i];
      if (hash != 0 && oldPanes[i] != LEFT && Long.numberOfLeadingZeros(hash) >= level) {
        int slot = find(hash);
        hashes[slot] = hash;
        panes[slot] = oldPanes[i];
        used++;
      }
    }
    live = used;
  }

  /** Writes the window in a form that {@link #readFrom} understands in this and later versions. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORM_VERSION);
    out.writeByte(level);
    out.writeLong(base);
    out.writeInt(live);
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != 0 && panes[i] != LEFT) {
        out.writeLong(hashes[i]);
        out.writeInt(panes[i]);
      }
    }
  }

  /** {@return what {@link #writeTo} wrote} */
  public static DistinctWindow readFrom(DataInput in) throws IOException {
    Forms.check("windows of different values", in.readByte(), FORM_VERSION);
    DistinctWindow read = new DistinctWindow();
    read.level = in.readUnsignedByte();
    long origin = in.readLong();
    int count = in.readInt();
    if (count < 0 || count > HashSample.CAPACITY) {
      throw new IOException("the window of different values is damaged");
    }
    for (int i = 0; i < count; i++) {
      long hash = in.readLong();
      if (hash == 0) {
        throw new IOException("the window of different values is damaged");
      }
      read.add(origin + in.readInt(), hash);
    }
    return read;
  }
}
