package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.OpenLog.Candidate;
import io.github.simplehttpmonitor.core.source.Siblings.Entry;
import io.github.simplehttpmonitor.core.source.SourceNotice.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what happened to the file at a path, and opens what has to be read because of it.
 *
 * <p>Nothing can be looked at atomically. So the path is looked at before and after its directory,
 * every file is looked at again after it was opened, and if anything moved, nothing is done until
 * the next poll.
 */
final class Rotation {
  private final Path path;
  private final FollowOptions options;
  private final LineSink sink;
  private final LogChain chain;
  private Path base;
  private Map<Object, FileIdentity> known = Map.of();
  private boolean looked;
  private @Nullable Object firstKey;
  private long firstSize;
  private @Nullable FileTime directoryModified;

  Rotation(Path path, FollowOptions options, LineSink sink, LogChain chain) {
    this.path = path;
    this.options = options;
    this.sink = sink;
    this.chain = chain;
    this.base = path;
  }

  /** Nothing is at the path; yet a file may have come and been rotated since the last look. */
  void missing() {
    FileTime modified = directoryModified();
    if (!looked) {
      looked = true;
      base = real();
      known = identities(Siblings.of(base));
    } else if (modified != null && !modified.equals(directoryModified)) {
      try {
        advance(null);
      } catch (IOException e) {
        // What cannot be opened now is tried again when the directory changes or the file is back.
        return;
      }
    }
    directoryModified = modified;
  }

  /** A file is at the path. */
  void present(BasicFileAttributes now) throws IOException {
    Object key = FileIdentity.key(now);
    OpenLog last = chain.last();
    directoryModified = null;
    if (!looked) {
      looked = true;
      firstKey = options.fromStart() ? null : key;
      firstSize = now.size();
      base = real();
      known = identities(Siblings.of(base));
    }
    if (last == null || !last.key().equals(key) || (isSuspect(last, now) && !last.isUnchanged())) {
      advance(key);
    }
  }

  /** Returns whether a file may have changed in other ways than by growing. */
  private static boolean isSuspect(OpenLog log, BasicFileAttributes now) {
    boolean quiet =
        now.size() == log.position()
            && now.size() == log.seenSize
            && now.lastModifiedTime().equals(log.seenModified);
    // Times are coarse: what was written right after the last look may not show in them.
    boolean suspect = !quiet || !log.settled;
    log.settled = quiet;
    log.seenSize = now.size();
    log.seenModified = now.lastModifiedTime();
    return suspect;
  }

  /**
   * Goes on to the file that is at the path now.
   *
   * @param key of that file, or null if there is none
   */
  private void advance(@Nullable Object key) throws IOException {
    List<Candidate> opened = new ArrayList<>();
    boolean done = false;
    try {
      done = tryAdvance(key, opened);
    } finally {
      if (!done) {
        opened.forEach(LogChain::closeQuietly);
      }
    }
  }

  private boolean tryAdvance(@Nullable Object key, List<Candidate> opened) throws IOException {
    OpenLog ours = chain.last();
    Candidate newcomer = key == null ? null : Candidate.open(path, key);
    if (newcomer != null) {
      opened.add(newcomer);
    } else if (key != null) {
      return false;
    }
    Path next = key == null ? base : real();
    Siblings siblings = Siblings.of(base);
    boolean truncated = ours != null && isTruncated(ours);
    Copy copy = ours != null && truncated ? findCopy(ours, siblings, opened) : Copy.NONE;
    Entry anchor = truncated || ours == null ? copy.entry : siblings.find(ours.key());
    List<Candidate> between = new ArrayList<>();
    for (Entry entry : siblings.after(anchor, next, this::isFresh, e -> isRecent(e, ours))) {
      boolean rewritten = ours != null && truncated && entry.key().equals(ours.key());
      if (entry.key().equals(key) || (chain.holds(entry.key()) && !rewritten)) {
        continue;
      }
      Candidate file = Candidate.open(entry.path(), entry.key());
      if (file == null) {
        return false;
      }
      opened.add(file);
      if (ours != null && ours.surelyBegins(file.channel())) {
        file.close();
      } else {
        between.add(file);
      }
    }
    Map<Object, FileIdentity> nextKnown =
        identities(next.equals(base) ? siblings : Siblings.of(next));
    if (!isStillAt(key)) {
      return false;
    }
    known = nextKnown;
    base = next;
    commit(ours, truncated, anchor, copy, between, newcomer);
    return true;
  }

  private static boolean isTruncated(OpenLog log) {
    try {
      return !log.isUnchanged();
    } catch (IOException e) {
      // A handle that went stale must not keep its successor from being read.
      return false;
    }
  }

  private void commit(
      @Nullable OpenLog ours,
      boolean truncated,
      @Nullable Entry anchor,
      Copy copy,
      List<Candidate> between,
      @Nullable Candidate newcomer)
      throws IOException {
    if (ours != null && truncated) {
      leaveTruncated(ours, copy);
    } else if (ours != null && newcomer != null) {
      if (anchor == null && between.isEmpty() && ours.surelyBegins(newcomer.channel())) {
        ours.moveTo(newcomer);
        tell(Code.CONTINUED, "was replaced by a file with the same content, which is read on");
        return;
      }
      tellReplaced(ours, anchor, between.size());
    }
    for (Candidate file : between) {
      chain.add(file, 0);
    }
    if (newcomer == null) {
      return;
    }
    if (chain.holds(newcomer.key()) && !truncated) {
      newcomer.close();
      chain.moveToEnd(newcomer.key());
    } else {
      chain.add(newcomer, start(newcomer));
    }
  }

  private void leaveTruncated(OpenLog ours, Copy copy) throws IOException {
    if (copy.file != null) {
      ours.moveTo(copy.file);
      tell(
          Code.COPIED_AND_TRUNCATED,
          "was copied to "
              + copy.file.path().getFileName()
              + " and truncated; the copy is read on");
    } else {
      tell(
          Code.TRUNCATED,
          "was truncated or rewritten at or before byte "
              + ours.position()
              + "; lines written and cut off since the last poll cannot be known");
      chain.end(ours);
    }
  }

  private void tellReplaced(OpenLog ours, @Nullable Entry anchor, int between) {
    if (anchor == null) {
      tell(Code.REPLACED, "is another file now; the old one was deleted or moved away");
    } else {
      String more = between == 0 ? "" : "; " + between + " more files came and went since";
      tell(Code.ROTATED, "is another file now; the old one is " + anchor.path() + more);
    }
    ours.settled = false;
  }

  private void tell(Code code, String message) {
    sink.notice(new SourceNotice(code, path, message));
  }

  /** A copy of the newest file: whole and open, or without its end, which was read already. */
  private record Copy(@Nullable Entry entry, @Nullable Candidate file) {
    static final Copy NONE = new Copy(null, null);
  }

  private Copy findCopy(OpenLog ours, Siblings siblings, List<Candidate> opened)
      throws IOException {
    Copy partial = Copy.NONE;
    for (Entry entry : siblings.rotated()) {
      Candidate file = isFresh(entry) ? Candidate.open(entry.path(), entry.key()) : null;
      if (file == null) {
        continue;
      }
      opened.add(file);
      if (ours.begins(file.channel())) {
        return new Copy(entry, file);
      }
      if (ours.beginsLike(file.channel())) {
        partial = new Copy(entry, null);
      }
      file.close();
    }
    return partial;
  }

  /** Returns where to start: at the end only in the file that was there at the first look. */
  private long start(Candidate file) throws IOException {
    boolean first = file.key().equals(firstKey);
    firstKey = null;
    FileChannel channel = file.channel();
    return first && channel.size() >= firstSize ? lastLine(channel, firstSize) : 0;
  }

  /** Returns where the line begins that ends at a position or has not ended there. */
  private long lastLine(FileChannel channel, long end) throws IOException {
    byte[] chunk = new byte[8192];
    long limit = Math.max(0, end - options.maxLineBytes() - 1L);
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

  private boolean isFresh(Entry entry) {
    FileIdentity identity = known.get(entry.key());
    try {
      return identity == null || !identity.isAt(entry.path());
    } catch (IOException e) {
      // What cannot be read cannot be read as fresh either.
      return false;
    }
  }

  private static boolean isRecent(Entry entry, @Nullable OpenLog ours) {
    return ours == null || entry.modified().compareTo(ours.openedModified) >= 0;
  }

  private static Map<Object, FileIdentity> identities(Siblings siblings) {
    Map<Object, FileIdentity> identities = new HashMap<>();
    for (Entry entry : siblings.rotated()) {
      try {
        identities.put(entry.key(), FileIdentity.of(entry.path()));
      } catch (IOException e) {
        identities.put(entry.key(), FileIdentity.of(entry.key(), new byte[0], 0));
      }
    }
    return identities;
  }

  private boolean isStillAt(@Nullable Object key) throws IOException {
    try {
      return FileIdentity.key(Files.readAttributes(path, BasicFileAttributes.class)).equals(key);
    } catch (NoSuchFileException e) {
      return key == null;
    }
  }

  private Path real() {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return base;
    }
  }

  private @Nullable FileTime directoryModified() {
    try {
      Path directory = base.getParent();
      return directory == null ? null : Files.getLastModifiedTime(directory);
    } catch (IOException e) {
      return null;
    }
  }
}
