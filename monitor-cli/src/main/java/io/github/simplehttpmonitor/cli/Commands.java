package io.github.simplehttpmonitor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands: their options, and what does the work. */
final class Commands {

  private static final String DEFAULT_FILE = "/tmp/access.log";

  private Commands() {}

  /** The whole. */
  @CommandLine.Command(
      name = Console.NAME,
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpAutoWidth = true,
      subcommands = {
        Live.class,
        Archive.class,
        Lines.class,
        RulesCommands.Group.class,
        ConfigCommands.Group.class,
        StatusCommand.class,
        FormatsGroup.class,
        StateGroup.class,
        PluginsGroup.class,
        AppendersGroup.class,
        SilenceGroup.class,
        Completion.class,
        Help.class
      },
      description = {
        "Watches HTTP access logs: statistics every 10 seconds, and an alert when the requests of"
            + " 2 minutes are too many.",
        "Without a command it is 'monitor'; 'COMMAND --help' shows a command's options."
      },
      footer = {
        "",
        "Examples:",
        "  simple-http-monitor /var/log/nginx/access.log",
        "  simple-http-monitor --request-threshold 50 --input-file access.log",
        "  simple-http-monitor replay access.log.1 access.log",
        "  simple-http-monitor lines --where 'status >= 500' --since 1h access.log",
        "  simple-http-monitor --config monitor.yaml",
        "  simple-http-monitor rules backtest --config monitor.yaml access.log",
        "  simple-http-monitor formats explain access.log --line 7",
        "",
        "Exit codes: 0 all went well; 1 something could not be read, written or parsed; 2 wrong"
            + " usage; 3 an alert fired, with --fail-on-alert; 130, 143 ended by SIGINT, SIGTERM."
      })
  static final class Root extends GroupCommand {}

  /** Follows logs. */
  @CommandLine.Command(
      name = "monitor",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description = {
        "Follows logs live, through rotation and truncation, from their end (default file "
            + DEFAULT_FILE
            + ")."
      },
      footer = {
        "",
        "Examples:",
        "  simple-http-monitor --request-threshold 50 /var/log/nginx/access.log",
        "  simple-http-monitor --output json --input-file access.log | jq .",
        "  simple-http-monitor --format 'apache:%%h %%l %%u %%t \"%%r\" %%>s %%b %%D' access.log"
      })
  static final class Live implements Command {
    @Mixin private RunOptions options = new RunOptions();
    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) {
      List<Path> files = InputFiles.toFollow(options.files());
      return new Run(options, true, environment, console)
          .over(files, () -> List.of(Path.of(DEFAULT_FILE)));
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  /** Reads archives. */
  @CommandLine.Command(
      name = "replay",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description = {
        "Reads archives (plain, gzip, bzip2, xz, zstd) as fast as it can, and tells what 'monitor' would have told"
            + " at the time. Several files are one line of time, in whatever order they are named."
      },
      footer = {
        "",
        "Examples:",
        "  simple-http-monitor replay access.log.2.gz access.log.1 access.log",
        "  simple-http-monitor replay --fail-on-alert --request-threshold 100 access.log",
        "  zcat old/*.gz | simple-http-monitor replay -"
      })
  static final class Archive implements Command {
    @Mixin private RunOptions options = new RunOptions();
    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) {
      return new Run(options, false, environment, console)
          .over(
              InputFiles.of(options.files()),
              () -> orStandardInput(List.of(), "replay", environment));
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  /** Prints lines. */
  @CommandLine.Command(
      name = "lines",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description = {
        "Prints the lines whose requests pass a filter or lie in a range of time: byte for byte"
            + " into a file or pipe, escaped on a terminal."
      },
      footer = {
        "",
        "Examples:",
        "  simple-http-monitor lines --where 'status == 404' access.log",
        "  simple-http-monitor lines --since '2026-01-31 12:00' --until '2026-01-31 12:05' access.log",
        "  simple-http-monitor lines --where 'client in 10.0.0.0/8 && duration > 2s' access.log"
      })
  static final class Lines implements Command {
    @Mixin private LinesOptions options = new LinesOptions();
    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      return new LinesRun(options, environment, console)
          .over(orStandardInput(InputFiles.of(options.files), "lines", environment));
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  /** Formats. */
  @CommandLine.Command(
      name = "formats",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      subcommands = {FormatsList.class, FormatsDetect.class, FormatsExplain.class},
      description = "Lists formats, finds the one of a log, explains a line (default: list).")
  static final class FormatsGroup extends FormatsCommand {
    @Override
    public int run(Environment environment, Console console) throws IOException {
      return list(environment, console);
    }
  }

  /** Lists formats. */
  @CommandLine.Command(
      name = "list",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Lists the formats that can be asked for by name.")
  static final class FormatsList extends FormatsCommand {
    @Override
    public int run(Environment environment, Console console) throws IOException {
      return list(environment, console);
    }
  }

  /** Detects a format. */
  @CommandLine.Command(
      name = "detect",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Looks at the beginning of a log and says which formats fit how well.")
  static final class FormatsDetect extends FormatsCommand {
    @Parameters(paramLabel = "FILE", description = "The log; - is standard input.")
    private String file = "";

    @Override
    public int run(Environment environment, Console console) throws IOException {
      return detect(environment, console, file);
    }
  }

  /** Explains a line. */
  @CommandLine.Command(
      name = "explain",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Shows what a format makes of a line, field by field, and where it stops.")
  static final class FormatsExplain extends FormatsCommand {
    @Parameters(paramLabel = "FILE", description = "The log; - is standard input.")
    private String file = "";

    @Option(
        names = "--line",
        paramLabel = "N",
        defaultValue = "1",
        description = "The number of the line, from 1 (${DEFAULT-VALUE}).")
    private long line;

    @Option(
        names = "--format",
        paramLabel = "NAME[:DEFINITION]",
        defaultValue = "auto",
        description = "The format (${DEFAULT-VALUE}: the one that fits the log best).")
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

    @Override
    public int run(Environment environment, Console console) throws IOException {
      FormatChoice choice = new FormatChoice(formats, formatFile, timeFormat, List.of(file));
      return explain(environment, console, file, line, choice);
    }
  }

  /** States. */
  @CommandLine.Command(
      name = "state",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      subcommands = StateShowing.class,
      description = "Explains what --state-dir keeps.")
  static final class StateGroup extends GroupCommand {}

  /** Shows a state. */
  @CommandLine.Command(
      name = "show",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Shows positions, times, counts and alerts of a state.")
  static final class StateShowing implements Command {
    @Parameters(paramLabel = "FOLDER", description = "What --state-dir named, or a file in it.")
    private String folder = "";

    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      return StateShow.show(console, folder);
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  /** Plug-ins. */
  @CommandLine.Command(
      name = "plugins",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      subcommands = PluginsList.class,
      description = "Lists formats and appenders with where they came from (default: list).")
  static final class PluginsGroup extends PluginsCommand {}

  /** Lists plug-ins. */
  @CommandLine.Command(
      name = "list",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Lists formats and appenders with where they came from.")
  static final class PluginsList extends PluginsCommand {}

  /** Appenders. */
  @CommandLine.Command(
      name = "appenders",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      subcommands = AppendersTest.class,
      description = "Tests whether appenders deliver.")
  static final class AppendersGroup extends GroupCommand {}

  /** Tests appenders. */
  @CommandLine.Command(
      name = "test",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description =
          "Sends an alert that is marked as a test, and its end, through every appender named, and"
              + " says of each how it went. Exit code 1 if one failed.",
      footer = {
        "",
        "Example:",
        "  simple-http-monitor appenders test --appender 'webhook:template=slack,url=${SLACK_URL}'"
      })
  static final class AppendersTest extends AppendersCommand {}

  /** Silences. */
  @CommandLine.Command(
      name = "silence",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      subcommands = {SilenceAdd.class, SilenceList.class, SilenceEnd.class},
      description = "Says of which alerts nobody is to be told for a while (default: list).")
  static final class SilenceGroup extends SilenceCommand {
    @Override
    public int run(Environment environment, Console console) throws IOException {
      return list(environment, console);
    }
  }

  /** Adds a silence. */
  @CommandLine.Command(
      name = "add",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description = "Adds a silence. All its matchers have to fit an alert.",
      footer = {
        "",
        "Example:",
        "  simple-http-monitor silence add --silences s.txt --for 2h rule=high-traffic"
      })
  static final class SilenceAdd extends SilenceCommand {
    @Parameters(
        arity = "1..*",
        paramLabel = "MATCHER",
        description =
            "rule=NAME, group=TEXT, severity=critical; also != and, with a pattern, =~ and !~.")
    private List<String> matchers = new java.util.ArrayList<>();

    @Option(
        names = "--for",
        paramLabel = "DURATION",
        required = true,
        converter = Converters.OfDuration.class,
        description = "How long.")
    private java.time.Duration length = java.time.Duration.ZERO;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "From when on, in the log's time (now).")
    private @Nullable String from;

    @Option(names = "--comment", paramLabel = "TEXT", defaultValue = "", description = "Why.")
    private String comment = "";

    @Override
    public int run(Environment environment, Console console) throws IOException {
      return add(environment, console, matchers, from, length, comment);
    }
  }

  /** Lists silences. */
  @CommandLine.Command(
      name = "list",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Lists the silences that have not ended, with their numbers.")
  static final class SilenceList extends SilenceCommand {
    @Override
    public int run(Environment environment, Console console) throws IOException {
      return list(environment, console);
    }
  }

  /** Ends a silence. */
  @CommandLine.Command(
      name = "end",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Ends a silence.")
  static final class SilenceEnd extends SilenceCommand {
    @Parameters(paramLabel = "N", description = "Its number in the list.")
    private int number;

    @Override
    public int run(Environment environment, Console console) throws IOException {
      return end(environment, console, number);
    }
  }

  /** Completion. */
  @CommandLine.Command(
      name = "completion",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Prints the completion for bash: source <(simple-http-monitor completion)")
  static final class Completion implements Command {
    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      console.print(Cli.completion());
      return ExitCode.OK;
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  /** Help, for what {@link GeneratedTexts#help} has no text for. */
  @CommandLine.Command(
      name = "help",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Shows the help of a command, as its --help does.")
  static final class Help implements Command {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command.")
    private List<String> names = new java.util.ArrayList<>();

    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      console.print(GeneratedTexts.made(String.join(" ", names)));
      return ExitCode.OK;
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  static List<Path> orStandardInput(List<Path> files, String command, Environment environment) {
    if (!files.isEmpty()) {
      return files;
    }
    if (environment.terminals().contains(0)) {
      throw CliException.usage(
          command + " needs a FILE, or - for standard input; see '" + command + " --help'");
    }
    return List.of(Path.of("-"));
  }
}
