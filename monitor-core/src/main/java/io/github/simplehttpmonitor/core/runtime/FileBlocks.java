package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.LineAssembler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The segments of a plain file, which several workers can load at once. */
final class FileBlocks implements Blocks {

  private static final int READ_BYTES = 64 << 10;

  /** Bytes come through a buffer outside the heap of this size, which the cache should hold. */
  private static final int CHUNK_BYTES = 128 << 10;

  private final Path path;
  private final FileChannel channel;
  private final int maxLineBytes;
  private final int segmentBytes;
  private volatile long number;

  FileBlocks(Path path, int maxLineBytes, int segmentBytes) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.maxLineBytes = maxLineBytes;
    this.segmentBytes = segmentBytes;
  }

  @Override
  public long next(Block block) throws IOException {
    long next = number;
    if (next * segmentBytes >= channel.size()) {
      return -1;
    }
    number = next + 1;
    return next;
  }

  /** {@return how far it was given out; may be asked for by any thread} */
  long position() {
    return number * segmentBytes;
  }

  Path path() {
    return path;
  }

  /** {@return how many segments the file has now} */
  long segments() throws IOException {
    return (channel.size() + segmentBytes - 1) / segmentBytes;
  }

  /** Goes on with that segment. */
  void skipTo(long segment) {
    number = segment;
  }

  /** {@return the bytes at a segment's start, at most so many} */
  byte[] look(long segment, int length) throws IOException {
    return lookAt(segment * segmentBytes, length);
  }

  /** {@return the last bytes there are now, at most so many} */
  byte[] lookAtEnd(int length) throws IOException {
    return lookAt(Math.max(0, channel.size() - length), length);
  }

  private byte[] lookAt(long position, int length) throws IOException {
    Block block = new Block();
    block.ensure(length);
    boolean all = read(block, position, length);
    return all ? block.buffer : java.util.Arrays.copyOf(block.buffer, block.to);
  }

  @Override
  public void load(long segment, Block block) throws IOException {
    long start = segment * segmentBytes;
    // The bytes before tell whether a line begins right at the start.
    int before = (int) Math.min(start, LineAssembler.NUL_BREAK);
    int segmentEnd = before + segmentBytes;
    block.ensure(segmentEnd + READ_BYTES);
    block.from = 0;
    block.to = 0;
    boolean more = read(block, start - before, segmentEnd + READ_BYTES);
    LineStarts starts = new LineStarts();
    if (segment > 0) {
      starts.startAt(block.buffer, before - 1, 0);
      int first = starts.find(block.buffer, before - 1, Math.min(block.to, segmentEnd - 1));
      if (first < 0) {
        block.to = 0;
        return;
      }
      block.from = first;
    }
    int scanned = Math.min(segmentEnd - 1, block.to);
    starts.startAt(block.buffer, scanned, 0);
    while (true) {
      int next = starts.find(block.buffer, scanned, block.to);
      if (next >= 0) {
        block.to = next;
        return;
      }
      scanned = block.to;
      if (!more || starts.content() > maxLineBytes) {
        return;
      }
      block.ensure(block.to + READ_BYTES);
      more = read(block, start - before, block.to + READ_BYTES);
    }
  }

  /** Reads until the block holds so many bytes; returns whether it does. */
  private boolean read(Block block, long position, int wanted) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(block.buffer);
    while (block.to < wanted) {
      target.limit(Math.min(wanted, block.to + CHUNK_BYTES)).position(block.to);
      int count = channel.read(target, position + block.to);
      if (count < 0) {
        return false;
      }
      block.to += count;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
