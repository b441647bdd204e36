package io.github.simplehttpmonitor.core.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * What a file is recognised by: where it lies on its device, and how it begins.
 *
 * <p>Equality is not enough to say that two files are one. The head of a growing file grows, so a
 * later identity of the same file may differ: compare with {@link #isAt}. Two files may have equal
 * heads (the header of an IIS log), and a device gives the number of a deleted file to a new one:
 * before reading on at a position, the bytes before it have to be compared as well.
 *
 * @param key device and inode; the time of creation on file systems without them
 * @param headLength how many bytes of the beginning are hashed, at most {@link #HEAD_BYTES}
 * @param headHash FNV-1a of these bytes
 */
public record FileIdentity(String key, int headLength, long headHash) {
  /** How much of a file's beginning is hashed, at most. */
  public static final int HEAD_BYTES = 1024;

  /** Returns the identity of the file at a path as it is now. */
  public static FileIdentity of(Path path) throws IOException {
    Object key = key(Files.readAttributes(path, BasicFileAttributes.class));
    byte[] head = head(path, HEAD_BYTES);
    if (!key(Files.readAttributes(path, BasicFileAttributes.class)).equals(key)) {
      throw new NoSuchFileException(path.toString(), null, "was renamed while it was read");
    }
    return of(key, head, head.length);
  }

  static FileIdentity of(Object key, byte[] head, int length) {
    return new FileIdentity(key.toString(), length, hash(head, length));
  }

  /** Returns whether the file at a path has this key and begins with the hashed bytes. */
  public boolean isAt(Path path) throws IOException {
    if (!key(Files.readAttributes(path, BasicFileAttributes.class)).toString().equals(key)) {
      return false;
    }
    byte[] head = head(path, headLength);
    return head.length == headLength && hash(head, headLength) == headHash;
  }

  /** Returns what tells the files of a machine apart while they exist. */
  static Object key(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key != null ? key : attributes.creationTime();
  }

  private static byte[] head(Path path, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      byte[] head = new byte[(int) Math.min(length, channel.size())];
      int count = OpenLog.readAt(channel, 0, head, 0, head.length);
      return count == head.length ? head : Arrays.copyOf(head, count);
    }
  }

  private static long hash(byte[] bytes, int length) {
    return hash(bytes, 0, length);
  }

  static long hash(byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
