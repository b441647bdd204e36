package io.github.simplehttpmonitor.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What surrounds a run of the command, so that tests can give their own.
 *
 * @param in standard input
 * @param out standard output; has to report what cannot be written, as a PrintStream does not
 * @param err standard error
 * @param variables environment variables
 * @param home the folder of the launcher, empty if it was not used
 * @param terminals which of standard input (0), output (1) and error (2) are a terminal
 * @param onInterrupt is given what ends the run early
 */
record Environment(
    InputStream in,
    OutputStream out,
    OutputStream err,
    Map<String, String> variables,
    String home,
    Set<Integer> terminals,
    Consumer<Runnable> onInterrupt) {

  /** {@return the variable, if it is set and not empty} */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }
}
