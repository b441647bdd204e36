package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.LineSink;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Lines of one chunk, copied, that wait for their turn. Bounded by the size of a chunk. */
final class LineQueue {

  /** Stands for the length of an entry that is no line but the end of a segment. */
  private static final long SEGMENT_END = -2;

  private byte[] bytes = new byte[0];
  private int used;
  private int[] ends = new int[16];
  private long[] lengths = new long[16];
  private int count;
  private int next;

  boolean isEmpty() {
    return next == count;
  }

  /** Adds a line; {@code length} is that of an overlong one, else -1. */
  void add(byte[] buffer, int from, int to, long length) {
    int size = to - from;
    if (bytes.length - used < size) {
      bytes = Arrays.copyOf(bytes, Math.max(used + size, 2 * bytes.length));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    System.arraycopy(buffer, from, bytes, used, size);
    used += size;
    ends[count] = used;
    lengths[count] = length;
    count++;
  }

  /** Adds the end of a segment. */
  void addSegmentEnd() {
    add(bytes, 0, 0, SEGMENT_END);
  }

  /** Hands out lines, in order, as long as the condition holds before each. */
  void drainWhile(BooleanSupplier goOn, LineSink sink, Runnable segmentEnd) {
    while (next < count && goOn.getAsBoolean()) {
      int from = next == 0 ? 0 : ends[next - 1];
      int to = ends[next];
      long length = lengths[next];
      next++;
      if (length == SEGMENT_END) {
        segmentEnd.run();
      } else if (length < 0) {
        sink.line(bytes, from, to);
      } else {
        sink.overlong(bytes, from, to, length);
      }
    }
    if (next == count) {
      next = 0;
      count = 0;
      used = 0;
    }
  }
}
