package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process over a log that is written meanwhile, killed at random moments and started
 * again. {@code -Dkills=50} kills more often than the build does.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledMonitorTest {

  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Pattern ALERT_ID =
      Pattern.compile("\"type\":\"alert\",\"id\":\"([0-9a-f]+)\"");
  private static final int LINES_PER_KILL = 20_000;

  @TempDir private Path folder;

  private Process start(Path out, boolean once, Path log, Path state) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of("--from-start", "--output", "json", "--stats-interval", "1s"));
    command.addAll(List.of("--allowed-lateness", "2s", "--idle", "1h", "--window", "1m"));
    command.addAll(List.of("--state-dir", state.toString()));
    if (once) {
      command.add("--once");
    }
    command.add(log.toString());
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("messages").toFile()))
        .start();
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

  private static Set<String> alerts(Path out) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    Matcher matcher = ALERT_ID.matcher(Files.readString(out));
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  private static String lastLine(Path out) throws IOException {
    List<String> lines = Files.readAllLines(out);
    return lines.get(lines.size() - 1);
  }

  private void finish(Path out, Path log, Path state) throws IOException, InterruptedException {
    Process last = start(out, true, log, state);
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).isZero();
  }

  @Test
  void killedAgainAndAgain_countsEveryLineOnce_andMissesNoAlert()
      throws IOException, InterruptedException {
    int kills = Integer.getInteger("kills", 3);
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Path log = Files.createFile(folder.resolve("access.log"));
    Path killed = folder.resolve("killed.json");
    Path state = folder.resolve("state");
    int written = 0;
    for (int i = 0; i < kills; i++) {
      Process process = start(killed, false, log, state);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(800 + random.nextInt(1_700));
      int until = written + LINES_PER_KILL;
      while (System.nanoTime() < end || !Files.exists(state.resolve("checkpoint"))) {
        int count = Math.min(until - written, 1 + random.nextInt(200));
        byte[] bytes = lines(written, count);
        // A line is torn where a writer's buffer ends.
        int cut = random.nextInt(bytes.length + 1);
        Files.write(log, java.util.Arrays.copyOf(bytes, cut), StandardOpenOption.APPEND);
        Files.write(
            log, java.util.Arrays.copyOfRange(bytes, cut, bytes.length), StandardOpenOption.APPEND);
        written += count;
        process.waitFor(5, TimeUnit.MILLISECONDS);
      }
      process.destroyForcibly();
      process.waitFor();
      try (InputStream in = process.getInputStream()) {
        in.readAllBytes();
      }
      Files.writeString(killed, "\n", StandardOpenOption.APPEND);
    }
    Files.write(log, lines(written, 5_000), StandardOpenOption.APPEND);
    written += 5_000;
    finish(killed, log, state);

    Path plain = folder.resolve("plain.json");
    finish(plain, log, folder.resolve("other"));
    assertThat(lastLine(plain)).contains("\"lines\":" + written + ",");
    assertThat(lastLine(killed))
        .as("seed " + seed)
        .contains("\"total\":{\"lines\":" + written + ",\"parsed\":" + written + ",");
    assertThat(alerts(plain)).isNotEmpty();
    assertThat(alerts(killed)).as("seed " + seed).isEqualTo(alerts(plain));
  }
}
