package io.github.simplehttpmonitor.cli;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of {@code rules backtest}: those of a replay that change what rules see. */
final class BacktestOptions {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "A log, plain or gzip (those of the configuration).")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Take the rules, and what it says of the logs, from this file.")
  @Nullable String config;

  @Option(
      names = "--sweep",
      paramLabel = "RULE.KEY=LOW..HIGH:STEP",
      description =
          "Try all these values of a rule in one pass: 'high-traffic.above=5..50:5',"
              + " 'api-errors.for=0s,1m,5m'. May be repeated.")
  List<String> sweeps = new ArrayList<>();

  @Option(
      names = "--request-threshold",
      paramLabel = "N",
      defaultValue = "10",
      converter = Converters.OfNumber.class,
      description = "The threshold of the default rule (${DEFAULT-VALUE}).")
  private double requestThreshold;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      defaultValue = "2m",
      converter = Converters.OfDuration.class,
      description = "The window of the default rule (${DEFAULT-VALUE}).")
  private Duration window = Duration.ZERO;

  @Option(
      names = "--format",
      paramLabel = "NAME[:DEFINITION]",
      defaultValue = "auto",
      description =
          "The format of the lines; 'formats list' shows them. auto finds it by looking at each"
              + " log (${DEFAULT-VALUE}). May be repeated: a line is read by the first it fits.")
  private List<String> formats = new ArrayList<>();

  @Option(
      names = "--format-file",
      paramLabel = "FILE[:NAME]",
      description = FormatChoice.FILE_DESCRIPTION)
  private @Nullable String formatFile;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description = "How a regex format's times are written.")
  private @Nullable String timeFormat;

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      converter = Converters.OfZone.class,
      description = "The zone of times that are shown, and of times that name none (the system's).")
  private @Nullable ZoneId zone;

  @Option(
      names = "--allowed-lateness",
      paramLabel = "DURATION",
      defaultValue = "auto",
      converter = Converters.OfLateness.class,
      description = "How far a line may be behind and still count (${DEFAULT-VALUE}).")
  private Lateness lateness = Lateness.AUTO;

  @Option(
      names = "--then-silence",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = Converters.OfDuration.class,
      description = "Let time run on for this long after the end (${DEFAULT-VALUE}).")
  private Duration thenSilence = Duration.ZERO;

  @Option(names = "--where", paramLabel = "FILTER", description = SelectionOption.WHERE)
  private @Nullable String where;

  @Option(names = "--since", paramLabel = "TIME", description = SelectionOption.SINCE)
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = SelectionOption.UNTIL)
  private @Nullable String until;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many parts of an archive are read at once (one for each processor).")
  private int jobs;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text: tables and a timeline, or json: one object (${DEFAULT-VALUE}).")
  OutputForm output = OutputForm.TEXT;

  @Option(
      names = {"-q", "--quiet"},
      description = "No notices on standard error.")
  boolean quiet;

  @Option(names = "--plugins", paramLabel = "FOLDER", description = PluginOption.DESCRIPTION)
  private @Nullable String plugins;

  /** {@return the options of a replay with these values} */
  RunOptions forRun() {
    RunOptions run = new RunOptions();
    CommandSpec spec = command;
    run.given = name -> spec != null && spec.commandLine().getParseResult().hasMatchedOption(name);
    run.addFiles(files);
    run.setDefaults();
    run.config = config;
    run.why = false;
    run.requestThreshold = requestThreshold;
    run.window = window;
    run.formats = formats;
    run.formatFile = formatFile;
    run.timeFormat = timeFormat;
    run.zone = zone;
    run.lateness = lateness;
    run.thenSilence = thenSilence;
    run.where = where;
    run.since = since;
    run.until = until;
    run.jobs = jobs;
    run.quiet = quiet;
    run.plugins = plugins;
    return run;
  }
}
