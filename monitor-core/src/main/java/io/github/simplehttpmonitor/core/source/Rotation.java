package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.Siblings.Entry;
import io.github.simplehttpmonitor.core.source.SourceNotice.Code;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
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

  /** How many files a notice names. */
  private static final int MAX_NAMED = 5;

  private final FollowOptions options;
  private final LineSink sink;
  private final LogChain chain;
  private Path base;
  private KnownFiles known = KnownFiles.NONE;
  private boolean looked;
  private boolean moved;
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

  /**
   * Nothing is at the path; yet a file may have come and been rotated since the last look.
   *
   * @return false if things moved, so that it has to be looked again
   */
  boolean missing() {
    FileTime modified = directoryModified();
    try {
      if (!looked) {
        look();
      } else if (modified != null && !modified.equals(directoryModified) && !advance(null)) {
        return false;
      }
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      // What is beside it may be readable later; this is told when the file is back.
      return true;
    }
    directoryModified = modified;
    return true;
  }

  /**
   * A file is at the path.
   *
   * @return false if things moved, so that it has to be looked again
   */
  boolean present(BasicFileAttributes now) throws IOException {
    Object key = FileIdentity.key(now);
    OpenLog last = chain.last();
    directoryModified = null;
    if (!looked) {
      firstKey = options.fromStart() ? null : key;
      firstSize = now.size();
      look();
    }
    if (last == null || !last.key().equals(key)) {
      return advance(key);
    }
    if (!isSuspect(last, now) || last.isUnchanged()) {
      return true;
    }
    last.doubt();
    return advance(key);
  }

  /** Says what was found out by an earlier run and when reading was resumed. */
  void resumed(Path newBase, KnownFiles newKnown) {
    base = newBase;
    known = newKnown;
    looked = true;
  }

  /** {@return where it stands, null before the first look} */
  @Nullable SavedFollower saved() {
    return looked ? new SavedFollower(base, known, chain.saved()) : null;
  }

  private void look() throws IOException {
    base = real();
    known = KnownFiles.of(Siblings.of(base));
    looked = true;
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
  private boolean advance(@Nullable Object key) throws IOException {
    List<Candidate> opened = new ArrayList<>();
    boolean done = false;
    try {
      done = tryAdvance(key, opened);
    } finally {
      if (!done) {
        opened.forEach(LogChain::closeQuietly);
      }
    }
    return done;
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
    if (!siblings.settled()) {
      return false;
    }
    Past past = past(ours, siblings, opened);
    List<Candidate> between = new ArrayList<>();
    for (Entry entry : siblings.after(past.anchor, next, known::lacks, e -> isRecent(e, ours))) {
      boolean open = chain.holds(entry.key()) && !(past.truncated && isOf(entry, ours));
      if (!open && !entry.key().equals(key)) {
        Candidate file = openBeside(entry);
        if (file != null) {
          opened.add(file);
          between.add(file);
        }
      }
    }
    List<Entry> unread = past.anchor == null ? compressed(siblings, ours) : List.of();
    KnownFiles nextKnown = KnownFiles.of(next.equals(base) ? siblings : Siblings.of(next));
    if (moved || !isStillAt(key)) {
      moved = false;
      return false;
    }
    known = nextKnown;
    base = next;
    commit(ours, past, between, unread, newcomer);
    return true;
  }

  /**
   * The files that came, were rotated and compressed since the last look, oldest first. The oldest
   * of them is the one that is open still.
   */
  private List<Entry> compressed(Siblings siblings, @Nullable OpenLog ours) {
    List<Entry> fresh =
        siblings.withCompressed().rotated().stream()
            .filter(entry -> entry.isCompressed() && known.lacks(entry) && isRecent(entry, ours))
            .sorted(Comparator.comparing(Entry::modified).thenComparing(Entry::path))
            .toList();
    return fresh.isEmpty() ? fresh : fresh.subList(1, fresh.size());
  }

  private static boolean isOf(Entry entry, @Nullable OpenLog log) {
    return log != null && entry.key().equals(log.key());
  }

  /** Opens a file of the directory; null if it cannot be read or is another one by then. */
  private @Nullable Candidate openBeside(Entry entry) throws IOException {
    try {
      Candidate file = Candidate.open(entry.path(), entry.key());
      moved |= file == null;
      return file;
    } catch (AccessDeniedException e) {
      String message = "was rotated before it was read, and cannot be read";
      sink.notice(new SourceNotice(Code.UNREADABLE, entry.path(), message));
      return null;
    }
  }

  /**
   * What has become of the newest file of the chain.
   *
   * @param truncated whether its content is gone from it
   * @param renamed whether it is still in the directory
   * @param anchor that file or a copy of it, which is older than what has to be read
   * @param copy the copy, open, if it is whole
   */
  private record Past(
      boolean truncated, boolean renamed, @Nullable Entry anchor, @Nullable Candidate copy) {}

  private Past past(@Nullable OpenLog ours, Siblings siblings, List<Candidate> opened)
      throws IOException {
    if (ours == null) {
      return new Past(false, false, null, null);
    }
    boolean truncated = isTruncated(ours);
    Entry renamed = truncated ? null : siblings.find(ours.key());
    if (renamed != null || ours.position() == 0) {
      return new Past(truncated, renamed != null, renamed, null);
    }
    Entry partial = null;
    for (Entry entry : siblings.rotated()) {
      Candidate file = known.lacks(entry) ? openBeside(entry) : null;
      if (file == null) {
        continue;
      }
      if (ours.begins(file.channel())) {
        opened.add(file);
        return new Past(truncated, false, entry, file);
      }
      // A copy that was taken early lacks lines at its end, but all of them were read.
      partial = ours.beginsLike(file.channel()) ? entry : partial;
      file.close();
    }
    return new Past(truncated, false, partial, null);
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
      Past past,
      List<Candidate> between,
      List<Entry> unread,
      @Nullable Candidate newcomer)
      throws IOException {
    if (past.copy != null && !past.truncated) {
      past.copy.close();
    }
    if (ours != null && past.truncated) {
      leaveTruncated(ours, past.copy);
    } else if (ours != null && newcomer != null) {
      if (!past.renamed && between.isEmpty() && ours.surelyBegins(newcomer.channel())) {
        ours.moveTo(newcomer);
        tell(Code.CONTINUED, "was replaced by a file with the same content, which is read on");
        return;
      }
      tellReplaced(past.anchor, between.size(), unread);
    }
    for (Candidate file : between) {
      chain.add(file, 0);
    }
    if (newcomer != null && chain.holds(newcomer.key()) && !past.truncated) {
      newcomer.close();
      chain.moveToEnd(newcomer.key());
    } else if (newcomer != null) {
      chain.add(newcomer, start(newcomer));
    }
  }

  private void leaveTruncated(OpenLog ours, @Nullable Candidate copy) throws IOException {
    if (copy != null) {
      ours.moveTo(copy);
      String name = copy.path().getFileName().toString();
      tell(
          Code.COPIED_AND_TRUNCATED,
          "was copied to " + name + " and truncated; the copy is read on");
    } else {
      tell(
          Code.TRUNCATED,
          "was truncated or rewritten at or before byte "
              + ours.position()
              + "; lines written and cut off since the last poll cannot be known");
      chain.end(ours);
    }
  }

  private void tellReplaced(@Nullable Entry anchor, int between, List<Entry> unread) {
    if (!unread.isEmpty()) {
      String names =
          unread.stream()
              .limit(MAX_NAMED)
              .map(entry -> String.valueOf(entry.path().getFileName()))
              .collect(Collectors.joining(", "));
      tell(
          Code.LOST,
          "is another file now; "
              + unread.size()
              + (unread.size() == 1 ? " was" : " were")
              + " rotated and compressed before anything was read of it, and left out: "
              + names
              + (unread.size() > MAX_NAMED ? " ..." : "")
              + "; 'replay' reads them");
    } else if (anchor == null) {
      tell(Code.REPLACED, "is another file now; the old one was deleted or moved away");
    } else {
      String more = between == 0 ? "" : "; " + between + " more files came and went since";
      tell(Code.ROTATED, "is another file now; the old one is " + anchor.path() + more);
    }
  }

  private void tell(Code code, String message) {
    sink.notice(new SourceNotice(code, path, message));
  }

  /** Returns where to start: at the end only in the file that was there at the first look. */
  private long start(Candidate file) throws IOException {
    boolean first = file.key().equals(firstKey);
    firstKey = null;
    return first && file.channel().size() >= firstSize
        ? file.lineStart(firstSize, options.maxLineBytes())
        : 0;
  }

  private static boolean isRecent(Entry entry, @Nullable OpenLog ours) {
    return ours == null || entry.modified().compareTo(ours.openedModified) >= 0;
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
