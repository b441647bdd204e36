package io.github.simplehttpmonitor.core.aggregate;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests by section, the first segment of their path. Keys are bytes in an arena of their
 * own, so that counting a section already seen allocates nothing.
 *
 * <p>Exact up to {@link #MAX_SECTIONS} sections. Beyond, {@link #fold} drops the smallest counts at
 * the end of every segment of the input and keeps the largest dropped one as the possible error;
 * segments lie at fixed places of the input, so the result depends on the input alone.
 *
 * <p>{@link #merge} is associative and, below the bound, commutative. Not thread-safe.
 */
public final class SectionCounts {

  /** How many sections are kept over the end of a segment. */
  public static final int MAX_SECTIONS = 4096;

  /** How many bytes of a section's name are kept; longer ones count as their beginning. */
  public static final int MAX_KEY_BYTES = 256;

  private static final int INITIAL_SLOTS = 64;
  private static final int FORM_VERSION = 1;

  private long[] hashes = new long[INITIAL_SLOTS];
  private long[] counts = new long[INITIAL_SLOTS];
  private int[] offsets = new int[INITIAL_SLOTS];
  private int[] lengths = new int[INITIAL_SLOTS];
  private byte[] arena = new byte[1024];
  private int arenaUsed;
  private int size;
  private long maxError;

  /** Makes an empty one. */
  public SectionCounts() {}

  /**
   * Counts one request.
   *
   * @param b holds the path, without query
   */
  public void addPath(byte[] b, int from, int to) {
    int start = from < to && b[from] == '/' ? from + 1 : from;
    int slash = Bytes.indexOf(b, start, to, '/');
    add(b, start, slash < 0 ? to : slash, 1);
  }

  /** {@return how many sections there are} */
  public int size() {
    return size;
  }

  /** {@return how much too low a count can be; 0 if all are exact} */
  public long maxError() {
    return maxError;
  }

  private void add(byte[] b, int from, int keyEnd, long count) {
    int to = Math.min(keyEnd, from + MAX_KEY_BYTES);
    long hash = Bytes.hash(b, from, to);
    int mask = counts.length - 1;
    int slot = (int) hash & mask;
    while (counts[slot] != 0) {
      if (hashes[slot] == hash && holds(slot, b, from, to)) {
        counts[slot] += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    insert(slot, hash, b, from, to, count);
  }

  private boolean holds(int slot, byte[] b, int from, int to) {
    int offset = offsets[slot];
    return Bytes.equal(arena, offset, offset + lengths[slot], b, from, to);
  }

  private void insert(int slot, long hash, byte[] b, int from, int to, long count) {
    int length = to - from;
    if (arena.length - arenaUsed < length) {
      arena = Arrays.copyOf(arena, Math.max(arena.length * 2, arenaUsed + length));
    }
    System.arraycopy(b, from, arena, arenaUsed, length);
    hashes[slot] = hash;
    counts[slot] = count;
    offsets[slot] = arenaUsed;
    lengths[slot] = length;
    arenaUsed += length;
    if (++size * 2 > counts.length) {
      rehash(counts.length * 2);
    }
  }

  private void rehash(int slots) {
    long[] oldHashes = hashes;
    long[] oldCounts = counts;
    int[] oldOffsets = offsets;
    int[] oldLengths = lengths;
    hashes = new long[slots];
    counts = new long[slots];
    offsets = new int[slots];
    lengths = new int[slots];
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = (int) oldHashes[i] & (slots - 1);
        while (counts[slot] != 0) {
          slot = (slot + 1) & (slots - 1);
        }
        hashes[slot] = oldHashes[i];
        counts[slot] = oldCounts[i];
        offsets[slot] = oldOffsets[i];
        lengths[slot] = oldLengths[i];
      }
    }
  }

  /** Adds what another one counted. */
  public void merge(SectionCounts other) {
    for (int i = 0; i < other.counts.length; i++) {
      if (other.counts[i] != 0) {
        int offset = other.offsets[i];
        add(other.arena, offset, offset + other.lengths[i], other.counts[i]);
      }
    }
    maxError += other.maxError;
  }

  /** Ends a segment of the input: keeps the {@link #MAX_SECTIONS} sections with most requests. */
  public void fold() {
    if (size <= MAX_SECTIONS) {
      return;
    }
    int[] order = slotsInOrder();
    SectionCounts kept = new SectionCounts();
    for (int i = 0; i < MAX_SECTIONS; i++) {
      int slot = order[i];
      kept.add(arena, offsets[slot], offsets[slot] + lengths[slot], counts[slot]);
    }
    kept.maxError = maxError + counts[order[MAX_SECTIONS]];
    copyFrom(kept);
  }

  private int[] slotsInOrder() {
    Integer[] slots = new Integer[size];
    int n = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        slots[n++] = i;
      }
    }
    Arrays.sort(slots, this::compareSlots);
    return Arrays.stream(slots).mapToInt(Integer::intValue).toArray();
  }

  /** More requests first, then by the bytes of the name. */
  private int compareSlots(int a, int b) {
    int byCount = Long.compare(counts[b], counts[a]);
    return byCount != 0
        ? byCount
        : Bytes.compare(
            arena, offsets[a], offsets[a] + lengths[a], arena, offsets[b], offsets[b] + lengths[b]);
  }

  private void copyFrom(SectionCounts other) {
    hashes = other.hashes;
    counts = other.counts;
    offsets = other.offsets;
    lengths = other.lengths;
    arena = other.arena;
    arenaUsed = other.arenaUsed;
    size = other.size;
    maxError = other.maxError;
  }

  /**
   * The section with most requests, of equals the lexically first.
   *
   * @param section its name with a leading slash
   * @param requests how many requests it got
   */
  public record Top(String section, long requests) {}

  /** {@return the section with most requests, null if there is none} */
  public @Nullable Top top() {
    int best = -1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0 && (best < 0 || compareSlots(i, best) < 0)) {
        best = i;
      }
    }
    return best < 0
        ? null
        : new Top(
            "/" + Bytes.toText(arena, offsets[best], offsets[best] + lengths[best]), counts[best]);
  }

  /** Forgets everything, but keeps the space if it is not much. */
  public void clear() {
    if (counts.length > 4 * MAX_SECTIONS) {
      copyFrom(new SectionCounts());
    } else {
      Arrays.fill(counts, 0);
      arenaUsed = 0;
      size = 0;
      maxError = 0;
    }
  }

  /** Writes the counts in a form that {@link #readFrom} understands in this and later versions. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORM_VERSION);
    out.writeLong(maxError);
    out.writeInt(size);
    for (int slot : slotsInOrder()) {
      out.writeLong(counts[slot]);
      out.writeShort(lengths[slot]);
      out.write(arena, offsets[slot], lengths[slot]);
    }
  }

  /** {@return what {@link #writeTo} wrote} */
  public static SectionCounts readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != FORM_VERSION) {
      throw new IOException("section counts of version " + version + " cannot be read");
    }
    SectionCounts counts = new SectionCounts();
    counts.maxError = in.readLong();
    int size = in.readInt();
    byte[] key = new byte[MAX_KEY_BYTES];
    for (int i = 0; i < size; i++) {
      long count = in.readLong();
      int length = in.readUnsignedShort();
      if (count <= 0 || length > MAX_KEY_BYTES) {
        throw new IOException("the section counts are damaged");
      }
      in.readFully(key, 0, length);
      counts.add(key, 0, length, count);
    }
    return counts;
  }
}
