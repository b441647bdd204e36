package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.Selection;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.parser.ParserState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads inputs one after the other and hands out the lines that pass a selection. */
public final class LineSearch {

  /** How far time has to be past the end of a range until no line of it is expected any more. */
  private static final long AFTER_END_MICROS = 10 * 60 * 1_000_000L;

  private final RunSettings settings;
  private final int segmentBytes;
  private final Selection selection;
  private final Consumer<NoticeEvent> notices;
  private final BooleanSupplier stopped;
  private long lines;
  private long matched;
  private long malformed;
  private int failures;
  private long bytesDone;

  /** For whoever shows how far it is: the bytes of inputs before, the one that is read, lines. */
  private volatile long readBefore;

  private volatile LongSupplier reading = () -> 0;
  private volatile long linesShown;

  /** Takes matching lines, each with its terminator. */
  public interface Output {
    /** Takes the slice; returns false if no more are wanted. */
    boolean write(byte[] bytes, int length) throws IOException;
  }

  /** Makes a search. */
  public LineSearch(
      RunSettings settings,
      Selection selection,
      Consumer<NoticeEvent> notices,
      BooleanSupplier stopped) {
    this(settings, selection, notices, stopped, Blocks.SEGMENT_BYTES);
  }

  /** Makes a search with segments of another length, for tests. */
  LineSearch(
      RunSettings settings,
      Selection selection,
      Consumer<NoticeEvent> notices,
      BooleanSupplier stopped,
      int segmentBytes) {
    this.settings = settings;
    this.segmentBytes = segmentBytes;
    this.selection = selection;
    this.notices = notices;
    this.stopped = stopped;
  }

  /** {@return lines read} */
  public long lines() {
    return lines;
  }

  /** {@return how many bytes were read so far, as they are stored; to be asked by any thread} */
  public long bytesRead() {
    return readBefore + reading.getAsLong();
  }

  /** {@return lines read, as of the last segment; to be asked by any thread} */
  public long linesSoFar() {
    return linesShown;
  }

  /** {@return lines handed out} */
  public long matched() {
    return matched;
  }

  /** {@return lines that are no records, which never match} */
  public long malformed() {
    return malformed;
  }

  /** {@return how many inputs could not be read, or not to their end} */
  public int failures() {
    return failures;
  }

  /**
   * Searches a file; one that cannot be read is told and counted.
   *
   * @return whether to go on with the next
   * @throws IOException if the output cannot be written
   */
  public boolean search(Path path, Output out) throws IOException {
    InputStream standardInput = settings.standardInput();
    if (standardInput != null && path.toString().equals(RunSettings.STANDARD_INPUT)) {
      return search(RunSettings.STANDARD_INPUT_NAME, standardInput, out);
    }
    if (Files.isDirectory(path)) {
      fail(path.toString(), "is a directory; name the files in it");
      return true;
    }
    Inputs.Input input;
    try {
      input = Inputs.open(path, settings.context().maxLineBytes(), segmentBytes, stopped);
    } catch (IOException e) {
      fail(path.toString(), Inputs.problem(e));
      return true;
    }
    return search(path.toString(), input, out);
  }

  /** Searches a stream; see {@link #search(Path, Output)}. */
  public boolean search(String name, InputStream in, Output out) throws IOException {
    Inputs.Input input;
    try {
      input = Inputs.open(in, settings.context().maxLineBytes(), segmentBytes, stopped);
    } catch (IOException e) {
      fail(name, Inputs.problem(e));
      return true;
    }
    return search(name, input, out);
  }

  private boolean search(String name, Inputs.Input input, Output out) throws IOException {
    reading = () -> read(input);
    try {
      return searchIn(name, input, out);
    } finally {
      bytesDone += read(input);
      reading = () -> 0;
      readBefore = bytesDone;
    }
  }

  private static long read(Inputs.Input input) {
    long position = input.position().getAsLong();
    return input.size() < 0 ? position : Math.min(position, input.size());
  }

  private boolean searchIn(String name, Inputs.Input input, Output out) throws IOException {
    byte[] head = input.head();
    SourceSetup.Decision decision =
        new SourceSetup(
                settings,
                notice -> {
                  if (notice.severity() != NoticeEvent.Severity.INFO) {
                    notices.accept(notice);
                  }
                })
            .decide("searching", name, head, head.length);
    try (Blocks blocks = input.blocks()) {
      TimeSearch search = new TimeSearch(settings, decision);
      long end;
      try {
        if (blocks instanceof FileBlocks file && settings.since() != null) {
          search.skip(file);
        }
        end = endMicros(blocks, search);
      } catch (IOException e) {
        fail(name, Inputs.problem(e));
        return true;
      }
      SegmentParser.Guess guess = new SegmentParser.Guess();
      Supplier<LineMatcher> matchers =
          () ->
              new LineMatcher(
                  decision.format(),
                  decision.context(),
                  selection.bind(decision.context().fields()),
                  guess);
      try (Pipeline<LineMatcher.Matches> pipeline =
          new Pipeline<>(blocks, LineMatcher.Matches::new, matchers::get, settings.jobs())) {
        return drain(name, pipeline, matchers.get(), end, out);
      }
    }
  }

  private boolean drain(
      String name, Pipeline<LineMatcher.Matches> pipeline, LineMatcher again, long end, Output out)
      throws IOException {
    ParserState state = ParserState.NONE;
    while (!stopped.getAsBoolean()) {
      Pipeline.Segment<LineMatcher.Matches> segment = take(name, pipeline);
      if (segment == null) {
        return true;
      }
      LineMatcher.Matches matches = segment.result;
      if (!matches.entry.equals(state)) {
        again.process(segment, state);
      }
      state = matches.exit;
      lines += matches.lines;
      linesShown = lines;
      matched += matches.matched;
      malformed += matches.malformed;
      if (matches.length > 0 && !out.write(matches.bytes, matches.length)) {
        return false;
      }
      // A time far ahead in the middle is a mistake: all of them have to be past the end.
      boolean past = matches.minMicros > end && matches.minMicros != Long.MAX_VALUE;
      pipeline.giveBack(segment);
      if (past) {
        return true;
      }
    }
    return false;
  }

  private Pipeline.@Nullable Segment<LineMatcher.Matches> take(
      String name, Pipeline<LineMatcher.Matches> pipeline) {
    try {
      return pipeline.take();
    } catch (IOException e) {
      fail(name, "could be read only in part: " + Compression.problem(e));
      return null;
    }
  }

  /** The time after which no line of the range can come any more. */
  private long endMicros(Blocks blocks, TimeSearch search) throws IOException {
    Instant until = settings.until();
    return until != null && blocks instanceof FileBlocks file && search.isInOrder(file)
        ? TimeSearch.micros(until) + AFTER_END_MICROS
        : Long.MAX_VALUE;
  }

  private void fail(String name, String problem) {
    failures++;
    notices.accept(
        new NoticeEvent(
            "unreadable",
            NoticeEvent.Severity.WARNING,
            name,
            name + " " + problem,
            Instant.EPOCH,
            null));
  }
}
