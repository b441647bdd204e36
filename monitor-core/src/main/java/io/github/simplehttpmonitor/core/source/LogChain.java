package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.SourceNotice.Code;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The open files of one log, oldest first: those that were rotated and may get late lines, and the
 * one that was found at the path last.
 */
final class LogChain implements Closeable {
  private static final int MAX_OPEN = 32;
  private static final int MAX_RETIRED = 16;

  private final FollowOptions options;
  private final long rotateWaitNanos;
  private final LineSink sink;
  private final LongSupplier nanoTime;
  private final byte[] buffer;
  private final LineCounts counts = new LineCounts();
  private final List<OpenLog> logs = new ArrayList<>();
  private final Deque<OpenLog> retired = new ArrayDeque<>();
  private @Nullable OpenLog active;
  private @Nullable OpenLog failing;
  private boolean changed;
  private int numbers;

  LogChain(FollowOptions options, LineSink sink, LongSupplier nanoTime) {
    this.options = options;
    this.rotateWaitNanos = options.rotateWait().toNanos();
    this.sink = sink;
    this.nanoTime = nanoTime;
    this.buffer = new byte[OpenLog.TAIL_BYTES + options.readBufferBytes()];
  }

  LineCounts counts() {
    return counts;
  }

  @Nullable OpenLog last() {
    return logs.isEmpty() ? null : logs.get(logs.size() - 1);
  }

  /** Returns whether there was a file before the newest one. */
  boolean isContinued() {
    return numbers > 1;
  }

  boolean holds(Object key) {
    return logs.stream().anyMatch(log -> log.key().equals(key));
  }

  /** Adds a file as the newest; one that was given up before is read on where it was left. */
  void add(Candidate file, long start) throws IOException {
    long from = start;
    for (OpenLog old : retired) {
      if (old.key().equals(file.key()) && old.begins(file.channel())) {
        from = Math.max(from, old.position());
      }
    }
    retired.removeIf(old -> old.key().equals(file.key()));
    touchLast();
    LineAssembler lines = new LineAssembler(options.maxLineBytes(), sink, counts);
    logs.add(OpenLog.at(file, ++numbers, from, lines));
  }

  /** Adds a file that an earlier run read up to there. */
  void resume(Candidate file, SavedLog saved) throws IOException {
    add(file, saved.position());
    logs.get(logs.size() - 1).restored = saved.state();
  }

  /** {@return how far the files were read} */
  List<SavedLog> saved() {
    List<SavedLog> saved = new ArrayList<>();
    for (OpenLog log : logs) {
      byte[] restored = log.restored;
      SourceFile file = log.announced;
      byte[] none = {};
      saved.add(log.saved(file != null ? sink.state(file) : restored != null ? restored : none));
    }
    return saved;
  }

  /** {@return the number of the next file that is not one of the chain} */
  int nextNumber() {
    return ++numbers;
  }

  /** Makes a file of the chain the newest, which it is when it was renamed back. */
  void moveToEnd(Object key) {
    touchLast();
    for (OpenLog log : List.copyOf(logs)) {
      if (log.key().equals(key)) {
        logs.remove(log);
        logs.add(log);
      }
    }
  }

  private void touchLast() {
    OpenLog last = last();
    if (last != null) {
      last.idleSince = nanoTime.getAsLong();
    }
  }

  /** Reads at most that many bytes, of the oldest file first. */
  long drain(long maxBytes) {
    changed = false;
    long left = maxBytes;
    for (OpenLog log : List.copyOf(logs)) {
      try {
        left -= drain(log, left);
        failing = failing == log ? null : failing;
      } catch (IOException e) {
        failed(log, e);
      }
    }
    return maxBytes - left;
  }

  private long drain(OpenLog log, long maxBytes) throws IOException {
    long done = 0;
    boolean more = maxBytes > 0 && log.hasMore();
    while (more) {
      int wanted = (int) Math.min(maxBytes - done, options.readBufferBytes());
      int count = log.read(buffer, wanted);
      if (count == OpenLog.CHANGED) {
        changed(log);
        return done;
      }
      if (count > 0) {
        activate(log);
        log.idleSince = nanoTime.getAsLong();
        log.lines.accept(buffer, OpenLog.TAIL_BYTES, OpenLog.TAIL_BYTES + count);
        done += count;
      }
      more = count == wanted && done < maxBytes;
    }
    return done;
  }

  private void changed(OpenLog log) {
    // The newest file is looked at in the next poll, which finds out what it is now.
    if (log != last()) {
      end(log);
    } else {
      log.doubt();
      changed = true;
    }
  }

  private void failed(OpenLog log, IOException e) {
    if (failing != log) {
      failing = log;
      sink.notice(new SourceNotice(Code.UNREADABLE, log.path(), "cannot be read: " + reason(e)));
    }
    if (log != last()) {
      end(log);
    }
  }

  static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private void activate(OpenLog log) {
    SourceFile file = log.announced;
    if (file == null) {
      file = new SourceFile(log.number, log.path(), log.identity(), log.start);
      log.announced = file;
      byte[] restored = log.restored;
      if (restored == null) {
        sink.newFile(file);
      } else {
        log.restored = null;
        sink.newFile(file, restored);
      }
    } else if (active != log) {
      sink.resumeFile(file);
    }
    active = log;
  }

  /** Returns whether there is something to read, or to look at again. */
  boolean hasMore() {
    return changed || logs.stream().anyMatch(LogChain::hasMore);
  }

  private static boolean hasMore(OpenLog log) {
    try {
      return log.hasMore();
    } catch (IOException e) {
      // Was told when it was read.
      return false;
    }
  }

  /** Gives up old files that nobody wrote to for long enough. */
  void retire() {
    long now = nanoTime.getAsLong();
    for (OpenLog log : List.copyOf(logs.subList(0, Math.max(0, logs.size() - 1)))) {
      if ((now - log.idleSince >= rotateWaitNanos || logs.size() > MAX_OPEN) && !hasMore(log)) {
        end(log);
      }
    }
  }

  /** Hands out what is held of a file and closes it. */
  void end(OpenLog log) {
    logs.remove(log);
    finish(log);
    SourceFile file = log.announced;
    if (file != null) {
      sink.endFile(file);
    }
    active = active == log ? null : active;
    closeQuietly(log);
    retired.addFirst(log);
    if (retired.size() > MAX_RETIRED) {
      retired.removeLast();
    }
  }

  /** Hands out the half lines that are held. */
  void finish() {
    logs.forEach(this::finish);
  }

  private void finish(OpenLog log) {
    if (log.lines.pending() > 0) {
      activate(log);
      log.lines.finish();
    }
  }

  @Override
  public void close() {
    logs.forEach(LogChain::closeQuietly);
    logs.clear();
  }

  static void closeQuietly(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      // It was only read; nothing is lost.
      return;
    }
  }
}
