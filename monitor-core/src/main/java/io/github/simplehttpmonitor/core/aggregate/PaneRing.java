package io.github.simplehttpmonitor.core.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * Things of panes of equal length, by pane index: a ring that grows to the span of panes in use. It
 * boxes nothing, as a map from numbers would. Not thread-safe.
 */
public final class PaneRing<T> {

  private static final int INITIAL = 16;

  private @Nullable Object[] slots = new @Nullable Object[INITIAL];

  /** The first pane in use; only if there is any. */
  private long lowest;

  /** No pane beyond it is in use. */
  private long highest = Long.MIN_VALUE;

  /** Makes an empty one. */
  public PaneRing() {}

  /** {@return what a pane has, null if nothing} */
  @SuppressWarnings("unchecked") // nothing else is ever put there
  public @Nullable T get(long pane) {
    return isEmpty() || pane < lowest || pane > highest ? null : (@Nullable T) slots[slot(pane)];
  }

  /** Gives a pane something, in place of what it had. */
  public void put(long pane, T thing) {
    if (isEmpty()) {
      lowest = pane;
      highest = pane;
    } else if (pane > highest) {
      ensure(lowest, pane);
      highest = pane;
    } else if (pane < lowest) {
      ensure(pane, highest);
      lowest = pane;
    }
    slots[slot(pane)] = thing;
  }

  /** Takes away what a pane has, and returns it. */
  public @Nullable T remove(long pane) {
    T found = get(pane);
    if (found != null) {
      slots[slot(pane)] = null;
      if (pane == lowest) {
        dropBelow(pane + 1);
      }
    }
    return found;
  }

  /** {@return whether no pane has anything} */
  public boolean isEmpty() {
    return highest == Long.MIN_VALUE;
  }

  /** {@return the first pane from {@code from} on with something, or {@link Long#MAX_VALUE}} */
  public long nextInUse(long from) {
    if (!isEmpty()) {
      for (long pane = Math.max(from, lowest); pane <= highest; pane++) {
        if (slots[slot(pane)] != null) {
          return pane;
        }
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
      slots[slot(lowest)] = null;
    }
    while (lowest <= highest && slots[slot(lowest)] == null) {
      lowest++;
    }
    if (lowest > highest) {
      highest = Long.MIN_VALUE;
    }
  }

  private int slot(long pane) {
    return (int) pane & (slots.length - 1);
  }

  private void ensure(long from, long to) {
    long span = to - from + 1;
    if (span <= slots.length) {
      return;
    }
    @Nullable Object[] old = slots;
    slots = new @Nullable Object[Math.toIntExact(Long.highestOneBit(span - 1) << 1)];
    for (long pane = lowest; pane <= highest; pane++) {
      slots[slot(pane)] = old[(int) pane & (old.length - 1)];
    }
  }
}
