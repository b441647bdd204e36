package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The commands about the configuration. */
final class ConfigCommands {

  private ConfigCommands() {}

  /** Configuration. */
  @CommandLine.Command(
      name = "config",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      subcommands = {Print.class, Schema.class},
      description = "Shows the configuration that is in force, and what one may hold.")
  static final class Group extends GroupCommand {}

  /** Prints it. */
  @CommandLine.Command(
      name = "print",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description = {
        "Prints what 'monitor' would run with: the options given here over those of the --config"
            + " file over the defaults. Secrets are masked; the rest reads back as it is."
      })
  static final class Print implements Command {
    @Mixin private RunOptions options = new RunOptions();
    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      console.print(Configured.of(options).configuration().toYaml());
      return ExitCode.OK;
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }

  /** Prints the schema. */
  @CommandLine.Command(
      name = "schema",
      versionProvider = Version.class,
      usageHelpAutoWidth = true,
      description = "Prints the JSON Schema of configurations, for editors.")
  static final class Schema implements Command {
    @Mixin private StandardOptions standard = new StandardOptions();

    @Override
    public int run(Environment environment, Console console) throws IOException {
      try (InputStream in = Configuration.class.getResourceAsStream("monitor.schema.json")) {
        if (in == null) {
          throw CliException.failure("the schema is not in this build");
        }
        console.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
      return ExitCode.OK;
    }

    @Override
    public boolean isDebug() {
      return standard.debug;
    }
  }
}
