package io.github.simplehttpmonitor.benchmarks.mutate;

import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Drives mutated lines through detection and all parsers: {@code LINES SEED FILE...}. Ends with 1
 * if one throws, takes more than 2 µs a line on average, or does not keep to linear time.
 */
public final class Mutate {

  private static final int BATCH = 1_000;

  /** Every so many batches the results are looked at, and the sample is detected. */
  private static final int CHECKED = 10;

  private static final double MAX_MICROS = 2;
  private static final long HANG_MILLIS = 60_000;
  private static final int MAX_LINES_OF_FILE = 20_000;
  private static final int MAX_FAILURES = 20;

  private final List<Subject> subjects = Subject.all();
  private final Mutator mutator;
  private final FormatRegistry registry = FormatRegistry.builtIn();
  private final List<String> failures = new ArrayList<>();
  private final byte[] block = new byte[BATCH * Mutator.MAX_BYTES];
  private final int[] starts = new int[BATCH];
  private final int[] ends = new int[BATCH];
  private volatile String busy = "";
  private volatile long busySince = System.currentTimeMillis();
  private long bytes;
  private long detections;
  private long detectionNanos;

  Mutate(List<byte[]> pool, long seed) {
    this.mutator = new Mutator(pool, seed);
  }

  /** Runs. */
  public static void main(String[] args) throws IOException {
    long lines = Long.parseLong(args[0]);
    List<byte[]> pool = pool(Stream.of(args).skip(2).map(Path::of).toList());
    System.out.printf(Locale.ROOT, "%,d lines from %,d, seed %s%n", lines, pool.size(), args[1]);
    Mutate mutate = new Mutate(pool, Long.parseLong(args[1]));
    mutate.watch();
    mutate.run(lines);
    mutate.report();
    List<String> slow = new Doubling(mutate.subjects).check();
    slow.forEach(System.out::println);
    if (slow.isEmpty()) {
      System.out.println("doubling a line costs no parser more than 2.5 times the time");
    }
    boolean slowMean = mutate.subjects.stream().anyMatch(s -> mean(s) > MAX_MICROS);
    if (!mutate.failures.isEmpty() || slowMean || !slow.isEmpty()) {
      System.exit(1);
    }
  }

  /** {@return the lines of these files and folders, and the examples of all formats} */
  static List<byte[]> pool(List<Path> paths) throws IOException {
    List<byte[]> pool = new ArrayList<>();
    for (Subject subject : Subject.all()) {
      addLines(subject.head, pool);
    }
    for (Path path : paths) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(path)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        addLines(Files.readAllBytes(file), pool);
      }
    }
    return pool;
  }

  private static void addLines(byte[] text, List<byte[]> pool) {
    int from = 0;
    for (int i = 0, count = 0; i <= text.length && count < MAX_LINES_OF_FILE; i++) {
      if (i == text.length || text[i] == '\n') {
        if (i > from) {
          pool.add(java.util.Arrays.copyOfRange(text, from, i));
          count++;
        }
        from = i + 1;
      }
    }
  }

  private void watch() {
    Thread watch =
        new Thread(
            () -> {
              while (true) {
                try {
                  Thread.sleep(1_000);
                } catch (InterruptedException e) {
                  return;
                }
                if (System.currentTimeMillis() - busySince > HANG_MILLIS) {
                  System.out.println("hangs: " + busy);
                  Runtime.getRuntime().halt(1);
                }
              }
            },
            "watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Drives so many lines; {@link #failures()} tells what went wrong. */
  void run(long lines) {
    for (long done = 0, batch = 0; done < lines && failures.size() < MAX_FAILURES; batch++) {
      int count = (int) Math.min(BATCH, lines - done);
      int size = fill(count);
      bytes += size;
      boolean checked = batch % CHECKED == 0;
      for (Subject subject : subjects) {
        busy = subject.name;
        busySince = System.currentTimeMillis();
        if (checked) {
          check(subject, count);
        } else {
          time(subject, count);
        }
      }
      if (checked) {
        detect(size);
      }
      done += count;
    }
  }

  private int fill(int count) {
    int size = 0;
    for (int i = 0; i < count; i++) {
      byte[] line = mutator.next();
      starts[i] = size;
      System.arraycopy(line, 0, block, size, line.length);
      size += line.length;
      ends[i] = size;
      block[size++] = '\n';
    }
    return size;
  }

  private void time(Subject subject, int count) {
    try {
      subject.time(block, starts, ends, count);
    } catch (RuntimeException | StackOverflowError e) {
      check(subject, count);
    }
  }

  private void check(Subject subject, int count) {
    for (int i = 0; i < count && failures.size() < MAX_FAILURES; i++) {
      try {
        subject.read(block, starts[i], ends[i]);
      } catch (RuntimeException | StackOverflowError e) {
        failures.add(subject.name + ": " + e + ": " + shown(starts[i], ends[i]));
      }
    }
  }

  private void detect(int size) {
    int length = Math.min(size, FormatRegistry.MAX_SAMPLE_BYTES);
    busy = "detection";
    busySince = System.currentTimeMillis();
    byte[] sample = java.util.Arrays.copyOf(block, length);
    long begin = System.nanoTime();
    try {
      registry.detect(sample, length);
    } catch (RuntimeException | StackOverflowError e) {
      failures.add("detection: " + e + ": " + shown(0, Math.min(length, 4_000)));
    }
    detectionNanos += System.nanoTime() - begin;
    detections++;
  }

  private String shown(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < Math.min(to, from + 2_000); i++) {
      int c = block[i] & 0xFF;
      text.append(c < ' ' || c > '~' ? String.format("\\x%02X", c) : String.valueOf((char) c));
    }
    return text.toString();
  }

  List<String> failures() {
    return failures;
  }

  private static double mean(Subject subject) {
    return subject.lines == 0 ? 0 : subject.nanos / 1e3 / subject.lines;
  }

  private void report() {
    failures.forEach(System.out::println);
    long lines = 0;
    long nanos = 0;
    subjects.sort(Comparator.comparingDouble(Mutate::mean).reversed());
    for (Subject subject : subjects) {
      lines += subject.lines;
      nanos += subject.nanos;
      System.out.printf(
          Locale.ROOT,
          "%-24s %.3f µs a line, %.1f %% parsed, %016x%n",
          name(subject),
          mean(subject),
          100.0 * subject.parsed / Math.max(1, subject.lines),
          subject.hash);
    }
    System.out.printf(
        Locale.ROOT,
        "%d parsers, %,d readings timed, mean %.3f µs a line; %,d detections of 64 kB, mean %.1f ms;"
            + " %,d bytes; %d failures%n",
        subjects.size(),
        lines,
        nanos / 1e3 / Math.max(1, lines),
        detections,
        detectionNanos / 1e6 / Math.max(1, detections),
        bytes,
        failures.size());
  }

  private static String name(Subject subject) {
    byte[] name = subject.name.getBytes(StandardCharsets.UTF_8);
    return new String(name, 0, Math.min(name.length, 24), StandardCharsets.UTF_8);
  }
}
