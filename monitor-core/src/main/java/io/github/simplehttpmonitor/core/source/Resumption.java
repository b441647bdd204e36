package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.Siblings.Entry;
import io.github.simplehttpmonitor.core.source.SourceNotice.Code;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that an earlier run read, wherever they are now: at the path, under the name that
 * rotation gave them, as a copy, or compressed. What they hold after the position is read, then the
 * files that were rotated since, then the one at the path. What cannot be found is said.
 */
final class Resumption implements Closeable {

  /** Fewer bytes than this do not tell a file of another inode from others. */
  private static final int EVIDENCE_BYTES = 256;

  private final Path path;
  private final SavedFollower saved;
  private final LineSink sink;
  private final LogChain chain;
  private final Rotation rotation;
  private final FollowOptions options;
  private final Deque<Part> parts = new ArrayDeque<>();
  private @Nullable CompressedRest current;
  private boolean looked;

  /** A file to be read from a position; {@code saved} is null if none of it was. */
  private record Part(Candidate file, boolean compressed, @Nullable SavedLog saved)
      implements Closeable {
    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  Resumption(
      Path path,
      SavedFollower saved,
      LineSink sink,
      LogChain chain,
      Rotation rotation,
      FollowOptions options) {
    this.path = path;
    this.saved = saved;
    this.sink = sink;
    this.chain = chain;
    this.rotation = rotation;
    this.options = options;
  }

  /** {@return whether everything has been handed over to the chain} */
  boolean isDone() {
    return looked && parts.isEmpty() && current == null;
  }

  /** Reads at most about that many bytes of what was compressed. */
  long poll(int maxBytes) throws IOException {
    if (!looked) {
      looked = look();
    }
    long read = 0;
    while (read < maxBytes && (current != null || !parts.isEmpty())) {
      CompressedRest rest = current;
      if (rest != null) {
        read += rest.read((int) (maxBytes - read));
        if (rest.isEnded()) {
          LogChain.closeQuietly(rest);
          current = null;
        }
      } else if (parts.getFirst().compressed && chain.hasMore()) {
        // Older lines first.
        long drained = chain.drain(maxBytes - read);
        read += drained;
        if (drained == 0) {
          begin(parts.removeFirst());
        }
      } else {
        begin(parts.removeFirst());
      }
    }
    return read;
  }

  private void begin(Part part) {
    SavedLog log = part.saved;
    try {
      if (part.compressed) {
        long from = log == null ? 0 : log.position();
        byte[] state = log == null ? null : log.state();
        current =
            new CompressedRest(part.file, chain.nextNumber(), from, state, options, sink, chain);
      } else if (log != null) {
        chain.resume(part.file, log);
      } else {
        chain.add(part.file, 0);
      }
    } catch (IOException e) {
      unreadable(part.file.path(), e);
    }
  }

  private void unreadable(Path file, IOException e) {
    String message = "cannot be read: " + LogChain.reason(e) + "; lines may be missing";
    sink.notice(new SourceNotice(Code.UNREADABLE, file, message));
  }

  /** {@return whether the files have been found, or said to be lost} */
  boolean hasLooked() {
    return looked;
  }

  /** Returns false if files were moved meanwhile, so that it has to be looked again. */
  private boolean look() throws IOException {
    List<Part> found = new ArrayList<>();
    List<SourceNotice> notices = new ArrayList<>();
    boolean done = false;
    try {
      done = tryLook(found, notices);
    } catch (NoSuchFileException e) {
      return false;
    } finally {
      if (!done) {
        found.forEach(LogChain::closeQuietly);
      }
    }
    if (done) {
      parts.addAll(found);
      notices.forEach(sink::notice);
    }
    return done;
  }

  /** Returns false if files were moved meanwhile. */
  private boolean tryLook(List<Part> found, List<SourceNotice> notices) throws IOException {
    Path next = Files.exists(path) ? path.toRealPath() : saved.base;
    Siblings siblings = Siblings.of(saved.base);
    if (!siblings.settled()) {
      return false;
    }
    Siblings all = siblings.withCompressed();
    Object key = Files.exists(path) ? key(path) : null;
    Entry anchor = null;
    List<Entry> taken = new ArrayList<>();
    for (SavedLog log : saved.logs) {
      Entry entry = find(log, all);
      anchor = entry;
      if (entry == null) {
        notices.add(lost(log, key));
      } else if (!add(found, entry, log)) {
        return false;
      } else {
        taken.add(entry);
        notices.add(resumed(log, entry));
      }
    }
    SavedLog last = saved.logs.isEmpty() ? null : saved.logs.get(saved.logs.size() - 1);
    for (Entry entry :
        all.after(anchor, next, saved.known::lacks, entry -> isRecent(entry, last))) {
      if (taken.contains(entry) || entry.key().equals(key)) {
        continue;
      }
      try {
        if (!add(found, entry, null)) {
          return false;
        }
      } catch (AccessDeniedException e) {
        String message = "was rotated before it was read, and cannot be read";
        notices.add(new SourceNotice(Code.UNREADABLE, entry.path(), message));
      }
    }
    boolean pathTaken = taken.stream().anyMatch(entry -> entry.key().equals(key));
    if (key != null && !pathTaken) {
      Candidate file = Candidate.open(path, key);
      if (file == null) {
        return false;
      }
      found.add(new Part(file, false, null));
    }
    Siblings now = next.equals(saved.base) ? siblings : Siblings.of(next);
    rotation.resumed(next, KnownFiles.of(now));
    return true;
  }

  private static boolean add(List<Part> found, Entry entry, @Nullable SavedLog log)
      throws IOException {
    Candidate file = Candidate.open(entry.path(), entry.key());
    if (file != null) {
      found.add(new Part(file, entry.isCompressed(), log));
    }
    return file != null;
  }

  private static Object key(Path file) throws IOException {
    return FileIdentity.key(Files.readAttributes(file, BasicFileAttributes.class));
  }

  private static boolean isRecent(Entry entry, @Nullable SavedLog last) {
    return last == null || entry.modified().toMillis() >= last.modifiedMillis();
  }

  /** Finds a file by its place and content; else by content, if there is only one with it. */
  private @Nullable Entry find(SavedLog log, Siblings all) throws IOException {
    for (Entry entry : all.files()) {
      boolean same = entry.key().toString().equals(log.identity().key());
      if (same && Fingerprints.matches(entry, log)) {
        return entry;
      }
    }
    Entry found = null;
    if (log.read() < EVIDENCE_BYTES) {
      return null;
    }
    List<Entry> others = new ArrayList<>(all.rotated());
    all.files().stream().filter(entry -> entry.path().equals(saved.base)).forEach(others::add);
    for (Entry entry : others) {
      if (Fingerprints.matches(entry, log)) {
        if (found != null) {
          return null;
        }
        found = entry;
      }
    }
    return found;
  }

  private SourceNotice lost(SavedLog log, @Nullable Object key) {
    boolean truncated = key != null && key.toString().equals(log.identity().key());
    String what =
        truncated
            ? " was truncated or rewritten while nobody read it; lines after byte "
            : " is not there any more; lines after byte ";
    return new SourceNotice(
        truncated ? Code.TRUNCATED : Code.LOST,
        path,
        log.name() + what + log.position() + " may be missing");
  }

  private SourceNotice resumed(SavedLog log, Entry entry) {
    String where = entry.path().toString().equals(log.name()) ? "" : ", now " + entry.path();
    return new SourceNotice(
        Code.RESUMED, path, "read on from byte " + log.position() + " of " + log.name() + where);
  }

  @Override
  public void close() {
    parts.forEach(LogChain::closeQuietly);
    CompressedRest rest = current;
    if (rest != null) {
      LogChain.closeQuietly(rest);
    }
  }
}
