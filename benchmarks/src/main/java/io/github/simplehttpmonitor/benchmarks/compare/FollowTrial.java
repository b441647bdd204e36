package io.github.simplehttpmonitor.benchmarks.compare;

import io.github.simplehttpmonitor.benchmarks.SeedLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A writer appends to a log that the command follows. The last line is one that no format has, so
 * the command tells of it when it comes to it: that is the moment when everything has been read.
 */
final class FollowTrial {

  private static final String END = "the end of the benchmark";
  private static final long CALM_RATE = 1_000;
  private static final long GOAL_RATE = 1_000_000;
  private static final double KEEPS_UP_SECONDS = 1;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Options options;
  private final SeedLog seed;
  private final Scratch scratch;
  private final Monitor monitor;
  private final Result result;
  private final List<String> rows = new ArrayList<>();

  /**
   * What was seen.
   *
   * @param lines how many were written
   * @param counted how many the summary counts, negative if there is none
   * @param writeSeconds from the first to the last write
   * @param readSeconds from the first write until all was read, NaN if that was not told
   * @param cpuShare of one core while it was written to
   * @param resident at the end of the writing, negative if not known
   * @param peak the most memory, negative if not known
   */
  private record Seen(
      long lines,
      long counted,
      double writeSeconds,
      double readSeconds,
      double cpuShare,
      long resident,
      long peak) {

    boolean isComplete() {
      return counted == lines;
    }

    double lag() {
      return readSeconds - writeSeconds;
    }
  }

  FollowTrial(Options options, SeedLog seed, Scratch scratch, Monitor monitor, Result result) {
    this.options = options;
    this.seed = seed;
    this.scratch = scratch;
    this.monitor = monitor;
    this.result = result;
  }

  void run() throws IOException, InterruptedException {
    String sustained = "follow, from a writer on the same machine";
    if (!monitor.hasFollow()) {
      result.noBar(sustained, "≥ 1 M lines/s, nothing lost", "not available");
      result.noBar("follow at 1,000 lines/s", "< 10 % of a core, < 100 MB", "not available");
      return;
    }
    long seconds = options.followSeconds;
    Seen most = once("as fast as it can", Math.max(2 * options.lines, 100_000), 0);
    Seen goal = once("1,000,000 lines/s", GOAL_RATE * seconds, GOAL_RATE);
    once("300,000 lines/s", 300_000 * seconds, 300_000);
    Seen calm = once("1,000 lines/s", CALM_RATE * options.calmSeconds, CALM_RATE);
    result.table(
        "Following a log that is written to",
        "| the writer | lines | written in s | read s after the last write | lines/s from first write"
            + " to last read | nothing lost | CPU, of one core | MB resident | MB at most |",
        rows);
    result.text(
        "The writer is a process on the same machine, which needs one of the cores itself when it"
            + " writes as fast as it can.");
    double rate = most.lines() / most.readSeconds();
    result.bar(
        sustained,
        "≥ 1 M lines/s, nothing lost",
        format(
            "%.2f M lines/s; at 1 M lines/s %s", rate / 1e6, keepsUp(goal) ? "keeps up" : "behind"),
        rate >= GOAL_RATE && keepsUp(goal) && most.isComplete());
    result.bar(
        "follow at 1,000 lines/s",
        "< 10 % of a core, < 100 MB",
        format("%.1f %%, %s MB", 100 * calm.cpuShare(), megabytes(calm.peak())),
        calm.cpuShare() < 0.1 && calm.peak() >= 0 && calm.peak() < 100_000_000);
  }

  /** Follows with a thousand rules that have nothing to do. */
  void runRules() throws IOException, InterruptedException {
    String work = "1,000 idle rules, follow at 1,000 lines/s";
    if (!monitor.hasFollow()) {
      result.noBar(work, "< 10 % of a core", "not available");
      return;
    }
    Path config = scratch.file("idle.yaml");
    Files.writeString(config, RuleFiles.idle());
    Seen calm =
        once(
            "1,000 lines/s, 1,000 idle rules",
            CALM_RATE * options.calmSeconds,
            CALM_RATE,
            List.of("--config", config.toString()));
    result.bar(
        work,
        "< 10 % of a core",
        format("%.1f %%, %s MB", 100 * calm.cpuShare(), megabytes(calm.peak())),
        calm.cpuShare() < 0.1);
  }

  private static boolean keepsUp(Seen seen) {
    return seen.isComplete() && seen.lag() <= KEEPS_UP_SECONDS;
  }

  private Seen once(String name, long lines, long rate) throws IOException, InterruptedException {
    return once(name, lines, rate, List.of());
  }

  private Seen once(String name, long lines, long rate, List<String> more)
      throws IOException, InterruptedException {
    Path log = scratch.file("follow.log");
    prepare(log);
    Progress.say("follow, %s", name);
    Seen seen;
    try (Followed followed = new Followed(log, more)) {
      seen = followed.write(lines, rate);
    } finally {
      Files.deleteIfExists(log);
    }
    if (!seen.isComplete()) {
      result.failure(
          format(
              "follow, %s: %,d lines were written and %,d counted",
              name, seen.lines(), seen.counted()));
    }
    rows.add(
        Result.row(
            name,
            format("%,d", seen.lines()),
            format("%.2f", seen.writeSeconds()),
            Double.isNaN(seen.lag()) ? "not told" : format("%.2f", seen.lag()),
            Double.isNaN(seen.lag()) ? "" : format("%,.0f", seen.lines() / seen.readSeconds()),
            seen.isComplete() ? "yes" : "**no**",
            format("%.1f %%", 100 * seen.cpuShare()),
            megabytes(seen.resident()),
            megabytes(seen.peak())));
    return seen;
  }

  /** A log with lines of the last minutes, of which the command takes format and lateness. */
  private void prepare(Path log) throws IOException {
    byte[] text = seed.bytes().clone();
    Instant now = Instant.now();
    for (int i = 0; i < seed.size(); i++) {
      long age = (seed.size() - i) / Inputs.LINES_PER_SECOND;
      byte[] stamp = SeedLog.stamp(now.minusSeconds(age));
      System.arraycopy(stamp, 0, text, seed.stampAt(i), stamp.length);
    }
    Files.write(log, text);
  }

  private static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }

  private static String megabytes(long bytes) {
    return bytes < 0 ? "?" : format("%,d", bytes / 1_000_000);
  }

  /** The command while it follows. */
  private final class Followed implements AutoCloseable {
    private final Path log;
    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Thread> readers = new ArrayList<>();
    private final StringBuffer said = new StringBuffer();
    private volatile long endMicros;
    private volatile String summary = "";

    Followed(Path log, List<String> more) throws IOException {
      List<String> command = monitor.command("monitor", "--input-file", log, "--output", "json");
      command.addAll(more);
      ProcessBuilder builder = Programs.builder(command);
      this.log = log;
      this.process = scratch.start(builder);
      process.getOutputStream().close();
      read(process.getInputStream(), true);
      read(process.getErrorStream(), false);
    }

    private void read(InputStream in, boolean output) {
      Thread thread =
          new Thread(
              () -> {
                try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                  for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(line, output);
                  }
                } catch (IOException e) {
                  said.append(e).append('\n');
                }
              });
      thread.setDaemon(true);
      thread.start();
      readers.add(thread);
    }

    private void take(String line, boolean output) {
      if (endMicros == 0 && line.contains(END)) {
        endMicros = micros();
        ended.countDown();
      }
      if (line.contains(log.getFileName().toString())) {
        ready.countDown();
      }
      if (output && line.contains("\"type\":\"summary\"")) {
        summary = line;
      } else if (!output && said.length() < 2_000) {
        said.append(line).append('\n');
      }
    }

    Seen write(long lines, long rate) throws IOException, InterruptedException {
      // It tells what it follows; a version that does not has begun after this long.
      boolean told = ready.await(5, TimeUnit.SECONDS);
      Thread.sleep(told ? 500 : 0);
      long cpuBefore = cpuNanos();
      long from = System.nanoTime();
      Process writer = startWriter(lines, rate);
      String times = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (writer.waitFor() != 0) {
        throw new IOException("the writer failed");
      }
      String[] words = times.strip().split(" ");
      long first = Long.parseLong(words[0]);
      long last = Long.parseLong(words[1]);
      boolean isTold = await(last);
      double share = (cpuNanos() - cpuBefore) / (double) (System.nanoTime() - from);
      long resident = status("VmRSS");
      long peak = status("VmHWM");
      stop();
      return new Seen(
          lines + 1,
          Monitor.summaryLines(summary),
          (last - first) / 1e6,
          isTold ? (endMicros - first) / 1e6 : Double.NaN,
          share,
          resident,
          peak);
    }

    private boolean await(long last) throws InterruptedException {
      boolean told = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (!told) {
        result.note("follow: the last line was not told within " + PATIENCE.toSeconds() + " s");
      }
      return told && endMicros >= last - 1_000_000;
    }

    private Process startWriter(long lines, long rate) throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LogWriter.class.getName(),
                  log.toString(),
                  Long.toString(lines),
                  Long.toString(rate),
                  END));
      Path given = options.seed;
      if (given != null) {
        command.add(given.toString());
      }
      return scratch.start(
          Programs.builder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    private void stop() throws IOException, InterruptedException {
      // Not the process's own method, which would close the streams before the summary.
      process.toHandle().destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        result.failure("follow: it did not end within 30 s of SIGTERM");
      }
      for (Thread reader : readers) {
        reader.join(5_000);
      }
      if (summary.isEmpty()) {
        result.failure("follow: there was no summary; it said: " + said);
      }
    }

    private long cpuNanos() {
      return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** {@return a size from /proc, or of the process list where there is none} */
    private long status(String key) throws IOException {
      Path file = Path.of("/proc", Long.toString(process.pid()), "status");
      if (!Files.exists(file)) {
        String rss = Programs.firstLine("ps", "-o", "rss=", "-p", "" + process.pid()).strip();
        return rss.matches("\\d+") ? Long.parseLong(rss) << 10 : -1;
      }
      @Nullable String found =
          Files.readAllLines(file).stream()
              .filter(line -> line.startsWith(key))
              .findFirst()
              .orElse(null);
      return found == null ? -1 : Long.parseLong(found.replaceAll("\\D", "")) << 10;
    }

    private static long micros() {
      Instant now = Instant.now();
      return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
