package io.github.simplehttpmonitor.core.source;

/**
 * Receives the lines of one partition, in order.
 *
 * <p>The lines that are handed out belong to the file of the last {@link #newFile} or {@link
 * #resumeFile}. While a rotated file is still written to, its late lines come between those of its
 * successor, so state that depends on earlier lines (a format's header) has to be kept for each
 * file between {@link #newFile} and {@link #endFile}. Slices of a buffer are valid until the call
 * returns; the buffer may be longer. A method must not throw: lines of the same chunk would be
 * lost.
 */
public interface LineSink {
  /** One line, without its newline and without one carriage return before it; it may be empty. */
  void line(byte[] buffer, int from, int to);

  /**
   * A line longer than the limit, called once when its end was seen.
   *
   * @param buffer holds the first bytes of the line, at most {@link LineAssembler#PREFIX_BYTES}
   * @param from start of these bytes
   * @param to end of these bytes
   * @param length the full length, without the newline
   */
  void overlong(byte[] buffer, int from, int to, long length);

  /** The lines that follow come from a file not read before; state starts afresh. */
  void newFile(SourceFile file);

  /** The lines that follow come from a file announced before, which has not ended. */
  void resumeFile(SourceFile file);

  /** No more lines will come from this file, which was announced by {@link #newFile}. */
  void endFile(SourceFile file);

  /** Something the operator should know. */
  void notice(SourceNotice notice);

  /**
   * {@return what the lines of a file so far mean for those to come, for {@link #newFile} later}
   */
  default byte[] state(SourceFile file) {
    return new byte[0];
  }

  /** Like {@link #newFile(SourceFile)}, but in the middle of a file, with its state there. */
  default void newFile(SourceFile file, byte[] state) {
    newFile(file);
  }
}
