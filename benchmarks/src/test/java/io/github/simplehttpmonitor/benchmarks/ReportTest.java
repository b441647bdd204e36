package io.github.simplehttpmonitor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir Path folder;

  @Test
  void write_replacesItsPartOnly() throws IOException {
    Path file = folder.resolve("docs/performance.md");

    Report.write(file, "jmh", "first");
    Report.write(file, "compare", "other");
    Report.write(file, "jmh", "second\n\n");

    assertThat(Files.readString(file))
        .contains("<!-- compare:begin -->\nother\n<!-- compare:end -->")
        .endsWith("<!-- jmh:begin -->\nsecond\n<!-- jmh:end -->\n")
        .startsWith("# Performance\n");
    assertThat(folder.resolve("docs")).isDirectoryContaining("glob:**performance.md");
  }

  @Test
  void write_withoutTheMarks_fails() throws IOException {
    Path file = Files.writeString(folder.resolve("other.md"), "# Other\n");

    assertThatIOException()
        .isThrownBy(() -> Report.write(file, "jmh", "text"))
        .withMessageContaining("jmh:begin");
  }
}
