package io.github.simplehttpmonitor.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs tasks and measures whole processes: wall time, and with GNU time CPU and memory. */
final class Stopwatch {

  private static final long MAX_MINUTES = 30;
  private static final int SHOWN_ERROR_CHARS = 500;
  private static final String GNU_TIME = "/usr/bin/time";

  /** Of {@code times}: minutes and seconds of user and system. */
  private static final Pattern MINUTES = Pattern.compile("(\\d+)m([0-9.,]+)s");

  private final Scratch scratch;
  private final boolean hasGnuTime;
  private final boolean hasBash;

  Stopwatch(Scratch scratch) {
    this.scratch = scratch;
    this.hasGnuTime = Programs.firstLine(GNU_TIME, "--version").contains("GNU");
    this.hasBash = Programs.isThere("bash");
  }

  boolean knowsMemory() {
    return hasGnuTime;
  }

  /** Runs it with the wall clock only, which is the least that can be added to a short run. */
  Timing wall(Task task) throws IOException, InterruptedException {
    return run(task, task.command(), null);
  }

  /** Runs it with CPU and memory where that is possible. */
  Timing measure(Task task) throws IOException, InterruptedException {
    Path usage = scratch.file("usage");
    Files.deleteIfExists(usage);
    List<String> command = new ArrayList<>();
    if (hasGnuTime) {
      command.addAll(List.of(GNU_TIME, "-f", "%U %S %M", "-o", usage.toString()));
    } else if (hasBash) {
      String script = "o=$1; shift; \"$@\"; c=$?; times >\"$o\"; exit $c";
      command.addAll(List.of("bash", "-c", script, "bash", usage.toString()));
    }
    command.addAll(task.command());
    return run(task, command, usage);
  }

  private Timing run(Task task, List<String> command, @org.jspecify.annotations.Nullable Path usage)
      throws IOException, InterruptedException {
    Path error = scratch.file("stderr");
    ProcessBuilder builder = Programs.builder(command);
    builder.environment().putAll(task.env());
    Path in = task.in();
    builder.redirectInput(in == null ? new File("/dev/null") : in.toFile());
    builder.redirectOutput(
        task.keepsOutput() ? Redirect.to(scratch.file("stdout").toFile()) : Redirect.DISCARD);
    builder.redirectError(error.toFile());
    long start = System.nanoTime();
    Process process = scratch.start(builder);
    boolean ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!ended) {
      List<ProcessHandle> below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
    }
    return new Timing(
        seconds,
        usage == null ? Double.NaN : cpu(usage),
        usage == null ? -1 : resident(usage),
        ended ? process.exitValue() : -1,
        tail(error));
  }

  private double cpu(Path usage) throws IOException {
    String text = Files.exists(usage) ? Files.readString(usage).strip() : "";
    if (text.isEmpty()) {
      return Double.NaN;
    }
    String[] lines = text.split("\n");
    if (hasGnuTime) {
      String[] numbers = lines[lines.length - 1].split(" ");
      return Double.parseDouble(numbers[0]) + Double.parseDouble(numbers[1]);
    }
    // The shell itself in the first line, what it ran in the second.
    double sum = 0;
    for (Matcher m = MINUTES.matcher(lines[lines.length - 1]); m.find(); ) {
      sum += 60 * Double.parseDouble(m.group(1)) + Double.parseDouble(m.group(2).replace(',', '.'));
    }
    return sum;
  }

  private long resident(Path usage) throws IOException {
    if (!hasGnuTime || !Files.exists(usage)) {
      return -1;
    }
    String text = Files.readString(usage).strip();
    return text.isEmpty() ? -1 : Long.parseLong(text.substring(text.lastIndexOf(' ') + 1)) << 10;
  }

  private static String tail(Path error) throws IOException {
    String text = new String(Files.readAllBytes(error), StandardCharsets.UTF_8).strip();
    return text.substring(Math.max(0, text.length() - SHOWN_ERROR_CHARS));
  }
}
