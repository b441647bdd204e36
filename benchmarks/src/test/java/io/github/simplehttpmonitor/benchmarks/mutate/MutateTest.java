package io.github.simplehttpmonitor.benchmarks.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A share of what {@code benchmarks/mutate} does; it measures nothing. */
class MutateTest {

  private static final Path LOGS = Path.of("../../shared/logs");
  private static final int LINES = 200_000;

  /** Also of the logs beside the clone, where there are some. */
  @Test
  @Timeout(300)
  void mutatedLines_neitherThrowNorHang() throws IOException {
    List<byte[]> pool = Mutate.pool(Stream.of(LOGS).filter(Files::isDirectory).toList());
    Mutate mutate = new Mutate(pool, 1);

    mutate.run(LINES);

    assertThat(mutate.failures()).isEmpty();
  }

  @Test
  void mutator_makesTheSameLinesOfTheSameSeed() {
    List<byte[]> pool = List.of("192.0.2.1 - - \"GET / HTTP/1.1\"".getBytes(), new byte[0]);
    Mutator one = new Mutator(pool, 7);
    Mutator other = new Mutator(pool, 7);
    for (int i = 0; i < 10_000; i++) {
      byte[] line = one.next();
      assertThat(other.next()).isEqualTo(line);
      assertThat(line).hasSizeLessThanOrEqualTo(Mutator.MAX_BYTES).doesNotContain('\n');
    }
  }
}
