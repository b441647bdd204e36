package io.github.simplehttpmonitor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the status that a monitor keeps in a file. */
@CommandLine.Command(
    name = "status",
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    description = {
      "Shows the status that 'monitor --status-file FILE' keeps: each rule's value, what became of"
          + " lines and events. Exit code 1 if it is not kept any more."
    })
final class StatusCommand implements Command {

  private static final Duration STALE = Duration.ofSeconds(30);

  private static final int MAX_BYTES = 10 << 20;

  @Parameters(paramLabel = "FILE", description = "The file.")
  private String file = "";

  @Mixin private StandardOptions standard = new StandardOptions();

  @Override
  public int run(Environment environment, Console console) throws IOException {
    Path path = InputFiles.of(java.util.List.of(file)).get(0);
    String text;
    try {
      text =
          Files.size(path) > MAX_BYTES
              ? ""
              : new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CliException.failure(file + ": there is no status: " + e.getMessage());
    }
    int end = text.indexOf('\n');
    if (end < 0 || !text.startsWith(StatusText.FIRST)) {
      throw CliException.failure(file + ": this is no status of a monitor");
    }
    Instant at;
    try {
      at = Instant.parse(text.substring(StatusText.FIRST.length(), end));
    } catch (DateTimeException e) {
      throw CliException.failure(file + ": this is no status of a monitor");
    }
    console.print(text);
    Duration age = Duration.between(at, Clock.systemUTC().instant());
    if (age.compareTo(STALE) > 0) {
      console.say("it is " + age.toSeconds() + " seconds old: the monitor does not keep it");
      return ExitCode.FAILURE;
    }
    return ExitCode.OK;
  }

  @Override
  public boolean isDebug() {
    return standard.debug;
  }
}
