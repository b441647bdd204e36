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
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

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
  static Input open(Path path, int maxLineBytes, BooleanSupplier stopped) throws IOException {
    if (Files.isRegularFile(path)) {
      byte[] head;
      try (InputStream in = Files.newInputStream(path)) {
        head = in.readNBytes(SAMPLE_BYTES);
      }
      if (!isGzip(head)) {
        return new Input(new FileBlocks(path, maxLineBytes, Blocks.SEGMENT_BYTES), head);
      }
    }
    return open(Files.newInputStream(path), maxLineBytes, stopped);
  }

  /** Opens a stream, which may be compressed with gzip. */
  static Input open(InputStream stream, int maxLineBytes, BooleanSupplier stopped)
      throws IOException {
    BufferedInputStream buffered =
        new BufferedInputStream(new Stoppable(stream, stopped), READ_BYTES);
    buffered.mark(4);
    boolean gzip = isGzip(buffered.readNBytes(3));
    buffered.reset();
    InputStream in = gzip ? new GZIPInputStream(buffered, READ_BYTES) : buffered;
    byte[] head = in.readNBytes(SAMPLE_BYTES);
    return new Input(
        new StreamBlocks(
            new SequenceInputStream(new ByteArrayInputStream(head), in),
            maxLineBytes,
            Blocks.SEGMENT_BYTES),
        head);
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
