package io.github.simplehttpmonitor.core.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * A set of hashes, all of them up to {@link #CAPACITY}, beyond a sample: only those with enough
 * leading zeros, so that each stands for a power of two. Which ones depends on the hashes alone,
 * not on their order, so that merging is commutative and associative. Not thread-safe.
 */
public final class HashSample {

  /** How many hashes are kept at most. */
  public static final int CAPACITY = 16_384;

  private static final long[] NONE = {};
  private static final int FORM_VERSION = 1;

  private long[] slots = NONE;
  private int size;
  private int level;

  /** Makes an empty one. */
  public HashSample() {}

  /** {@return how many leading zeros the hashes that are kept have at least} */
  public int level() {
    return level;
  }

  /** {@return a hash that is not 0 and whose leading bits are as good as random} */
  public static long mix(long hash) {
    long h = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    h ^= h >>> 33;
    return h == 0 ? 1 : h;
  }

  /** Adds a hash that {@link #mix} made; returns whether it is new and kept. */
  public boolean add(long hash) {
    if (Long.numberOfLeadingZeros(hash) < level) {
      return false;
    }
    if (4 * (size + 1) > 3 * slots.length) {
      rehash(capacityFor(size + 1));
    }
    if (!put(hash)) {
      return false;
    }
    while (size > CAPACITY) {
      level++;
      rehash(slots.length);
    }
    return Long.numberOfLeadingZeros(hash) >= level;
  }

  private static int capacityFor(int count) {
    return Math.max(8, Integer.highestOneBit((4 * count - 1) / 3) * 2);
  }

  /** Takes no more space than the hashes need; adding one more makes room again. */
  void compact() {
    if (size < slots.length) {
      long[] full = new long[size];
      int n = 0;
      for (long hash : slots) {
        if (hash != 0) {
          full[n++] = hash;
        }
      }
      slots = full;
    }
  }

  private boolean put(long hash) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = hash;
    size++;
    return true;
  }

  private void rehash(int length) {
    long[] old = slots;
    slots = new long[length];
    size = 0;
    for (long hash : old) {
      if (hash != 0 && Long.numberOfLeadingZeros(hash) >= level) {
        put(hash);
      }
    }
  }

  /** Adds what another one holds. */
  public void merge(HashSample other) {
    if (other.level > level) {
      level = other.level;
      rehash(capacityFor(size + 1));
    }
    other.forEach(this::add);
  }

  /** Hands out the hashes that are kept, in no particular order. */
  public void forEach(LongConsumer consumer) {
    for (long hash : slots) {
      if (hash != 0) {
        consumer.accept(hash);
      }
    }
  }

  /** {@return how many different hashes were added, about} */
  public double estimate() {
    return Math.scalb((double) size, level);
  }

  /** Writes the hashes in a form that {@link #readFrom} understands in this and later versions. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORM_VERSION);
    out.writeByte(level);
    out.writeInt(size);
    for (long hash : slots) {
      if (hash != 0) {
        out.writeLong(hash);
      }
    }
  }

  /** {@return what {@link #writeTo} wrote} */
  public static HashSample readFrom(DataInput in) throws IOException {
    Forms.check("hash samples", in.readByte(), FORM_VERSION);
    HashSample read = new HashSample();
    read.level = in.readUnsignedByte();
    int count = in.readInt();
    if (count < 0 || count > CAPACITY) {
      throw new IOException("the hash sample is damaged");
    }
    for (int i = 0; i < count; i++) {
      long hash = in.readLong();
      if (hash == 0) {
        throw new IOException("the hash sample is damaged");
      }
      read.add(hash);
    }
    return read;
  }
}
