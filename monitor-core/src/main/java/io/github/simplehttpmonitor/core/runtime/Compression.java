package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.spi.CompressionProvider;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Tells by its first bytes whether an input is compressed, and how. */
final class Compression {

  private static final int READ_BYTES = 64 << 10;

  private Compression() {}

  static boolean isGzip(byte[] head) {
    return head.length > 2 && head[0] == 0x1F && head[1] == (byte) 0x8B && head[2] == 8;
  }

  /** {@return whether a file that begins so is compressed in any form, also in an unknown one} */
  static boolean isCompressed(byte[] head) {
    return isGzip(head) || (isNoText(head) && (provider(head) != null || !known(head).isEmpty()));
  }

  /**
   * {@return the stream, or what was compressed in it}
   *
   * @throws IOException if it cannot be read, or not without a plug-in that is missing
   */
  static InputStream decompressed(InputStream stream) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(stream, READ_BYTES);
    try {
      buffered.mark(CompressionProvider.HEAD_BYTES + 1);
      byte[] head = buffered.readNBytes(CompressionProvider.HEAD_BYTES);
      buffered.reset();
      if (isGzip(head)) {
        return new GZIPInputStream(new Patient(buffered), READ_BYTES);
      }
      if (!isNoText(head)) {
        return buffered;
      }
      CompressionProvider provider = provider(head);
      if (provider != null) {
        return provider.decompress(buffered);
      }
      if (!known(head).isEmpty()) {
        throw new IOException(
            "it is compressed with "
                + known(head)
                + ", for which the plug-in monitor-compression is missing");
      }
      return buffered;
    } catch (IOException | RuntimeException e) {
      buffered.close();
      throw e;
    }
  }

  /** {@return what ended the reading of an input before its end} */
  static String problem(IOException e) {
    return e instanceof EOFException ? "it is truncated" : String.valueOf(e.getMessage());
  }

  /** Whether it cannot be the beginning of a log in plain text, so that providers are asked. */
  private static boolean isNoText(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
        return true;
      }
    }
    return !known(head).isEmpty();
  }

  private static @Nullable CompressionProvider provider(byte[] head) {
    Iterator<CompressionProvider> found =
        ServiceLoader.load(CompressionProvider.class, CompressionProvider.class.getClassLoader())
            .iterator();
    boolean more = true;
    while (more) {
      try {
        more = found.hasNext();
        CompressionProvider provider = more ? found.next() : null;
        if (provider != null && provider.matches(head.clone(), head.length)) {
          return provider;
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        // One that cannot be loaded is as good as missing, which is said.
        more = true;
      }
    }
    return null;
  }

  /** The forms of compression that logs are found in, by their first bytes; empty if it is none. */
  private static String known(byte[] b) {
    if (b.length < 4) {
      return "";
    }
    int first = (b[0] & 0xFF) << 24 | (b[1] & 0xFF) << 16 | (b[2] & 0xFF) << 8 | (b[3] & 0xFF);
    if (first == 0x28B52FFD) {
      return "zstd";
    }
    if (first == 0xFD377A58) {
      return "xz";
    }
    if (first == 0x04224D18) {
      return "lz4";
    }
    if (first >>> 8 == 0x425A68 && b[3] >= '1' && b[3] <= '9') {
      return "bzip2";
    }
    return "";
  }

  /**
   * Says that there is more until it has come to the end. {@link GZIPInputStream} takes a pipe that
   * has nothing at the moment for one that has ended, and would leave out what was joined there.
   */
  private static final class Patient extends FilterInputStream {
    private boolean ended;

    Patient(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      ended |= b < 0;
      return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, length);
      ended |= count < 0;
      return count;
    }

    @Override
    public int available() throws IOException {
      return ended ? 0 : Math.max(1, super.available());
    }
  }
}
