package io.github.simplehttpmonitor.core.runtime;

import java.util.Arrays;

/** The bytes of the lines that begin in one segment of an input. Reused. */
final class Block {

  byte[] buffer = new byte[0];
  int from;
  int to;

  boolean isEmpty() {
    return from >= to;
  }

  void ensure(int capacity) {
    if (buffer.length < capacity) {
      buffer = Arrays.copyOf(buffer, capacity);
    }
  }
}
