package io.github.simplehttpmonitor.core.appender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares output with files of {@code src/test/resources/golden}. */
final class Golden {

  private Golden() {}

  static void assertEquals(String actual, String file) {
    if (Boolean.getBoolean("update-golden")) {
      write(actual, file);
    }
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
      assertThat(in).as("golden/%s", file).isNotNull();
      assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String actual, String file) {
    try {
      Files.writeString(Path.of("src/test/resources/golden", file), actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
