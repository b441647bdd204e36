package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.ParserState;
import java.util.Arrays;

/**
 * Puts an object together that was printed over several lines: from one that is an opening brace
 * alone to the one that closes it. Not thread-safe.
 */
final class JsonCollector {

  /** What an object can have: a broken one must not swallow what follows for long. */
  static final int MAX_BYTES = 32 * 1024;

  /** What {@link #add} says of an object that goes on. */
  static final int OPEN = 0;

  /** What {@link #add} says of an object that is whole. */
  static final int WHOLE = 1;

  /** What {@link #add} says of a line that cannot belong to an object, which is then given up. */
  static final int BROKEN = 2;

  private byte[] bytes = {};
  private int length;
  private int depth;

  boolean isActive() {
    return depth > 0;
  }

  /** {@return whether there is nothing but the brace yet} */
  boolean isFresh() {
    return length == 1;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
    depth = 0;
  }

  /** Adds a line, the opening brace first. */
  int add(byte[] b, int from, int to) {
    if (depth == 0) {
      length = 0;
    }
    int change = change(b, from, to);
    int size = length == 0 ? to - from : length + 1 + to - from;
    if (change == Integer.MIN_VALUE || size > MAX_BYTES) {
      clear();
      return BROKEN;
    }
    if (bytes.length < size) {
      bytes = Arrays.copyOf(bytes, Math.max(size, Math.min(2 * bytes.length, MAX_BYTES)));
    }
    if (length > 0) {
      bytes[length++] = ' ';
    }
    System.arraycopy(b, from, bytes, length, to - from);
    length = size;
    depth += change;
    if (depth > 0) {
      return OPEN;
    }
    depth = 0;
    return WHOLE;
  }

  /** {@return how many more brackets open than close, or MIN_VALUE if a string does not end} */
  private static int change(byte[] b, int from, int to) {
    int change = 0;
    for (int at = from; at < to; at++) {
      switch (b[at]) {
        case '"' -> {
          at = JsonText.stringEnd(b, at + 1, to);
          if (at < 0) {
            return Integer.MIN_VALUE;
          }
        }
        case '{', '[' -> change++;
        case '}', ']' -> change--;
        default -> {}
      }
    }
    return change;
  }

  ParserState state() {
    return isActive() ? ParserState.of(Arrays.copyOf(bytes, length)) : ParserState.NONE;
  }

  void restore(ParserState state) {
    byte[] saved = state.toBytes();
    clear();
    if (saved.length > 0) {
      add(saved, 0, saved.length);
    }
  }
}
