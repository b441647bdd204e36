package io.github.simplehttpmonitor.cli;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of {@code monitor} and {@code replay}. */
final class RunOptions {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** What tells whether an option was given, where these are made of those of another command. */
  @Nullable Predicate<String> given;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "A log, a folder of logs or a quoted pattern like 'access.log*'; several are one picture."
              + " - is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(names = "--input-file", paramLabel = "FILE", description = "The same as a FILE alone.")
  private List<String> inputFiles = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Take logs, rules and appenders from this file; what else is on the command line comes"
              + " first.")
  @Nullable String config;

  @Option(
      names = "--request-threshold",
      paramLabel = "N",
      defaultValue = "10",
      converter = Converters.OfNumber.class,
      description = "Alert above this many requests per second (${DEFAULT-VALUE}).")
  double requestThreshold;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      defaultValue = "2m",
      converter = Converters.OfDuration.class,
      description = "What the rate of requests is averaged over (${DEFAULT-VALUE}).")
  Duration window = Duration.ZERO;

  @Option(
      names = "--stats-interval",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = Converters.OfDuration.class,
      description = "How often there are statistics (${DEFAULT-VALUE}).")
  Duration statsInterval = Duration.ZERO;

  @Option(
      names = "--format",
      paramLabel = "NAME[:DEFINITION]",
      defaultValue = "auto",
      description =
          "The format of the lines; 'formats list' shows them. auto finds it by looking at each"
              + " log (${DEFAULT-VALUE}). May be repeated: a line is read by the first it fits.")
  List<String> formats = new ArrayList<>();

  @Option(
      names = "--format-file",
      paramLabel = "FILE[:NAME]",
      description = FormatChoice.FILE_DESCRIPTION)
  @Nullable String formatFile;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "How a regex format's times are written: clf, iso, epoch, epoch_ms, epoch_us or a pattern"
              + " like %%Y-%%m-%%d %%H:%%M:%%S (clf).")
  @Nullable String timeFormat;

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      converter = Converters.OfZone.class,
      description =
          "The zone of times that are shown, and of times in logs that name none (the system's).")
  @Nullable ZoneId zone;

  @Option(
      names = "--from-start",
      description = "Follow from the start of the files, not from their end.")
  boolean fromStart;

  @Option(
      names = "--once",
      description = "Read what is there, from the start, and stop at the end.")
  boolean once;

  @Option(
      names = "--allowed-lateness",
      paramLabel = "DURATION",
      defaultValue = "auto",
      converter = Converters.OfLateness.class,
      description =
          "How far a line may be behind the newest one and still be in its statistics. auto takes"
              + " it from a sample of each log, 2s to 2m (${DEFAULT-VALUE}).")
  Lateness lateness = Lateness.AUTO;

  @Option(
      names = "--idle",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = Converters.OfDuration.class,
      description =
          "How long a followed log has to be silent until time goes on without it"
              + " (${DEFAULT-VALUE}).")
  Duration idle = Duration.ZERO;

  @Option(
      names = "--then-silence",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = Converters.OfDuration.class,
      description = "Let time run on for this long after the end (${DEFAULT-VALUE}).")
  Duration thenSilence = Duration.ZERO;

  @Option(
      names = "--max-line-bytes",
      paramLabel = "SIZE",
      defaultValue = "1M",
      converter = Converters.OfSize.class,
      description = "Lines longer than this are malformed (${DEFAULT-VALUE}).")
  int maxLineBytes;

  @Option(names = "--where", paramLabel = "FILTER", description = SelectionOption.WHERE)
  @Nullable String where;

  @Option(names = "--since", paramLabel = "TIME", description = SelectionOption.SINCE)
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = SelectionOption.UNTIL)
  @Nullable String until;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many parts of an archive are read at once (one for each processor).")
  int jobs;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, or json: an object on each line (${DEFAULT-VALUE}).")
  OutputForm output = OutputForm.TEXT;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "auto, always or never; auto: on a terminal, unless NO_COLOR is set or TERM is dumb"
              + " (${DEFAULT-VALUE}).")
  ColorMode color = ColorMode.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      description = "No notices and no summary on standard error.")
  boolean quiet;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Keep every malformed line in this file, with where and why it does not fit; 'monitor'"
              + " appends to it.")
  @Nullable String rejects;

  @Option(names = "--strict", description = "Exit code 1 if any line is malformed.")
  boolean strict;

  @Option(names = "--fail-on-alert", description = "Exit code 3 if an alert fired.")
  boolean failOnAlert;

  @Option(
      names = "--why",
      negatable = true,
      description =
          "Say with each alert who and what made its requests (on with --config, otherwise off).")
  @Nullable Boolean why;

  @Option(
      names = "--status-file",
      paramLabel = "FILE",
      description = "Keep the status of a live run in this file; 'status FILE' shows it.")
  @Nullable String statusFile;

  @Option(
      names = "--appender",
      paramLabel = "NAME[:KEY=VALUE,...]",
      description =
          "Take events there as well; 'plugins list' shows what there is. May be repeated.")
  List<String> appenders = new ArrayList<>();

  @Option(
      names = "--deliver",
      description =
          "In a replay, let appenders like mail do their work; otherwise a replay reaches nobody.")
  boolean deliver;

  @Option(
      names = "--silences",
      paramLabel = "FILE",
      description =
          "Of which alerts nobody is told when; 'silence --help' shows more. Read again when it"
              + " changes ("
              + SilenceCommand.VARIABLE
              + ").")
  @Nullable String silences;

  @Option(
      names = "--anonymize",
      paramLabel = "LEVEL",
      defaultValue = "0",
      description =
          "Zero the ends of IP addresses wherever events show them: 1 leaves 24 bits of IPv4 and 48"
              + " of IPv6, 2 leaves 16 and 32, 3 leaves 8 and 16 (${DEFAULT-VALUE}: all).")
  int anonymize;

  @Option(
      names = "--state-dir",
      paramLabel = "FOLDER",
      description =
          "Keep positions, windows and alerts there, and go on from them after a restart. For"
              + " 'monitor' only.")
  @Nullable String stateDir;

  @Option(names = "--plugins", paramLabel = "FOLDER", description = PluginOption.DESCRIPTION)
  @Nullable String plugins;

  /** {@return what was said of the format} */
  FormatChoice format() {
    return new FormatChoice(formats, formatFile, timeFormat, files());
  }

  /** {@return whether the option stands on the command line} */
  boolean isGiven(String option) {
    Predicate<String> other = given;
    if (other != null) {
      return other.test(option);
    }
    CommandSpec spec = command;
    return spec != null && spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Sets what picocli sets otherwise. */
  void setDefaults() {
    requestThreshold = 10;
    window = Duration.ofMinutes(2);
    statsInterval = Duration.ofSeconds(10);
    idle = Duration.ofSeconds(5);
    maxLineBytes = 1 << 20;
  }

  void addFiles(List<String> more) {
    files.addAll(more);
  }

  /** {@return the logs, in the order in which they were named, each once} */
  Set<String> files() {
    Set<String> all = new LinkedHashSet<>(inputFiles);
    all.addAll(files);
    return all;
  }
}
