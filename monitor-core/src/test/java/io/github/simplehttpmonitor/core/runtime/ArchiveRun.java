package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.EngineSettings;
import io.github.simplehttpmonitor.core.engine.Selection;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.core.support.ManyRules;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How an archive is read in a test, and what comes out. */
final class ArchiveRun {

  static final int MAX_LINE = 200;

  private static final List<AlertRule> RULES = ManyRules.LIST;

  LogFormat format = new OptionalTimeFormat();
  int jobs = 1;
  int segmentBytes = Blocks.SEGMENT_BYTES;
  int maxLineBytes = MAX_LINE;
  @Nullable Instant since;
  @Nullable Instant until;
  @Nullable Filter where;

  /** What a replay told, and what it counted. */
  record Result(List<Event> events, Accounting accounting, int failures) {}

  static ArchiveRun of(int jobs, int segmentBytes) {
    ArchiveRun run = new ArchiveRun();
    run.jobs = jobs;
    run.segmentBytes = segmentBytes;
    return run;
  }

  ArchiveRun between(@Nullable Instant first, @Nullable Instant end) {
    since = first;
    until = end;
    return this;
  }

  ArchiveRun where(String expression) {
    where = Filter.parse(expression);
    return this;
  }

  ArchiveRun format(LogFormat value) {
    format = value;
    return this;
  }

  Selection selection() {
    return new Selection(
        where,
        since == null ? Long.MIN_VALUE : TimeSearch.micros(since),
        until == null ? Long.MAX_VALUE : TimeSearch.micros(until));
  }

  RunSettings settings() {
    return new RunSettings(
        format,
        FormatRegistry.builtIn(),
        new ParserContext(
            Engine.wantedFields(selection(), RULES, List.of()),
            ZoneOffset.UTC,
            Instant.EPOCH,
            maxLineBytes),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ZERO,
        true,
        true,
        jobs,
        since,
        until,
        null,
        java.util.Map.of(),
        false,
        () -> 0,
        InstantSource.fixed(Instant.EPOCH));
  }

  /** Tells what is read. */
  interface Inputs {
    void addTo(Replay replay) throws IOException;
  }

  Result replay(Path... files) {
    return replay(
        replay -> {
          for (Path file : files) {
            replay.add(file);
          }
        });
  }

  Result replay(InputStream in) {
    return replay(replay -> replay.add("log", in));
  }

  Result replay(Inputs inputs) {
    List<Event> events = new ArrayList<>();
    Engine engine =
        new Engine(
            new EngineSettings(Duration.ofSeconds(10), RULES, selection(), true, 3),
            Engine.wantedFields(selection(), RULES, List.of()),
            events::add);
    Replay replay = new Replay(settings(), engine, () -> false, segmentBytes);
    try {
      inputs.addTo(replay);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    replay.run();
    Accounting accounting = engine.finish(Duration.ZERO).accounting();
    return new Result(Logs.comparable(events), accounting, replay.failures());
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
