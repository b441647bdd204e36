package io.github.simplehttpmonitor.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.benchmarks.SeedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

  @TempDir Path folder;

  @Test
  void log_repeatsTheSeedWithAdvancingTimes() throws IOException {
    Path seed =
        Files.writeString(
            folder.resolve("seed"),
            """
            a - - [17/May/2015:10:05:03 +0200] "GET /a HTTP/1.1" 200 1
            no time here
            b - - [17/May/2015:10:05:43 +0000] "GET /b HTTP/1.1" 404 -
            cut off [17/May/2015:10:05:43 +0000]""");

    List<String> lines = Files.readAllLines(new Inputs(folder, SeedLog.of(seed)).log(51));

    assertThat(lines).hasSize(51);
    assertThat(lines.get(0))
        .isEqualTo("a - - [01/Jan/2026:00:00:00 +0000] \"GET /a HTTP/1.1\" 200 1");
    assertThat(lines.get(24)).startsWith("a - - [01/Jan/2026:00:00:00 +0000]");
    assertThat(lines.get(25))
        .isEqualTo("b - - [01/Jan/2026:00:00:01 +0000] \"GET /b HTTP/1.1\" 404 -");
    assertThat(lines.get(50)).startsWith("a - - [01/Jan/2026:00:00:02 +0000]");
  }

  @Test
  void log_longerThanTheBuffer_isWhole() throws IOException {
    Inputs inputs = new Inputs(folder, SeedLog.of(null));

    assertThat(Files.readAllLines(inputs.log(25_001)))
        .hasSize(25_001)
        .allMatch(line -> line.contains(" - "));
  }
}
