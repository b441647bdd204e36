package io.github.simplehttpmonitor.core.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * Hands out the lines of a stream: standard input, a pipe, a file that is read once.
 *
 * <p>The stream is one file; {@link LineSink#newFile} is not called. Reading blocks as the stream
 * does. Memory is bounded by the read buffer and the limit of a line, whatever comes. Not
 * thread-safe; the stream is the caller's to close.
 */
public final class StreamLines {
  private final InputStream in;
  private final byte[] buffer;
  private final LineCounts counts = new LineCounts();
  private final LineAssembler lines;
  private boolean ended;

  /** Makes a reader that uses the sizes of the options. */
  public StreamLines(InputStream in, FollowOptions options, LineSink sink) {
    this.in = in;
    this.buffer = new byte[options.readBufferBytes()];
    this.lines = new LineAssembler(options.maxLineBytes(), sink, counts);
  }

  /**
   * Reads once, at most the given number of bytes. The last line is handed out at the end of the
   * stream even without a newline.
   *
   * @return the number of bytes read, or -1 at the end
   */
  public int read(int maxBytes) throws IOException {
    if (ended) {
      return -1;
    }
    int count = in.read(buffer, 0, Math.min(buffer.length, Math.max(1, maxBytes)));
    if (count < 0) {
      finish();
    } else {
      lines.accept(buffer, 0, count);
    }
    return count;
  }

  /** Reads to the end of the stream. */
  public void readAll() throws IOException {
    int count = 0;
    while (count >= 0) {
      count = read(buffer.length);
    }
  }

  /** Hands out the held half line; nothing is read from then on. */
  public void finish() {
    if (!ended) {
      ended = true;
      lines.finish();
    }
  }

  /** Returns what was met so far. */
  public LineCounts counts() {
    return counts;
  }
}
