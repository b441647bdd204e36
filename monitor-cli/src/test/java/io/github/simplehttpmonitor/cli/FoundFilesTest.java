package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundFilesTest {

  @TempDir private Path folder;

  private Path made(String name) throws IOException {
    return Files.createFile(folder.resolve(name));
  }

  private static FoundFiles of(Object... names) {
    return Objects.requireNonNull(
        FoundFiles.of(List.of(names).stream().map(Object::toString).toList()));
  }

  @Test
  void plainNames_areNotLookedForAgain() throws IOException {
    Path file = made("access.log");
    assertThat(FoundFiles.of(List.of(file.toString(), folder + "/missing.log"))).isNull();
  }

  @Test
  void aPattern_hasTheFilesOfNow_eachLikeItsFirst() throws IOException {
    Path a = made("a.log");
    FoundFiles found = of(folder + "/*.log");
    assertThat(found.get()).containsOnlyKeys(a).containsValue(a);
    Path b = made("b.log");
    made("b.log.gz");
    made("other.txt");
    assertThat(found.get()).containsOnlyKeys(a, b).containsEntry(b, a);
    Files.delete(a);
    assertThat(found.get()).containsOnlyKeys(b);
  }

  @Test
  void aRotatedFile_isNone_alsoWhileItsLogIsMissing() throws IOException {
    Path log = made("access.log");
    FoundFiles found = of(folder);
    Files.move(log, folder.resolve("access.log.1"));
    assertThat(found.get()).isEmpty();
    made("access.log");
    made("access.log-20260131");
    assertThat(found.get()).containsOnlyKeys(log);
  }

  @Test
  void aFolderThatIsGone_hasNone() throws IOException {
    Path sub = Files.createDirectory(folder.resolve("logs"));
    Path log = Files.createFile(sub.resolve("a.log"));
    FoundFiles found = of(sub);
    assertThat(found.get()).containsOnlyKeys(log);
    Files.delete(log);
    Files.delete(sub);
    assertThat(found.get()).isEmpty();
  }
}
