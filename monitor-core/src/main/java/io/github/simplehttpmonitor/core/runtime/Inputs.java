package io.github.simplehttpmonitor.core.runtime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Opens inputs that are read once: plain files, gzip, anything that gives bytes. */
final class Inputs {

  /** How much of an input's beginning is looked at for its format and lateness. */
  static final int SAMPLE_BYTES = 4 << 20;

  private static final int READ_BYTES = 64 << 10;

  private Inputs() {}

  /** An input with its beginning. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Input(Blocks blocks, byte[] head) {}

  /** Opens a file; what is wrong with it is said in the exception, see {@link #problem}. */
  static Input open(Path path, int maxLineBytes, int segmentBytes, BooleanSupplier stopped)
      throws IOException {
    if (!Files.isRegularFile(path)) {
      return open(Files.newInputStream(path), maxLineBytes, segmentBytes, stopped);
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = new Head(in).bytes;
    }
    if (!isGzip(head)) {
      return new Input(new FileBlocks(path, maxLineBytes, segmentBytes), head);
    }
    try (InputStream in = decompressed(Files.newInputStream(path))) {
      head = new Head(in).bytes;
    }
    // Opened again when its turn comes: of a hundred archives, no more than one is held in memory.
    return new Input(
        new StreamBlocks(
            new LateStream(() -> decompressed(Files.newInputStream(path))),
            maxLineBytes,
            segmentBytes),
        head);
  }

  /** Opens a stream, which may be compressed with gzip. */
  static Input open(InputStream stream, int maxLineBytes, int segmentBytes, BooleanSupplier stopped)
      throws IOException {
    InputStream in = decompressed(new Stoppable(stream, stopped));
    Head head = new Head(in);
    return new Input(
        new StreamBlocks(
            new SequenceInputStream(new ByteArrayInputStream(head.bytes), head.rest(in)),
            maxLineBytes,
            segmentBytes),
        head.bytes);
  }

  private static InputStream decompressed(InputStream stream) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(stream, READ_BYTES);
    try {
      buffered.mark(4);
      boolean gzip = isGzip(buffered.readNBytes(3));
      buffered.reset();
      return gzip ? new GZIPInputStream(buffered, READ_BYTES) : buffered;
    } catch (IOException e) {
      buffered.close();
      throw e;
    }
  }

  /** The beginning of a stream. If reading fails after some bytes, they are not lost. */
  private static final class Head {
    final byte[] bytes;
    private @Nullable IOException failure;

    Head(InputStream in) throws IOException {
      byte[] buffer = new byte[READ_BYTES];
      int length = 0;
      try {
        int count = in.read(buffer);
        while (count >= 0 && length + count < SAMPLE_BYTES) {
          length += count;
          if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * length, SAMPLE_BYTES));
          }
          count = in.read(buffer, length, buffer.length - length);
        }
        length += Math.max(0, count);
      } catch (IOException e) {
        if (length == 0) {
          throw e;
        }
        failure = e;
      }
      bytes = Arrays.copyOf(buffer, length);
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

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return stopped.getAsBoolean() ? -1 : super.read(buffer, from, length);
    }
  }

  private static boolean isGzip(byte[] head) {
    return head.length > 2 && head[0] == 0x1F && head[1] == (byte) 0x8B && head[2] == 8;
  }

  /** {@return what is wrong with an input, to follow its name} */
  static String problem(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    return e instanceof AccessDeniedException
        ? "may not be read; check its permissions"
        : "cannot be read: " + e.getMessage();
  }
}
