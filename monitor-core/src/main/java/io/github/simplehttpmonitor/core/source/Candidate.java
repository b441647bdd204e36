package io.github.simplehttpmonitor.core.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** A file that was opened to be read, and is known to be the one that was meant. */
record Candidate(FileChannel channel, Path path, Object key, FileTime modified)
    implements Closeable {
  private static final int CHUNK_BYTES = 8192;

  /** Opens a file, or returns null if another one is at the path by then. */
  static @Nullable Candidate open(Path path, Object key) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (FileIdentity.key(now).equals(key)) {
        return new Candidate(channel, path, key, now.lastModifiedTime());
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /**
   * Returns where the line begins that ends at a position or has not ended there.
   *
   * @param end the position
   * @param maxLineBytes how far to look; from a longer line enough is left to be over the limit
   */
  long lineStart(long end, int maxLineBytes) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long limit = Math.max(0, end - maxLineBytes - 1L);
    long at = end;
    while (at > limit) {
      int length = (int) Math.min(chunk.length, at - limit);
      int count = OpenLog.readAt(channel, at - length, chunk, 0, length);
      for (int i = count - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return at - length + i + 1;
        }
      }
      at -= length;
    }
    return limit;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
