package io.github.simplehttpmonitor.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Programs that read a whole log, in rounds: each once, then each again. */
final class BatchTrial {

  /** The section is what lies between the first two slashes of the path. */
  private static final String MAWK =
      "{ split($7, p, /[\\/?]/); n[p[2]]++ } END { for (s in n) print n[s], s }";

  private static final String MTAIL =
      """
      counter requests by section
      /"[A-Z]+ \\/(?P<section>[^\\/? "]*)/ {
        requests[$section]++
      }
      """;

  private static final String LNAV =
      ";SELECT substr(cs_uri_stem, 1, instr(substr(cs_uri_stem, 2) || '/', '/')) AS section,"
          + " count(*) AS requests FROM access_log GROUP BY section ORDER BY requests DESC LIMIT 1";

  /** All of GoAccess but the panel of requests. */
  private static final List<String> UNWANTED_PANELS =
      List.of(
          "VISITORS",
          "REQUESTS_STATIC",
          "NOT_FOUND",
          "HOSTS",
          "OS",
          "BROWSERS",
          "VISIT_TIMES",
          "VIRTUAL_HOSTS",
          "REFERRERS",
          "REFERRING_SITES",
          "KEYPHRASES",
          "STATUS_CODES",
          "REMOTE_USER",
          "CACHE_STATUS",
          "GEO_LOCATION",
          "ASN",
          "MIME_TYPE",
          "TLS_TYPE");

  private static final String WC = "`wc -l`";
  private static final String MAWK_SECTIONS = "mawk, requests by section";
  private static final String GOACCESS = "GoAccess, requests panel, to JSON";
  private static final String ONE_JOB = "replay, 1 job";
  private static final String TWO_JOBS = "replay, 2 jobs";
  private static final String SMALL_HEAP = "replay, 2 jobs, `-Xmx256m`";
  private static final String BIG = "replay, 2 jobs, `-Xmx256m`, ten times the lines";
  private static final String ZCAT = "`zcat FILE.gz \\| wc -l`";
  private static final String GZ = "replay of the .gz";
  private static final String CAT = "`cat FILE \\|` replay `-`";
  private static final String STDIN = "replay `- < FILE`";
  private static final String GREP = "`grep -c ' 404 '`";
  private static final String LINES = "lines `--where 'status == 404'`";
  private static final String ABSENT = "not available";

  private final Options options;
  private final Inputs inputs;
  private final Scratch scratch;
  private final Stopwatch stopwatch;
  private final Monitor monitor;
  private final Result result;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Map<String, Timings> timings = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();

  BatchTrial(
      Options options,
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
    this.result = result;
  }

  void run() throws IOException, InterruptedException {
    Progress.say("making a log of %,d lines", options.lines);
    Path log = inputs.log(options.lines);
    long bytes = Files.size(log);
    plan(log);
    check(log);
    // So that the first program does not find a colder cache than the others.
    stopwatch.wall(Task.peer("warm-up", "cat", log.toString()));
    for (int round = 1; round <= Math.max(options.runs, options.slowRuns); round++) {
      for (Task task : tasks.values()) {
        if (round <= (task.slow() ? options.slowRuns : options.runs)) {
          measure(task, round);
        }
      }
    }
    if (options.big) {
      big();
    }
    table(bytes);
    commands(log);
    bars();
  }

  private void plan(Path log) throws IOException {
    String file = log.toString();
    add("wc", Task.peer(WC, "wc", "-l", file));
    add("mawk", Task.peer(MAWK_SECTIONS, "mawk", MAWK, file));
    own(ONE_JOB, monitor.hasJobs(), Task.own(ONE_JOB, monitor.replay(1, file)));
    own(TWO_JOBS, monitor.hasReplay(), Task.own(TWO_JOBS, monitor.replay(2, file)));
    own(
        SMALL_HEAP,
        monitor.hasReplay(),
        Task.own(SMALL_HEAP, monitor.replay(2, file))
            .with("SIMPLE_HTTP_MONITOR_JAVA_OPTS", "-Xmx256m"));
    planCompressed(log);
    Path tiny = scratch.file("tiny.log");
    Files.writeString(tiny, firstLines(log), StandardCharsets.ISO_8859_1);
    boolean pipes = monitor.hasReplay() && readsStandardInput(tiny);
    List<String> piped = new ArrayList<>(List.of(file));
    piped.addAll(monitor.replay(2, "-"));
    own(CAT, pipes, Task.shell(CAT, "f=$1; shift; cat \"$f\" | \"$@\"", piped.toArray()));
    own(STDIN, pipes, Task.own(STDIN, monitor.replay(2, "-")).from(log));
    add("grep", Task.peer(GREP, "grep", "-c", " 404 ", file).keepingOutput());
    own(
        LINES,
        monitor.hasLines(),
        Task.own(LINES, monitor.command("lines", "--where", "status == 404", file)));
    planSlow(file);
  }

  private void planCompressed(Path log) throws IOException {
    Path tiny = scratch.file("tiny.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(tiny))) {
      out.write(firstLines(log).getBytes(StandardCharsets.ISO_8859_1));
    }
    boolean reads = monitor.hasReplay() && monitor.replayedLines(tiny) == 100;
    if (!Programs.isThere("zcat")) {
      absent.put(ZCAT, "not installed");
    }
    if (!reads || absent.containsKey(ZCAT)) {
      own(GZ, false, Task.own(GZ, List.of()));
      return;
    }
    Progress.say("compressing it");
    Path gz = inputs.compressed(log);
    tasks.put(ZCAT, Task.shell(ZCAT, "zcat \"$1\" | wc -l", gz).with("LC_ALL", "C"));
    tasks.put(GZ, Task.own(GZ, monitor.replay(2, gz)));
  }

  private void planSlow(String file) throws IOException {
    List<String> goaccess =
        new ArrayList<>(List.of("goaccess", file, "--no-global-config", "--log-format=COMBINED"));
    goaccess.addAll(List.of("--no-progress", "-o", scratch.file("goaccess.json").toString()));
    String help = Programs.ask("goaccess", "--help").text();
    if (help.contains("--jobs")) {
      goaccess.addAll(List.of("-j", "2"));
    }
    UNWANTED_PANELS.stream()
        .filter(panel -> !panel.equals("ASN") || help.contains("ASN"))
        .forEach(panel -> goaccess.add("--ignore-panel=" + panel));
    add("goaccess", Task.peer(GOACCESS, goaccess.toArray(String[]::new)).slowly());
    Path program = Files.writeString(scratch.file("sections.mtail"), MTAIL);
    add(
        "mtail",
        Task.peer(
                "mtail, one pattern, one shot",
                "mtail",
                "--one_shot",
                "--logtostderr",
                "--progs",
                program.toString(),
                "--logs",
                file)
            .slowly());
    Path lnavHome = Files.createDirectories(scratch.file("lnav"));
    add(
        "lnav",
        Task.peer("lnav, headless, SQL group by section", "lnav", "-n", "-c", LNAV, file)
            .with("HOME", lnavHome.toString())
            .slowly());
  }

  private void add(String program, Task task) {
    if (!Programs.isThere(program)) {
      absent.put(task.name(), "not installed");
    } else if (options.slowRuns > 0 || !task.slow()) {
      tasks.put(task.name(), task);
    }
  }

  private void own(String name, boolean available, Task task) {
    if (available) {
      tasks.put(name, task);
    } else {
      absent.put(name, ABSENT);
    }
  }

  private static String firstLines(Path log) throws IOException {
    StringBuilder text = new StringBuilder();
    try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      lines.limit(100).forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private boolean readsStandardInput(Path tiny) {
    List<String> words =
        new ArrayList<>(List.of("sh", "-c", "f=$1; shift; \"$@\" <\"$f\"", "sh", tiny.toString()));
    words.addAll(monitor.command("replay", "--output", "json", "-"));
    return Monitor.summaryLines(Programs.ask(words.toArray(String[]::new)).text()) == 100;
  }

  /** Figures of a program that does not read all lines are worth nothing. */
  private void check(Path log) {
    if (monitor.hasReplay()) {
      long lines = monitor.replayedLines(log);
      if (lines != options.lines) {
        result.failure(
            String.format(
                Locale.ROOT, "replay accounts for %,d lines of %,d", lines, options.lines));
      }
    }
  }

  private void measure(Task task, int round) throws IOException, InterruptedException {
    Timings own = timings.computeIfAbsent(task.name(), name -> new Timings());
    Timing timing = stopwatch.measure(task);
    Progress.say("round %d, %s: %.2f s", round, task.name(), timing.seconds());
    // grep ends with 1 when there is no such line.
    boolean fine = timing.exitCode() == 0 || (timing.exitCode() == 1 && task.name().equals(GREP));
    if (fine) {
      own.add(timing);
    } else {
      result.failure(
          task.name() + " failed with exit code " + timing.exitCode() + ": " + timing.error());
    }
  }

  private void big() throws IOException, InterruptedException {
    if (!monitor.hasReplay()) {
      absent.put(BIG, ABSENT);
      return;
    }
    long lines = 10 * options.lines;
    Progress.say("making a log of %,d lines", lines);
    Path log = inputs.log(lines);
    Task task =
        Task.own(BIG, monitor.replay(2, log)).with("SIMPLE_HTTP_MONITOR_JAVA_OPTS", "-Xmx256m");
    stopwatch.wall(Task.peer("warm-up", "cat", log.toString()));
    for (int round = 1; round <= Math.max(1, options.slowRuns); round++) {
      measure(task, round);
    }
    tasks.put(BIG, task);
  }

  private void table(long bytes) {
    List<String> rows = new ArrayList<>();
    double wc = median(WC);
    timings.forEach(
        (name, timing) -> {
          int factor = name.equals(BIG) ? 10 : 1;
          rows.add(timing.isEmpty() ? failed(name) : row(name, timing, bytes, factor, wc));
        });
    absent.forEach((name, why) -> rows.add(Result.row(name, why, "", "", "", "", "", "")));
    result.table(
        String.format(Locale.ROOT, "%,d lines, %,d MB", options.lines, bytes / 1_000_000),
        "| what | s, median | fastest – slowest (runs) | CPU s | MB resident | MB/s | million lines/s"
            + " | × `wc -l` |",
        rows);
  }

  private static String failed(String name) {
    return Result.row(name, "failed", "", "", "", "", "", "");
  }

  private String row(String name, Timings timing, long bytes, int factor, double wc) {
    double seconds = timing.median();
    return Result.row(
        name,
        format("%.2f", seconds),
        format("%.2f – %.2f (%d)", timing.min(), timing.max(), timing.size()),
        Double.isNaN(timing.cpu()) ? "" : format("%.2f", timing.cpu()),
        timing.resident() < 0 ? "" : format("%,d", timing.resident() / 1_000_000),
        format("%,.0f", factor * bytes / 1e6 / seconds),
        format("%.2f", factor * options.lines / 1e6 / seconds),
        Double.isNaN(wc) ? "" : format("%.1f", seconds / factor / wc));
  }

  private static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }

  private void commands(Path log) {
    StringBuilder text = new StringBuilder("The commands:\n\n```\n");
    for (Task task : tasks.values()) {
      text.append(Shown.command(task, log, options.command)).append('\n');
    }
    text.append("```\n\nThe program of mtail:\n\n```\n").append(MTAIL).append("```");
    result.text(text.toString());
  }

  private double median(String... names) {
    return Arrays.stream(names)
        .filter(timings::containsKey)
        .mapToDouble(name -> timings.get(name).median())
        .findFirst()
        .orElse(Double.NaN);
  }

  private void bars() {
    double replay = median(TWO_JOBS);
    result.atMost("replay, statistics and default rule", "≤ 5 × `wc -l`", replay / median(WC), 5);
    result.atLeast("the same", "≥ 3 × faster than mawk", median(MAWK_SECTIONS) / replay, 3);
    result.atLeast("the same", "≥ 60 × faster than GoAccess", median(GOACCESS) / replay, 60);
    result.atLeast("two jobs against one", "≥ 1.5 ×", median(ONE_JOB) / replay, 1.5);
    result.atMost("`-Xmx256m`", "≤ 1.1 × the time", median(SMALL_HEAP) / replay, 1.1);
    result.atMost(
        "`-Xmx256m`, ten times the lines",
        "≤ 1.1 × the time per line",
        median(BIG) / 10 / replay,
        1.1);
    result.atMost(".gz", "≤ 1.3 × `zcat FILE.gz \\| wc -l`", median(GZ) / median(ZCAT), 1.3);
    result.atMost("standard input, a pipe", "≤ 1.3 × the file", median(CAT) / replay, 1.3);
    result.atMost("standard input, the file", "≤ 1.3 × the file", median(STDIN) / replay, 1.3);
    result.atMost("lines `--where`", "≤ 2 × the replay", median(LINES) / replay, 2);
    result.atMost("the same", "≤ 3 × `grep -c ' 404 '`", median(LINES) / median(GREP), 3);
  }
}
