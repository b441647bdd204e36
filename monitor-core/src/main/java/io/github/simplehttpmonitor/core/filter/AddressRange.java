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
    return contains(new Reader(), b, from, to);
  }

  /** {@return whether the slice is an address of the range, read by a reader that is used again} */
  boolean contains(Reader reader, byte[] b, int from, int to) {
    return reader.read(b, from, to)
        && (reader.high & highMask) == high
        && (reader.low & lowMask) == low;
  }

  /** Reads addresses into two longs. For one thread. */
  static final class Reader {
    private long high;
    private long low;
    private long v4;
    private boolean isV4;

    private boolean read(byte[] b, int from, int to) {
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
      boolean read = v4(b, start, end);
      high = 0;
      low = MAPPED | v4;
      return read;
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
      v4 = address << 8 | (octet & 0xFF);
      return octets == 4 && octet >= 0;
    }

    private boolean v6(byte[] b, int from, int to) {
      isV4 = false;
      high = 0;
      low = 0;
      int groups = 0;
      int gap = -1;
      int at = from;
      while (at < to) {
        if (b[at] == ':') {
          if (at + 1 < to && b[at + 1] == ':' && gap < 0) {
            gap = groups;
            at += 2;
            if (at < to && b[at] == ':') {
              return false;
            }
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
          if (groups > 6 || !v4(b, at, end)) {
            return false;
          }
          put(groups++, v4 >>> 16);
          put(groups++, v4);
          at = end;
          continue;
        }
        int group = hex(b, at, end);
        if (group < 0 || groups == 8) {
          return false;
        }
        put(groups++, group);
        at = end;
      }
      if (gap < 0 ? groups != 8 : groups == 8) {
        return false;
      }
      if (gap >= 0) {
        spread(groups, gap);
      }
      return true;
    }

    private void put(int group, long value) {
      long bits = (value & 0xFFFF) << (48 - 16 * (group & 3));
      if (group < 4) {
        high |= bits;
      } else {
        low |= bits;
      }
    }

    /** Takes a group away and returns it. */
    private long remove(int group) {
      int shift = 48 - 16 * (group & 3);
      long mask = 0xFFFFL << shift;
      long bits = (group < 4 ? high : low) & mask;
      if (group < 4) {
        high &= ~mask;
      } else {
        low &= ~mask;
      }
      return bits >>> shift;
    }

    /** Moves the groups after the gap to the end. */
    private void spread(int groups, int gap) {
      for (int i = groups - 1; i >= gap; i--) {
        put(8 - groups + i, remove(i));
      }
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
