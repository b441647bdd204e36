package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures all formats on lines that tell of the same requests, each in a JVM of its own as in the
 * command, and writes their table: {@code [DOCS [FORMAT]...]}.
 */
public final class FormatSpeed {

  private static final String ALONE = "--alone";
  private static final String COMBINED = "combined";
  private static final int BYTES = 2 << 20;
  private static final long NANOS = 500_000_000L;
  private static final long WARM_UP_NANOS = 1_200_000_000L;

  /** Combined is measured again after so many formats, for machines change their pace. */
  private static final int EVERY = 8;

  private FormatSpeed() {}

  /** What one JVM tells. */
  private record Speed(String name, double all, double few, double bytesPerLine, double allocated) {

    static Speed parse(String line) {
      String[] words = line.split(" ", -1);
      return new Speed(
          words[0],
          Double.parseDouble(words[1]),
          Double.parseDouble(words[2]),
          Double.parseDouble(words[3]),
          Double.parseDouble(words[4]));
    }

    String row(double combined) {
      return String.format(
          Locale.ROOT,
          "| %s | %.0f | %,.0f | %.2f | %.2f | %,.0f | %.0f |%n",
          name,
          bytesPerLine,
          1e3 / all,
          all / combined,
          few / combined,
          all * bytesPerLine,
          allocated);
    }
  }

  /** Runs. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 2 && args[0].equals(ALONE)) {
      measure(args[1]);
      return;
    }
    List<String> names =
        args.length > 1 ? List.of(args).subList(1, args.length) : FormatLines.names();
    String disturbance = Machine.disturbance();
    StringBuilder text = new StringBuilder();
    text.append(Machine.describe()).append("; Java ").append(System.getProperty("java.version"));
    text.append(".\n\n");
    text.append(disturbance).append(disturbance.isEmpty() ? "" : "\n\n");
    text.append(
        "| format | bytes a line | MB/s | time of a byte × combined | the same, time and path only"
            + " | ns a line | allocated a line |\n|---|--:|--:|--:|--:|--:|--:|\n");
    Speed combined = alone(COMBINED);
    for (int i = 0; i < names.size(); i++) {
      combined = i % EVERY == EVERY - 1 ? alone(COMBINED) : combined;
      String name = names.get(i);
      String row = (name.equals(COMBINED) ? combined : alone(name)).row(combined.all);
      System.out.print(row);
      text.append(row);
    }
    if (args.length > 0 && !args[0].isEmpty()) {
      Report.write(Path.of(args[0]), "speed", text.toString());
    }
  }

  private static Speed alone(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FormatSpeed.class.getName(),
                ALONE,
                name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (line.isBlank()) {
      throw new IOException("no speed of " + name);
    }
    return Speed.parse(line.strip());
  }

  private static void measure(String name) {
    FormatLines lines = FormatLines.of(name);
    byte[] bytes = lines.bytes(BYTES);
    Runs all = new Runs(lines, lines.fields(), bytes);
    Runs few = new Runs(lines, Fields.of(Field.PATH), bytes);
    double nanos = all.nanosPerByte();
    System.out.printf(
        Locale.ROOT,
        "%s %.5f %.5f %.1f %.2f%n",
        name,
        nanos,
        few.nanosPerByte(),
        (double) bytes.length / all.starts.length,
        all.allocated);
  }

  /** A parser at work. */
  private static final class Runs {
    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private final LineParser parser;
    private final AccessRecord record;
    private double allocated;

    Runs(FormatLines lines, Fields fields, byte[] bytes) {
      this.bytes = bytes;
      this.parser = lines.newParser(fields);
      this.record = new AccessRecord(fields);
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          found.add(i);
        }
      }
      ends = found.stream().mapToInt(Integer::intValue).toArray();
      starts = new int[ends.length];
      for (int i = 1; i < starts.length; i++) {
        starts[i] = ends[i - 1] + 1;
      }
    }

    /** The fastest of the rounds that fit into half a second, after warming up. */
    double nanosPerByte() {
      for (long end = System.nanoTime() + WARM_UP_NANOS; System.nanoTime() < end; ) {
        round();
      }
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      long fastest = Long.MAX_VALUE;
      long rounds = 0;
      for (long end = System.nanoTime() + NANOS; System.nanoTime() < end; rounds++) {
        long begin = System.nanoTime();
        round();
        fastest = Math.min(fastest, System.nanoTime() - begin);
      }
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      allocated = (double) (after - before) / rounds / starts.length;
      return (double) fastest / bytes.length;
    }

    private void round() {
      long sum = 0;
      for (int i = 0; i < starts.length; i++) {
        sum += parser.parse(bytes, starts[i], ends[i], record) + record.timeMicros();
      }
      // Never true: the times are not those of 1970. The JIT does not know it.
      if (sum == 1) {
        System.out.print("");
      }
    }
  }
}
