package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.Partition;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.source.FileFollower;
import io.github.simplehttpmonitor.core.source.FollowOptions;
import io.github.simplehttpmonitor.core.source.PollResult;
import io.github.simplehttpmonitor.core.source.SourceNotice;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Follows files live. Driven by its caller, who calls {@link #poll} as often as it likes; reads no
 * clock but those of the settings, and starts no thread.
 */
public final class Follow {

  private static final int POLL_BYTES = 4 << 20;

  /** How much of an existing file's end is looked at. */
  private static final int TAIL_BYTES = 1 << 20;

  /** How long reading may be behind before it is said. */
  private static final Duration BEHIND = Duration.ofSeconds(10);

  private final RunSettings settings;
  private final Engine engine;
  private final List<Followed> files = new ArrayList<>();
  private final long idleNanos;
  private long maxSeen = Long.MIN_VALUE;
  private long maxSeenNanos;
  private long caughtUpNanos;
  private boolean behind;
  private long waitingSince = Long.MIN_VALUE;

  /** Makes a follower of nothing yet. */
  public Follow(RunSettings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
    this.idleNanos = settings.idle().toNanos();
    this.caughtUpNanos = settings.nanoTime().getAsLong();
  }

  /** A file with what is known of it. */
  private static final class Followed {
    final Path path;
    final PartitionReader reader;
    final FileFollower follower;
    boolean caughtUp;
    long records;
    long lastRecordNanos;
    PollResult.State state = PollResult.State.FOLLOWING;

    Followed(Path path, PartitionReader reader, FileFollower follower, long now) {
      this.path = path;
      this.reader = reader;
      this.follower = follower;
      this.lastRecordNanos = now;
    }
  }

  /** Adds a file, which may be missing still. */
  public void add(Path path) {
    byte[] sample = sample(path);
    SourceSetup.Decision decision =
        new SourceSetup(settings, engine::tell)
            .decide("following", path.toString(), sample, sample.length);
    Partition partition = engine.open(path.toString(), decision.lateness());
    if (!settings.fromStart()) {
      // Where in the file the first line stands is not known when reading begins at its end.
      partition.linesBefore(Long.MIN_VALUE / 2);
    }
    PartitionReader reader =
        new PartitionReader(
            engine,
            partition,
            decision.format(),
            settings.context(),
            this::sourceNotice,
            settings.clock());
    FileFollower follower =
        new FileFollower(
            path,
            FollowOptions.DEFAULTS
                .withFromStart(settings.fromStart())
                .withMaxLineBytes(settings.context().maxLineBytes()),
            reader,
            settings.nanoTime());
    files.add(new Followed(path, reader, follower, settings.nanoTime().getAsLong()));
  }

  /** The beginning of the file if it is read from there, else its end from a whole line on. */
  private byte[] sample(Path path) {
    if (!Files.isRegularFile(path)) {
      return new byte[0];
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long length = file.length();
      long from = settings.fromStart() ? 0 : Math.max(0, length - TAIL_BYTES);
      byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, length - from)];
      file.seek(from);
      file.readFully(bytes);
      if (from == 0) {
        return bytes;
      }
      int start = 0;
      while (start < bytes.length && bytes[start] != '\n') {
        start++;
      }
      return java.util.Arrays.copyOfRange(bytes, Math.min(bytes.length, start + 1), bytes.length);
    } catch (IOException e) {
      // The follower will say what is wrong with the file.
      return new byte[0];
    }
  }

  /**
   * Reads what is there and lets time go on if nothing is.
   *
   * @return whether anything was read, so that it is worth polling again at once
   */
  public boolean poll() {
    long now = settings.nanoTime().getAsLong();
    boolean read = false;
    boolean caughtUp = true;
    for (Followed file : files) {
      PollResult result = file.follower.poll(POLL_BYTES);
      read |= result.bytes() > 0;
      caughtUp &= result.caughtUp();
      file.caughtUp = result.caughtUp();
      file.state = result.state();
      file.reader.bytesRead(result.bytes());
      // Lines that are no records say nothing of time, so they do not stop it either.
      if (file.reader.records() != file.records) {
        file.records = file.reader.records();
        file.lastRecordNanos = now;
      }
    }
    noteTime(now);
    noteBehind(now, caughtUp);
    engine.setBlind(blindness());
    idle(now);
    return read;
  }

  /** {@return whether every file has been read to its end, as of the last poll} */
  public boolean isCaughtUp() {
    return !behind && caughtUpNanos == lastPollNanos;
  }

  private long lastPollNanos;

  private void noteTime(long now) {
    lastPollNanos = now;
    if (engine.maxMicros() != maxSeen) {
      maxSeen = engine.maxMicros();
      maxSeenNanos = now;
    }
  }

  private void noteBehind(long now, boolean caughtUp) {
    if (caughtUp) {
      caughtUpNanos = now;
      if (behind) {
        behind = false;
        notice(NoticeEvent.Severity.INFO, "reading-caught-up", "", "reading has caught up");
      }
    } else if (!behind && now - caughtUpNanos > BEHIND.toNanos()) {
      behind = true;
      notice(
          NoticeEvent.Severity.WARNING,
          "reading-behind",
          "",
          "reading is behind the log: statistics and alerts come later than they should");
    }
  }

  private String blindness() {
    StringBuilder why = new StringBuilder();
    for (Followed file : files) {
      String problem =
          switch (file.state) {
            case FOLLOWING -> "";
            case MISSING -> " is missing";
            case UNREADABLE -> " cannot be read";
            case DIRECTORY -> " is a directory";
            case NOT_A_FILE -> " is not a file that can be followed";
          };
      if (!problem.isEmpty()) {
        why.append(why.isEmpty() ? "" : ", ").append(file.path).append(problem);
      }
    }
    return why.toString();
  }

  private void idle(long now) {
    boolean all = true;
    for (Followed file : files) {
      boolean silent = file.caughtUp && now - file.lastRecordNanos >= idleNanos;
      engine.setIdle(file.reader.partition(), silent);
      all &= silent;
    }
    if (!all) {
      return;
    }
    if (engine.maxMicros() != Long.MIN_VALUE) {
      engine.pushTo(engine.maxMicros() + (now - maxSeenNanos) / 1_000);
    } else {
      // Lines whose time is in doubt become the first ones now.
      engine.pushTo(Long.MIN_VALUE);
      if (engine.maxMicros() == Long.MIN_VALUE) {
        beforeFirstLine();
      }
    }
  }

  /** Before the first line there is only the clock on the wall. */
  private void beforeFirstLine() {
    long interval = settings.statsInterval().toMillis();
    long end = Math.floorDiv(settings.clock().millis(), interval) * interval;
    if (waitingSince == Long.MIN_VALUE) {
      waitingSince = end;
    }
    if (end <= waitingSince) {
      return;
    }
    waitingSince = end;
    engine.silentBeforeFirst(
        Instant.ofEpochMilli(end - interval), Instant.ofEpochMilli(end));
  }

  /** {@return whether time has passed the end of the range that counts} */
  public boolean isPastEnd() {
    Instant until = settings.until();
    return until != null && engine.watermarkMicros() >= TimeSearch.micros(until);
  }

  /** {@return files that could never be followed: directories, devices} */
  public boolean isHopeless() {
    return files.stream()
        .allMatch(
            file ->
                file.state == PollResult.State.DIRECTORY
                    || file.state == PollResult.State.NOT_A_FILE);
  }

  /** Hands out half lines that wait for their newline, and closes the files. */
  public void finish() {
    for (Followed file : files) {
      file.follower.finish();
      file.follower.close();
    }
  }

  private void sourceNotice(SourceNotice notice) {
    boolean bad =
        switch (notice.code()) {
          case MISSING, TRUNCATED, UNREADABLE, DIRECTORY, NOT_A_FILE -> true;
          case APPEARED, ROTATED, COPIED_AND_TRUNCATED, REPLACED, CONTINUED -> false;
        };
    notice(
        bad ? NoticeEvent.Severity.WARNING : NoticeEvent.Severity.INFO,
        "source-" + notice.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        notice.path().toString(),
        notice.message());
  }

  private void notice(NoticeEvent.Severity severity, String code, String source, String message) {
    long max = engine.maxMicros();
    Instant at =
        max == Long.MIN_VALUE
            ? Instant.EPOCH
            : Instant.EPOCH.plusSeconds(Math.floorDiv(max, 1_000_000L));
    engine.tell(new NoticeEvent(code, severity, source, message, at, null));
  }
}
