package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;

/** A text that lines have between their fields; it is compared eight bytes at a time. */
final class Literal {

  final byte[] bytes;
  final int length;
  private final long word;
  private final long mask;

  Literal(String text) {
    bytes = text.getBytes(StandardCharsets.UTF_8);
    length = bytes.length;
    long head = 0;
    for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
      head = head << 8 | (bytes[i] & 0xFF);
    }
    word = head;
    mask = length >= Long.BYTES ? -1 : (1L << (8 * length)) - 1;
  }

  /** Whether the text is at this place and ends before {@code to}. */
  boolean isAt(byte[] b, int at, int to) {
    if (to - at < length) {
      return false;
    }
    if (at + Long.BYTES > b.length) {
      return Bytes.startsWith(b, at, to, bytes);
    }
    return (Bytes.longAt(b, at) & mask) == word
        && (length <= Long.BYTES || Bytes.startsWith(b, at, to, bytes));
  }

  /** {@return where the text is first, or -1} */
  int find(byte[] b, int from, int to) {
    int at = Bytes.indexOf(b, from, to, bytes[0]);
    while (at >= 0 && length > 1 && !isAt(b, at, to)) {
      at = Bytes.indexOf(b, at + 1, to, bytes[0]);
    }
    return at;
  }
}
