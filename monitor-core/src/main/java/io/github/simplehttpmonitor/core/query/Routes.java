package io.github.simplehttpmonitor.core.query;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns paths into what is the same for many of them: {@code /users/17} into {@code /users/:id}.
 * Works on bytes and is not thread-safe.
 *
 * <p>In a pattern, a segment that begins with a colon stands for any one segment, and a last
 * segment {@code *} for any number of them.
 */
public final class Routes {

  /** Paths are looked at up to this length. */
  private static final int MAX_PATH = 1_024;

  private static final byte[] ID = ":id".getBytes(StandardCharsets.US_ASCII);

  /** Hexadecimal digits that make a segment a key: shorter words can be all of a to f. */
  private static final int MIN_HEX = 16;

  private final List<byte[]> patterns = new ArrayList<>();
  private final byte[] buffer = new byte[MAX_PATH * ID.length];

  /** Makes one with these patterns, tried in order. */
  public Routes(List<String> patterns) {
    for (String pattern : patterns) {
      this.patterns.add(pattern.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** {@return what {@link #write} fills} */
  public byte[] buffer() {
    return buffer;
  }

  /** Writes the route of a path to {@link #buffer} and returns its length. */
  public int write(byte[] b, int from, int pathEnd) {
    int to = Math.min(pathEnd, from + MAX_PATH);
    for (byte[] pattern : patterns) {
      if (matches(pattern, b, from, to)) {
        int length = Math.min(pattern.length, buffer.length);
        System.arraycopy(pattern, 0, buffer, 0, length);
        return length;
      }
    }
    return normalized(b, from, to);
  }

  private static boolean matches(byte[] pattern, byte[] b, int from, int to) {
    int p = 0;
    int at = from;
    while (true) {
      int patternEnd = segmentEnd(pattern, p, pattern.length);
      if (patternEnd == pattern.length && patternEnd - p == 1 && pattern[p] == '*') {
        return true;
      }
      int end = segmentEnd(b, at, to);
      boolean any = patternEnd > p && pattern[p] == ':';
      if (any ? end == at : !Bytes.equal(pattern, p, patternEnd, b, at, end)) {
        return false;
      }
      if (patternEnd == pattern.length || end == to) {
        return patternEnd == pattern.length && end == to;
      }
      p = patternEnd + 1;
      at = end + 1;
    }
  }

  private static int segmentEnd(byte[] b, int from, int to) {
    int slash = Bytes.indexOf(b, from, to, '/');
    return slash < 0 ? to : slash;
  }

  private int normalized(byte[] b, int from, int to) {
    int length = 0;
    int at = from;
    while (true) {
      int end = segmentEnd(b, at, to);
      if (isId(b, at, end)) {
        System.arraycopy(ID, 0, buffer, length, ID.length);
        length += ID.length;
      } else {
        System.arraycopy(b, at, buffer, length, end - at);
        length += end - at;
      }
      if (end == to) {
        return length;
      }
      buffer[length++] = '/';
      at = end + 1;
    }
  }

  /** Whether a segment is a number, a UUID or a long hexadecimal number. */
  private static boolean isId(byte[] b, int from, int to) {
    boolean decimal = true;
    int hex = 0;
    for (int i = from; i < to; i++) {
      int c = b[i];
      boolean digit = c >= '0' && c <= '9';
      decimal &= digit;
      if (digit || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')) {
        hex++;
      } else if (c != '-') {
        return false;
      }
    }
    return to > from && (decimal || hex >= MIN_HEX);
  }
}
