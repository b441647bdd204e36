package io.github.simplehttpmonitor.benchmarks.compare;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** A command as a reader would type it: short names for the files. */
final class Shown {

  private Shown() {}

  static String command(Task task, Path log, Path launcher) {
    String env =
        task.env().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("HOME"))
            .map(entry -> entry + " ")
            .collect(Collectors.joining());
    String words =
        task.command().stream()
            .map(word -> word.replace(log + ".gz", "FILE.gz").replace(log.toString(), "FILE"))
            .map(word -> word.equals(launcher.toString()) ? "simple-http-monitor" : word)
            .map(Shown::withoutFolder)
            .map(Shown::quoted)
            .collect(Collectors.joining(" "));
    return env + words + (task.in() == null ? "" : " < FILE");
  }

  private static String withoutFolder(String word) {
    return word.startsWith("/") && !word.contains(" ") && word.indexOf('/', 1) > 0
        ? word.substring(word.lastIndexOf('/') + 1).replaceFirst("^access-.*", "FILE10")
        : word;
  }

  private static String quoted(String word) {
    boolean plain = word.toLowerCase(Locale.ROOT).matches("[a-z0-9_./:=,+@-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
