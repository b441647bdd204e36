package io.github.simplehttpmonitor.core.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The folder that outlives a process: one file, replaced as a whole, and a lock, so that only one
 * monitor writes it. The file has a mark, the version of its form, its length, the content and a
 * CRC-32C of all that.
 */
public final class StateDirectory implements Closeable {

  /** The file's name. */
  public static final String FILE = "checkpoint";

  private static final String NEW = FILE + ".new";
  private static final String UNREADABLE = ".unreadable";
  private static final String LOCK = "lock";
  private static final byte[] MAGIC = "SHMSTATE".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES + Long.BYTES;

  private final Path folder;
  private final FileChannel lockFile;

  private StateDirectory(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /** A file that is no state, or none that can be read. */
  public static final class FormException extends IOException {
    private static final long serialVersionUID = 1;

    FormException(String message) {
      super(message);
    }
  }

  /**
   * Makes the folder if it is not there, and takes its lock.
   *
   * @throws IOException if it cannot be used, or another monitor uses it, as the message says
   */
  public static StateDirectory open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel file =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return new StateDirectory(folder, file);
      }
    } catch (OverlappingFileLockException e) {
      // Another monitor in this process has it.
      file.close();
      throw inUse(folder);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    file.close();
    throw inUse(folder);
  }

  private static IOException inUse(Path folder) {
    return new IOException(
        "another monitor uses " + folder + "; give each monitor a directory of its own");
  }

  /**
   * {@return the content of the file, null if there is none}
   *
   * @throws FormException if it is not one that this version can read
   */
  public byte @Nullable [] read() throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? read(file) : null;
  }

  /**
   * {@return the content of a file}
   *
   * @throws FormException if it is not one that this version can read
   */
  public static byte[] read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    if (all.length < MAGIC.length || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new FormException(
          all.length < MAGIC.length ? "it is truncated" : "it is no state of a monitor");
    }
    if (all.length < HEADER_BYTES + Integer.BYTES) {
      throw new FormException("it is truncated");
    }
    ByteBuffer header = ByteBuffer.wrap(all);
    int version = header.getInt(MAGIC.length);
    if (version > VERSION) {
      throw newer(version, VERSION);
    }
    long length = header.getLong(MAGIC.length + Integer.BYTES);
    int end = all.length - Integer.BYTES;
    if (length != end - HEADER_BYTES) {
      throw new FormException(
          length > end - HEADER_BYTES ? "it is truncated" : "it is damaged: its length is wrong");
    }
    if (version < 1 || header.getInt(end) != checksum(all, end)) {
      throw new FormException("it is damaged: its checksum does not fit");
    }
    return Arrays.copyOfRange(all, HEADER_BYTES, end);
  }

  static FormException newer(int version, int known) {
    return new FormException(
        "a newer monitor wrote it (form " + version + ", this one reads " + known + ")");
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /** Replaces the file: after a crash at any moment there is the old or the new one. */
  public void write(byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + content.length + Integer.BYTES);
    buffer.put(MAGIC).putInt(VERSION).putLong(content.length).put(content);
    buffer.putInt(checksum(buffer.array(), buffer.position())).flip();
    Path fresh = folder.resolve(NEW);
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly(fresh));
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        fresh,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  /** What is kept holds text of logs. */
  static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private void forceFolder() throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      // Some systems do not open folders; there a rename is as durable as it gets.
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  /** Keeps a file that cannot be read under another name; returns that. */
  public Path setAside() throws IOException {
    return setAside(folder.resolve(FILE));
  }

  /** Keeps a file that cannot be read under another name; returns that. */
  public static Path setAside(Path file) throws IOException {
    Path bad = file.resolveSibling(file.getFileName() + UNREADABLE);
    Files.move(file, bad, StandardCopyOption.REPLACE_EXISTING);
    return bad;
  }

  /** {@return the file in which the alerts of an appender wait} */
  public Path spool(String appender) {
    String safe = appender.replaceAll("[^A-Za-z0-9_-]", "_");
    return folder.resolve(
        safe.equals(appender)
            ? "spool-" + safe
            : "spool-" + safe + '-' + Integer.toHexString(appender.hashCode()));
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
