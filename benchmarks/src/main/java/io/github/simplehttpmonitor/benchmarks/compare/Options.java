package io.github.simplehttpmonitor.benchmarks.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line. */
final class Options {

  /** A part of the comparison. */
  enum Part {
    /** Files from the first to the last line. */
    BATCH,
    /** A file that is written to. */
    FOLLOW,
    /** What rules cost. */
    RULES,
    /** Starts with nothing to do. */
    START
  }

  /** The root of the clone. */
  final Path home;

  /** The command that is compared. */
  Path command;

  @Nullable Path seed;
  long lines = 4_000_000;
  int runs = 5;
  int slowRuns = 3;
  int startRuns = 21;
  int followSeconds = 8;
  int calmSeconds = 30;
  boolean big;
  boolean keep;
  @Nullable Path dir;
  @Nullable Path docs;
  private boolean docsGiven;
  Set<Part> parts = EnumSet.allOf(Part.class);

  private Options(Path home) {
    this.home = home;
    this.command = home.resolve("simple-http-monitor");
    this.docs = home.resolve("docs/performance.md");
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Options parse(Path home, List<String> args) {
    Options options = new Options(home);
    // First, so that it only sets defaults.
    if (args.contains("--quick")) {
      options.quick();
    }
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      switch (arg) {
        case "--quick" -> {}
        case "-n", "--lines" -> options.lines = number(arg, rest, 1_000);
        case "--runs" -> options.runs = (int) number(arg, rest, 1);
        case "--slow-runs" -> options.slowRuns = (int) number(arg, rest, 0);
        case "--start-runs" -> options.startRuns = (int) number(arg, rest, 1);
        case "--follow-seconds" -> options.followSeconds = (int) number(arg, rest, 1);
        case "--calm-seconds" -> options.calmSeconds = (int) number(arg, rest, 1);
        case "--big" -> options.big = true;
        case "--keep" -> options.keep = true;
        case "--dir" -> options.dir = path(arg, rest);
        case "--docs" -> {
          options.docs = path(arg, rest);
          options.docsGiven = true;
        }
        case "--no-docs" -> options.docs = null;
        case "--command" -> options.command = path(arg, rest);
        case "--only" -> options.parts = parts(value(arg, rest));
        default -> {
          if (arg.startsWith("-") || options.seed != null) {
            throw new IllegalArgumentException("what is '" + arg + "'?");
          }
          options.seed = Path.of(arg);
          if (!Files.isReadable(options.seed)) {
            throw new IllegalArgumentException("'" + arg + "' cannot be read");
          }
        }
      }
    }
    if (options.parts.size() < Part.values().length && !options.docsGiven) {
      // A part makes no section.
      options.docs = null;
    }
    return options;
  }

  /** A minute, to see that everything works; the figures mean little, so they are only printed. */
  private void quick() {
    lines = 200_000;
    runs = 1;
    slowRuns = 1;
    startRuns = 3;
    followSeconds = 1;
    calmSeconds = 3;
    docs = null;
  }

  boolean has(Part part) {
    return parts.contains(part);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static Path path(String option, Iterator<String> rest) {
    return Path.of(value(option, rest)).toAbsolutePath();
  }

  private static long number(String option, Iterator<String> rest, long least) {
    String text = value(option, rest);
    try {
      long number = Long.parseLong(text.replace("_", "").replace(",", ""));
      if (number >= least && number <= 1_000_000_000) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        option + " needs a number from " + least + ", not '" + text + "'");
  }

  private static Set<Part> parts(String text) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : text.split(",")) {
      parts.add(
          Arrays.stream(Part.values())
              .filter(part -> part.name().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--only takes "
                              + Arrays.toString(Part.values()).toLowerCase(Locale.ROOT)
                              + ", not '"
                              + name
                              + "'")));
    }
    return parts;
  }
}
