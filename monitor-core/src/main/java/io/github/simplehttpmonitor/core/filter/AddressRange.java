package io.github.simplehttpmonitor.core.filter;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A range of IPv4 or IPv6 addresses in CIDR notation (RFC 4632, RFC 4291), compared with addresses
 * as logs have them: with a port, in brackets, with a zone, IPv4 mapped into IPv6. IPv4 ranges are
 * kept as ranges of mapped addresses.
 */
final class AddressRange {

  private static final long MAPPED = 0xFFFF_0000_0000L;
  private static final int MAPPED_BITS = 96;

  private final long high;
  private final long low;
  private final long highMask;
  private final long lowMask;

  private AddressRange(long high, long low, int bits) {
    this.highMask = mask(Math.min(bits, 64));
    this.lowMask = mask(Math.max(0, bits - 64));
    this.high = high & highMask;
    this.low = low & lowMask;
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }

  /** {@return the range, null if the text is not one} */
  static @Nullable AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = (slash < 0 ? text : text.substring(0, slash)).getBytes(StandardCharsets.UTF_8);
    Reader reader = new Reader();
    if (!reader.read(address, 0, address.length)) {
      return null;
    }
    int width = reader.isV4 ? 32 : 128;
    int bits = width;
    if (slash >= 0) {
      try {
        bits = Integer.parseInt(text.substring(slash + 1));
      } catch (NumberFormatException e) {
        return null;
      }
    }
    if (bits < 0 || bits > width) {
      return null;
    }
    return new AddressRange(reader.high, reader.low, reader.isV4 ? MAPPED_BITS + bits : bits);
  }

  /** {@return whether the slice is an address of the range} */
  boolean contains(byte[] b, int from, int to) {
    Reader reader = new Reader();
    return reader.read(b, from, to)
        && (reader.high & highMask) == high
        && (reader.low & lowMask) == low;
  }

  /** Reads an address into two longs. Escape analysis makes it free. */
  private static final class Reader {
    long high;
    long low;
    boolean isV4;

    boolean read(byte[] b, int from, int to) {
      int start = from;
      int end = to;
      if (start < end && b[start] == '[') {
        start++;
        end = Bytes.indexOf(b, start, to, ']');
      } else {
        int colon = Bytes.indexOf(b, from, to, ':');
        // One colon: a port. More: IPv6.
        if (colon >= 0 && Bytes.indexOf(b, colon + 1, to, ':') < 0) {
          end = colon;
        }
      }
      if (end < 0) {
        return false;
      }
      int zone = Bytes.indexOf(b, start, end, '%');
      end = zone < 0 ? end : zone;
      if (Bytes.indexOf(b, start, end, ':') >= 0) {
        return v6(b, start, end);
      }
      isV4 = true;
      low = MAPPED;
      return v4(b, start, end);
    }

    private boolean v4(byte[] b, int from, int to) {
      long address = 0;
      int octet = -1;
      int octets = 1;
      for (int i = from; i < to; i++) {
        if (b[i] == '.') {
          if (octet < 0) {
            return false;
          }
          address = address << 8 | octet;
          octet = -1;
          octets++;
        } else if (b[i] >= '0' && b[i] <= '9') {
          octet = (octet < 0 ? 0 : octet * 10) + b[i] - '0';
          if (octet > 255) {
            return false;
          }
        } else {
          return false;
        }
      }
      low |= address << 8 | (octet & 0xFF);
      return octets == 4 && octet >= 0;
    }

    private boolean v6(byte[] b, int from, int to) {
      long[] words = {0, 0};
      int groups = 0;
      int gap = -1;
      int at = from;
      while (at < to) {
        if (b[at] == ':') {
          if (at + 1 < to && b[at + 1] == ':' && gap < 0) {
            gap = groups;
            at += 2;
            continue;
          }
          if (at == from || at + 1 == to) {
            return false;
          }
          at++;
        }
        int end = Bytes.indexOf(b, at, to, ':');
        end = end < 0 ? to : end;
        if (end == to && Bytes.indexOf(b, at, end, '.') >= 0) {
          low = 0;
          if (groups > 6 || !v4(b, at, end)) {
            return false;
          }
          put(words, groups++, (int) (low >>> 16));
          put(words, groups++, (int) (low & 0xFFFF));
          at = end;
          continue;
        }
        int group = hex(b, at, end);
        if (group < 0 || groups == 8) {
          return false;
        }
        put(words, groups++, group);
        at = end;
      }
      if (gap < 0 ? groups != 8 : groups == 8) {
        return false;
      }
      if (gap >= 0) {
        spread(words, groups, gap);
      }
      high = words[0];
      low = words[1];
      return true;
    }

    private static void put(long[] words, int group, int value) {
      words[group >> 2] |= (value & 0xFFFFL) << (48 - 16 * (group & 3));
    }

    private static int get(long[] words, int group) {
      return (int) (words[group >> 2] >>> (48 - 16 * (group & 3))) & 0xFFFF;
    }

    /** Moves the groups after the gap to the end. */
    private static void spread(long[] words, int groups, int gap) {
      long[] spread = {0, 0};
      for (int i = 0; i < groups; i++) {
        put(spread, i < gap ? i : 8 - groups + i, get(words, i));
      }
      words[0] = spread[0];
      words[1] = spread[1];
    }

    private static int hex(byte[] b, int from, int to) {
      if (to <= from || to - from > 4) {
        return -1;
      }
      int value = 0;
      for (int i = from; i < to; i++) {
        int digit = Character.digit(b[i], 16);
        if (digit < 0) {
          return -1;
        }
        value = value << 4 | digit;
      }
      return value;
    }
  }
}
