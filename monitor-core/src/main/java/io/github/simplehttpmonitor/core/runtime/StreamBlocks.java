package io.github.simplehttpmonitor.core.runtime;

import java.io.IOException;
import java.io.InputStream;

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

  private long number;
  private boolean ended;

  StreamBlocks(InputStream in, int maxLineBytes, int segmentBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
    this.segmentBytes = segmentBytes;
  }

  @Override
  public long next(Block block) throws IOException {
    if (ended && carriedLength == 0) {
      return -1;
    }
    block.from = 0;
    block.ensure(Math.max(carriedLength, segmentBytes) + READ_BYTES);
    System.arraycopy(carried, 0, block.buffer, 0, carriedLength);
    block.to = carriedLength;
    carriedLength = 0;
    // A line that begins before the end of the segment belongs to it, to its newline.
    int segmentEnd = (int) ((position / segmentBytes + 1) * segmentBytes - position);
    int scanned = segmentEnd - 1;
    while (true) {
      int newline = block.newline(scanned, block.to);
      if (newline >= 0) {
        carry(block.buffer, newline + 1, block.to);
        block.to = newline + 1;
        break;
      }
      scanned = Math.max(scanned, block.to);
      if (ended) {
        break;
      }
      if (block.to - segmentEnd > maxLineBytes + READ_BYTES) {
        skipLine();
        break;
      }
      fill(block);
    }
    position += block.to;
    return number++;
  }

  private void fill(Block block) throws IOException {
    if (block.buffer.length == block.to) {
      block.ensure(block.to + READ_BYTES);
    }
    int count = in.read(block.buffer, block.to, block.buffer.length - block.to);
    if (count < 0) {
      ended = true;
    } else {
      block.to += count;
    }
  }

  private void carry(byte[] buffer, int from, int to) {
    carriedLength = to - from;
    if (carried.length < carriedLength) {
      carried = new byte[carriedLength];
    }
    System.arraycopy(buffer, from, carried, 0, carriedLength);
  }

  /** Reads and forgets what is left of a line that is longer than any limit. */
  private void skipLine() throws IOException {
    byte[] buffer = new byte[READ_BYTES];
    while (true) {
      int count = in.read(buffer);
      if (count < 0) {
        ended = true;
        return;
      }
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          position += i + 1;
          carry(buffer, i + 1, count);
          return;
        }
      }
      position += count;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
