package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A log that can be read backwards from where reading has come to.
 *
 * @param bytes its bytes; null if it cannot be read twice
 * @param end how far it has been read, or more if it ends before that
 * @param continued whether what came before its beginning is somewhere else
 * @param latest the highest time in it so far, in microseconds
 * @param latenessMicros how far its lines may be out of order
 * @param format its format
 * @param context how its lines are parsed
 * @param state what the lines before mean for those at the end
 */
record ReadBack(
    @Nullable Bytes bytes,
    long end,
    boolean continued,
    long latest,
    long latenessMicros,
    LogFormat format,
    ParserContext context,
    ParserState state) {

  /** Reads bytes wherever they are. */
  interface Bytes extends Closeable {

    /** {@return how many there are, as far as that is known} */
    default long size() throws IOException {
      return Long.MAX_VALUE;
    }

    /** Reads at most as many bytes as fit; returns how many, -1 behind the end. */
    int read(ByteBuffer target, long position) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /** {@return the bytes of a file, which is opened when it is read first} */
  static Bytes file(Path path) {
    return new Bytes() {
      private @Nullable FileChannel channel;

      @Override
      public long size() throws IOException {
        return Files.size(path);
      }

      @Override
      public int read(ByteBuffer target, long position) throws IOException {
        FileChannel open = channel;
        if (open == null) {
          open = FileChannel.open(path, StandardOpenOption.READ);
          channel = open;
        }
        return open.read(target, position);
      }

      @Override
      public void close() throws IOException {
        if (channel != null) {
          channel.close();
          channel = null;
        }
      }
    };
  }
}
