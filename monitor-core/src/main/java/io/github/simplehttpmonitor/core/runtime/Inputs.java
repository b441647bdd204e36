package io.github.simplehttpmonitor.core.runtime;

import static io.github.simplehttpmonitor.core.spi.CompressionProvider.HEAD_BYTES;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens inputs that are read once: plain files, gzip, anything that gives bytes. */
final class Inputs {

  /** How much of an input's beginning is looked at for its format and lateness. */
  static final int SAMPLE_BYTES = 4 << 20;

  private static final int READ_BYTES = 64 << 10;

  private Inputs() {}

  /**
   * An input with its beginning.
   *
   * @param position how many bytes of it were read so far, as it is stored
   * @param size how many there are, -1 if that is not known
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Input(Blocks blocks, byte[] head, LongSupplier position, long size) {}

  /** Opens a file; what is wrong with it is said in the exception, see {@link #problem}. */
  static Input open(Path path, int maxLineBytes, int segmentBytes, BooleanSupplier stopped)
      throws IOException {
    // Files of /proc have no size, but text.
    if (!Files.isRegularFile(path) || Files.size(path) == 0) {
      return open(pipe(path), maxLineBytes, segmentBytes, stopped);
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = new Head(in).bytes;
    }
    long size = Files.size(path);
    if (!Compression.isCompressed(Arrays.copyOf(head, Math.min(head.length, HEAD_BYTES)))) {
      FileBlocks blocks = new FileBlocks(path, maxLineBytes, segmentBytes);
      return new Input(blocks, head, blocks::position, size);
    }
    try (InputStream in = Compression.decompressed(Files.newInputStream(path))) {
      head = new Head(in).bytes;
    }
    AtomicLong position = new AtomicLong();
    // Opened again when its turn comes: of a hundred archives, no more than one is held in memory.
    return new Input(
        new StreamBlocks(
            new LateStream(
                () -> Compression.decompressed(new Counting(Files.newInputStream(path), position))),
            maxLineBytes,
            segmentBytes),
        head,
        position::get,
        size);
  }

  /** Opens what is no file: the streams of {@link Files} seek, which pipes and devices cannot. */
  private static InputStream pipe(Path path) throws IOException {
    path.getFileSystem().provider().checkAccess(path, AccessMode.READ);
    return new FileInputStream(path.toFile());
  }

  /** Opens a stream, which may be compressed. */
  static Input open(InputStream stream, int maxLineBytes, int segmentBytes, BooleanSupplier stopped)
      throws IOException {
    AtomicLong position = new AtomicLong();
    InputStream in =
        Compression.decompressed(new Counting(new Stoppable(stream, stopped), position));
    Head head = new Head(in);
    return new Input(
        new StreamBlocks(
            new SequenceInputStream(new ByteArrayInputStream(head.bytes), head.rest(in)),
            maxLineBytes,
            segmentBytes),
        head.bytes,
        position::get,
        -1);
  }

  /** Counts what was read. */
  private static final class Counting extends FilterInputStream {
    private final AtomicLong position;

    Counting(InputStream in, AtomicLong position) {
      super(in);
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      position.addAndGet(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, length);
      position.addAndGet(Math.max(0, count));
      return count;
    }
  }

  /** The beginning of a stream. If reading fails after some bytes, they are not lost. */
  private static final class Head {
    final byte[] bytes;
    private @Nullable IOException failure;

    Head(InputStream in) throws IOException {
      byte[] buffer = new byte[READ_BYTES];
      int wanted = READ_BYTES;
      int length = 0;
      try {
        while (length < wanted) {
          int count = in.read(buffer, length, Math.min(READ_BYTES, wanted - length));
          if (count < 0) {
            break;
          }
          length += count;
          if (length == buffer.length && wanted == READ_BYTES) {
            wanted = sampleBytes(buffer);
            buffer = Arrays.copyOf(buffer, wanted);
          }
        }
      } catch (IOException e) {
        if (length == 0) {
          throw e;
        }
        failure = e;
      }
      bytes = length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }

    /** About how many bytes the lines of a sample are, if they go on as they began. */
    private static int sampleBytes(byte[] beginning) {
      int lines = 1;
      for (int at = Bytes.indexOf(beginning, 0, beginning.length, '\n');
          at >= 0;
          at = Bytes.indexOf(beginning, at + 1, beginning.length, '\n')) {
        lines++;
      }
      long bytes = (long) beginning.length * Sample.MAX_LINES / lines;
      return (int) Math.min(SAMPLE_BYTES, Math.max(2L * beginning.length, bytes + bytes / 8));
    }

    /** What comes after the beginning. */
    InputStream rest(InputStream in) {
      IOException problem = failure;
      if (problem == null) {
        return in;
      }
      return new LateStream(
          () -> {
            in.close();
            throw problem;
          });
    }
  }

  /** Ends when told to stop, for an input like a device may have no end of its own. */
  private static final class Stoppable extends FilterInputStream {
    private final BooleanSupplier stopped;

    Stoppable(InputStream in, BooleanSupplier stopped) {
      super(in);
      this.stopped = stopped;
    }

    @Override
    public int read() throws IOException {
      return stopped.getAsBoolean() ? -1 : super.read();
    }

    /** Files of /proc do not answer: whoever asks has to read. */
    @Override
    public int available() {
      try {
        return super.available();
      } catch (IOException e) {
        return 0;
      }
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return stopped.getAsBoolean() ? -1 : super.read(buffer, from, length);
    }
  }

  /** {@return what is wrong with an input, to follow its name} */
  static String problem(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    return e instanceof AccessDeniedException
        ? "may not be read; check its permissions"
        : "cannot be read: " + Compression.problem(e);
  }
}
