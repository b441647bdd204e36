package io.github.simplehttpmonitor.cli;

import java.util.List;

/** Ends the command with a message for the user, which is not escaped yet. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final transient List<String> lines;

  private CliException(int exitCode, List<String> lines) {
    super(String.join("\n", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  /** {@return one for a command line that makes no sense} */
  static CliException usage(String... lines) {
    return new CliException(ExitCode.USAGE, List.of(lines));
  }

  /** {@return one for something that went wrong} */
  static CliException failure(String... lines) {
    return new CliException(ExitCode.FAILURE, List.of(lines));
  }

  int exitCode() {
    return exitCode;
  }

  List<String> lines() {
    return lines;
  }
}
