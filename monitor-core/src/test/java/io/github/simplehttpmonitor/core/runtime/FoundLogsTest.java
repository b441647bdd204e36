package io.github.simplehttpmonitor.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundLogsTest {

  @TempDir private Path folder;

  private final FoundLogs found = new FoundLogs();

  private Path made(String name) throws IOException {
    return Files.writeString(folder.resolve(name), name);
  }

  @Test
  void aNewFile_isNewOnce() throws IOException {
    Path a = made("a.log");
    assertThat(found.newAmong(List.of(a), List.of(a))).isEmpty();
    Path b = made("b.log");
    assertThat(found.newAmong(List.of(a, b), List.of(a))).containsExactly(b);
    assertThat(found.newAmong(List.of(a, b), List.of(a, b))).isEmpty();
  }

  @Test
  void aFollowedFileUnderAnotherName_isNotNew() throws IOException {
    Path a = made("a.log");
    found.newAmong(List.of(a), List.of(a));
    Path renamed = folder.resolve("a-20260101.log");
    Files.move(a, renamed);
    assertThat(found.newAmong(List.of(renamed), List.of(a))).isEmpty();
    made("a.log");
    assertThat(found.newAmong(List.of(a, renamed), List.of(a))).isEmpty();
    assertThat(found.newAmong(List.of(a, renamed), List.of(a))).isEmpty();
    assertThat(found.newAmong(List.of(a, renamed), List.of(a))).isEmpty();
  }

  @Test
  void twoNamesOfOneFile_areOneLog() throws IOException {
    Path a = made("a.log");
    Path link = Files.createSymbolicLink(folder.resolve("link.log"), a);
    assertThat(found.newAmong(List.of(a, link), List.of())).containsExactly(a);
  }

  @Test
  void foldersAndWhatIsGone_areNoLogs() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("x.log"));
    assertThat(found.newAmong(List.of(inside, folder.resolve("gone.log")), List.of())).isEmpty();
  }
}
