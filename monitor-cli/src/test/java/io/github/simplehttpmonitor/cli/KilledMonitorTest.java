package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process over a log that is written and rotated meanwhile, killed at random moments and
 * started again. {@code -Dkills=50} kills more often than the build does, {@code -Dseed=} does the
 * same again.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledMonitorTest {

  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int LINES_PER_KILL = 20_000;

  @TempDir private Path folder;
  private Path log;
  private Path all;
  private int written;
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  private Process start(String name, boolean once, Path file) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of("--from-start", "--output", "json", "--stats-interval", "1s"));
    command.addAll(List.of("--allowed-lateness", "2s", "--idle", "1h", "--window", "1m"));
    command.addAll(List.of("--appender", "file:events=alert,path=" + path(name + ".alerts")));
    command.addAll(List.of("--state-dir", path(name).toString()));
    if (once) {
      command.add("--once");
    }
    command.add(file.toString());
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(path(name + ".json").toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(path(name + ".messages").toFile()))
        .start();
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  /** Waves of traffic, so that alerts come and go. */
  private static byte[] lines(int from, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      long second = i / 20 + (i / 4_000) * 300L;
      text.append("192.0.2.1 - - [")
          .append(CLF.format(Instant.ofEpochSecond(1_767_268_800L + second)))
          .append("] \"GET /s")
          .append(i % 7)
          .append("/x HTTP/1.1\" 200 12 \"-\" \"-\"\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A line is torn where a writer's buffer ends. */
  private void write(int count) throws IOException {
    byte[] bytes = lines(written, count);
    int cut = random.nextInt(bytes.length + 1);
    append(log, Arrays.copyOf(bytes, cut));
    append(log, Arrays.copyOfRange(bytes, cut, bytes.length));
    append(all, bytes);
    written += count;
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** As logrotate does it, all but the newest compressed if so asked. */
  private void rotate(boolean compress) throws IOException {
    int count = 1;
    while (Files.exists(path("access.log." + count))
        || Files.exists(path("access.log." + count + ".gz"))) {
      count++;
    }
    for (int i = count - 1; i > 0; i--) {
      for (String end : List.of("", ".gz")) {
        Path from = path("access.log." + i + end);
        if (Files.exists(from)) {
          Files.move(from, path("access.log." + (i + 1) + end));
        }
      }
    }
    Files.move(log, path("access.log.1"));
    Path older = path("access.log.2");
    if (compress && Files.exists(older)) {
      Path target = path("access.log.2.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
        Files.copy(older, out);
      }
      Files.setLastModifiedTime(target, Files.getLastModifiedTime(older));
      Files.delete(older);
    }
  }

  private static Set<String> ids(Path out, String types) throws IOException {
    Set<String> ids = new TreeSet<>();
    Matcher matcher =
        Pattern.compile("\"type\":\"(" + types + ")\",\"id\":\"([0-9a-f]+)\"")
            .matcher(Files.readString(out));
    while (matcher.find()) {
      ids.add(matcher.group(1) + ' ' + matcher.group(2));
    }
    return ids;
  }

  private static String lastLine(Path out) throws IOException {
    List<String> lines = Files.readAllLines(out);
    return lines.get(lines.size() - 1);
  }

  private void finish(String name, Path file) throws IOException, InterruptedException {
    Process last = start(name, true, file);
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).isZero();
  }

  private void runAndKill() throws IOException, InterruptedException {
    Process process = start("killed", false, log);
    boolean rotates = random.nextInt(3) == 0;
    long begun = System.nanoTime();
    long life = TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(1_500));
    int until = written + LINES_PER_KILL;
    while (System.nanoTime() - begun < life || !Files.exists(path("killed/checkpoint"))) {
      if (until > written) {
        write(Math.min(until - written, 1 + random.nextInt(200)));
      }
      // What was rotated before there was a state is none of the monitor's business.
      if (rotates
          && System.nanoTime() - begun > life / 2
          && Files.exists(path("killed/checkpoint"))) {
        rotates = false;
        rotate(false);
        write(10);
      }
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly();
    process.waitFor();
  }

  @Test
  void killedAgainAndAgain_countsEveryLineOnce_andMissesNoAlert()
      throws IOException, InterruptedException {
    log = Files.createFile(path("access.log"));
    all = Files.createFile(path("all.log"));
    int kills = Integer.getInteger("kills", 3);
    for (int i = 0; i < kills; i++) {
      runAndKill();
      append(path("killed.json"), new byte[] {'\n'});
      if (random.nextInt(3) == 0) {
        write(1 + random.nextInt(500));
        rotate(random.nextBoolean());
        write(1 + random.nextInt(500));
      }
    }
    write(5_000);
    finish("killed", log);
    finish("plain", all);

    assertThat(lastLine(path("plain.json"))).contains("\"lines\":" + written + ",");
    assertThat(lastLine(path("killed.json")))
        .as("seed " + seed)
        .contains("\"total\":{\"lines\":" + written + ",\"parsed\":" + written + ",");
    assertThat(ids(path("plain.json"), "alert")).isNotEmpty();
    assertNothingElse("killed.json", "alert|statistics");
    // Statistics that wait for an appender end with the process, alerts do not.
    assertNothingMissing("killed.json");
    assertNothingMissing("killed.alerts");
  }

  private void assertNothingElse(String actual, String types) throws IOException {
    Set<String> told = ids(path(actual), types);
    told.removeAll(ids(path("plain.json"), types));
    assertThat(told).as("told though not so, seed " + seed).isEmpty();
  }

  private void assertNothingMissing(String actual) throws IOException {
    Set<String> missing = ids(path("plain.json"), "alert");
    missing.removeAll(ids(path(actual), "alert"));
    assertThat(missing).as("not told in " + actual + ", seed " + seed).isEmpty();
  }
}
