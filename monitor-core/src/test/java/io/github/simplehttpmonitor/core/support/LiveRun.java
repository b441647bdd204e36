package io.github.simplehttpmonitor.core.support;

import com.google.common.io.ByteStreams;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.EngineSettings;
import io.github.simplehttpmonitor.core.engine.Selection;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.runtime.Follow;
import io.github.simplehttpmonitor.core.runtime.RunSettings;
import io.github.simplehttpmonitor.core.runtime.SavedSources;
import io.github.simplehttpmonitor.core.state.StateForm;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.DataInput;
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
import java.util.Objects;

/** Follows files with a ticker and a clock that go on only when told to. */
public final class LiveRun {

  /** What was told. */
  public final List<Event> events = new ArrayList<>();

  private final Path[] files;
  private List<AlertRule> rules;
  private Engine engine;
  private Follow follow;
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
    this.files = files;
    this.rules = rules;
    FormatRegistry registry = FormatRegistry.builtIn();
    Fields fields = Engine.wantedFields(Selection.ALL, rules, List.of());
    engine = newEngine();
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

  private Engine newEngine() {
    return new Engine(
        new EngineSettings(Duration.ofSeconds(10), rules, Selection.ALL, false, 10),
        Engine.wantedFields(Selection.ALL, rules, List.of()),
        events::add);
  }

  /** {@return what a checkpoint holds now} */
  public byte[] state() throws IOException {
    SavedSources saved = Objects.requireNonNull(follow.saved());
    return StateForm.toBytes(
        out -> {
          StateForm.writeBlock(out, engine::writeTo);
          StateForm.writeBlock(out, saved::writeTo);
        });
  }

  /** Ends as a process does that is killed, and goes on from a state. */
  public List<String> restart(byte[] state) throws IOException {
    return restart(state, rules);
  }

  /** The same with other rules; returns those that were forgotten though they fired. */
  public List<String> restart(byte[] state, List<AlertRule> newRules) throws IOException {
    follow.suspend();
    rules = newRules;
    engine = newEngine();
    DataInput in = ByteStreams.newDataInput(state);
    List<String> gone = engine.readFrom(StateForm.readBlock(in));
    follow = new Follow(settings, engine, () -> {});
    follow.resume(SavedSources.readFrom(StateForm.readBlock(in)));
    for (Path file : files) {
      follow.add(file);
    }
    engine.closeUnopened();
    return gone;
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
