package io.github.simplehttpmonitor.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program with arguments that is measured as a whole.
 *
 * @param name what it is in the table
 * @param command program and arguments
 * @param env environment variables besides those of this process
 * @param in standard input, null for an empty one
 * @param keepsOutput whether its output goes to a file; else it goes to /dev/null, which some
 *     programs notice, and then do less
 * @param slow whether it runs fewer times
 */
record Task(
    String name,
    List<String> command,
    Map<String, String> env,
    @Nullable Path in,
    boolean keepsOutput,
    boolean slow) {

  /** For programs that are faster when they need not know of other character sets. */
  private static final Map<String, String> PLAIN = Map.of("LC_ALL", "C");

  static Task peer(String name, String... command) {
    return new Task(name, List.of(command), PLAIN, null, false, false);
  }

  static Task own(String name, List<String> command) {
    return new Task(name, command, Map.of(), null, false, false);
  }

  /** A pipeline of the shell, in which $1, $2 ... are the arguments. */
  static Task shell(String name, String script, Object... args) {
    List<String> command = new java.util.ArrayList<>(List.of("sh", "-c", script, "sh"));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    return own(name, command);
  }

  Task with(String variable, String value) {
    return new Task(name, command, Map.of(variable, value), in, keepsOutput, slow);
  }

  Task from(Path input) {
    return new Task(name, command, env, input, keepsOutput, slow);
  }

  Task keepingOutput() {
    return new Task(name, command, env, in, true, slow);
  }

  Task slowly() {
    return new Task(name, command, env, in, keepsOutput, true);
  }
}
