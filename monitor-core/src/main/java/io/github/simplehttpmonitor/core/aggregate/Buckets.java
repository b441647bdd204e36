package io.github.simplehttpmonitor.core.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often values fell into buckets whose width is less than 0.8 % of their values. Sparse, for
 * the many panes that hold few values. Adding is exact, so that it is commutative and associative.
 * Not thread-safe.
 */
public final class Buckets {

  /** Values below this have a bucket each. */
  private static final int LINEAR = 256;

  private static final int MANTISSA_BITS = 7;

  /** The bucket of the highest value. */
  private static final int HIGHEST = bucket(Long.MAX_VALUE);

  private static final int FORM_VERSION = 1;

  private static final int[] NONE = {};

  private int[] buckets = NONE;
  private int[] counts = NONE;
  private int size;

  /** Makes an empty one. */
  public Buckets() {}

  /** {@return the bucket of a value; negative values count as 0} */
  public static int bucket(long value) {
    if (value < LINEAR) {
      return (int) Math.max(0, value);
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - MANTISSA_BITS;
    return (shift << MANTISSA_BITS) + (int) (value >>> shift);
  }

  /** {@return the highest value of a bucket} */
  public static long highest(int bucket) {
    if (bucket < LINEAR) {
      return bucket;
    }
    int shift = (bucket >>> MANTISSA_BITS) - 1;
    long mantissa = bucket - ((long) shift << MANTISSA_BITS);
    return (mantissa << shift) + (1L << shift) - 1;
  }

  /** Adds a value. */
  public void add(long value) {
    addTo(bucket(value), 1);
  }

  private void addTo(int bucket, int count) {
    if (4 * (size + 1) > 3 * buckets.length) {
      grow();
    }
    int mask = buckets.length - 1;
    int slot = slot(bucket, mask);
    while (counts[slot] != 0 && buckets[slot] != bucket) {
      slot = (slot + 1) & mask;
    }
    if (counts[slot] == 0) {
      buckets[slot] = bucket;
      size++;
    }
    counts[slot] = Math.addExact(counts[slot], count);
  }

  private static int slot(int bucket, int mask) {
    return ((bucket * 0x9E3779B9) >>> 16) & mask;
  }

  private void grow() {
    int[] oldBuckets = buckets;
    int[] oldCounts = counts;
    int length = Math.max(8, 2 * Integer.highestOneBit((4 * size + 3) / 3));
    buckets = new int[length];
    counts = new int[length];
    size = 0;
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        addTo(oldBuckets[i], oldCounts[i]);
      }
    }
  }

  /** Takes no more space than the buckets need; adding one more makes room again. */
  void compact() {
    if (size < buckets.length) {
      int[] fullBuckets = new int[size];
      int[] fullCounts = new int[size];
      int n = 0;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] != 0) {
          fullBuckets[n] = buckets[i];
          fullCounts[n++] = counts[i];
        }
      }
      buckets = fullBuckets;
      counts = fullCounts;
    }
  }

  /** Adds what another one holds. */
  public void merge(Buckets other) {
    for (int i = 0; i < other.counts.length; i++) {
      if (other.counts[i] != 0) {
        addTo(other.buckets[i], other.counts[i]);
      }
    }
  }

  /** Writes the buckets in a form that {@link #readFrom} understands in this and later versions. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORM_VERSION);
    out.writeInt(size);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        out.writeInt(buckets[i]);
        out.writeInt(counts[i]);
      }
    }
  }

  /** {@return what {@link #writeTo} wrote} */
  public static Buckets readFrom(DataInput in) throws IOException {
    Forms.check("buckets", in.readByte(), FORM_VERSION);
    Buckets read = new Buckets();
    for (int left = in.readInt(); left > 0; left--) {
      int bucket = in.readInt();
      int count = in.readInt();
      if (bucket < 0 || bucket > HIGHEST || count <= 0) {
        throw new IOException("the buckets are damaged");
      }
      read.addTo(bucket, count);
    }
    return read;
  }

  /** A dense sum of {@link Buckets}, of which some can be taken away again. Not thread-safe. */
  public static final class Sum {
    private long[] counts = new long[LINEAR];
    private long total;

    /** Makes an empty one. */
    public Sum() {}

    /** Adds the buckets, or takes them away. */
    public void add(Buckets other, int sign) {
      for (int i = 0; i < other.counts.length; i++) {
        if (other.counts[i] != 0) {
          add(other.buckets[i], (long) sign * other.counts[i]);
        }
      }
    }

    /** Adds a value. */
    public void add(long value) {
      add(bucket(value), 1L);
    }

    private void add(int bucket, long count) {
      if (bucket >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(bucket + 1, counts.length * 2));
      }
      counts[bucket] += count;
      total += count;
    }

    /**
     * {@return the lowest value that a share of the values does not exceed, -1 if none was added}
     */
    public long quantile(double q) {
      if (total == 0) {
        return -1;
      }
      long rank = Math.max(1, (long) Math.ceil(q * total));
      // Counted from the top, where the quantiles that people ask for are.
      long above = total - rank;
      int bucket = counts.length - 1;
      while (counts[bucket] <= above) {
        above -= counts[bucket--];
      }
      return highest(bucket);
    }

    /** Writes the sum in a form that {@link #readFrom} understands in this and later versions. */
    public void writeTo(DataOutput out) throws IOException {
      out.writeByte(FORM_VERSION);
      int used = 0;
      for (long count : counts) {
        used += count == 0 ? 0 : 1;
      }
      out.writeInt(used);
      for (int bucket = 0; bucket < counts.length; bucket++) {
        if (counts[bucket] != 0) {
          out.writeInt(bucket);
          out.writeLong(counts[bucket]);
        }
      }
    }

    /** {@return what {@link #writeTo} wrote} */
    public static Sum readFrom(DataInput in) throws IOException {
      Forms.check("sums of buckets", in.readByte(), FORM_VERSION);
      Sum read = new Sum();
      for (int left = in.readInt(); left > 0; left--) {
        int bucket = in.readInt();
        if (bucket < 0 || bucket > HIGHEST) {
          throw new IOException("the sums of buckets are damaged");
        }
        read.add(bucket, in.readLong());
      }
      return read;
    }
  }
}
