package io.github.simplehttpmonitor.cli;

import java.io.IOException;

/** What one of the commands does, once its options have been read. */
interface Command {

  /**
   * Does it.
   *
   * @return the exit code
   * @throws IOException if standard output cannot be written
   */
  int run(Environment environment, Console console) throws IOException;

  /** {@return whether problems are shown with stack traces} */
  boolean isDebug();
}
