package io.github.simplehttpmonitor.benchmarks.compare;

import io.github.simplehttpmonitor.benchmarks.SeedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What rules cost: replays with few and with many, in rounds, and the windows of a day. */
final class RulesTrial {

  private static final String ONE = "one rule";
  private static final String NEVER = "one rule, and one that no request is of";
  private static final String EIGHT = "50 rules over 8 queries";
  private static final String FIFTY = "50 rules over 50 queries";
  private static final String DAY = "24 h windows of `distinct` and `p99` by 1,000 groups";
  private static final long DAY_LIMIT = 200;

  private final Options options;
  private final Inputs inputs;
  private final Scratch scratch;
  private final Stopwatch stopwatch;
  private final Monitor monitor;
  private final RuleFiles files;
  private final Result result;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Map<String, Timings> timings = new LinkedHashMap<>();

  RulesTrial(
      Options options,
      SeedLog seed,
      Inputs inputs,
      Scratch scratch,
      Stopwatch stopwatch,
      Monitor monitor,
      Result result) {
    this.options = options;
    this.inputs = inputs;
    this.scratch = scratch;
    this.stopwatch = stopwatch;
    this.monitor = monitor;
    this.files = new RuleFiles(seed);
    this.result = result;
  }

  void run() throws IOException, InterruptedException {
    Progress.say("making a log of %,d lines", options.lines);
    Path log = inputs.log(options.lines);
    plan(ONE, RuleFiles.one(), log);
    plan(NEVER, RuleFiles.never(), log);
    plan(EIGHT, files.eightQueries(), log);
    plan(FIFTY, files.fiftyQueries(), log);
    stopwatch.wall(Task.peer("warm-up", "cat", log.toString()));
    for (int round = 1; round <= options.runs; round++) {
      for (Task task : tasks.values()) {
        Timing timing = stopwatch.measure(task);
        Progress.say("round %d, %s: %.2f s", round, task.name(), timing.seconds());
        if (timing.exitCode() == 0) {
          timings.computeIfAbsent(task.name(), name -> new Timings()).add(timing);
        } else {
          result.failure(
              task.name() + " failed with exit code " + timing.exitCode() + ": " + timing.error());
        }
      }
    }
    table();
    bars();
    day();
  }

  private void plan(String name, String config, Path log) throws IOException {
    Path file = scratch.file("rules-" + tasks.size() + ".yaml");
    Files.writeString(file, config, StandardCharsets.UTF_8);
    List<String> command = new ArrayList<>(monitor.replay(2, log));
    command.addAll(List.of("--config", file.toString(), "--no-why"));
    tasks.put(name, Task.own(name, command));
  }

  private void table() {
    List<String> rows = new ArrayList<>();
    timings.forEach(
        (name, timing) ->
            rows.add(
                Result.row(
                    name,
                    format("%.2f", timing.median()),
                    format("%.2f – %.2f (%d)", timing.min(), timing.max(), timing.size()),
                    Double.isNaN(timing.cpu()) ? "" : format("%.2f", timing.cpu()),
                    timing.resident() < 0 ? "" : format("%,d", timing.resident() / 1_000_000),
                    format("%.2f", timing.median() / median(ONE)))));
    result.table(
        format("Rules over %,d lines", options.lines),
        "| replay, 2 jobs | s, median | fastest – slowest (runs) | CPU s | MB resident | × one rule |",
        rows);
    result.text(
        "Windows are two minutes long, and no rule fires. Of the 8 queries two are by group and one"
            + " counts clients; of the 50, four are by group, two count different values and eight"
            + " sections have four queries each.");
  }

  private double median(String name) {
    Timings timing = timings.get(name);
    return timing == null ? Double.NaN : timing.median();
  }

  private void bars() {
    result.atMost(EIGHT, "≤ 2 × one rule", median(EIGHT) / median(ONE), 2);
    result.atMost(FIFTY, "≤ 5 × one rule", median(FIFTY) / median(ONE), 5);
    Timings one = timings.get(ONE);
    if (one == null || Double.isNaN(median(NEVER))) {
      result.noBar("a rule that no request is of", "free, within noise", "not measured");
      return;
    }
    result.bar(
        "a rule that no request is of",
        "free: median within the runs of one rule",
        format("%.2f ×", median(NEVER) / one.median()),
        median(NEVER) <= one.max());
  }

  private void day() {
    String bar = "live in a heap of < 200 MB";
    Progress.say("windows of a day");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx" + DAY_LIMIT + "m",
            "-cp",
            System.getProperty("java.class.path"),
            DayWindows.class.getName());
    Programs.Said said = Programs.ask(command.toArray(String[]::new));
    String bytes = said.text().strip();
    if (said.exitCode() != 0 || !bytes.matches("\\d+")) {
      result.failure(DAY + ": " + said.text().lines().limit(3).toList());
      result.bar(DAY, bar, "does not fit", false);
      return;
    }
    long megabytes = Long.parseLong(bytes) / 1_000_000;
    result.bar(DAY, bar, format("%d MB", megabytes), megabytes < DAY_LIMIT);
  }

  private static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }
}
