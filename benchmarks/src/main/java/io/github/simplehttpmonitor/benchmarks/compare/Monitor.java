package io.github.simplehttpmonitor.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command that is compared, and what it can do so far. */
final class Monitor {

  private static final Pattern LINES = Pattern.compile("\"lines\":(\\d+)");

  private final String launcher;
  private final String replayHelp;

  Monitor(Path launcher) {
    this.launcher = launcher.toString();
    this.replayHelp = help("replay");
  }

  private String help(String... command) {
    List<String> words = new ArrayList<>(List.of(launcher));
    words.addAll(List.of(command));
    words.add("--help");
    Programs.Said said = Programs.ask(words.toArray(String[]::new));
    return said.exitCode() == 0 ? said.text() : "";
  }

  boolean hasReplay() {
    return !replayHelp.isEmpty();
  }

  boolean hasJobs() {
    return replayHelp.contains("--jobs");
  }

  boolean hasHelp() {
    return !help().isEmpty();
  }

  boolean hasFollow() {
    return !help("monitor").isEmpty();
  }

  boolean hasLines() {
    return help("lines").contains("--where");
  }

  String version() {
    return Programs.firstLine(launcher, "--version");
  }

  List<String> command(Object... args) {
    List<String> words = new ArrayList<>(List.of(launcher));
    for (Object arg : args) {
      words.add(arg.toString());
    }
    return words;
  }

  /** {@return a replay with this many workers; with as many as it likes if it has no choice} */
  List<String> replay(int jobs, Object file) {
    return hasJobs() ? command("replay", "--jobs", jobs, file) : command("replay", file);
  }

  /** {@return the lines of the summary of a replay, negative if there is none} */
  long replayedLines(Object file) {
    return linesOf(
        Programs.ask(command("replay", "--output", "json", file).toArray(String[]::new)));
  }

  private static long linesOf(Programs.Said said) {
    return said.exitCode() == 0 ? summaryLines(said.text()) : -1;
  }

  /** {@return the lines of a summary in JSON Lines, negative if there is none} */
  static long summaryLines(String json) {
    return json.lines()
        .filter(line -> line.contains("\"type\":\"summary\""))
        .map(LINES::matcher)
        .filter(Matcher::find)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .findFirst()
        .orElse(-1);
  }
}
