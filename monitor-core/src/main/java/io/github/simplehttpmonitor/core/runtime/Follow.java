package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.Partition;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.source.FileFollower;
import io.github.simplehttpmonitor.core.source.FollowOptions;
import io.github.simplehttpmonitor.core.source.PipeReader;
import io.github.simplehttpmonitor.core.source.PollResult;
import io.github.simplehttpmonitor.core.source.SavedFollower;
import io.github.simplehttpmonitor.core.source.SourceNotice;
import io.github.simplehttpmonitor.parser.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows files live. Driven by its caller, who calls {@link #poll} as often as it likes; reads no
 * clock but those of the settings, and starts a thread only to read a pipe.
 */
public final class Follow {

  private static final int POLL_BYTES = 4 << 20;

  /** How much of an existing file's end is looked at. */
  private static final int TAIL_BYTES = 1 << 20;

  /** How often it is looked for logs that were not there before. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /** How long a log that was found is missed. */
  private static final Duration LET_GO = Duration.ofMinutes(1);

  /** How many files are followed with those that were found. */
  private static final int MAX_FOUND = 1_000;

  /** How long reading may be behind before it is said. */
  private static final Duration BEHIND = Duration.ofSeconds(10);

  private RunSettings settings;
  private final Engine engine;
  private final List<Followed> sources = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();
  private final Runnable wakeUp;
  private final long idleNanos;
  private long maxSeen = Long.MIN_VALUE;
  private long maxSeenNanos;
  private long caughtUpNanos;
  private boolean behind;
  private long waitingSince = Long.MIN_VALUE;

  /** Gives the logs that there are now, each with one that it is read like. */
  private @Nullable Supplier<? extends Map<Path, Path>> finder;

  private final FoundLogs found = new FoundLogs();

  /** Those that were ever found so; they need not stay. */
  private final Set<Path> findable = new HashSet<>();

  private long lookedNanos;
  private boolean tooMany;

  /** When this began, by the clock and by the ticker. */
  private final long beganMicros;

  private final long beganNanos;

  /** Where an earlier run stood, by absolute path. */
  private final Map<String, SavedSource> before = new HashMap<>();

  /**
   * Makes a follower of nothing yet.
   *
   * @param wakeUp is called, on some other thread, when it is worth polling again
   */
  public Follow(RunSettings settings, Engine engine, Runnable wakeUp) {
    this.settings = settings;
    this.engine = engine;
    this.wakeUp = wakeUp;
    this.idleNanos = settings.idle().toNanos();
    this.caughtUpNanos = settings.nanoTime().getAsLong();
    this.beganNanos = caughtUpNanos;
    this.beganMicros = TimeSearch.micros(settings.clock().instant());
    if (settings.evidence()) {
      engine.setEvidence(new EvidenceReader(this::readBack, engine.selection()));
    }
  }

  /** Goes on with other settings: those of the fields that are parsed. */
  public void changed(RunSettings changed) {
    settings = changed;
    for (Followed source : sources) {
      PartitionReader reader = source.live.reader();
      if (reader != null) {
        reader.parse(changed.context().fields());
      }
    }
  }

  private List<ReadBack> readBack() {
    List<ReadBack> logs = new ArrayList<>();
    for (Followed source : sources) {
      PartitionReader reader = source.live.reader();
      if (reader != null) {
        logs.add(readBack(source.live, reader));
      }
    }
    return logs;
  }

  private static ReadBack readBack(Live live, PartitionReader reader) {
    // What came through a pipe is gone.
    FileFollower follower = live instanceof Live.LogFile file ? file.follower() : null;
    return new ReadBack(
        follower == null ? null : follower::readBack,
        follower == null ? 0 : follower.position(),
        follower != null && follower.isContinued(),
        reader.partition().maxMicros(),
        reader.partition().latenessMicros(),
        reader.format(),
        reader.context(),
        reader.state());
  }

  /** A source with what is known of it. */
  private static final class Followed {
    final Live live;
    boolean caughtUp;
    long records;
    long lastRecordNanos;
    PollResult.State state = PollResult.State.FOLLOWING;
    long readableNanos;

    Followed(Live live, long now) {
      this.live = live;
      this.lastRecordNanos = now;
      this.readableNanos = now;
    }

    boolean isHopeless() {
      return state == PollResult.State.DIRECTORY || state == PollResult.State.NOT_A_FILE;
    }
  }

  /** Adds a file, which may be missing still, a FIFO or standard input. */
  public void add(Path path) {
    InputStream in = settings.standardInput();
    if (in != null && path.toString().equals(RunSettings.STANDARD_INPUT)) {
      addPipe(RunSettings.STANDARD_INPUT_NAME, () -> in);
    } else if (isNamedAgain(path)) {
      notice(
          NoticeEvent.Severity.INFO,
          "same-file",
          path.toString(),
          path + " is named twice; it is followed once");
    } else if (PipeReader.isFifo(path)) {
      addPipe(path.toString(), () -> Files.newInputStream(path));
    } else {
      addFile(path, settings.fromStart());
    }
  }

  private boolean isNamedAgain(Path path) {
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return !seen.add(key == null ? path.toRealPath() : key);
    } catch (IOException e) {
      // It is missing or unreadable, as the follower will say.
      return !seen.add(path.toAbsolutePath().normalize());
    }
  }

  /**
   * Looks again from time to time for logs to follow besides those that were added.
   *
   * @param logs gives the logs that there are, each with one that was added and that it is read
   *     like
   */
  public void lookAgain(Supplier<? extends Map<Path, Path>> logs) {
    finder = logs;
    lookedNanos = settings.nanoTime().getAsLong();
    findable.addAll(logs.get().keySet());
    found.newAmong(List.of(), paths());
  }

  private List<Path> paths() {
    return sources.stream().map(source -> Path.of(source.live.name())).toList();
  }

  private void find(long now) {
    Supplier<? extends Map<Path, Path>> logs = finder;
    if (logs == null || now - lookedNanos < LOOK_AGAIN.toNanos()) {
      return;
    }
    lookedNanos = now;
    Map<Path, Path> there = logs.get();
    letGo(now, there);
    for (Path path : found.newAmong(there.keySet(), paths())) {
      if (sources.size() >= MAX_FOUND) {
        if (!tooMany) {
          tooMany = true;
          notice(
              NoticeEvent.Severity.WARNING,
              "too-many-files",
              path.toString(),
              path + " is not followed: " + MAX_FOUND + " files are");
        }
        return;
      }
      Path like = there.getOrDefault(path, path);
      settings = settings.like(path.toString(), like.toString());
      addFile(path, true);
    }
    findable.addAll(there.keySet());
  }

  /** Follows no more what has gone for good: if it comes back, it is found again. */
  private void letGo(long now, Map<Path, Path> there) {
    for (Followed source : List.copyOf(sources)) {
      Path path = Path.of(source.live.name());
      if (source.state == PollResult.State.MISSING
          && now - source.readableNanos >= LET_GO.toNanos()
          && findable.contains(path)
          && !there.containsKey(path)) {
        source.live.finish();
        PartitionReader reader = source.live.reader();
        if (reader != null) {
          engine.close(reader.partition());
        }
        sources.remove(source);
        notice(
            NoticeEvent.Severity.INFO,
            "source-gone",
            path.toString(),
            path + " has been gone for a minute; it is followed again if it comes back");
      }
    }
  }

  /** Goes on where an earlier run stood, with the engine that took over its state. */
  public void resume(SavedSources saved) {
    saved.sources().forEach(source -> before.put(source.path(), source));
    maxSeen = engine.maxMicros();
    maxSeenNanos = settings.nanoTime().getAsLong() - saved.elapsedNanos();
  }

  /**
   * {@return where the files stand at the end of the last line of each; null while one is read that
   * was compressed since the run before}
   */
  public @Nullable SavedSources saved() {
    List<SavedSource> saved = new ArrayList<>();
    for (Followed source : sources) {
      if (source.live instanceof Live.LogFile log) {
        if (log.follower().isResuming()) {
          return null;
        }
        SavedFollower state = log.follower().saved();
        String path = Path.of(log.name()).toAbsolutePath().toString();
        SavedSource earlier = before.get(path);
        if (state != null) {
          PartitionReader reader = log.reader();
          saved.add(
              new SavedSource(path, reader.partition().name(), reader.format().name(), state));
        } else if (earlier != null) {
          saved.add(earlier);
        }
      }
    }
    long elapsed = maxSeen == Long.MIN_VALUE ? 0 : settings.nanoTime().getAsLong() - maxSeenNanos;
    return new SavedSources(elapsed, saved);
  }

  private PartitionReader reopen(SavedSource earlier, byte[] sample) {
    RunSettings own = settings.of(earlier.name());
    Duration lateness =
        own.lateness() != null ? own.lateness() : engine.restoredLateness(earlier.name());
    LogFormat format = own.format();
    try {
      format = format != null ? format : settings.registry().create(earlier.format());
    } catch (IllegalArgumentException e) {
      // The plug-in that had it is gone; the log is looked at again.
      return open(earlier.name(), sample);
    }
    if (lateness == null) {
      return open(earlier.name(), sample);
    }
    notice(
        NoticeEvent.Severity.INFO,
        "source",
        earlier.name(),
        String.format(
            Locale.ROOT,
            "following %s on, format %s, allowed lateness %ds, as the state says",
            earlier.name(),
            format.name(),
            lateness.toSeconds()));
    Partition partition = engine.open(earlier.name(), lateness);
    PartitionReader reader =
        new PartitionReader(
            engine, partition, format, own.context(), this::sourceNotice, settings.clock());
    if (format.name().equals(earlier.format())) {
      reader.acceptStates();
    }
    return reader;
  }

  private void addFile(Path path, boolean fromStart) {
    byte[] sample = sample(path, fromStart);
    SavedSource earlier = before.get(path.toAbsolutePath().toString());
    PartitionReader reader =
        earlier != null ? reopen(earlier, sample) : open(path.toString(), sample);
    if (!fromStart && earlier == null) {
      // Where in the file the first line stands is not known when reading begins at its end.
      reader.partition().linesBefore(Long.MIN_VALUE / 2);
    }
    FileFollower follower =
        new FileFollower(
            path,
            FollowOptions.DEFAULTS
                .withFromStart(fromStart)
                .withMaxLineBytes(settings.context().maxLineBytes()),
            reader,
            settings.nanoTime());
    if (earlier != null) {
      follower.resume(earlier.follower());
    }
    add(new Live.LogFile(path.toString(), follower, reader));
  }

  private void addPipe(String name, PipeReader.Opener opener) {
    notice(
        NoticeEvent.Severity.INFO,
        "source-waiting",
        name,
        "following " + name + ", whose format shows in its first line");
    LivePipe pipe =
        new LivePipe(
            name,
            PipeReader.start(name, opener, wakeUp),
            settings.context().maxLineBytes(),
            first -> open(name, first),
            failure -> pipeEnded(name, failure));
    add(pipe);
  }

  private void pipeEnded(String name, @Nullable IOException failure) {
    if (failure == null) {
      notice(NoticeEvent.Severity.INFO, "source-ended", name, name + " has ended");
    } else {
      notice(
          NoticeEvent.Severity.WARNING,
          "source-unreadable",
          name,
          name + " cannot be read: " + failure.getMessage());
    }
  }

  private void add(Live live) {
    sources.add(new Followed(live, settings.nanoTime().getAsLong()));
  }

  private PartitionReader open(String name, byte[] sample) {
    SourceSetup.Decision decision =
        new SourceSetup(settings, engine::tell).decide("following", name, sample, sample.length);
    Partition partition = engine.open(name, decision.lateness());
    return new PartitionReader(
        engine,
        partition,
        decision.format(),
        decision.context(),
        this::sourceNotice,
        settings.clock());
  }

  /**
   * The beginning of the file if it is read from there, else its end from a whole line on, after
   * the directives it begins with.
   */
  private byte[] sample(Path path, boolean fromStart) {
    if (!Files.isRegularFile(path)) {
      return new byte[0];
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long length = file.length();
      long from = fromStart ? 0 : Math.max(0, length - TAIL_BYTES);
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
      byte[] head = EntryState.directives(file);
      int tail = Math.min(bytes.length, start + 1);
      byte[] sample = Arrays.copyOf(head, head.length + bytes.length - tail);
      System.arraycopy(bytes, tail, sample, head.length, bytes.length - tail);
      return sample;
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
    find(now);
    for (Followed source : sources) {
      PollResult result = source.live.poll(POLL_BYTES);
      read |= result.bytes() > 0;
      source.caughtUp = result.caughtUp();
      caughtUp &= source.caughtUp;
      source.state = result.state();
      if (source.state == PollResult.State.FOLLOWING) {
        source.readableNanos = now;
      }
      PartitionReader reader = source.live.reader();
      if (reader != null) {
        took(source, reader, result, now);
      }
    }
    noteTime(now);
    noteBehind(now, caughtUp);
    engine.setBlind(blindness());
    measure(now);
    idle(now);
    return read;
  }

  private void took(Followed source, PartitionReader reader, PollResult result, long now) {
    reader.bytesRead(result.bytes());
    // Lines that are no records say nothing of time, so they do not stop it either.
    if (reader.records() != source.records) {
      source.records = reader.records();
      source.lastRecordNanos = now;
    }
    if (source.live.isEnded() && !reader.partition().isClosed()) {
      engine.close(reader.partition());
    }
  }

  /**
   * {@return whether there is nothing more to wait for, as of the last poll: pipes have ended, and
   * files have been read to their end if that is enough, or cannot be followed at all}
   */
  public boolean isAtEnd() {
    // More may be found, unless it is over at the end of what is there.
    boolean awaited = finder != null && !settings.once();
    return (!awaited || !sources.isEmpty())
        && sources.stream()
            .allMatch(
                source ->
                    source.isHopeless()
                        || source.live.isEnded()
                        || (settings.once()
                            && source.caughtUp
                            && source.live instanceof Live.LogFile));
  }

  private void noteTime(long now) {
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

  /** Tells rules about the monitoring itself what they are about. */
  private void measure(long now) {
    long missing = 0;
    for (Followed source : sources) {
      missing = Math.max(missing, now - source.readableNanos);
    }
    engine.gauge(Measure.Kind.SOURCE_MISSING, missing / 1e9);
    engine.gauge(Measure.Kind.READING_BEHIND, (now - caughtUpNanos) / 1e9);
  }

  private String blindness() {
    StringBuilder why = new StringBuilder();
    for (Followed source : sources) {
      String problem =
          switch (source.state) {
            case FOLLOWING -> "";
            case MISSING -> " is missing";
            case UNREADABLE -> " cannot be read";
            case DIRECTORY -> " is a directory";
            case NOT_A_FILE -> " is not a file that can be followed";
          };
      if (!problem.isEmpty()) {
        why.append(why.isEmpty() ? "" : ", ").append(source.live.name()).append(problem);
      }
    }
    return why.toString();
  }

  private void idle(long now) {
    boolean all = true;
    for (Followed source : sources) {
      PartitionReader reader = source.live.reader();
      boolean silent =
          source.live.isEnded() || (source.caughtUp && now - source.lastRecordNanos >= idleNanos);
      if (reader != null) {
        engine.setIdle(reader.partition(), silent);
      }
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
        // A clock that is set right meanwhile makes no window longer.
        engine.waitUntil(beganMicros, beganMicros + (now - beganNanos - idleNanos) / 1_000);
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
    engine.silentBeforeFirst(Instant.ofEpochMilli(end - interval), Instant.ofEpochMilli(end));
  }

  /** {@return whether time has passed the end of the range that counts} */
  public boolean isPastEnd() {
    Instant until = settings.until();
    return until != null && engine.watermarkMicros() >= TimeSearch.micros(until);
  }

  /** {@return how many sources could not be read when they were last looked at} */
  public int failures() {
    return (int)
        sources.stream().filter(source -> source.state != PollResult.State.FOLLOWING).count();
  }

  /** Hands out half lines that wait for their newline, and closes the files. */
  public void finish() {
    sources.forEach(source -> source.live.finish());
  }

  /** Closes the files, where another run is to go on. */
  public void suspend() {
    sources.forEach(source -> source.live.suspend());
  }

  private void sourceNotice(SourceNotice notice) {
    boolean bad =
        switch (notice.code()) {
          case MISSING, TRUNCATED, LOST, UNREADABLE, DIRECTORY, NOT_A_FILE -> true;
          case APPEARED, ROTATED, COPIED_AND_TRUNCATED, REPLACED, CONTINUED, RESUMED -> false;
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
