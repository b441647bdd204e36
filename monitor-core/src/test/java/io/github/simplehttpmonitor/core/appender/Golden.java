package io.github.simplehttpmonitor.core.appender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Compares output with files of {@code src/test/resources/golden}. */
final class Golden {

  private Golden() {}

  static void assertEquals(String actual, String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
      assertThat(in).as("golden/%s", file).isNotNull();
      assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
