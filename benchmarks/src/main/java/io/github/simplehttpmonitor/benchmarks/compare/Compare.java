package io.github.simplehttpmonitor.benchmarks.compare;

import io.github.simplehttpmonitor.benchmarks.Machine;
import io.github.simplehttpmonitor.benchmarks.Report;
import io.github.simplehttpmonitor.benchmarks.SeedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Compares the command with other programs: {@code ROOT [option]...}. */
final class Compare {

  private static final String SAMPLE = "../shared/logs/combined/examples__apache_logs";

  private Compare() {}

  public static void main(String[] args) throws InterruptedException {
    Options options;
    try {
      List<String> words = Arrays.asList(args);
      options = Options.parse(Path.of(words.get(0)), words.subList(1, words.size()));
    } catch (IllegalArgumentException e) {
      System.err.println("compare: " + e.getMessage() + " (--help tells how)");
      System.exit(2);
      return;
    }
    try {
      System.exit(run(options) ? 0 : 1);
    } catch (IOException e) {
      System.err.println("compare: " + (e.getMessage() == null ? e : e.getMessage()));
      System.exit(1);
    }
  }

  private static boolean run(Options options) throws IOException, InterruptedException {
    Path sample = options.home.resolve(SAMPLE);
    if (options.seed == null && Files.isReadable(sample)) {
      options.seed = sample;
    }
    SeedLog seed = SeedLog.of(options.seed);
    String disturbance = Machine.disturbance();
    Result result = new Result();
    try (Scratch scratch = new Scratch(options.dir, options.keep)) {
      Stopwatch stopwatch = new Stopwatch(scratch);
      Monitor monitor = new Monitor(options.command);
      Inputs inputs = new Inputs(scratch.inputs(), seed);
      if (options.has(Options.Part.BATCH)) {
        new BatchTrial(options, inputs, scratch, stopwatch, monitor, result).run();
      }
      if (options.has(Options.Part.FOLLOW)) {
        new FollowTrial(options, seed, scratch, monitor, result).run();
      }
      if (options.has(Options.Part.RULES)) {
        new RulesTrial(options, seed, inputs, scratch, stopwatch, monitor, result).run();
        new FollowTrial(options, seed, scratch, monitor, result).runRules();
      }
      if (options.has(Options.Part.START)) {
        new StartTrial(options, scratch, stopwatch, monitor, result).run();
      }
      String text = result.toMarkdown(intro(options, seed, stopwatch, monitor, disturbance));
      System.out.println(text);
      if (options.docs != null) {
        Report.write(options.docs, "compare", text);
      }
    }
    return !result.hasFailed();
  }

  private static String intro(
      Options options, SeedLog seed, Stopwatch stopwatch, Monitor monitor, String disturbance) {
    StringBuilder text = new StringBuilder(Machine.describe()).append(". ");
    text.append(String.join(", ", versions(monitor))).append(".\n\n");
    if (!disturbance.isEmpty()) {
      text.append(disturbance).append("\n\n");
    }
    text.append(
        String.format(
            Locale.ROOT,
            "Whole processes, JVM start included; medians of runs in rounds, each program once in"
                + " each. The log has %d lines a second and repeats %s: %,d lines of %.0f bytes.",
            Inputs.LINES_PER_SECOND,
            options.seed == null ? "synthetic lines" : "`" + options.seed.getFileName() + "`",
            seed.size(),
            seed.bytesPerLine()));
    if (!stopwatch.knowsMemory()) {
      text.append(" Memory is not shown, for there is no GNU time.");
    }
    return text.toString();
  }

  private static List<String> versions(Monitor monitor) {
    List<String> versions = new ArrayList<>();
    versions.add(monitor.version().isEmpty() ? "no simple-http-monitor" : monitor.version());
    versions.add("Java " + System.getProperty("java.version"));
    version(versions, "goaccess", "goaccess", "--version");
    version(versions, "mtail", "mtail", "--version");
    version(versions, "lnav", "lnav", "-V");
    version(versions, "mawk", "mawk", "-W", "version");
    version(versions, "grep", "grep", "--version");
    version(versions, "wc", "wc", "--version");
    version(versions, "zcat", "zcat", "--version");
    return versions;
  }

  private static void version(List<String> versions, String name, String... command) {
    if (Programs.isThere(name)) {
      String line = Programs.firstLine(command);
      // Some name themselves, some do not; some add a copyright or a build.
      String number = line.replaceFirst("^[^0-9]*", "").split("[ ,]", 2)[0];
      versions.add(name + " " + number.replaceFirst("\\.$", ""));
    }
  }
}
