package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.GroupTable;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Groups by key, found from a row of a table without copying its key. Open addressing with linear
 * probing. Not thread-safe.
 */
final class GroupIndex<G extends GroupIndex.Entry> {

  private static final int INITIAL = 16;

  private @Nullable Object[] slots = new @Nullable Object[INITIAL];
  private int size;

  /** Something with the key of a group. */
  static class Entry {
    final byte[] key;

    /** As {@link GroupTable#hash}, 0 of the empty key. */
    private final long hash;

    Entry(byte[] key) {
      this.key = key;
      this.hash = key.length == 0 ? 0 : Bytes.hash(key, 0, key.length);
    }
  }

  int size() {
    return size;
  }

  /** {@return the group of a table's row, null if there is none} */
  @Nullable G find(GroupTable table, int row) {
    long hash = table.hash(row);
    int mask = slots.length - 1;
    for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
      G found = at(slot);
      if (found == null || (hashOf(found) == hash && table.isKey(row, found.key))) {
        return found;
      }
    }
  }

  @SuppressWarnings("unchecked") // nothing else is ever put there
  private @Nullable G at(int slot) {
    return (@Nullable G) slots[slot];
  }

  private static long hashOf(Entry entry) {
    return entry.hash;
  }

  /** Adds a group whose key is not there yet. */
  void add(G group) {
    if (2 * (size + 1) > slots.length) {
      @Nullable Object[] old = slots;
      slots = new @Nullable Object[2 * old.length];
      for (Object moved : old) {
        if (moved instanceof Entry entry) {
          slots[free(entry)] = entry;
        }
      }
    }
    slots[free(group)] = group;
    size++;
  }

  private int free(Entry entry) {
    int mask = slots.length - 1;
    int slot = (int) hashOf(entry) & mask;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Takes a group out that is in it. */
  void remove(G group) {
    int mask = slots.length - 1;
    int hole = (int) hashOf(group) & mask;
    while (slots[hole] != group) {
      hole = (hole + 1) & mask;
    }
    slots[hole] = null;
    size--;
    // What comes after and would have been put into the hole moves there.
    for (int slot = (hole + 1) & mask; slots[slot] instanceof Entry entry; ) {
      int wanted = (int) hashOf(entry) & mask;
      if (((slot - wanted) & mask) >= ((slot - hole) & mask)) {
        slots[hole] = entry;
        slots[slot] = null;
        hole = slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  void forEach(Consumer<G> consumer) {
    for (int slot = 0; slot < slots.length; slot++) {
      G group = at(slot);
      if (group != null) {
        consumer.accept(group);
      }
    }
  }

  /** {@return the groups, in no particular order} */
  List<G> toList() {
    List<G> all = new ArrayList<>(size);
    forEach(all::add);
    return all;
  }

  void clear() {
    slots = new @Nullable Object[INITIAL];
    size = 0;
  }
}
