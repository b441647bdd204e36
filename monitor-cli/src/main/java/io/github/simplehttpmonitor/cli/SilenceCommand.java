package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.notification.Silence;
import io.github.simplehttpmonitor.core.notification.SilenceFile;
import io.github.simplehttpmonitor.core.notification.Silences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about silences do: they read and write the file of silences. */
abstract class SilenceCommand implements Command {

  /** Names the file. */
  static final String VARIABLE = "SIMPLE_HTTP_MONITOR_SILENCES";

  @Option(
      names = "--silences",
      paramLabel = "FILE",
      description = "The file of silences (" + VARIABLE + ").")
  private @Nullable String file;

  @Mixin private StandardOptions standard = new StandardOptions();

  @Override
  public final boolean isDebug() {
    return standard.debug;
  }

  private static @Nullable Path path(@Nullable String option, Environment environment) {
    String named = option != null ? option : environment.variable(VARIABLE).orElse(null);
    return named == null ? null : Path.of(named);
  }

  /** {@return the silences that a run has to mind} */
  static Silences silences(@Nullable String option, Environment environment, Console console) {
    Path path = path(option, environment);
    if (path == null) {
      return Silences.NONE;
    }
    try {
      return new SilenceFile(path, console::say);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--silences: " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw CliException.failure("--silences: " + path + " cannot be read");
    }
  }

  private Path file(Environment environment) {
    Path path = path(file, environment);
    if (path == null) {
      throw CliException.usage("it needs --silences FILE, or the variable " + VARIABLE);
    }
    return path;
  }

  private List<Silence> read(Environment environment) throws IOException {
    try {
      return SilenceFile.read(file(environment));
    } catch (IllegalArgumentException e) {
      throw CliException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** Shows the silences that have not ended, with their numbers. */
  final int list(Environment environment, Console console) throws IOException {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (Silence silence : current(read(environment))) {
      number++;
      text.append(number).append("  ").append(SafeText.escape(silence.toString())).append('\n');
    }
    console.print(text.toString());
    return ExitCode.OK;
  }

  private static List<Silence> current(List<Silence> silences) {
    Instant now = Instant.now();
    return silences.stream().filter(silence -> silence.end().isAfter(now)).toList();
  }

  /** Adds a silence; those that have ended are left out of the file. */
  final int add(
      Environment environment,
      Console console,
      List<String> matchers,
      @Nullable String from,
      Duration length,
      String comment)
      throws IOException {
    Silence silence;
    try {
      Instant start =
          from == null
              ? Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
              : Moments.parse(from, ZoneId.systemDefault(), Instant.now());
      silence = Silence.of(start, start.plus(length), matchers, comment);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(String.valueOf(e.getMessage()));
    }
    List<Silence> all = new ArrayList<>(current(read(environment)));
    all.add(silence);
    write(environment, all);
    console.print(SafeText.escape(silence.toString()) + "\n");
    return ExitCode.OK;
  }

  /** Takes a silence out of the file. */
  final int end(Environment environment, Console console, int number) throws IOException {
    List<Silence> all = new ArrayList<>(current(read(environment)));
    if (number < 1 || number > all.size()) {
      throw CliException.usage(
          "there is no silence " + number + "; 'silence list' shows their numbers");
    }
    Silence ended = all.remove(number - 1);
    write(environment, all);
    console.print("ended: " + SafeText.escape(ended.toString()) + "\n");
    return ExitCode.OK;
  }

  private void write(Environment environment, List<Silence> silences) {
    Path path = file(environment);
    try {
      SilenceFile.write(path, silences);
    } catch (IOException e) {
      throw CliException.failure(path + " cannot be written: " + e.getMessage());
    }
  }
}
