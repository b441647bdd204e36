package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.PollResult.State;
import io.github.simplehttpmonitor.core.source.SourceNotice.Code;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows a file that grows, is rotated, truncated or replaced: no line is lost and none is handed
 * out twice.
 *
 * <ul>
 *   <li>At the first poll it starts at the end, or with {@link FollowOptions#fromStart()} at the
 *       beginning. The end is the beginning of the last line if that has no newline yet: it will be
 *       completed later. A file that is not there at the first poll is read from its beginning.
 *   <li>A renamed file is read until its successor is there and no byte came for {@link
 *       FollowOptions#rotateWait()}. Lines of older files come first where several have some.
 *   <li>Files that were at the path between two polls are looked for beside it, by the names that
 *       rotation gives them, and read in order; compressed ones are not.
 *   <li>A file is known by device and inode, and by what was read of it: its first KiB and the last
 *       one before the position. Thus truncation is noticed even when the file is longer again. If
 *       it was copied before, the rest of the old content is read from the copy. A replacement that
 *       begins with all that was read (a synchronised or edited file) is read on.
 *   <li>Without a copy, what was cut off between two polls cannot be known; a notice says so. New
 *       content whose first KiB and whose KiB before the position equal the old is not told apart.
 * </ul>
 *
 * <p>A poll with nothing to do costs a look at the path and one at each open file. Nothing blocks;
 * pipes and devices are reported, not opened. Not thread-safe, and the polling thread must not be
 * interrupted: that closes the files, as {@link FileChannel} says.
 */
public final class FileFollower implements Closeable {
  private final Path path;
  private final FollowOptions options;
  private final LineSink sink;
  private final LogChain chain;
  private final Rotation rotation;
  private @Nullable State state;
  private @Nullable State told;
  private boolean looked;
  private @Nullable Resumption resumption;

  /**
   * Makes a follower; nothing is opened before the first poll.
   *
   * @param path what to follow; it need not exist
   * @param options how
   * @param sink gets lines and notices, within {@link #poll} and {@link #finish}
   * @param nanoTime a monotonic time in nanoseconds
   */
  public FileFollower(Path path, FollowOptions options, LineSink sink, LongSupplier nanoTime) {
    this.path = path.toAbsolutePath();
    this.options = options;
    this.sink = sink;
    this.chain = new LogChain(options, sink, nanoTime);
    this.rotation = new Rotation(this.path, options, sink, chain);
  }

  /** Goes on, at the first poll, where an earlier follower stood. */
  public void resume(SavedFollower saved) {
    resumption = new Resumption(path, saved, sink, chain, rotation, options);
  }

  /** {@return whether it still reads what was compressed since the run before} */
  public boolean isResuming() {
    Resumption current = resumption;
    return current != null && current.hasLooked();
  }

  /**
   * {@return where it stands at the end of the last line it handed out; null as long as it has not
   * looked, or reads what was compressed since the run before}
   */
  public @Nullable SavedFollower saved() {
    return resumption == null ? rotation.saved() : null;
  }

  /** Looks at the path, reads at most that many bytes and hands out the lines they complete. */
  public PollResult poll(int maxBytes) {
    long lines = chain.counts().lines;
    Resumption current = resumption;
    if (current != null) {
      long read;
      try {
        read = current.poll(Math.max(1, maxBytes));
      } catch (IOException e) {
        return new PollResult(0, 0, true, unreadable(e));
      }
      if (!current.isDone()) {
        return new PollResult(read, chain.counts().lines - lines, false, State.FOLLOWING);
      }
      resumption = null;
    }
    looked = true;
    State now = look();
    state = now;
    long bytes = chain.drain(Math.max(1, maxBytes));
    chain.retire();
    return new PollResult(bytes, chain.counts().lines - lines, looked && !chain.hasMore(), now);
  }

  private State look() {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      looked = rotation.missing();
      return become(State.MISSING, Code.MISSING, "is not there; waiting for it");
    } catch (IOException e) {
      return unreadable(e);
    }
    if (attributes.isDirectory()) {
      return become(State.DIRECTORY, Code.DIRECTORY, "is a directory, not a log file");
    }
    if (!attributes.isRegularFile()) {
      String message = "is a pipe, a device or a socket, which cannot be followed";
      return become(State.NOT_A_FILE, Code.NOT_A_FILE, message);
    }
    try {
      looked = rotation.present(attributes);
    } catch (NoSuchFileException e) {
      looked = false;
      // It went away since it was looked at; the next poll sees what has become of it.
      return state == null ? State.MISSING : state;
    } catch (IOException e) {
      return unreadable(e);
    }
    return become(State.FOLLOWING, Code.APPEARED, "can be read now");
  }

  private State unreadable(IOException e) {
    String message = "cannot be read: " + LogChain.reason(e);
    return become(State.UNREADABLE, Code.UNREADABLE, message);
  }

  private State become(State now, Code code, String message) {
    // While a log is rotated nothing is at its path for a moment, which is not worth a notice.
    boolean brief = now == State.MISSING && state == State.FOLLOWING;
    if (told == now || brief) {
      return now;
    }
    boolean expected = told == null && now == State.FOLLOWING;
    told = now;
    if (!expected) {
      sink.notice(new SourceNotice(code, path, message));
    }
    return now;
  }

  /** Hands out the half lines that are held, at the end of a run. */
  public void finish() {
    chain.finish();
  }

  /** {@return how far the newest file was read, 0 if there is none} */
  public long position() {
    OpenLog last = chain.last();
    return last == null ? 0 : last.position();
  }

  /** {@return whether lines came from another file before the newest one} */
  public boolean isContinued() {
    return chain.isContinued();
  }

  /**
   * Reads again what was read of the newest file.
   *
   * @return how many bytes were read, -1 if there are none
   */
  public int readBack(ByteBuffer target, long from) throws IOException {
    OpenLog last = chain.last();
    return last == null ? -1 : last.readBack(target, from);
  }

  /** Returns what was met so far. */
  public LineCounts counts() {
    return chain.counts();
  }

  /** Closes the files; half lines that are held are not handed out. */
  @Override
  public void close() {
    Resumption current = resumption;
    if (current != null) {
      current.close();
    }
    chain.close();
  }
}
