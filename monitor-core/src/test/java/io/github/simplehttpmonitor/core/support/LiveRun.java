package io.github.simplehttpmonitor.core.support;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.EngineSettings;
import io.github.simplehttpmonitor.core.engine.Selection;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.runtime.Follow;
import io.github.simplehttpmonitor.core.runtime.RunSettings;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Follows files with a ticker and a clock that go on only when told to. */
public final class LiveRun {

  /** What was told. */
  public final List<Event> events = new ArrayList<>();

  private final Engine engine;
  private final Follow follow;
  private RunSettings settings;
  private long nanos;
  private Instant wall = Instant.ofEpochSecond(Logs.T);

  /** Begins to follow, from the start of the files. */
  public LiveRun(List<AlertRule> rules, Duration lateness, Path... files) {
    this("common", true, rules, lateness, files);
  }

  /** Begins to follow files of a format, from their start or from their end. */
  public LiveRun(
      String format, boolean fromStart, List<AlertRule> rules, Duration lateness, Path... files) {
    FormatRegistry registry = FormatRegistry.builtIn();
    Fields fields = Engine.wantedFields(Selection.ALL, rules, List.of());
    engine =
        new Engine(
            new EngineSettings(Duration.ofSeconds(10), rules, Selection.ALL, false, 10),
            fields,
            events::add);
    settings =
        new RunSettings(
            format.equals("auto") ? null : registry.create(format),
            registry,
            new ParserContext(fields, ZoneOffset.UTC, Instant.EPOCH, 1 << 20),
            lateness,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ZERO,
            fromStart,
            false,
            1,
            null,
            null,
            null,
            java.util.Map.of(),
            false,
            () -> nanos,
            () -> wall);
    follow = new Follow(settings, engine, () -> {});
    for (Path file : files) {
      follow.add(file);
    }
  }

  /** Lets this many seconds go by, polling at each. */
  public void seconds(int count) {
    for (int i = 0; i < count; i++) {
      nanos += 1_000_000_000L;
      wall = wall.plusSeconds(1);
      follow.poll();
    }
  }

  /** Puts other rules in force. */
  public void replaceRules(List<AlertRule> rules) {
    settings = settings.with(engine.replaceRules(rules));
    follow.changed(settings);
  }

  /** Polls until nothing is left to read; no time goes by. */
  public void poll() {
    while (follow.poll()) {
      // There may be more.
    }
  }

  /** Polls once. */
  public boolean pollOnce() {
    return follow.poll();
  }

  /** {@return the engine} */
  public Engine engine() {
    return engine;
  }

  /** {@return the follower} */
  public Follow follow() {
    return follow;
  }

  /** Appends to a file, which is made if it is not there. */
  public static void append(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the run as a monitor does that is stopped. */
  public SummaryEvent finish() {
    follow.finish();
    return engine.finish(Duration.ZERO);
  }
}
