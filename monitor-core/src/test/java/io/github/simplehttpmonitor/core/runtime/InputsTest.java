package io.github.simplehttpmonitor.core.runtime;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.core.support.Logs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are no usual files. */
class InputsTest {

  private static final int LINES = 8_000;

  @TempDir Path directory;

  private static byte[] log() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(line(T + i / 10, "/a"));
    }
    return Logs.bytes(lines);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private long linesThroughPipe(byte[] bytes) throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try {
                Files.write(pipe, bytes);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    ArchiveRun.Result result = ArchiveRun.of(2, 100_000).replay(pipe);
    writer.join();
    Files.delete(pipe);
    assertThat(result.failures()).isZero();
    return result.accounting().parsed();
  }

  @Test
  void pipeWithAName_isReadToItsEnd() throws IOException, InterruptedException {
    assertThat(linesThroughPipe(log())).isEqualTo(LINES);
    assertThat(linesThroughPipe(zipped(log()))).isEqualTo(LINES);
  }

  @Test
  void fileThatSaysItIsEmpty_isReadAllTheSame() throws IOException {
    Path file = Path.of("/proc/self/limits");
    assumeTrue(Files.isReadable(file) && Files.size(file) == 0, "no such file here");
    ArchiveRun.Result result = new ArchiveRun().replay(file);
    assertThat(result.failures()).isZero();
    assertThat(result.accounting().lines()).as(result.events().toString()).isPositive();
  }
}
