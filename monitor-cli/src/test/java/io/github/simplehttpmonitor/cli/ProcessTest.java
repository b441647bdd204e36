package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: signals and pipes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTest {

  private static final String LINE =
      "192.0.2.1 - - [01/Jan/2026:12:00:00 +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"-\"\n";

  @TempDir private Path folder;

  private Process process;

  private static ProcessBuilder builder(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }

  private Process start(String... args) throws IOException {
    process = builder(args).start();
    return process;
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Reads messages until one holds this. */
  private static String await(BufferedReader reader, String wanted) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      seen.append(line).append('\n');
      if (line.contains(wanted)) {
        return seen.toString();
      }
    }
    throw new AssertionError("no '" + wanted + "' in:\n" + seen);
  }

  private void endsBySignal(String name, int code) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there are no signals here");
    Path log = Files.writeString(folder.resolve("live.log"), LINE);
    start("--from-start", "--output", "json", "--idle", "1s", log.toString());
    BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
    BufferedReader results = process.inputReader(StandardCharsets.UTF_8);
    await(messages, "following");
    Files.writeString(log, "broken\n" + LINE, StandardOpenOption.APPEND);
    await(results, "\"type\":\"malformed\"");
    signal(name);
    assertThat(await(messages, "lines in")).contains("3 lines = 2 parsed + 1 malformed");
    assertThat(await(results, "\"type\":\"summary\"")).contains("\"lines\":3");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
  }

  @Test
  void terminated_flushesAndTells() throws IOException, InterruptedException {
    endsBySignal("TERM", ExitCode.TERMINATED);
  }

  @Test
  void interrupted_flushesAndTells() throws IOException, InterruptedException {
    endsBySignal("INT", ExitCode.INTERRUPTED);
  }

  @Test
  void interruptedReplay_endsThoughNobodyReadsItsResults()
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there are no signals here");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      text.append("x".repeat(200)).append('\n').append(LINE.replace(":00:00 +", timeOf(i) + " +"));
    }
    Path log = Files.writeString(folder.resolve("wide.log"), text);
    start("replay", "-q", "--format", "combined", "--output", "json", log.toString());
    // More than fits into the pipe, of which one byte is read.
    process.getInputStream().read();
    signal("INT");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("ended without a summary");
  }

  private static String timeOf(int i) {
    return String.format(":%02d:%02d", i / 60, i % 60);
  }

  @Test
  void closedPipe_endsQuietly() throws IOException, InterruptedException {
    Path log = folder.resolve("long.log");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      text.append(LINE, 0, 14)
          .append(String.format("[01/Jan/2026:%02d:%02d:00 +0000]", i / 60 % 24, i % 60))
          .append(LINE.substring(LINE.indexOf(']') + 1));
    }
    Files.writeString(log, text);
    start("lines", log.toString());
    process.getInputStream().read();
    process.getInputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .doesNotContain("Exception", "roken pipe");
  }

  @Test
  void standardInput_isFollowedToItsEnd() throws IOException, InterruptedException {
    start("monitor", "--output", "json", "-");
    process.getOutputStream().write((LINE + LINE).getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertThat(await(process.inputReader(StandardCharsets.UTF_8), "summary"))
        .contains("\"lines\":2");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void fifo_isFollowed() throws IOException, InterruptedException {
    Path fifo = folder.resolve("fifo");
    Process mkfifo;
    try {
      mkfifo = new ProcessBuilder("mkfifo", fifo.toString()).start();
    } catch (IOException e) {
      mkfifo = null;
    }
    assumeTrue(mkfifo != null && mkfifo.waitFor() == 0, "mkfifo is not there");
    start("monitor", "--output", "json", fifo.toString());
    Files.writeString(fifo, LINE, StandardOpenOption.WRITE);
    assertThat(await(process.inputReader(StandardCharsets.UTF_8), "summary"))
        .contains("\"lines\":1");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void endlessInput_canBeEnded() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "/dev/zero is not there");
    start("replay", "/dev/zero");
    BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
    await(messages, "reading /dev/zero");
    signal("TERM");
    await(messages, "lines in");
    assertThat(process.waitFor()).isEqualTo(ExitCode.TERMINATED);
  }

  @Test
  void hangup_readsTheRulesAgain_andABadFileChangesNothing()
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there are no signals here");
    Path log = Files.writeString(folder.resolve("live.log"), LINE);
    Path config =
        Files.writeString(
            folder.resolve("monitor.yaml"),
            "rules:\n  - { name: many, measure: count, window: 10s, above: 1000 }\n");
    Path status = folder.resolve("status");
    start(
        "--from-start",
        "--output",
        "json",
        "--idle",
        "1s",
        "--config",
        config.toString(),
        "--status-file",
        status.toString(),
        log.toString());
    BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
    BufferedReader results = process.inputReader(StandardCharsets.UTF_8);
    await(messages, "following");
    await(results, "statistics");
    Files.writeString(config, "rules:\n  - { name: many, measure: cont }\n");
    signal("HUP");
    assertThat(await(messages, "the rules stay as they were")).contains("did you mean 'count'?");
    Files.writeString(
        config,
        """
        rules:
          - { name: many, measure: count, window: 10s, above: 1000 }
          - { name: teapot, measure: count, where: status == 418, window: 10m, above: 0 }
        """);
    signal("HUP");
    await(messages, "2 rules read again: 1 as before, 1 new");
    signal("USR1");
    assertThat(await(messages, "standard output")).contains("teapot").contains("many");
    String teapot = LINE.replace(" 200 ", " 418 ");
    assertThat(teapot).isNotEqualTo(LINE);
    Files.writeString(log, teapot, StandardOpenOption.APPEND);
    assertThat(await(results, "\"rule\":\"teapot\"")).contains("firing");
    assertThat(CommandRun.of("status", status.toString()).out())
        .containsPattern("[12] parsed")
        .contains("RULE");
    signal("TERM");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void withoutAConfiguration_nothingOfYamlIsLoaded() throws IOException, InterruptedException {
    Path log = Files.writeString(folder.resolve("access.log"), LINE);
    Path classes = folder.resolve("classes.txt");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--once",
                "--quiet",
                log.toString())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(classes))
        .contains("io.github.simplehttpmonitor.cli.Run")
        .doesNotContain("org.snakeyaml", "cli.config.");
  }

  @Test
  void systemd_isToldWhenTheLogIsFollowed() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell here");
    Path told = folder.resolve("told");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path notify = bin.resolve("systemd-notify");
    Files.writeString(
        notify,
        "#!/bin/sh\necho \"$NOTIFY_SOCKET $*\" > "
            + told
            + ".new\n"
            + "mv "
            + told
            + ".new "
            + told
            + "\n");
    assertThat(notify.toFile().setExecutable(true)).isTrue();
    Path log = Files.writeString(folder.resolve("live.log"), LINE);
    ProcessBuilder builder = builder("--from-start", log.toString());
    builder.environment().put("NOTIFY_SOCKET", "/run/systemd/notify");
    builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
    process = builder.start();
    while (!Files.exists(told) && process.isAlive()) {
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    assertThat(told).hasContent("/run/systemd/notify --ready");
  }

  @Test
  void fullDisk_underTheState_isSaid_andTheStateBeforeStays()
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell here");
    Path log = Files.writeString(folder.resolve("live.log"), LINE.repeat(100));
    String state = folder.resolve("state").toString();
    String[] args = {"--once", "--state-dir", state, log.toString()};
    assertThat(start(args).waitFor()).isZero();
    byte[] before = Files.readAllBytes(folder.resolve("state/checkpoint"));
    Files.writeString(log, LINE.repeat(50), StandardOpenOption.APPEND);
    // No file may have more than one block, so that the write breaks off in its middle.
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 1; exec \"$@\"", "-"));
    command.addAll(builder(args).command());
    command.add(5, "-XX:-UsePerfData");
    process = new ProcessBuilder(command).start();
    String messages = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(messages)
        .contains("the state cannot be written to " + state)
        .doesNotContain("Exception");
    assertThat(folder.resolve("state/checkpoint")).hasBinaryContent(before);
    start("--once", "--output", "json", "--state-dir", state, log.toString());
    assertThat(await(process.inputReader(StandardCharsets.UTF_8), "summary"))
        .contains("\"lines\":50,", "\"total\":{\"lines\":150,");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void secondMonitor_isRefused() throws IOException, InterruptedException {
    Path log = Files.writeString(folder.resolve("live.log"), LINE);
    String state = folder.resolve("state").toString();
    Process first = start("--state-dir", state, log.toString());
    try {
      await(first.errorReader(StandardCharsets.UTF_8), "following");
      Process second = start("--state-dir", state, log.toString());
      String messages = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(second.waitFor()).isEqualTo(ExitCode.FAILURE);
      assertThat(messages)
          .contains("another monitor uses " + state)
          .doesNotContain("Exception")
          .hasLineCount(1);
    } finally {
      first.destroyForcibly();
    }
  }
}
