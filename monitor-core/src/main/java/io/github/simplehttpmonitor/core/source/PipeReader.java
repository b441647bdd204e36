package io.github.simplehttpmonitor.core.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what blocks, standard input or a FIFO, on a daemon thread of its own, so that whoever wants
 * the bytes can go on without them. At most {@link #CHUNKS} chunks wait; then the thread stops
 * reading until there is room. One thread takes; any may {@link #close}.
 */
public final class PipeReader implements Closeable {

  private static final int CHUNK_BYTES = 64 << 10;
  private static final int CHUNKS = 16;
  private static final long LOOK_MILLIS = 100;

  /** Stands for the end among the chunks. */
  private static final byte[] END = {};

  private static final int TYPE_MASK = 0170000;
  private static final int FIFO = 0010000;

  private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>(CHUNKS);
  private final Opener opener;
  private final Runnable arrived;
  private volatile boolean closed;
  private volatile @Nullable IOException failure;
  private boolean ended;

  /** Opens what is read. Called on the reading thread, for opening a FIFO blocks as well. */
  @FunctionalInterface
  public interface Opener {
    /** Opens it. */
    InputStream open() throws IOException;
  }

  private PipeReader(Opener opener, Runnable arrived) {
    this.opener = opener;
    this.arrived = arrived;
  }

  /**
   * Begins to read.
   *
   * @param name names the thread
   * @param opener is called once; the stream is closed at its end
   * @param arrived is called on the reading thread whenever there is something to take
   */
  public static PipeReader start(String name, Opener opener, Runnable arrived) {
    PipeReader reader = new PipeReader(opener, arrived);
    Thread thread = new Thread(reader::read, "reader-" + name);
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  /** {@return whether the path is a FIFO, as far as this system can tell} */
  public static boolean isFifo(Path path) {
    try {
      return Files.getAttribute(path, "unix:mode") instanceof Integer mode
          && (mode & TYPE_MASK) == FIFO;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  private void read() {
    try (InputStream in = opener.open()) {
      byte[] buffer = new byte[CHUNK_BYTES];
      int count = 0;
      while (count >= 0 && !closed) {
        if (count > 0) {
          put(Arrays.copyOf(buffer, count));
        }
        count = in.read(buffer);
      }
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new IOException(e.toString(), e);
    }
    put(END);
  }

  private void put(byte[] chunk) {
    try {
      boolean taken = false;
      while (!taken && !closed) {
        taken = chunks.offer(chunk, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but to end it.
      closed = true;
    }
    arrived.run();
  }

  /** {@return the next bytes, null if there are none now} */
  public byte @Nullable [] poll() {
    return ended ? null : taken(chunks.poll());
  }

  /** {@return the next bytes; waits for them; null at the end or when told to stop} */
  private byte @Nullable [] take(BooleanSupplier stopped) {
    byte[] chunk = null;
    try {
      while (chunk == null && !ended && !stopped.getAsBoolean()) {
        chunk = chunks.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    return taken(chunk);
  }

  private byte @Nullable [] taken(byte @Nullable [] chunk) {
    ended |= chunk == END;
    return chunk == END ? null : chunk;
  }

  /** {@return whether everything was taken and nothing will come} */
  public boolean isEnded() {
    return ended;
  }

  /** {@return whether there is something to take now} */
  public boolean hasMore() {
    return !ended && !chunks.isEmpty();
  }

  /** {@return why it ended, null if that was just the end} */
  public @Nullable IOException failure() {
    return failure;
  }

  /** {@return the bytes as a stream, which ends early when told to stop} */
  public InputStream asStream(BooleanSupplier stopped) {
    return new Stream(stopped);
  }

  /** Stops to read, at the latest after the read that is going on. */
  @Override
  public void close() {
    closed = true;
    chunks.clear();
  }

  /** Takes the chunks as a stream. */
  private final class Stream extends InputStream {
    private final BooleanSupplier stopped;
    private byte[] chunk = END;
    private int at;

    Stream(BooleanSupplier stopped) {
      this.stopped = stopped;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at == chunk.length) {
        byte[] next = take(stopped);
        if (next == null) {
          IOException why = failure;
          if (why != null) {
            throw why;
          }
          return -1;
        }
        chunk = next;
        at = 0;
      }
      int count = Math.min(length, chunk.length - at);
      System.arraycopy(chunk, at, target, offset, count);
      at += count;
      return count;
    }

    @Override
    public int available() {
      return chunk.length - at;
    }

    @Override
    public void close() {
      PipeReader.this.close();
    }
  }
}
