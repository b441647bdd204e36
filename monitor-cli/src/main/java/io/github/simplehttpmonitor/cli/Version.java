package io.github.simplehttpmonitor.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the command, from the manifest of its jar. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  static String text() {
    return Console.NAME
        + " "
        + Objects.requireNonNullElse(
            Version.class.getPackage().getImplementationVersion(), "development");
  }
}
