package io.github.simplehttpmonitor.parser.formats;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The parts of a line that came so far, up to a limit. */
final class PartialLine {

  private static final byte[] NONE = {};

  private final int limit;
  private byte[] bytes = NONE;
  private int length;
  private boolean tooLong;

  /**
   * Makes an empty line.
   *
   * @param limit the most bytes that are kept
   */
  PartialLine(int limit) {
    this.limit = limit;
  }

  /** Whether a part has come. */
  boolean isPending() {
    return length > 0 || tooLong;
  }

  /** Whether there were more bytes than the limit. */
  boolean isTooLong() {
    return tooLong;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void append(byte[] b, int from, int to) {
    int more = Math.min(to - from, limit - length);
    tooLong |= more < to - from;
    if (more <= 0) {
      return;
    }
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
    System.arraycopy(b, from, bytes, length, more);
    length += more;
  }

  /** Begins anew; the bytes stay as they are until the next part comes. */
  void clear() {
    length = 0;
    tooLong = false;
  }

  int stateBytes() {
    return 5 + length;
  }

  void save(ByteBuffer out) {
    out.put((byte) (tooLong ? 1 : 0)).putInt(length).put(bytes, 0, length);
  }

  /** Reads what {@link #save} wrote; returns whether it was that. */
  boolean load(ByteBuffer in) {
    clear();
    if (in.remaining() < 5) {
      return false;
    }
    boolean cut = in.get() != 0;
    int size = in.getInt();
    if (size < 0 || size > in.remaining()) {
      return false;
    }
    byte[] saved = new byte[size];
    in.get(saved);
    append(saved, 0, size);
    tooLong |= cut;
    return true;
  }
}
