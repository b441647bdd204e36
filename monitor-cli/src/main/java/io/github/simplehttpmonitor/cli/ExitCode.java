package io.github.simplehttpmonitor.cli;

/**
 * The exit codes of the command. Of several that apply, usage errors come first, then {@link
 * #FAILURE}, then {@link #ALERT}. After a signal the JVM itself leaves with {@link #INTERRUPTED} or
 * {@link #TERMINATED}, once the summary is out.
 */
final class ExitCode {

  /** All went well; also when nobody reads the output to its end. */
  static final int OK = 0;

  /** Something could not be read or written, or nothing could be parsed. */
  static final int FAILURE = 1;

  /** The command line is wrong; nothing was done. */
  static final int USAGE = 2;

  /** An alert fired, and {@code --fail-on-alert} was given. */
  static final int ALERT = 3;

  /** Ended by SIGINT, Ctrl-C. */
  static final int INTERRUPTED = 130;

  /** Ended by SIGTERM. */
  static final int TERMINATED = 143;

  private ExitCode() {}
}
