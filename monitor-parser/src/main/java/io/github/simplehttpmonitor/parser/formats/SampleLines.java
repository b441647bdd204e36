package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.Arrays;

/** Where the lines of a sample are, without terminators, blank ones left out. */
final class SampleLines {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  final byte[] bytes;
  private int[] bounds = new int[256];
  private int count;
  private boolean hasContent;

  SampleLines(byte[] sample, int length) {
    bytes = sample;
    int from = Bytes.startsWith(sample, 0, length, MARK) ? MARK.length : 0;
    while (from < length) {
      int newline = Bytes.indexOf(sample, from, length, '\n');
      // A last line without newline may be half of one, unless there is no other.
      if (newline < 0 && hasContent) {
        break;
      }
      int to = newline < 0 ? length : newline;
      add(from, to > from && sample[to - 1] == '\r' ? to - 1 : to);
      from = newline < 0 ? length : newline + 1;
    }
  }

  private void add(int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    if (at == to) {
      return;
    }
    hasContent |= bytes[at] != '#';
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * count] = from;
    bounds[2 * count + 1] = to;
    count++;
  }

  /** Whether any line has what could be the beginning of a JSON object. */
  boolean hasObjects() {
    for (int line = 0; line < count; line++) {
      if (Bytes.indexOf(bytes, from(line), to(line), '{') >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the first lines all begin like JSON objects. */
  boolean isOnlyObjects(int lines) {
    int looked = Math.min(lines, count);
    for (int line = 0; line < looked; line++) {
      if (bytes[from(line)] != '{') {
        return false;
      }
    }
    return looked > 0;
  }

  int count() {
    return count;
  }

  int from(int line) {
    return bounds[2 * line];
  }

  int to(int line) {
    return bounds[2 * line + 1];
  }
}
