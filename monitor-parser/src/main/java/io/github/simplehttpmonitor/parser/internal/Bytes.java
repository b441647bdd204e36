package io.github.simplehttpmonitor.parser.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Searches, comparisons and hashes over slices of byte arrays, eight bytes at a time where that is
 * possible (SWAR, "SIMD within a register"; see H. Warren, Hacker's Delight, 2nd ed., 6-1).
 *
 * <p>All slices are half open, {@code [from, to)}. Stateless and safe for any number of threads.
 */
public final class Bytes {

  /** Views eight bytes of an array as one long, the first byte lowest. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** Odd multipliers with well mixed bits (from Murmur3's and xxHash's finalizers). */
  private static final long MIX_1 = 0x9E3779B97F4A7C15L;

  private static final long MIX_2 = 0xC2B2AE3D27D4EB4FL;

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Bytes() {}

  /** {@return eight bytes from {@code index}, the first one lowest} */
  public static long longAt(byte[] buffer, int index) {
    return (long) LONGS.get(buffer, index);
  }

  /** Puts eight bytes from {@code index} on, the lowest first. */
  private static void putLong(byte[] buffer, int index, long value) {
    LONGS.set(buffer, index, value);
  }

  /** {@return two bytes from {@code index}, the first one lowest} */
  public static short shortAt(byte[] buffer, int index) {
    // The JDK has no ready code for a VarHandle of shorts: its first use would take 15 ms.
    return (short) ((buffer[index] & 0xFF) | buffer[index + 1] << 8);
  }

  /** {@return the first index of {@code value} in the slice, or -1} */
  public static int indexOf(byte[] buffer, int from, int to, int value) {
    long pattern = (value & 0xFFL) * ONES;
    int i = from;
    for (int last = to - 8; i <= last; i += 8) {
      long match = zeroBytes(longAt(buffer, i) ^ pattern);
      if (match != 0) {
        return i + (Long.numberOfTrailingZeros(match) >>> 3);
      }
    }
    if (i < to && i + 8 <= buffer.length) {
      long match = zeroBytes(longAt(buffer, i) ^ pattern);
      int found = i + (Long.numberOfTrailingZeros(match) >>> 3);
      return match != 0 && found < to ? found : -1;
    }
    byte wanted = (byte) value;
    for (; i < to; i++) {
      if (buffer[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** {@return the first index of a line feed or a NUL in the slice, or {@code to}} */
  public static int indexOfLineBreak(byte[] buffer, int from, int to) {
    int i = from;
    // Four words at once: lines are long, and most words have no such byte.
    for (int last = to - 32; i <= last; i += 32) {
      long low1 = below11(longAt(buffer, i));
      long low2 = below11(longAt(buffer, i + 8));
      long low3 = below11(longAt(buffer, i + 16));
      long low4 = below11(longAt(buffer, i + 24));
      if ((low1 | low2 | low3 | low4) != 0) {
        int found = lineBreakIn(buffer, i, i + 32);
        if (found < i + 32) {
          return found;
        }
      }
    }
    return lineBreakIn(buffer, i, to);
  }

  private static int lineBreakIn(byte[] buffer, int from, int to) {
    int i = from;
    for (int last = to - 8; i <= last; i += 8) {
      long low = below11(longAt(buffer, i));
      while (low != 0) {
        int at = i + (Long.numberOfTrailingZeros(low) >>> 3);
        if (buffer[at] == '\n' || buffer[at] == 0) {
          return at;
        }
        // A borrow may have marked a byte above the lowest true one: each is looked at.
        low &= low - 1;
      }
    }
    while (i < to && buffer[i] != '\n' && buffer[i] != 0) {
      i++;
    }
    return i;
  }

  /** Marks the bytes of a word below 11, and perhaps some above the lowest of them. */
  private static long below11(long word) {
    return (word - 0x0B0B0B0B0B0B0B0BL) & ~word & HIGHS;
  }

  /** {@return the first index of one of two values in the slice, or -1} */
  public static int indexOfEither(byte[] buffer, int from, int to, int first, int second) {
    long pattern1 = (first & 0xFFL) * ONES;
    long pattern2 = (second & 0xFFL) * ONES;
    int i = from;
    for (int last = to - 8; i <= last; i += 8) {
      long word = longAt(buffer, i);
      // Lowest set bit is exact in both halves, so it is exact in their union.
      long match = zeroBytes(word ^ pattern1) | zeroBytes(word ^ pattern2);
      if (match != 0) {
        return i + (Long.numberOfTrailingZeros(match) >>> 3);
      }
    }
    if (i < to && i + 8 <= buffer.length) {
      long word = longAt(buffer, i);
      long match = zeroBytes(word ^ pattern1) | zeroBytes(word ^ pattern2);
      int found = i + (Long.numberOfTrailingZeros(match) >>> 3);
      return match != 0 && found < to ? found : -1;
    }
    for (; i < to; i++) {
      if (buffer[i] == (byte) first || buffer[i] == (byte) second) {
        return i;
      }
    }
    return -1;
  }

  /** {@return the first index of a space or a tab in the slice, or -1} */
  public static int indexOfBlank(byte[] buffer, int from, int to) {
    int i = from;
    for (int last = to - 8; i <= last; i += 8) {
      long word = longAt(buffer, i);
      // Marks the bytes below 33, and perhaps some above the lowest of them.
      long low = (word - 0x2121212121212121L) & ~word & HIGHS;
      if (low != 0) {
        int at = i + (Long.numberOfTrailingZeros(low) >>> 3);
        if (buffer[at] == ' ' || buffer[at] == '\t') {
          return at;
        }
        return indexOfEither(buffer, at + 1, to, ' ', '\t');
      }
    }
    for (; i < to; i++) {
      if (buffer[i] == ' ' || buffer[i] == '\t') {
        return i;
      }
    }
    return -1;
  }

  /**
   * Copies a slice with a space for every plus sign; of two in a row the second stays.
   *
   * @return the index after the last byte in {@code out}
   */
  public static int copyPlusAsSpace(byte[] buffer, int from, int to, byte[] out, int at) {
    int i = from;
    int end = at;
    long carried = 0;
    for (int last = to - 8; i <= last; i += 8, end += 8) {
      long word = longAt(buffer, i);
      long other = word ^ (('+' & 0xFFL) * ONES);
      // Exact in every byte, unlike zeroBytes.
      long plus = ~(((other & ~HIGHS) + ~HIGHS) | other | ~HIGHS);
      long changed = plus & ~(plus << 8 | carried);
      carried = plus >>> 56;
      putLong(out, end, word ^ (changed >>> 7) * ('+' ^ ' '));
    }
    for (; i < to; i++) {
      boolean plus = buffer[i] == '+' && (i == from || buffer[i - 1] != '+');
      out[end++] = plus ? (byte) ' ' : buffer[i];
    }
    return end;
  }

  /** {@return the last index of {@code value} in the slice, or -1} */
  public static int lastIndexOf(byte[] buffer, int from, int to, int value) {
    byte wanted = (byte) value;
    for (int i = to - 1; i >= from; i--) {
      if (buffer[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** {@return whether the slice starts with {@code prefix}} */
  public static boolean startsWith(byte[] buffer, int from, int to, byte[] prefix) {
    int length = prefix.length;
    if (to - from < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@return whether the two slices hold the same bytes} */
  public static boolean equal(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int length = aTo - aFrom;
    if (length != bTo - bFrom) {
      return false;
    }
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if (longAt(a, aFrom + i) != longAt(b, bFrom + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (a[aFrom + i] != b[bFrom + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return a hash of the bytes of the slice; equal slices have equal hashes, on every machine}
   */
  public static long hash(byte[] buffer, int from, int to) {
    long hash = (to - from) * MIX_1;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      hash = (hash ^ longAt(buffer, i)) * MIX_2;
      hash ^= hash >>> 29;
    }
    long tail = 0;
    for (int shift = 0; i < to; i++, shift += 8) {
      tail |= (buffer[i] & 0xFFL) << shift;
    }
    hash = (hash ^ tail) * MIX_1;
    return hash ^ (hash >>> 32);
  }

  /** Compares two slices as unsigned bytes, a prefix before its extension. */
  public static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    return java.util.Arrays.compareUnsigned(a, aFrom, aTo, b, bFrom, bTo);
  }

  /**
   * {@return the slice as text: UTF-8 where it is valid, {@code \xNN} for every byte that is not}
   */
  public static String toText(byte[] buffer, int from, int to) {
    if (isAscii(buffer, from, to)) {
      return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(buffer, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from);
    StringBuilder text = new StringBuilder(to - from);
    while (true) {
      var result = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        appendHex(text, in.get());
      }
      decoder.reset();
    }
  }

  /** Appends {@code \xNN}. */
  public static void appendHex(StringBuilder text, int value) {
    text.append("\\x").append(HEX[(value >> 4) & 0xF]).append(HEX[value & 0xF]);
  }

  private static boolean isAscii(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the word with the highest bit set of its lowest zero byte, and perhaps of some above}
   */
  public static long zeroBytes(long word) {
    return (word - ONES) & ~word & HIGHS;
  }
}
