package io.github.simplehttpmonitor.cli;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of {@code lines}. */
final class LinesOptions {

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "A log, plain or compressed, a folder of logs or a quoted pattern. - is standard input.")
  List<String> files = new ArrayList<>();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--alert",
      paramLabel = "ID",
      description =
          "Print the lines behind this alert of 'replay --output json' or 'rules backtest', given"
              + " the same logs and rules.")
  @Nullable String alert;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "With --alert: the configuration whose rules raised it (the default rule).")
  @Nullable String config;

  @Option(names = "--where", paramLabel = "FILTER", description = SelectionOption.WHERE)
  @Nullable String where;

  @Option(names = "--since", paramLabel = "TIME", description = SelectionOption.SINCE)
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = SelectionOption.UNTIL)
  @Nullable String until;

  @Option(
      names = "--format",
      paramLabel = "NAME[:DEFINITION]",
      defaultValue = "auto",
      description =
          "The format of the lines; 'formats list' shows them (${DEFAULT-VALUE}). May be repeated.")
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
      description = "The zone of times that name none (the system's).")
  @Nullable ZoneId zone;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many parts of a file are read at once (one for each processor).")
  int jobs;

  @Option(
      names = "--max-line-bytes",
      paramLabel = "SIZE",
      defaultValue = "1M",
      converter = Converters.OfSize.class,
      description = "Lines longer than this are malformed (${DEFAULT-VALUE}).")
  int maxLineBytes;

  @Option(
      names = {"-q", "--quiet"},
      description = "No count on standard error.")
  boolean quiet;

  @Option(names = "--plugins", paramLabel = "FOLDER", description = PluginOption.DESCRIPTION)
  @Nullable String plugins;

  /** {@return what was said of the format} */
  FormatChoice format() {
    return new FormatChoice(formats, formatFile, timeFormat, files);
  }

  /** {@return the options of a replay of the same logs} */
  RunOptions forRun() {
    RunOptions run = new RunOptions();
    CommandSpec spec = command;
    run.given = name -> spec != null && spec.commandLine().getParseResult().hasMatchedOption(name);
    run.addFiles(files);
    run.setDefaults();
    run.config = config;
    run.formats = formats;
    run.formatFile = formatFile;
    run.timeFormat = timeFormat;
    run.zone = zone;
    run.maxLineBytes = maxLineBytes;
    run.where = where;
    run.since = since;
    run.until = until;
    run.jobs = jobs;
    run.quiet = quiet;
    run.plugins = plugins;
    return run;
  }
}
