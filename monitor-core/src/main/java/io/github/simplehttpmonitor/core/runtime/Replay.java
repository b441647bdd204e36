package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.Partition;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.source.FollowOptions;
import io.github.simplehttpmonitor.core.source.StreamLines;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

/**
 * Reads archives as one line of time: files whose times overlap side by side, line by line the one
 * whose time is behind; the others one after the other by their first time stamps.
 */
public final class Replay {

  private static final int READ_BYTES = 256 << 10;

  private final RunSettings settings;
  private final Engine engine;
  private final SourceSetup setup;
  private final BooleanSupplier stopped;
  private final List<Archive> archives = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();
  private int failures;

  /**
   * Makes a replay.
   *
   * @param stopped is asked between reads whether to end early
   */
  public Replay(RunSettings settings, Engine engine, BooleanSupplier stopped) {
    this.settings = settings;
    this.engine = engine;
    this.setup = new SourceSetup(settings, engine);
    this.stopped = stopped;
  }

  /** One input with its place in time. */
  private static final class Archive {
    final PartitionReader reader;
    final StreamLines lines;
    final InputStream in;
    final long first;
    boolean ended;

    Archive(PartitionReader reader, StreamLines lines, InputStream in, long first) {
      this.reader = reader;
      this.lines = lines;
      this.in = in;
      this.first = first;
    }

    long time() {
      return reader.partition().maxMicros();
    }
  }

  /** Adds a file. One that cannot be read is reported and counted as a failure. */
  public void add(Path path) {
    String name = path.toString();
    try {
      if (Files.isDirectory(path)) {
        fail(name, "is a directory; name the files in it");
        return;
      }
      Object key =
          Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
      if (key != null && !seen.add(key)) {
        notice(
            NoticeEvent.Severity.INFO,
            "same-file",
            name,
            name + " is named twice; it is read once");
        return;
      }
      add(name, Files.newInputStream(path));
    } catch (NoSuchFileException e) {
      fail(name, "does not exist");
    } catch (AccessDeniedException e) {
      fail(name, "may not be read; check its permissions");
    } catch (IOException e) {
      fail(name, "cannot be read: " + e.getMessage());
    }
  }

  /** Adds a stream, which is closed at the end; gzip is recognized by its first bytes. */
  public void add(String name, InputStream stream) throws IOException {
    InputStream in = plain(stream);
    byte[] head = in.readNBytes(64 << 10);
    // Lateness needs more of the beginning than the format does.
    byte[] sample = head.length < (64 << 10) ? head : concat(head, more(in));
    SourceSetup.Decision decision = setup.decide("reading", name, sample, sample.length);
    Partition partition = engine.open(name, decision.lateness());
    PartitionReader reader =
        new PartitionReader(
            engine, partition, decision.format(), settings.context(), notice -> {}, null);
    StreamLines lines =
        new StreamLines(
            new SequenceInputStream(new ByteArrayInputStream(sample), in),
            FollowOptions.DEFAULTS
                .withMaxLineBytes(settings.context().maxLineBytes())
                .withReadBufferBytes(READ_BYTES),
            reader);
    archives.add(new Archive(reader, lines, in, decision.sample().firstMicros()));
  }

  private static byte[] more(InputStream in) throws IOException {
    return in.readNBytes(Sample.MAX_BYTES / 2 - (64 << 10));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] all = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static InputStream plain(InputStream stream) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream, 64 << 10);
    in.mark(2);
    boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    return gzip ? new GZIPInputStream(in, 64 << 10) : in;
  }

  /** {@return how many inputs could not be read, or not to their end} */
  public int failures() {
    return failures;
  }

  /** {@return how many inputs there are to read} */
  public int inputs() {
    return archives.size();
  }

  /** Reads everything, or until stopped. */
  public void run() {
    archives.sort(Comparator.comparingLong(archive -> archive.first));
    List<Archive> active = new ArrayList<>();
    int next = 0;
    while (!stopped.getAsBoolean()) {
      Archive behind = behind(active);
      while (next < archives.size()
          && (behind == null || archives.get(next).first <= behind.time())) {
        active.add(archives.get(next++));
        behind = behind(active);
      }
      if (behind == null) {
        break;
      }
      step(behind, yieldTime(active, behind, next));
      if (behind.ended) {
        active.remove(behind);
        engine.close(behind.reader.partition());
      }
    }
    archives.forEach(this::close);
  }

  private static @org.jspecify.annotations.Nullable Archive behind(List<Archive> active) {
    Archive behind = null;
    for (Archive archive : active) {
      if (behind == null || archive.time() < behind.time()) {
        behind = archive;
      }
    }
    return behind;
  }

  /** The time after which another archive is behind, or begins. */
  private long yieldTime(List<Archive> active, Archive current, int next) {
    long time = next < archives.size() ? archives.get(next).first - 1 : Long.MAX_VALUE;
    for (Archive archive : active) {
      if (archive != current) {
        time = Math.min(time, archive.time());
      }
    }
    return time;
  }

  private void step(Archive archive, long until) {
    archive.reader.runUntil(until);
    if (archive.reader.hasWaiting() || archive.time() > until) {
      return;
    }
    try {
      if (archive.lines.read(READ_BYTES) < 0 && !archive.reader.hasWaiting()) {
        archive.ended = true;
      }
    } catch (IOException e) {
      archive.lines.finish();
      archive.ended = true;
      fail(archive.reader.partition().name(), "could be read only in part: " + e.getMessage());
    }
  }

  private void close(Archive archive) {
    try {
      archive.in.close();
    } catch (IOException e) {
      notice(
          NoticeEvent.Severity.WARNING,
          "unreadable",
          archive.reader.partition().name(),
          "could not be closed: " + e.getMessage());
    }
  }

  private void fail(String name, String problem) {
    failures++;
    notice(NoticeEvent.Severity.WARNING, "unreadable", name, name + " " + problem);
  }

  private void notice(NoticeEvent.Severity severity, String code, String name, String message) {
    engine.tell(new NoticeEvent(code, severity, name, message, Instant.EPOCH, null));
  }
}
