package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.config.Configuration;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.MonitorBuilder;
import io.github.simplehttpmonitor.core.StateException;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.appender.Anonymizer;
import io.github.simplehttpmonitor.core.appender.JsonAppender;
import io.github.simplehttpmonitor.core.appender.TextAppender;
import io.github.simplehttpmonitor.core.notification.AppenderFactory;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run of the monitor from its options to its exit code. */
final class Run {

  private final RunOptions options;
  private final boolean live;
  private final Environment environment;
  private final Console console;
  private ZoneId zone = ZoneId.systemDefault();

  Run(RunOptions options, boolean live, Environment environment, Console console) {
    this.options = options;
    this.live = live;
    this.environment = environment;
    this.console = console;
  }

  /**
   * A run that lacks only who is told.
   *
   * @param configured the configuration, null if there is none
   */
  record Prepared(
      MonitorBuilder builder, List<Path> files, ZoneId zone, @Nullable Configured configured) {}

  /** Prepares a run over these logs, or those of the configuration, or else these. */
  Prepared prepare(List<Path> files, Supplier<List<Path>> otherwise) {
    Configured configured = options.config == null ? null : Configured.of(options);
    List<Path> named = files;
    if (configured != null && files.isEmpty()) {
      List<String> names = configured.files();
      named = live ? InputFiles.toFollow(names) : InputFiles.of(names);
    }
    zone = options.zone != null ? options.zone : ZoneId.systemDefault();
    MonitorBuilder builder = builder();
    Formats formats = Formats.of(environment, options.plugins, options.format());
    builder.formats(formats.registry());
    if (formats.format() != null) {
      builder.format(formats.format());
    }
    formats.problems().forEach(console::say);
    if (configured != null) {
      configured.apply(builder, environment, console, InputFiles::named);
    }
    if (live && !options.once) {
      FoundFiles found =
          FoundFiles.of(
              files.isEmpty() && configured != null ? configured.files() : options.files());
      if (found != null) {
        builder.lookAgain(found);
      }
    }
    Boolean why = options.why;
    builder.evidence(why != null ? why : configured != null);
    return new Prepared(builder, named.isEmpty() ? otherwise.get() : named, zone, configured);
  }

  /** Runs over these logs, or those of the configuration, or else these. */
  int over(List<Path> files, Supplier<List<Path>> otherwise) {
    Prepared prepared = prepare(files, otherwise);
    MonitorBuilder builder = prepared.builder();
    Terminal terminal = new Terminal(results(), console, options.quiet);
    AppenderFactory factory = factory();
    builder.appender("standard output", factory.anonymous(terminal));
    AppenderContext context =
        new AppenderContext(
            Map.of(),
            zone,
            environment.out(),
            environment.variables(),
            new HashSet<>(prepared.files()));
    checkStatusFile(context);
    addAppenders(builder, factory, context);
    if (prepared.configured() != null) {
      addAppenders(builder, factory, prepared.configured(), context);
    }
    // What reads to an end waits for its readers; a live monitor must not.
    builder.isolateAppenders(live && !options.once);

    if (options.rejects == null) {
      return run(prepared, terminal);
    }
    Anonymizer anonymizer = options.anonymize == 0 ? null : new Anonymizer(options.anonymize);
    try (Rejects rejects =
        Rejects.open(
            options.rejects, prepared.files(), live && !options.once, anonymizer, console)) {
      builder.rejects(rejects::accept);
      return run(prepared, terminal);
    }
  }

  private int run(Prepared prepared, Terminal terminal) {
    Monitor monitor = prepared.builder().build();
    environment.onInterrupt().accept(monitor::stop);
    Path[] paths = prepared.files().toArray(new Path[0]);
    Summary summary = live ? follow(monitor, paths, prepared) : replay(monitor, paths);
    return new Report(options, zone, console).tell(summary, terminal);
  }

  // The line is there to be closed only.
  @SuppressWarnings("try")
  private Summary replay(Monitor monitor, Path... paths) {
    try (ProgressLine line =
        ProgressLine.start(environment, options.quiet, console, monitor::progress)) {
      return monitor.replay(paths);
    }
  }

  // As above.
  @SuppressWarnings("try")
  private Summary follow(Monitor monitor, Path[] paths, Prepared prepared) {
    try (LiveControls controls =
        LiveControls.start(monitor, options, console, prepared.configured())) {
      Readiness.announce(monitor, environment, console);
      return monitor.follow(paths);
    } catch (StateException e) {
      throw CliException.failure(String.valueOf(e.getMessage()));
    }
  }

  private MonitorBuilder builder() {
    MonitorBuilder builder =
        Monitor.builder()
            .zone(zone)
            .fromStart(options.fromStart || options.once)
            .once(options.once)
            .standardInput(environment.in());
    set("--request-threshold", options.requestThreshold, builder::requestThreshold);
    set("--window", options.window, builder::window);
    set("--stats-interval", options.statsInterval, builder::statsInterval);
    set("--idle", options.idle, builder::idle);
    set("--then-silence", options.thenSilence, builder::thenSilence);
    set("--max-line-bytes", options.maxLineBytes, builder::maxLineBytes);
    set(
        "--jobs",
        options.jobs == 0 ? Runtime.getRuntime().availableProcessors() : options.jobs,
        builder::jobs);
    set("--anonymize", options.anonymize, builder::anonymity);
    setStateDirectory(builder);
    SelectionOption.apply(builder, options.where, options.since, options.until, zone);
    if (options.lateness.fixed() != null) {
      set("--allowed-lateness", options.lateness.fixed(), builder::allowedLateness);
    }
    return builder;
  }

  /** Sets a value; what the builder says of it becomes a message about the option. */
  private void setStateDirectory(MonitorBuilder builder) {
    String folder = options.stateDir;
    if (folder == null) {
      return;
    }
    if (!live) {
      // A configuration may serve both.
      if (options.isGiven("--state-dir")) {
        throw CliException.usage("--state-dir is for 'monitor' only: a replay begins anew");
      }
      return;
    }
    try {
      builder.stateDirectory(Path.of(folder));
    } catch (InvalidPathException e) {
      throw CliException.usage("--state-dir: '" + folder + "' is no folder: " + e.getReason());
    }
  }

  private static <T> void set(String option, T value, Consumer<T> setter) {
    try {
      setter.accept(value);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw CliException.usage(
          option
              + ": "
              + (value instanceof java.time.Duration duration
                  ? message.replace(value.toString(), Durations.format(duration))
                  : message));
    }
  }

  private Appender results() {
    OutputStream out = environment.out();
    return switch (options.output) {
      case TEXT -> new TextAppender(out, zone, options.color.isOn(environment));
      case JSON -> new JsonAppender(out);
    };
  }

  private AppenderFactory factory() {
    if (options.anonymize < 0 || options.anonymize > Anonymizer.MAX_LEVEL) {
      throw CliException.usage(
          "--anonymize: a level is 0 to " + Anonymizer.MAX_LEVEL + ", not " + options.anonymize);
    }
    return new AppenderFactory(
        SilenceCommand.silences(options.silences, environment, console),
        options.anonymize == 0 ? null : new Anonymizer(options.anonymize),
        live && !options.once ? InstantSource.system() : null);
  }

  /** What is replaced every few seconds must be nothing that anybody needs. */
  private void checkStatusFile(AppenderContext context) {
    String named = options.statusFile;
    if (named == null) {
      return;
    }
    Path file = InputFiles.path(named);
    if (context.isInput(file)) {
      throw CliException.usage("--status-file: " + file + " is a log that is read");
    }
    if (!Files.exists(file)) {
      return;
    }
    try (InputStream in = Files.isRegularFile(file) ? Files.newInputStream(file) : null) {
      byte[] wanted = StatusText.FIRST.getBytes(StandardCharsets.US_ASCII);
      byte[] head = in == null ? new byte[1] : in.readNBytes(wanted.length);
      if (head.length > 0 && !Arrays.equals(head, wanted)) {
        throw CliException.usage(
            "--status-file: " + file + " is there already and is no status; name another file");
      }
    } catch (IOException e) {
      throw CliException.failure("--status-file: " + file + " cannot be read: " + e.getMessage());
    }
  }

  private void addAppenders(
      MonitorBuilder builder, AppenderFactory factory, AppenderContext context) {
    if (options.appenders.isEmpty()) {
      return;
    }
    Plugins plugins = Plugins.in(Plugins.folder(environment, options.plugins));
    AppenderRegistry registry = plugins.appenders();
    plugins.problems().forEach(console::say);
    registry.problems().forEach(console::say);
    Map<String, Integer> used = new HashMap<>();
    for (String text : options.appenders) {
      AppenderSpec spec = AppenderSpec.parse(text);
      AppenderProvider provider = registry.find(spec.name());
      if (!live && provider.reachesOutside() && !options.deliver) {
        if (!options.quiet) {
          console.say(
              "the appender '" + spec.name() + "' is off in a replay; --deliver turns it on");
        }
        continue;
      }
      int number = used.merge(spec.name(), 1, Integer::sum);
      builder.appender(
          number == 1 ? spec.name() : spec.name() + "-" + number,
          spec.create(provider, factory, context));
    }
  }

  private void addAppenders(
      MonitorBuilder builder,
      AppenderFactory factory,
      Configured configured,
      AppenderContext context) {
    if (configured.configuration().appenders().isEmpty()) {
      return;
    }
    Plugins plugins = Plugins.in(Plugins.folder(environment, options.plugins));
    AppenderRegistry registry = plugins.appenders();
    plugins.problems().forEach(console::say);
    registry.problems().forEach(console::say);
    List<String> problems = new ArrayList<>();
    Map<String, Integer> used = new HashMap<>();
    for (Configuration.AppenderEntry entry : configured.configuration().appenders()) {
      try {
        AppenderProvider provider = registry.find(entry.name());
        if (!live && provider.reachesOutside() && !options.deliver) {
          if (!options.quiet) {
            console.say(
                "the appender '" + entry.name() + "' is off in a replay; --deliver turns it on");
          }
          continue;
        }
        Appender appender = factory.create(provider, context.withOptions(entry.options()));
        int number = used.merge(entry.name(), 1, Integer::sum);
        builder.appender(
            number == 1 ? entry.name() : entry.name() + "-" + number,
            entry.isChosen() ? new ChosenAlerts(appender, entry) : appender);
      } catch (IllegalArgumentException | CliException e) {
        problems.add(entry.place() + ": " + entry.name() + ": " + e.getMessage());
      } catch (RuntimeException | LinkageError e) {
        problems.add(entry.place() + ": " + entry.name() + ": it could not be made: " + e);
      }
    }
    if (!problems.isEmpty()) {
      throw CliException.usage(problems.toArray(new String[0]));
    }
  }
}
