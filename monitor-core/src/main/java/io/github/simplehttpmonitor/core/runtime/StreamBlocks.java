package io.github.simplehttpmonitor.core.runtime;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The segments of a stream, read one after the other. */
final class StreamBlocks implements Blocks {

  private static final int READ_BYTES = 64 << 10;

  private final InputStream in;
  private final int maxLineBytes;
  private final int segmentBytes;

  /** What was read beyond the last segment's lines. */
  private byte[] carried = new byte[READ_BYTES];

  private int carriedLength;

  /** Where in the stream the next line begins. */
  private long position;

  private final LineStarts starts = new LineStarts();

  /** The NUL bytes right before the position. */
  private int nulsBefore;

  private long number;
  private boolean ended;
  private @Nullable IOException failure;

  StreamBlocks(InputStream in, int maxLineBytes, int segmentBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
    this.segmentBytes = segmentBytes;
  }

  @Override
  public long next(Block block) throws IOException {
    if (ended && carriedLength == 0) {
      IOException problem = failure;
      if (problem != null) {
        failure = null;
        throw problem;
      }
      return -1;
    }
    block.from = 0;
    block.ensure(Math.max(carriedLength, segmentBytes) + READ_BYTES);
    System.arraycopy(carried, 0, block.buffer, 0, carriedLength);
    block.to = carriedLength;
    carriedLength = 0;
    // A line that begins before the end of the segment belongs to it, to its newline.
    int segmentEnd = (int) ((position / segmentBytes + 1) * segmentBytes - position);
    while (block.to < segmentEnd - 1 && !ended) {
      fill(block);
    }
    int scanned = Math.min(segmentEnd - 1, block.to);
    starts.startAt(block.buffer, scanned, nulsBefore);
    while (true) {
      int next = starts.find(block.buffer, scanned, block.to);
      if (next >= 0) {
        carry(block.buffer, next, block.to);
        block.to = next;
        break;
      }
      scanned = block.to;
      if (ended) {
        break;
      }
      if (starts.content() > maxLineBytes) {
        skipLine();
        break;
      }
      fill(block);
    }
    nulsBefore = starts.nuls();
    position += block.to;
    return number++;
  }

  private void fill(Block block) {
    if (block.buffer.length == block.to) {
      block.ensure(block.to + READ_BYTES);
    }
    block.to += read(block.buffer, block.to, block.buffer.length - block.to);
  }

  private void carry(byte[] buffer, int from, int to) {
    carriedLength = to - from;
    if (carried.length < carriedLength) {
      carried = new byte[carriedLength];
    }
    System.arraycopy(buffer, from, carried, 0, carriedLength);
  }

  /** Reads and forgets what is left of a line that is longer than any limit. */
  private void skipLine() {
    byte[] buffer = new byte[READ_BYTES];
    while (!ended) {
      int count = read(buffer, 0, buffer.length);
      int next = starts.find(buffer, 0, count);
      if (next >= 0) {
        position += next;
        carry(buffer, next, count);
        return;
      }
      position += count;
    }
  }

  /** Reads some bytes; none at the end, or where reading fails, which is told after them all. */
  private int read(byte[] buffer, int from, int length) {
    int count;
    try {
      // A plain file's stream allocates, outside the heap, as much as it is asked for.
      count = in.read(buffer, from, Math.min(length, READ_BYTES));
    } catch (IOException e) {
      failure = e;
      count = -1;
    }
    ended = count < 0;
    return Math.max(0, count);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
