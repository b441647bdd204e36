package io.github.simplehttpmonitor.benchmarks.compare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** How long it takes to start and do nothing, on each Java of this machine. */
final class StartTrial {

  private static final String EMPTY =
      """
      public class Empty {
        public static void main(String[] args) {}
      }
      """;

  private static final String BARE =
      """
      import java.util.List;
      import picocli.CommandLine;
      import picocli.CommandLine.Command;
      import picocli.CommandLine.Option;
      import picocli.CommandLine.Parameters;

      @Command(name = "bare", mixinStandardHelpOptions = true)
      public class Bare implements Runnable {
        @Option(names = "--input-file", description = "The same as a FILE alone.")
        List<String> inputFiles;

        @Parameters(paramLabel = "FILE", description = "The log.")
        List<String> files;

        @Override
        public void run() {}

        public static void main(String[] args) {
          System.exit(new CommandLine(new Bare()).execute(args));
        }
      }
      """;

  /** What the launcher gives the JVM, too. */
  private static final List<String> LAUNCHER_FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xlog:disable", "-Xlog:all=error:stderr");

  private static final double HELP_BAR = 2;
  private static final double REPLAY_BAR_MILLIS = 60;

  private final Options options;
  private final Scratch scratch;
  private final Stopwatch stopwatch;
  private final Monitor monitor;
  private final Result result;
  private final Path classes;
  private final @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  StartTrial(Options options, Scratch scratch, Stopwatch stopwatch, Monitor monitor, Result result)
      throws IOException {
    this.options = options;
    this.scratch = scratch;
    this.stopwatch = stopwatch;
    this.monitor = monitor;
    this.result = result;
    this.classes = Files.createDirectories(scratch.file("classes"));
  }

  void run() throws IOException, InterruptedException {
    if (compiler == null) {
      result.note("Starts were not measured: this Java has no compiler.");
      return;
    }
    compile("Empty", EMPTY, "");
    Path picocli = picocli();
    if (picocli != null) {
      compile("Bare", BARE, picocli.toString());
      jar(scratch.file("bare.jar"), classes.resolve("Bare.class"));
    }
    Path empty = Files.createFile(scratch.file("empty.log"));
    List<String> rows = new ArrayList<>();
    for (Jdk jdk : Jdk.all()) {
      measure(jdk, picocli, empty, rows);
    }
    result.table("Starts", "| what | Java | ms, median | fastest – slowest (runs) |", rows);
  }

  private void measure(Jdk jdk, @Nullable Path picocli, Path empty, List<String> rows)
      throws IOException, InterruptedException {
    Map<String, Task> tasks = new LinkedHashMap<>();
    tasks.put("an empty program", Task.own("", List.of(jdk.java(), "-cp", classes + "", "Empty")));
    if (monitor.hasHelp()) {
      tasks.put("`--help`", Task.own("", monitor.command("--help")));
      tasks.put("`replay --help`", Task.own("", monitor.command("replay", "--help")));
    }
    Path archive = scratch.file("bare-" + jdk.major() + ".jsa");
    if (picocli != null && dump(jdk, picocli, archive)) {
      List<String> command = new ArrayList<>(List.of(jdk.java()));
      command.addAll(LAUNCHER_FLAGS);
      command.add("-XX:SharedArchiveFile=" + archive);
      command.addAll(List.of("-cp", classPath(picocli), "Bare", empty.toString()));
      tasks.put("bare picocli with archive", Task.own("", command));
    }
    if (monitor.hasReplay()) {
      tasks.put("replay of an empty file", Task.own("", monitor.command("replay", empty)));
    }
    Map<String, Timings> timings = new LinkedHashMap<>();
    // Round 0 warms up and lets the command make what it makes at its first start.
    for (int round = 0; round <= options.startRuns; round++) {
      for (Map.Entry<String, Task> entry : tasks.entrySet()) {
        Timing timing = stopwatch.wall(entry.getValue().with("JAVA_HOME", jdk.home().toString()));
        if (timing.exitCode() != 0 && round == 0) {
          result.failure(
              String.format(
                  "%s ends with exit code %d on Java %s: %s",
                  entry.getKey(), timing.exitCode(), jdk.version(), timing.error()));
        } else if (round > 0) {
          timings.computeIfAbsent(entry.getKey(), name -> new Timings()).add(timing);
        }
      }
      if (round == 0) {
        awaitArchive();
      }
    }
    Progress.say("starts on Java %s are measured", jdk.version());
    timings.forEach((name, timing) -> rows.add(row(name, jdk, timing)));
    bars(jdk, timings);
  }

  /** Waits until the command has made its own archive, which it does in the background. */
  private void awaitArchive() throws IOException, InterruptedException {
    for (Path lib : libs()) {
      for (int i = 0; i < 300 && isMaking(lib); i++) {
        Thread.sleep(100);
      }
    }
  }

  private static boolean isMaking(Path lib) throws IOException {
    if (!Files.isDirectory(lib)) {
      return false;
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files.anyMatch(file -> file.toString().endsWith(".making"));
    }
  }

  /** {@return where the command may have its jars} */
  private List<Path> libs() {
    Path folder = Objects.requireNonNull(options.command.toAbsolutePath().getParent());
    return List.of(folder.resolve("lib"), folder.resolve("monitor-cli/target/lib"));
  }

  private static String row(String name, Jdk jdk, Timings timing) {
    return Result.row(
        name,
        jdk.version(),
        String.format(Locale.ROOT, "%.0f", 1e3 * timing.median()),
        String.format(
            Locale.ROOT,
            "%.0f – %.0f (%d)",
            1e3 * timing.min(),
            1e3 * timing.max(),
            timing.size()));
  }

  private void bars(Jdk jdk, Map<String, Timings> timings) {
    Timings none = new Timings();
    double floor = timings.getOrDefault("an empty program", none).median();
    for (String help : List.of("`--help`", "`replay --help`")) {
      result.atMost(
          help + " on Java " + jdk.major(),
          "≤ 2 × an empty program",
          timings.getOrDefault(help, none).median() / floor,
          HELP_BAR);
    }
    double more =
        1e3
            * (timings.getOrDefault("replay of an empty file", none).median()
                - timings.getOrDefault("bare picocli with archive", none).median());
    String work = "replay of an empty file on Java " + jdk.major();
    String bar = "≤ bare picocli with archive + 60 ms";
    if (Double.isNaN(more)) {
      result.noBar(work, bar, "not measured");
    } else {
      result.bar(
          work, bar, String.format(Locale.ROOT, "%+.0f ms", more), more <= REPLAY_BAR_MILLIS);
    }
  }

  private void compile(String name, String source, String classPath) throws IOException {
    Path file = Files.writeString(scratch.file(name + ".java"), source);
    JavaCompiler javac = compiler;
    if (javac != null
        && javac.run(
                null,
                OutputStream.nullOutputStream(),
                null,
                "--release",
                "17",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath,
                file.toString())
            != 0) {
      throw new IOException(name + " cannot be compiled");
    }
  }

  private static void jar(Path jar, Path file) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(file.getFileName().toString()));
      Files.copy(file, out);
    }
  }

  private String classPath(Path picocli) {
    return scratch.file("bare.jar") + java.io.File.pathSeparator + picocli;
  }

  /** Makes the archive in the static way, which takes old class files as well. */
  private boolean dump(Jdk jdk, Path picocli, Path archive) throws IOException {
    String list = scratch.file("classes-" + jdk.major() + ".txt").toString();
    Path empty = scratch.file("empty.log");
    String[] common = {jdk.java(), "-XX:+UseSerialGC", "-cp", classPath(picocli)};
    Programs.Said listed =
        Programs.ask(
            with(common, "-Xshare:off", "-XX:DumpLoadedClassList=" + list, "Bare", empty + ""));
    Programs.Said dumped =
        Programs.ask(
            with(
                common,
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + archive));
    if (!Files.exists(archive)) {
      result.note(
          "No archive for bare picocli on Java "
              + jdk.version()
              + ": "
              + (listed.text() + dumped.text()).strip().lines().findFirst().orElse(""));
    }
    return Files.exists(archive);
  }

  private static String[] with(String[] first, String... second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
  }

  /** {@return picocli as the command has it, null if it has none} */
  private @Nullable Path picocli() throws IOException {
    for (Path lib : libs()) {
      if (Files.isDirectory(lib)) {
        try (Stream<Path> jars = Files.list(lib)) {
          Path found =
              jars.filter(jar -> jar.getFileName().toString().startsWith("picocli-"))
                  .findFirst()
                  .orElse(null);
          if (found != null) {
            return found;
          }
        }
      }
    }
    result.note("The command has no picocli to compare with.");
    return null;
  }
}
