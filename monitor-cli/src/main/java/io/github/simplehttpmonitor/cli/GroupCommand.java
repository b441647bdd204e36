package io.github.simplehttpmonitor.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only has others below it: on its own it says how it is used. */
abstract class GroupCommand implements Command {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private StandardOptions standard = new StandardOptions();

  @Override
  public int run(Environment environment, Console console) throws IOException {
    CommandSpec own = spec;
    if (own != null) {
      console.print(own.commandLine().getUsageMessage());
    }
    return ExitCode.USAGE;
  }

  @Override
  public boolean isDebug() {
    return standard.debug;
  }
}
