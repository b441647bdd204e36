package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.Partition;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.core.source.LineCounts;
import io.github.simplehttpmonitor.parser.ParserState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads archives as one line of time: files whose times overlap side by side, line by line the one
 * whose time is behind; the others one after the other by their first time stamps.
 */
public final class Replay {

  private static final byte[] NO_HEAD = {};

  private final RunSettings settings;
  private final int segmentBytes;
  private final Engine engine;
  private final SourceSetup setup;
  private final BooleanSupplier stopped;
  private final List<Archive> archives = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();
  private int failures;
  private volatile List<Inputs.Input> inputs = List.of();
  private volatile long lines;

  /** How many archives have begun. */
  private int begun;

  /**
   * Makes a replay.
   *
   * @param stopped is asked between reads whether to end early
   */
  public Replay(RunSettings settings, Engine engine, BooleanSupplier stopped) {
    this(settings, engine, stopped, Blocks.SEGMENT_BYTES);
  }

  /** Makes a replay with segments of another length, for tests. */
  Replay(RunSettings settings, Engine engine, BooleanSupplier stopped, int segmentBytes) {
    this.settings = settings;
    this.segmentBytes = segmentBytes;
    this.engine = engine;
    this.setup = new SourceSetup(settings, engine::tell);
    this.stopped = stopped;
    if (settings.evidence()) {
      engine.setEvidence(new EvidenceReader(this::readBack, engine.selection()));
    }
  }

  /** One input with its place in time. */
  private final class Archive {
    final String name;
    final Blocks blocks;
    final SourceSetup.Decision decision;
    Block block = new Block();
    @Nullable PartitionReader reader;
    @Nullable LineAssembler lines;
    @Nullable Pipeline<ParsedSegment> pipeline;
    final boolean skipped;

    /** Whether nothing of a range of time comes after what is past its end. */
    final boolean inOrder;

    boolean ended;

    /** Where the segment ends that is read. */
    private long end;

    private long latest = Long.MAX_VALUE;
    private ParserState state = ParserState.NONE;

    Archive(
        String name,
        Blocks blocks,
        SourceSetup.Decision decision,
        boolean skipped,
        boolean inOrder) {
      this.skipped = skipped;
      this.inOrder = inOrder;
      this.name = name;
      this.blocks = blocks;
      this.decision = decision;
    }

    long first() {
      return decision.sample().firstMicros();
    }

    /** The input's time comes: from now on it holds time back. */
    PartitionReader reader() {
      PartitionReader made = reader;
      if (made == null) {
        Partition partition = engine.open(name, decision.lateness());
        if (skipped) {
          partition.linesBefore(Long.MIN_VALUE / 2);
        }
        made =
            new PartitionReader(
                engine, partition, decision.format(), decision.context(), notice -> {}, null);
        reader = made;
        lines = new LineAssembler(settings.context().maxLineBytes(), made, new LineCounts());
      }
      return made;
    }

    /** How far it has come; before the engine is sure of that, where the sample says it begins. */
    long time() {
      long max = reader().partition().maxMicros();
      return max == Long.MIN_VALUE ? first() : max;
    }

    /** Reads the next segment; returns false at the end. */
    boolean step(boolean parallel, long until) throws IOException {
      Pipeline<ParsedSegment> workers = pipeline;
      if (workers == null && parallel) {
        SegmentParser.Guess guess = new SegmentParser.Guess();
        workers =
            new Pipeline<>(
                blocks,
                () -> new ParsedSegment(engine.newPartial(decision.lateness())),
                () -> new SegmentParser(decision.format(), decision.context(), guess),
                settings.jobs());
        pipeline = workers;
      }
      if (workers == null) {
        long number = blocks.next(block);
        if (number < 0) {
          return false;
        }
        blocks.load(number, block);
        end = (number + 1) * segmentBytes;
        read(number, block);
        return true;
      }
      Pipeline.Segment<ParsedSegment> segment = workers.take();
      if (segment == null) {
        return false;
      }
      PartitionReader target = reader();
      end = (segment.number + 1) * segmentBytes;
      boolean alone = segment.result.partial.maxMicros() <= until && time() <= until;
      if (alone
          && segment.result.entry.equals(target.state())
          && engine.merge(target.partition(), segment.result.partial)) {
        target.restore(segment.result.exit);
      } else {
        read(segment.number, segment.block);
      }
      workers.giveBack(segment);
      return true;
    }

    private void read(long number, Block bytes) {
      PartitionReader target = reader();
      LineAssembler assembler = lines;
      if (assembler != null) {
        if (number > 0) {
          assembler.startInside();
        }
        assembler.accept(bytes.buffer, bytes.from, bytes.to);
        assembler.finish();
      }
      target.segmentEnd();
    }

    /** The input as far as it has been read, to look back. */
    ReadBack readBack() {
      PartitionReader reading = reader;
      return new ReadBack(
          blocks instanceof FileBlocks file ? ReadBack.file(file.path()) : null,
          end,
          false,
          reading == null ? latest : reading.partition().maxMicros(),
          decision.lateness().toMillis() * 1_000,
          decision.format(),
          decision.context(),
          reading == null ? state : reading.state());
    }

    void close() throws IOException {
      // Others have not been read yet: what this one was read with is not kept until the end.
      block = new Block();
      lines = null;
      PartitionReader read = reader;
      if (read != null) {
        latest = read.partition().maxMicros();
        state = read.state();
      }
      reader = null;
      if (pipeline != null) {
        pipeline.close();
        pipeline = null;
      }
      blocks.close();
    }
  }

  /** Adds a file. One that cannot be read is reported and counted as a failure. */
  public void add(Path path) {
    String name = path.toString();
    InputStream standardInput = settings.standardInput();
    try {
      if (standardInput != null && name.equals(RunSettings.STANDARD_INPUT)) {
        add(RunSettings.STANDARD_INPUT_NAME, standardInput);
        return;
      }
      if (Files.isDirectory(path)) {
        fail(name, "is a directory; name the files in it");
        return;
      }
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      if (key != null && !seen.add(key)) {
        notice(
            NoticeEvent.Severity.INFO,
            "same-file",
            name,
            name + " is named twice; it is read once");
        return;
      }
      add(name, Inputs.open(path, settings.context().maxLineBytes(), segmentBytes, stopped));
    } catch (IOException e) {
      fail(name, Inputs.problem(e));
    }
  }

  /** Adds a stream, which is closed at the end; gzip is recognized by its first bytes. */
  public void add(String name, InputStream stream) throws IOException {
    add(name, Inputs.open(stream, settings.context().maxLineBytes(), segmentBytes, stopped));
  }

  private void add(String name, Inputs.Input input) throws IOException {
    byte[] head = input.head();
    SourceSetup.Decision decision = setup.decide("reading", name, head, head.length);
    boolean skipped = false;
    boolean inOrder = false;
    if (input.blocks() instanceof FileBlocks file) {
      TimeSearch search = new TimeSearch(settings, decision);
      skipped = settings.since() != null && search.skip(file);
      inOrder = settings.until() != null && search.isInOrder(file);
    }
    archives.add(new Archive(name, input.blocks(), decision, skipped, inOrder));
    List<Inputs.Input> all = new ArrayList<>(inputs);
    all.add(new Inputs.Input(input.blocks(), NO_HEAD, input.position(), input.size()));
    inputs = List.copyOf(all);
  }

  /** {@return how many inputs could not be read, or not to their end} */
  public int failures() {
    return failures;
  }

  /** {@return how many bytes were read so far, as they are stored; to be asked by any thread} */
  public long bytesRead() {
    long sum = 0;
    for (Inputs.Input input : inputs) {
      long position = input.position().getAsLong();
      sum += input.size() < 0 ? position : Math.min(position, input.size());
    }
    return sum;
  }

  /** {@return how many bytes there are to read, -1 if not known; to be asked by any thread} */
  public long bytesTotal() {
    long sum = 0;
    for (Inputs.Input input : inputs) {
      if (input.size() < 0) {
        return -1;
      }
      sum += input.size();
    }
    return sum;
  }

  /** {@return how many lines were accounted for so far; to be asked by any thread} */
  public long lines() {
    return lines;
  }

  /** {@return how many inputs there are to read} */
  public int inputs() {
    return archives.size();
  }

  /** Reads everything, or until stopped. */
  public void run() {
    archives.sort(Comparator.comparingLong(Archive::first));
    try {
      readAll();
    } finally {
      archives.forEach(this::close);
    }
  }

  private void readAll() {
    List<Archive> active = new ArrayList<>();
    int next = 0;
    while (!stopped.getAsBoolean() && !isPastEnd()) {
      Archive behind = behind(active);
      while (next < archives.size()
          && (behind == null || archives.get(next).first() <= behind.time())) {
        Archive first = archives.get(next++);
        begun = next;
        first.reader();
        active.add(first);
        behind = behind(active);
      }
      if (behind == null) {
        break;
      }
      step(behind, active.size() == 1, yieldTime(active, behind, next));
      if (behind.ended) {
        active.remove(behind);
        engine.close(behind.reader().partition());
        close(behind);
      }
    }
  }

  /** The inputs that have begun, the last one first. */
  private List<ReadBack> readBack() {
    List<ReadBack> logs = new ArrayList<>();
    for (int i = begun - 1; i >= 0; i--) {
      logs.add(archives.get(i).readBack());
    }
    return logs;
  }

  private boolean isPastEnd() {
    Instant until = settings.until();
    return until != null
        && engine.watermarkMicros() >= TimeSearch.micros(until)
        && archives.stream().allMatch(archive -> archive.inOrder || archive.ended);
  }

  private static @Nullable Archive behind(List<Archive> active) {
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
    long time = next < archives.size() ? archives.get(next).first() - 1 : Long.MAX_VALUE;
    for (Archive archive : active) {
      if (archive != current) {
        time = Math.min(time, archive.time());
      }
    }
    return time;
  }

  private void step(Archive archive, boolean alone, long until) {
    PartitionReader reader = archive.reader();
    reader.runUntil(until);
    if (reader.hasWaiting() || archive.time() > until) {
      return;
    }
    try {
      if (!archive.step(alone && settings.jobs() > 1, until) && !reader.hasWaiting()) {
        archive.ended = true;
      }
      lines = engine.accounting().lines();
    } catch (IOException e) {
      archive.ended = true;
      fail(archive.name, "could be read only in part: " + Compression.problem(e));
    }
  }

  private void close(Archive archive) {
    try {
      archive.close();
    } catch (IOException e) {
      notice(
          NoticeEvent.Severity.WARNING,
          "unreadable",
          archive.name,
          archive.name + " could not be closed: " + e.getMessage());
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
