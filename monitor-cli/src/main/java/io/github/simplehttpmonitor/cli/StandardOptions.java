package io.github.simplehttpmonitor.cli;

import picocli.CommandLine.Option;

/** The options that every command has. */
final class StandardOptions {

  @Option(names = "--debug", description = "Show the stack trace of a failure.", order = 997)
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and leave.",
      order = 998)
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and leave.",
      order = 999)
  boolean version;
}
