package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.LineAssembler;

/**
 * Finds where lines begin as {@link LineAssembler} has it, without making them: after a newline and
 * within or after a long run of NUL bytes. Goes on over chunks.
 */
final class LineStarts {

  private int nuls;
  private int content;

  /**
   * {@return the NUL bytes right before, at most the {@link LineAssembler#NUL_BREAK} that matter}
   */
  int nuls() {
    return nuls;
  }

  /** {@return how many bytes were looked at that count for the length of a line} */
  int content() {
    return content;
  }

  /**
   * Begins anew at an index.
   *
   * @param nulsBefore the NUL bytes right before the buffer
   */
  void startAt(byte[] buffer, int index, int nulsBefore) {
    int from = Math.max(0, index - LineAssembler.NUL_BREAK);
    nuls = from == 0 ? nulsBefore : 0;
    for (int i = from; i < index; i++) {
      nuls = buffer[i] == 0 ? nuls + 1 : 0;
    }
    nuls = Math.min(nuls, LineAssembler.NUL_BREAK);
    content = 0;
  }

  /** {@return the first index after one of these bytes where a line begins, or -1} */
  int find(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = buffer[i];
      if (b == 0) {
        nuls = Math.min(nuls + 1, LineAssembler.NUL_BREAK);
        if (nuls == LineAssembler.NUL_BREAK) {
          return i + 1;
        }
      } else {
        nuls = 0;
        content++;
        if (b == '\n') {
          return i + 1;
        }
      }
    }
    return -1;
  }
}
