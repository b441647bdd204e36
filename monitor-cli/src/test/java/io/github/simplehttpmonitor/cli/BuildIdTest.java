package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildIdTest {

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void dependsOnContentsAndNotOnPlaces() throws IOException {
    file("one/classes/A.class", "a");
    file("two/classes/A.class", "a");
    Path jar = file("one/x.jar", "x");
    Path copy = file("two/x.jar", "x");

    String id = BuildId.of(List.of(folder.resolve("one/classes"), jar));

    assertThat(id).matches("[0-9a-f]{16}");
    assertThat(BuildId.of(List.of(copy, folder.resolve("two/classes")))).isEqualTo(id);
  }

  @Test
  void changesWithAnyByte() throws IOException {
    Path jar = file("x.jar", "x");
    String id = BuildId.of(List.of(jar));

    file("x.jar", "y");

    assertThat(BuildId.of(List.of(jar))).isNotEqualTo(id);
  }
}
