package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.parser.MalformedReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectsTest {

  private static final String GOOD =
      "192.0.2.1 - - [01/Jan/2026:12:00:%02d +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"agent\"\n";

  @TempDir private Path folder;

  private String err = "";

  private int run(String... args) {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            messages,
            Map.of(),
            "",
            Set.of(),
            stop -> {});
    int code = Cli.run(environment, args);
    err = messages.toString(StandardCharsets.UTF_8);
    return code;
  }

  private Path log(String text) throws IOException {
    return Files.writeString(folder.resolve("access.log"), text);
  }

  private Path rejects() {
    return folder.resolve("rejects.tsv");
  }

  @Test
  void everyMalformedLine_isKeptWithPlaceAndReason() throws IOException {
    String badTime = "192.0.2.1 - - [01/Foo/2026:12:00:00 +0000] \"GET /a HTTP/1.1\" 200 12\n";
    String badStatus = "192.0.2.1 - - [01/Jan/2026:12:00:00 +0000] \"GET /a HTTP/1.1\" 2x0 12\n";
    Path log = log(GOOD.formatted(0) + badTime + GOOD.formatted(1) + badStatus + "192.0.2.1 -\n");

    assertThat(run("replay", "--rejects", rejects().toString(), log.toString())).isZero();

    assertThat(Files.readAllLines(rejects()))
        .containsExactly(
            log + ":2:19\ttime\t" + badTime.strip(),
            log + ":4:62\tstatus\t" + badStatus.strip(),
            log + ":5:12\ttruncated\t192.0.2.1 -");
  }

  /** Far more than have an event of their own, and the same whatever reads them. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "3"})
  void manyMalformedLines_areAllKeptInOrder(String jobs) throws IOException {
    StringBuilder text = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    int line = 0;
    for (int i = 0; i < 30_000; i++) {
      text.append(GOOD.formatted(i / 1_000));
      line++;
      if (i % 7 == 0) {
        text.append("broken ").append(i).append('\n');
        line++;
        expected.append(":").append(line).append(":");
      }
    }
    Path log = log(text.toString());

    String[] options = {"--jobs", jobs, "--format", "combined"};
    run("replay", options[0], jobs, options[2], options[3], "--rejects", "" + rejects(), "" + log);

    StringBuilder found = new StringBuilder();
    for (String kept : Files.readAllLines(rejects())) {
      found.append(kept, log.toString().length(), kept.lastIndexOf(':', kept.indexOf('\t')) + 1);
    }
    assertThat(found.toString()).isEqualTo(expected.toString());
  }

  @Test
  void textIsEscapedAndCut_andAddressesAnonymous() throws IOException {
    Path log = log(GOOD.formatted(0) + "198.51.100.77 \u001b[31m\t" + "x".repeat(5_000) + "\n");

    run("replay", "--anonymize", "2", "--rejects", rejects().toString(), log.toString());

    String kept = Files.readString(rejects());
    assertThat(kept).contains("198.51.0.0 \\x1B[31m").doesNotContain("198.51.100.77");
    assertThat(kept.split("\t", -1)).hasSize(3);
    assertThat(kept).hasSizeLessThan(1_024 + 200 + log.toString().length());
  }

  @Test
  void logItself_isNotOverwritten() throws IOException {
    Path log = log(GOOD.formatted(0));

    assertThat(run("replay", "--rejects", log.toString(), log.toString())).isEqualTo(2);

    assertThat(err).contains("is one of the logs");
    assertThat(log).hasContent(GOOD.formatted(0));
  }

  @Test
  void file_thatCannotBeWritten_endsTheRunAtOnce() throws IOException {
    Path log = log(GOOD.formatted(0));

    assertThat(run("replay", "--rejects", folder.toString(), log.toString())).isEqualTo(1);

    assertThat(err).contains("--rejects: " + folder + " cannot be written");
  }

  @Test
  void fullFile_isToldWithWhatIsMissing() throws IOException {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Console console = new Console(new ByteArrayOutputStream(), messages);
    MalformedEvent event =
        new MalformedEvent(
            "a.log", 1, "x".repeat(60), MalformedReason.TIME, 5, 0, Instant.EPOCH, null);
    try (Rejects rejects = Rejects.open(rejects().toString(), 200, false, null, console)) {
      for (int i = 0; i < 5; i++) {
        rejects.accept(event);
      }
    }

    assertThat(Files.readAllLines(rejects())).hasSize(2);
    assertThat(messages.toString(StandardCharsets.UTF_8)).contains("3 more lines are not in it");
  }
}
