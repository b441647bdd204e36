package io.github.simplehttpmonitor.core.aggregate;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a pane holds of each group: how many requests, and one further thing. Keys are bytes in an
 * arena of their own, so that adding to a group already seen allocates nothing.
 *
 * <p>{@link #fold}, called at the end of every segment of the input, keeps the groups with most
 * requests and adds the rest up in one, {@link #OTHER}. {@link #merge} is associative and, below
 * that bound, commutative. Not thread-safe.
 */
public final class GroupTable {

  /** How many groups a pane keeps over the end of a segment. */
  public static final int MAX_GROUPS = 16_384;

  /** The row of what was folded; its key is empty, as no group's is. */
  public static final int OTHER = 0;

  /** What is kept of a group beside the number of its requests. */
  public enum Content {
    /** Nothing. */
    NONE,
    /** The sum of a number. */
    SUM,
    /** The lowest of a number. */
    MIN,
    /** The highest of a number. */
    MAX,
    /** How often which number came. */
    BUCKETS,
    /** The different hashes. */
    HASHES
  }

  /** There is a table for each second of each query, most with few groups. */
  private static final int INITIAL_ROWS = 4;

  private static final long[] NO_VALUES = {};
  private static final @Nullable Object[] NO_SKETCHES = {};
  private static final int FORM_VERSION = 1;

  /** No form is trusted to have longer keys. */
  private static final int MAX_KEY_BYTES = 64 << 10;

  private final Content content;
  private int[] index = new int[2 * INITIAL_ROWS];
  private long[] hashes = new long[INITIAL_ROWS];
  private long[] counts = new long[INITIAL_ROWS];

  /** Only of contents that are a number. */
  private long[] values;

  /** Only of other contents. */
  private @Nullable Object[] sketches;

  private int[] offsets = new int[INITIAL_ROWS];
  private int[] lengths = new int[INITIAL_ROWS];
  private byte[] arena = new byte[32];
  private int arenaUsed;
  private int rows = 1;

  /** Makes an empty one. */
  public GroupTable(Content content) {
    this.content = content;
    values = isNumber() ? new long[INITIAL_ROWS] : NO_VALUES;
    sketches = isSketch() ? new @Nullable Object[INITIAL_ROWS] : NO_SKETCHES;
  }

  private boolean isNumber() {
    return switch (content) {
      case SUM, MIN, MAX -> true;
      case NONE, BUCKETS, HASHES -> false;
    };
  }

  private boolean isSketch() {
    return content == Content.BUCKETS || content == Content.HASHES;
  }

  /** {@return how many rows there are, {@link #OTHER} among them} */
  public int rows() {
    return rows;
  }

  /** {@return the row of a key, which is added if it is new} */
  public int row(byte[] key, int from, int to, long hash) {
    int row = find(key, from, to, hash);
    return row >= 0 ? row : insert(key, from, to, hash);
  }

  /** {@return the row of a key, or -1} */
  public int find(byte[] key, int from, int to, long hash) {
    int mask = index.length - 1;
    for (int slot = (int) hash & mask; index[slot] != 0; slot = (slot + 1) & mask) {
      int row = index[slot];
      if (hashes[row] == hash
          && Bytes.equal(arena, offsets[row], offsets[row] + lengths[row], key, from, to)) {
        return row;
      }
    }
    return -1;
  }

  private int insert(byte[] key, int from, int to, long hash) {
    int length = to - from;
    if (rows == counts.length) {
      grow();
    }
    if (arena.length - arenaUsed < length) {
      arena = Arrays.copyOf(arena, Math.max(2 * arena.length, arenaUsed + length));
    }
    System.arraycopy(key, from, arena, arenaUsed, length);
    int row = rows++;
    hashes[row] = hash;
    offsets[row] = arenaUsed;
    lengths[row] = length;
    arenaUsed += length;
    place(row);
    return row;
  }

  private void place(int row) {
    int mask = index.length - 1;
    int slot = (int) hashes[row] & mask;
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    index[slot] = row;
  }

  private void grow() {
    int capacity = 2 * counts.length;
    hashes = Arrays.copyOf(hashes, capacity);
    counts = Arrays.copyOf(counts, capacity);
    values = isNumber() ? Arrays.copyOf(values, capacity) : values;
    sketches = isSketch() ? Arrays.copyOf(sketches, capacity) : sketches;
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    index = new int[2 * capacity];
    for (int row = 1; row < rows; row++) {
      place(row);
    }
  }

  /**
   * Adds a request to a row.
   *
   * @param value the number to sum or compare, or the hash; ignored if nothing is kept
   */
  public void add(int row, long value) {
    long before = counts[row]++;
    switch (content) {
      case NONE -> {}
      case SUM -> values[row] += value;
      case MIN -> values[row] = before == 0 ? value : Math.min(values[row], value);
      case MAX -> values[row] = before == 0 ? value : Math.max(values[row], value);
      case BUCKETS -> buckets(row).add(value);
      case HASHES -> hashes(row).add(value);
    }
  }

  private Buckets buckets(int row) {
    if (sketches[row] instanceof Buckets found) {
      return found;
    }
    Buckets made = new Buckets();
    sketches[row] = made;
    return made;
  }

  private HashSample hashes(int row) {
    if (sketches[row] instanceof HashSample found) {
      return found;
    }
    HashSample made = new HashSample();
    sketches[row] = made;
    return made;
  }

  private void addRow(int row, GroupTable from, int fromRow) {
    long count = from.counts[fromRow];
    if (count == 0) {
      return;
    }
    long before = counts[row];
    long value = isNumber() ? from.values[fromRow] : 0;
    switch (content) {
      case NONE -> {}
      case SUM -> values[row] += value;
      case MIN -> values[row] = before == 0 ? value : Math.min(values[row], value);
      case MAX -> values[row] = before == 0 ? value : Math.max(values[row], value);
      case BUCKETS -> buckets(row).merge(from.buckets(fromRow));
      case HASHES -> hashes(row).merge(from.hashes(fromRow));
    }
    counts[row] = before + count;
  }

  /** Adds what another one holds. */
  public void merge(GroupTable other) {
    addRow(OTHER, other, OTHER);
    for (int row = 1; row < other.rows; row++) {
      int offset = other.offsets[row];
      addRow(row(other.arena, offset, offset + other.lengths[row], other.hashes[row]), other, row);
    }
  }

  /** Ends a segment of the input; returns a table in bounds, which may be this one. */
  public GroupTable fold() {
    if (rows - 1 <= MAX_GROUPS) {
      return this;
    }
    Integer[] order = new Integer[rows - 1];
    Arrays.setAll(order, i -> i + 1);
    Arrays.sort(order, this::compare);
    GroupTable kept = new GroupTable(content);
    kept.addRow(OTHER, this, OTHER);
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      int target =
          i < MAX_GROUPS
              ? kept.row(arena, offsets[row], offsets[row] + lengths[row], hashes[row])
              : OTHER;
      kept.addRow(target, this, row);
    }
    return kept;
  }

  /** {@return the order of two rows: more requests first, then by the bytes of the key} */
  public int compare(int a, int b) {
    int byCount = Long.compare(counts[b], counts[a]);
    return byCount != 0
        ? byCount
        : Bytes.compare(
            arena, offsets[a], offsets[a] + lengths[a], arena, offsets[b], offsets[b] + lengths[b]);
  }

  /** {@return the key of a row, as a copy} */
  public byte[] key(int row) {
    return Arrays.copyOfRange(arena, offsets[row], offsets[row] + lengths[row]);
  }

  /** {@return whether a row's key is this one} */
  public boolean isKey(int row, byte[] key) {
    int offset = offsets[row];
    return Bytes.equal(arena, offset, offset + lengths[row], key, 0, key.length);
  }

  /** {@return the hash of a row's key} */
  public long hash(int row) {
    return hashes[row];
  }

  /** {@return the number of requests of a row} */
  public long count(int row) {
    return counts[row];
  }

  /** {@return the sum, the lowest or the highest number of a row} */
  public long value(int row) {
    return values.length == 0 ? 0 : values[row];
  }

  /** {@return the buckets of a row; empty if nothing was added} */
  public Buckets bucketsOf(int row) {
    return isSketch() && sketches[row] instanceof Buckets found ? found : new Buckets();
  }

  /** {@return the hashes of a row; empty if nothing was added} */
  public HashSample hashesOf(int row) {
    return isSketch() && sketches[row] instanceof HashSample found ? found : new HashSample();
  }

  /** Takes less space, for a pane to which hardly anything is added any more. */
  public void compact() {
    if (!isSketch()) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      if (sketches[row] instanceof Buckets buckets) {
        buckets.compact();
      } else if (sketches[row] instanceof HashSample sample) {
        sample.compact();
      }
    }
  }

  /**
   * Writes the table, its rows in their places, in a form that {@link #readFrom} understands in
   * this and later versions.
   */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORM_VERSION);
    out.writeUTF(content.name());
    out.writeInt(rows);
    for (int row = 0; row < rows; row++) {
      out.writeLong(hashes[row]);
      out.writeInt(lengths[row]);
      out.write(arena, offsets[row], lengths[row]);
      out.writeLong(counts[row]);
      switch (content) {
        case NONE -> {}
        case SUM, MIN, MAX -> out.writeLong(values[row]);
        case BUCKETS -> bucketsOf(row).writeTo(out);
        case HASHES -> hashesOf(row).writeTo(out);
      }
    }
  }

  /** {@return what {@link #writeTo} wrote} */
  public static GroupTable readFrom(DataInput in) throws IOException {
    Forms.check("tables of groups", in.readByte(), FORM_VERSION);
    GroupTable read = new GroupTable(Content.valueOf(in.readUTF()));
    int rows = in.readInt();
    if (rows < 1) {
      throw new IOException("the table of groups is damaged");
    }
    for (int row = 0; row < rows; row++) {
      read.readRow(row, in);
    }
    return read;
  }

  private void readRow(int row, DataInput in) throws IOException {
    long hash = in.readLong();
    int length = in.readInt();
    if (length < 0 || length > MAX_KEY_BYTES) {
      throw new IOException("the table of groups is damaged");
    }
    byte[] key = new byte[length];
    in.readFully(key);
    if (row != OTHER) {
      insert(key, 0, length, hash);
    }
    counts[row] = in.readLong();
    switch (content) {
      case NONE -> {}
      case SUM, MIN, MAX -> values[row] = in.readLong();
      case BUCKETS -> sketches[row] = Buckets.readFrom(in);
      case HASHES -> sketches[row] = HashSample.readFrom(in);
    }
  }
}
