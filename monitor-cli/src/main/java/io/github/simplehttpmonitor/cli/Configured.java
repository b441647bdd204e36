package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.config.ConfigException;
import io.github.simplehttpmonitor.cli.config.Configuration;
import io.github.simplehttpmonitor.cli.config.Configuration.SourceEntry;
import io.github.simplehttpmonitor.core.MonitorBuilder;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.spi.Durations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file under the options of a command line, which come first. Loaded only when
 * there is a file, for the library that reads it is of no use otherwise.
 */
final class Configured {

  private final Configuration inForce;
  private final RunOptions options;

  private Configured(Configuration inForce, RunOptions options) {
    this.inForce = inForce;
    this.options = options;
  }

  /** {@return what is in force; the options get what they leave to the file} */
  static Configured of(RunOptions options) {
    String named = options.config;
    Configuration file = named == null ? Configuration.empty() : read(Path.of(named));
    fill(options, file);
    return new Configured(merged(options, file), options);
  }

  /** {@return the file's content; what is wrong with it ends the command} */
  static Configuration read(Path file) {
    return orUsage(file, Configuration::read);
  }

  static <T> T orUsage(Path file, Function<Path, T> reader) {
    try {
      return reader.apply(file);
    } catch (ConfigException e) {
      throw CliException.usage(e.lines().toArray(new String[0]));
    }
  }

  /** {@return the rules that are in force when the file is read again} */
  static List<AlertRule> again(RunOptions options) {
    String named = options.config;
    Configuration file = named == null ? Configuration.empty() : read(Path.of(named));
    return rules(options, file);
  }

  private static void fill(RunOptions options, Configuration file) {
    if (!options.isGiven("--tz") && file.zone() != null) {
      options.zone = file.zone();
    }
    if (!options.isGiven("--idle") && file.idle() != null) {
      options.idle = file.idle();
    }
    if (!options.isGiven("--max-line-bytes") && file.maxLineBytes() != null) {
      options.maxLineBytes = file.maxLineBytes();
    }
    if (!options.isGiven("--where") && file.where() != null) {
      options.where = file.where().toString();
    }
    Path stateDirectory = file.stateDirectory();
    if (!options.isGiven("--state-dir") && stateDirectory != null) {
      options.stateDir = stateDirectory.toString();
    }
    if (!options.isGiven("--stats-interval") && file.interval() != null) {
      options.statsInterval = file.interval();
    }
  }

  private static Configuration merged(RunOptions options, Configuration file) {
    return new Configuration(
        options.zone,
        options.idle,
        options.maxLineBytes,
        options.where == null ? null : SelectionOption.filter(options.where),
        options.stateDir == null ? null : Path.of(options.stateDir),
        sources(options, file),
        options.statsInterval,
        file.queries(),
        rules(options, file),
        file.appenders());
  }

  /** An option of a source goes for all of them. */
  private static List<SourceEntry> sources(RunOptions options, Configuration file) {
    List<SourceEntry> sources = new ArrayList<>();
    List<String> named = List.copyOf(options.files());
    if (named.isEmpty()) {
      sources.addAll(file.sources());
    } else {
      // What the file says of its only source is meant for other logs of it as well.
      SourceEntry like =
          file.sources().size() == 1
              ? file.sources().get(0)
              : new SourceEntry(List.of(), List.of(), null, null, null, null);
      sources.add(
          new SourceEntry(
              named,
              like.formats(),
              like.formatFile(),
              like.timeFormat(),
              like.lateness(),
              like.zone()));
    }
    return sources.stream().map(source -> overridden(options, source)).toList();
  }

  private static SourceEntry overridden(RunOptions options, SourceEntry source) {
    boolean format =
        options.isGiven("--format")
            || options.isGiven("--format-file")
            || options.isGiven("--time-format");
    return new SourceEntry(
        source.files(),
        !format
            ? source.formats()
            : options.formats.equals(List.of("auto")) ? List.of() : options.formats,
        format ? options.formatFile : source.formatFile(),
        format ? options.timeFormat : source.timeFormat(),
        options.isGiven("--allowed-lateness") ? options.lateness.fixed() : source.lateness(),
        options.isGiven("--tz") ? null : source.zone());
  }

  private static List<AlertRule> rules(RunOptions options, Configuration file) {
    List<AlertRule> fromFile = file.rules();
    boolean given = options.isGiven("--request-threshold") || options.isGiven("--window");
    if (fromFile != null && !given) {
      return fromFile;
    }
    AlertRule asked = highTraffic(options);
    List<AlertRule> rules = new ArrayList<>(fromFile == null ? List.of() : fromFile);
    rules.removeIf(rule -> rule.name().equals(asked.name()));
    rules.add(0, asked);
    return rules;
  }

  private static AlertRule highTraffic(RunOptions options) {
    try {
      return AlertRule.highTraffic(options.requestThreshold, options.window);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String option = message.contains("window") ? "--window: " : "--request-threshold: ";
      throw CliException.usage(
          option + message.replace(options.window.toString(), Durations.format(options.window)));
    }
  }

  Configuration configuration() {
    return inForce;
  }

  List<AlertRule> rules() {
    return Objects.requireNonNull(inForce.rules());
  }

  /** {@return the names and patterns of the logs, none if neither says any} */
  List<String> files() {
    return inForce.sources().stream()
        .flatMap(source -> source.files().stream())
        .distinct()
        .toList();
  }

  /**
   * Sets what options cannot say.
   *
   * @param expand makes the paths of a name or pattern
   */
  void apply(
      MonitorBuilder builder,
      Environment environment,
      Console console,
      Function<String, List<Path>> expand) {
    builder.rules(rules()).statistics(inForce.queries());
    for (SourceEntry source : inForce.sources()) {
      Formats formats =
          Formats.of(
              environment,
              options.plugins,
              new FormatChoice(
                  source.formats(), source.formatFile(), source.timeFormat(), source.files()));
      formats.problems().forEach(console::say);
      for (String file : source.files()) {
        for (Path path : expand.apply(file)) {
          builder.source(path, formats.format(), source.lateness(), source.zone());
        }
      }
    }
  }

  /** {@return where the configuration is, for messages} */
  @Nullable String file() {
    return options.config;
  }
}
