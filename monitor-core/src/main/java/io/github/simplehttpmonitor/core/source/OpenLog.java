package io.github.simplehttpmonitor.core.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One open file and how far it was read.
 *
 * <p>The first and the last bytes before the position are remembered. Every read begins with the
 * latter, so that a file whose content was exchanged under the position is noticed by the read
 * itself, however long it is by then.
 */
final class OpenLog implements Closeable {
  /** How many bytes before the position are remembered; read buffers need that much in front. */
  static final int TAIL_BYTES = 1024;

  /** Answer of {@link #read}: the bytes before the position are not those read before. */
  static final int CHANGED = -1;

  private static final int EVIDENCE_BYTES = 256;

  final int number;
  final LineAssembler lines;
  final long start;
  final FileTime openedModified;
  private final byte[] head = new byte[FileIdentity.HEAD_BYTES];
  private final byte[] tail = new byte[TAIL_BYTES];
  private FileChannel channel;
  private Path path;
  private Object key;
  private long position;
  private int tailLength;
  @Nullable SourceFile announced;

  /** What the lines before the start mean for those after it; null if none were read. */
  byte @Nullable [] restored;

  long idleSince;
  @Nullable FileTime seenModified;
  long seenSize = -1;
  boolean settled;

  private OpenLog(Candidate candidate, int number, long start, LineAssembler lines)
      throws IOException {
    this.channel = candidate.channel();
    this.path = candidate.path();
    this.key = candidate.key();
    this.openedModified = candidate.modified();
    this.number = number;
    this.start = start;
    this.position = start;
    this.lines = lines;
    readAt(channel, 0, head, 0, headLength());
    tailLength = (int) Math.min(start, TAIL_BYTES);
    readAt(channel, start - tailLength, tail, 0, tailLength);
    if (start > 0) {
      lines.startInside();
    }
  }

  /** Starts to read a file at a position. */
  static OpenLog at(Candidate candidate, int number, long start, LineAssembler lines)
      throws IOException {
    return new OpenLog(candidate, number, start, lines);
  }

  Object key() {
    return key;
  }

  Path path() {
    return path;
  }

  long position() {
    return position;
  }

  private int headLength() {
    return (int) Math.min(position, head.length);
  }

  FileIdentity identity() {
    return FileIdentity.of(key, head, headLength());
  }

  /** {@return how far it was read, at the end of the last whole line} */
  SavedLog saved(byte[] state) {
    FileTime seen = seenModified;
    return new SavedLog(
        path.toString(),
        identity(),
        position,
        tailLength,
        FileIdentity.hash(tail, 0, tailLength),
        position - lines.pending(),
        Math.max(openedModified.toMillis(), seen == null ? 0 : seen.toMillis()),
        state);
  }

  boolean hasMore() throws IOException {
    return channel.size() > position;
  }

  /**
   * Reads on.
   *
   * @param buffer gets the bytes from {@link #TAIL_BYTES} on
   * @param max the most to read
   * @return how many were read, 0 at the end of the file, or {@link #CHANGED}
   */
  int read(byte[] buffer, int max) throws IOException {
    int from = TAIL_BYTES - tailLength;
    int wanted = tailLength + Math.min(max, buffer.length - TAIL_BYTES);
    int got = channel.read(ByteBuffer.wrap(buffer, from, wanted), position - tailLength);
    if (Math.max(got, 0) < tailLength
        || !Arrays.equals(buffer, from, TAIL_BYTES, tail, 0, tailLength)) {
      return CHANGED;
    }
    int count = Math.max(got, 0) - tailLength;
    int known = headLength();
    position += count;
    System.arraycopy(buffer, TAIL_BYTES, head, known, headLength() - known);
    tailLength = (int) Math.min(position, TAIL_BYTES);
    System.arraycopy(buffer, TAIL_BYTES + count - tailLength, tail, 0, tailLength);
    return count;
  }

  /** Reads what was read before, without changing the position. */
  int readBack(ByteBuffer target, long from) throws IOException {
    return channel.read(target, from);
  }

  /** Returns whether the file still holds, before the position, what was read there. */
  boolean isUnchanged() throws IOException {
    return begins(channel);
  }

  /** Returns whether another file begins with what was read of this one, as a copy of it does. */
  boolean begins(FileChannel other) throws IOException {
    if (other.size() < position) {
      return false;
    }
    byte[] bytes = new byte[Math.max(headLength(), tailLength)];
    return readAt(other, 0, bytes, 0, headLength()) == headLength()
        && Arrays.equals(bytes, 0, headLength(), head, 0, headLength())
        && readAt(other, position - tailLength, bytes, 0, tailLength) == tailLength
        && Arrays.equals(bytes, 0, tailLength, tail, 0, tailLength);
  }

  /** Returns whether a shorter file begins as this one does, as a copy taken earlier does. */
  boolean beginsLike(FileChannel other) throws IOException {
    byte[] bytes = new byte[(int) Math.min(headLength(), other.size())];
    return bytes.length > 0
        && readAt(other, 0, bytes, 0, bytes.length) == bytes.length
        && Arrays.equals(bytes, 0, bytes.length, head, 0, bytes.length);
  }

  /** Returns whether another file is a copy of this one, with enough read of it to be sure. */
  boolean surelyBegins(FileChannel other) throws IOException {
    return position >= EVIDENCE_BYTES && begins(other);
  }

  /** Makes the next look compare what was read, whatever size and time say. */
  void doubt() {
    seenModified = null;
    settled = false;
  }

  /** Reads on, at the same position, in a copy of the file. */
  void moveTo(Candidate copy) throws IOException {
    channel.close();
    channel = copy.channel();
    path = copy.path();
    key = copy.key();
    doubt();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Reads until the length is reached or the file ends; returns how many bytes were read. */
  static int readAt(FileChannel channel, long position, byte[] into, int offset, int length)
      throws IOException {
    ByteBuffer target = ByteBuffer.wrap(into, offset, length);
    int count = 1;
    while (count > 0 && target.hasRemaining()) {
      count = channel.read(target, position + target.position() - offset);
    }
    return target.position() - offset;
  }
}
