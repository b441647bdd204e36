package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir private Path folder;

  @Test
  void version() throws IOException {
    assertThat(run("--version")).startsWith("simple-http-monitor ");
  }

  @Test
  void replay_countsLines() throws IOException {
    Path log = Files.writeString(folder.resolve("access.log"), "a\n".repeat(1000));

    assertThat(run("replay", log.toString())).isEqualTo("1,000 lines" + System.lineSeparator());
  }

  @Test
  void noCommand_isUsageError() throws IOException {
    assertThat(Main.run(System.out)).isEqualTo(2);
  }

  private static String run(String... args) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Main.run(new PrintStream(out, true, StandardCharsets.UTF_8), args)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
