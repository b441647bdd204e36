package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.config.Configuration;
import io.github.simplehttpmonitor.cli.config.RuleTestFile;
import io.github.simplehttpmonitor.cli.rules.BacktestReport;
import io.github.simplehttpmonitor.cli.rules.Episodes;
import io.github.simplehttpmonitor.cli.rules.Sweep;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Level;
import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.spi.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands about rules. None of them tells anybody of an alert. */
final class RulesCommands {

  private RulesCommands() {}

  /** Rules. */
  @CommandLine.Command(
      name = "rules",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      subcommands = {Check.class, Test.class, Backtest.class},
      description = "Checks rules, tests them, and says what they would have done.")
  static final class Group extends GroupCommand {}

  /** Checks a file. */
  @CommandLine.Command(
      name = "check",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Reads configurations and says what is wrong with them, or shows their rules.")
  static final class Check implements Command {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A configuration.")
    private List<String> files = new ArrayList<>();

    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      List<String> wrong = new ArrayList<>();
      for (Path file : InputFiles.of(files)) {
        try {
          Configuration read = Configured.read(file);
          List<AlertRule> rules = read.rules() == null ? List.of() : read.rules();
          StringBuilder text = new StringBuilder();
          text.append(file).append(": ").append(rules.size()).append(" rules, all right\n");
          rules.forEach(rule -> text.append("  ").append(SafeText.escape(line(rule))).append('\n'));
          console.print(text.toString());
        } catch (CliException e) {
          wrong.addAll(e.lines());
        }
      }
      if (!wrong.isEmpty()) {
        throw CliException.usage(wrong.toArray(new String[0]));
      }
      return ExitCode.OK;
    }

    private static String line(AlertRule rule) {
      String query =
          rule.query()
              .toString()
              .replace(rule.query().window().toString(), Durations.format(rule.query().window()));
      StringBuilder text = new StringBuilder(rule.name()).append(": ").append(query);
      for (Level level : rule.levels()) {
        text.append(", ")
            .append(level.severity().name().toLowerCase(Locale.ROOT))
            .append(' ')
            .append(level.condition());
      }
      if (!rule.pendingFor().isZero()) {
        text.append(", for ").append(Durations.format(rule.pendingFor()));
      }
      return text.toString();
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  /** Runs tests. */
  @CommandLine.Command(
      name = "test",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = {
        "Runs tests of rules: requests, and the alerts they have to make. Exit code 1 if one"
            + " differs."
      })
  static final class Test implements Command {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A file of tests.")
    private List<String> files = new ArrayList<>();

    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      int tests = 0;
      int failed = 0;
      for (Path file : InputFiles.of(files)) {
        RuleTestFile read = Configured.orUsage(file, RuleTestFile::read);
        for (RuleTestFile.Case test : read.tests()) {
          List<String> differences = new RuleTestRun(read.rules(), test).differences();
          tests++;
          failed += differences.isEmpty() ? 0 : 1;
          StringBuilder text = new StringBuilder(differences.isEmpty() ? "ok    " : "FAIL  ");
          text.append(file.getFileName()).append(": ").append(escaped(test.name())).append('\n');
          differences.forEach(line -> text.append("      ").append(escaped(line)).append('\n'));
          console.print(text.toString());
        }
      }
      if (failed > 0) {
        console.print(
            failed + " of " + tests + " tests failed; - was expected, + happened, ~ differs\n");
        return ExitCode.FAILURE;
      }
      console.print(tests + " tests passed\n");
      return ExitCode.OK;
    }

    private static String escaped(String text) {
      return SafeText.escape(text);
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  /** Runs rules over the past. */
  @CommandLine.Command(
      name = "backtest",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description = {
        "Says which alerts rules would have raised over archives, as a table and a timeline, and"
            + " with --sweep for many values of a threshold at once. Nobody is told of them."
      },
      footer = {
        "",
        "Examples:",
        "  simple-http-monitor rules backtest --config monitor.yaml access.log",
        "  simple-http-monitor rules backtest --sweep 'high-traffic.above=5..50:5' access.log"
      })
  static final class Backtest implements Command {
    @Mixin private BacktestOptions options = new BacktestOptions();
    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      RunOptions run = options.forRun();
      Run.Prepared prepared =
          new Run(run, false, environment, console)
              .prepare(
                  InputFiles.of(options.files),
                  () -> Commands.orStandardInput(List.of(), "rules backtest", environment));
      Configured configured =
          prepared.configured() == null ? Configured.of(run) : prepared.configured();
      List<AlertRule> rules = swept(configured.rules());
      Episodes episodes = new Episodes();
      Monitor monitor =
          prepared
              .builder()
              .rules(rules)
              .listener(
                  event -> {
                    episodes.add(event);
                    if (event instanceof NoticeEvent notice && isSaid(notice)) {
                      console.say(notice.text());
                    }
                  })
              .build();
      environment.onInterrupt().accept(monitor::stop);
      Summary summary = monitor.replay(prepared.files().toArray(new Path[0]));
      Instant first = summary.event().first();
      Instant last = summary.event().last();
      if (first == null || last == null) {
        console.say("there was no request to look at");
        return summary.failures() > 0 || summary.event().accounting().malformed() > 0
            ? ExitCode.FAILURE
            : ExitCode.OK;
      }
      BacktestReport report =
          new BacktestReport(rules, episodes.all(), first, last.plus(run.thenSilence));
      console.print(
          options.output == OutputForm.JSON
              ? report.json()
              : report.text(
                  options.sweeps.isEmpty(),
                  prepared.zone(),
                  Terminals.width(environment),
                  Terminals.isUnicode(environment)));
      return summary.failures() > 0 ? ExitCode.FAILURE : ExitCode.OK;
    }

    private boolean isSaid(NoticeEvent notice) {
      return !options.quiet && notice.severity() == NoticeEvent.Severity.WARNING;
    }

    private List<AlertRule> swept(List<AlertRule> rules) {
      if (options.sweeps.isEmpty()) {
        return rules;
      }
      List<AlertRule> swept = new ArrayList<>();
      Set<String> names = new LinkedHashSet<>();
      for (String sweep : options.sweeps) {
        try {
          Sweep.rules(sweep, rules).stream()
              .filter(rule -> names.add(rule.name()))
              .forEach(swept::add);
        } catch (IllegalArgumentException e) {
          throw CliException.usage("--sweep: " + e.getMessage());
        }
      }
      return swept;
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }
}
