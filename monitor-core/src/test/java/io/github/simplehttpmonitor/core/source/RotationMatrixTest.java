package io.github.simplehttpmonitor.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to a log while it is followed; every line is counted. */
class RotationMatrixTest {
  private static final String HEAD =
      """
      # Rotation

      What happens to the lines of a log while it is followed. Every case is played on real files by
      `RotationMatrixTest`, which counts each line and writes this table.

      | case | what happens | lines written | lines received | result |
      |---|---|---:|---:|---|
      """;

  @TempDir Path directory;

  /** One case; its steps end when everything was polled. */
  record Case(String name, String what, int lost, Steps steps) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What is done to the log. */
  interface Steps {
    void play(LogScene scene) throws IOException;
  }

  static Case row(String name, String what, Steps steps) {
    return new Case(name, what, 0, steps);
  }

  static List<Case> cases() {
    return List.of(
        row("append", "50 lines, then 50 more", s -> s.write(50)),
        row(
            "rename, late writes",
            "renamed; 50 lines still come through the old handle, 20 into the new file",
            s -> {
              OutputStream old = s.writer();
              s.rotate();
              s.reopen();
              s.write(20);
              s.poll();
              s.write(old, 50);
              s.poll();
            }),
        row("rename, both at once", "as before, in one poll", RotationMatrixTest::lateWrites),
        row("five rotations in one poll", "10 lines in each of the files", s -> rotations(s, 5)),
        row("five rotations, equal lines", "10 times the same line in each", s -> equalLines(s)),
        row(
            "copied, then deleted",
            "the old file is a copy now, with lines not yet read; two new files in one poll",
            s -> {
              s.write(10);
              Files.copy(s.log, s.beside("access.log.2"));
              Files.delete(s.log);
              s.reopen();
              s.write(10);
              s.rename("access.log", "access.log.1");
              s.reopen();
              s.write(10);
            }),
        row("dated names", "three rotations in one poll, to access.log-20260101 …", s -> dated(s)),
        row(
            "dates before the suffix",
            "three rotations, to access.2026-01-01.log …",
            s -> infix(s)),
        row("index counts upwards", "three rotations, to access.1.log, access.2.log …", s -> up(s)),
        row(
            "copytruncate",
            "copied and truncated when all was read",
            s -> {
              s.copyTruncate("access.log.1");
              s.write(20);
            }),
        row(
            "copytruncate, unread lines",
            "50 lines not yet read are in the copy only",
            s -> {
              s.write(50);
              s.copyTruncate("access.log.1");
              s.write(20);
            }),
        row(
            "copytruncate twice",
            "two copies with unread lines in one poll",
            s -> {
              s.write(50);
              s.copyTruncate("access.log.1");
              s.write(40);
              s.rename("access.log.1", "access.log.2");
              s.copyTruncate("access.log.1");
              s.write(20);
            }),
        row(
            "copytruncate, lines after the copy",
            "lines come between copy and truncation, and were read before it",
            s -> {
              Files.copy(s.log, s.beside("access.log.1"));
              s.write(5);
              s.poll();
              s.truncate();
              s.write(20);
            }),
        row(
            "copytruncate, regrown",
            "longer than before at the next poll",
            s -> {
              s.copyTruncate("access.log.1");
              s.write(300);
            }),
        row(
            "truncated, regrown",
            "without a copy; longer than before at the next poll",
            s -> {
              s.truncate();
              s.write(300);
            }),
        new Case(
            "truncated, unread lines",
            "30 lines are cut off that were never polled: they exist nowhere, a notice says so",
            30,
            s -> {
              s.write(30);
              s.truncate();
              s.write(20);
              s.poll();
              assertThat(s.sink.codes()).contains(SourceNotice.Code.TRUNCATED);
            }),
        row("replaced, equal size", "by another file of the same size", s -> equalSize(s, false)),
        row("rewritten, equal size", "same inode, other content", s -> equalSize(s, true)),
        row(
            "replaced by itself, longer",
            "as rsync does: another inode, the same lines and 30 more",
            s -> {
              Files.copy(s.log, s.beside("temporary"));
              s.reopen(s.beside("temporary"));
              s.write(30);
              Files.move(s.beside("temporary"), s.log, StandardCopyOption.REPLACE_EXISTING);
              s.poll();
              assertThat(s.sink.codes()).contains(SourceNotice.Code.CONTINUED);
            }),
        row(
            "gone for a while",
            "renamed, nothing at the path for two polls, then a new file",
            s -> {
              s.rotate();
              s.write(10);
              s.poll();
              s.poll();
              s.reopen();
              s.write(20);
            }),
        row(
            "gone and back",
            "renamed away and back with more lines",
            s -> {
              s.rotate();
              s.poll();
              s.write(10);
              s.rename("access.log.1", "access.log");
              s.poll();
              s.write(10);
            }),
        row(
            "rotated while gone",
            "a file came and was rotated between two polls that found nothing",
            s -> {
              s.rotate();
              s.poll();
              s.reopen();
              s.write(15);
              s.rotate();
              s.poll();
              s.reopen();
              s.write(5);
            }),
        row(
            "old file comes back",
            "after its successor was read and the old one was given up",
            s -> {
              s.rotate();
              OutputStream out = s.reopen();
              s.write(10);
              s.poll();
              assertThat(s.lost()).isEmpty();
              s.pass(Duration.ofSeconds(10));
              s.poll();
              s.rename("access.log", "access.log.new");
              s.rename("access.log.1", "access.log");
              s.poll();
              s.write(out, 3);
              s.reopen();
              s.write(4);
            }),
        row("half line", "its end comes after two polls", s -> half(s, false)),
        row(
            "half line cut by rotation",
            "its end comes through the old handle",
            s -> half(s, true)),
        row("half line for good", "rotated; its end never comes", RotationMatrixTest::halfForGood),
        row("6 kB line", "handed out whole", s -> s.raw(s.line("x".repeat(6000)) + "\n")),
        row("2 MiB line", "over the limit: reported once", RotationMatrixTest::tooLong),
        row("link changed", "to another file", s -> links(s, 2)),
        row(
            "link changed three times in one poll",
            "access-1.log … access-4.log",
            s -> links(s, 4)),
        row("directory re-created", "deleted with the log", RotationMatrixTest::directoryAgain),
        row("inode reused", "a deleted rotated file's inode may be the new log's", s -> reuse(s)),
        row("CRLF", "the carriage return is dropped", s -> s.raw(s.line("") + "\r\n")),
        row("NUL run", "as a sparse file has after truncation", RotationMatrixTest::nuls),
        row("no final newline", "handed out at the end of the run", s -> s.raw(s.line(""))));
  }

  private static void lateWrites(LogScene s) throws IOException {
    s.rotate();
    s.write(50);
    s.reopen();
    s.write(20);
  }

  private static void rotations(LogScene s, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      s.write(10);
      s.rotate();
      s.reopen();
    }
    s.write(10);
  }

  private static void equalLines(LogScene s) throws IOException {
    for (int i = 0; i < 6; i++) {
      s.rotate();
      s.reopen();
      for (int j = 0; j < 10; j++) {
        s.written.add("the same line, which is long enough to be taken for evidence");
        s.raw("the same line, which is long enough to be taken for evidence\n");
      }
      if (i == 0) {
        s.pollAll();
      }
    }
  }

  private static void dated(LogScene s) throws IOException {
    Files.writeString(s.beside("access.log.old-20269999"), "somebody else's\n");
    for (int i = 1; i <= 3; i++) {
      s.write(10);
      s.rename("access.log", "access.log-2026010" + i);
      s.reopen();
    }
    s.write(10);
  }

  private static void infix(LogScene s) throws IOException {
    Files.writeString(s.beside("access-ssl.2026-01-02.log"), "somebody else's\n");
    for (int i = 1; i <= 3; i++) {
      s.write(10);
      s.rename("access.log", "access.2026-01-0" + i + ".log");
      s.reopen();
    }
    s.write(10);
  }

  private static void up(LogScene s) throws IOException {
    for (int i = 1; i <= 3; i++) {
      s.write(10);
      s.rename("access.log", "access." + i + ".log");
      s.reopen();
    }
    s.write(10);
  }

  private static void equalSize(LogScene s, boolean inPlace) throws IOException {
    String old = Files.readString(s.log);
    if (inPlace) {
      s.truncate();
    } else {
      Files.delete(s.log);
      s.reopen();
    }
    int left = old.length();
    while (left > 0) {
      int size = left > 300 ? 150 : left;
      String line = s.line("");
      s.written.remove(line);
      String padded = line + "x".repeat(size - line.length() - 1);
      s.written.add(padded);
      s.raw(padded + "\n");
      left -= size;
    }
    assertThat(Files.size(s.log)).isEqualTo(old.length());
  }

  private static void half(LogScene s, boolean rotate) throws IOException {
    String line = s.line("");
    s.raw(line.substring(0, 20));
    s.poll();
    s.poll();
    OutputStream old = s.writer();
    if (rotate) {
      s.rotate();
      s.reopen();
      s.write(10);
      s.poll();
    }
    s.raw(old, line.substring(20) + "\n");
  }

  private static void halfForGood(LogScene s) throws IOException {
    s.raw(s.line(""));
    s.poll();
    s.rotate();
    s.reopen();
    s.write(10);
    s.poll();
    s.pass(Duration.ofSeconds(6));
    s.poll();
    assertThat(s.lost()).isEmpty();
  }

  private static void tooLong(LogScene s) throws IOException {
    String line = s.line("y".repeat(2 << 20));
    s.written.remove(line);
    s.written.add(line.substring(0, LineAssembler.PREFIX_BYTES) + "…" + line.length());
    s.raw(line + "\n");
    s.write(3);
  }

  private static void links(LogScene s, int files) throws IOException {
    Files.move(s.log, s.beside("access-1.log"));
    Files.createSymbolicLink(s.log, s.beside("access-1.log"));
    s.poll();
    for (int i = 2; i <= files; i++) {
      s.write(10);
      Path target = s.beside("access-" + i + ".log");
      s.reopen(target);
      Files.delete(s.log);
      Files.createSymbolicLink(s.log, target);
    }
    s.write(10);
  }

  private static void directoryAgain(LogScene s) throws IOException {
    s.write(5);
    Files.delete(s.log);
    Files.delete(s.log.getParent());
    s.poll();
    Files.createDirectory(s.log.getParent());
    s.reopen();
    s.write(10);
  }

  private static void reuse(LogScene s) throws IOException {
    s.rotate();
    s.reopen();
    s.write(10);
    s.pollAll();
    s.pass(Duration.ofSeconds(6));
    s.pollAll();
    for (int i = 0; i < 3; i++) {
      Files.delete(s.beside("access.log.1"));
      s.rotate();
      s.reopen();
      s.write(10);
      s.pollAll();
      s.pass(Duration.ofSeconds(6));
      s.pollAll();
    }
  }

  private static void nuls(LogScene s) throws IOException {
    s.raw("\0".repeat(5000) + s.line("") + "\n");
    s.pollAll();
    assertThat(s.follower.counts().nulBytes()).isEqualTo(5000);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyLineOnce(Case row) throws IOException {
    try (LogScene scene = play(row, directory.resolve("logs"))) {
      assertThat(scene.lost()).hasSize(row.lost);
      assertThat(scene.surplus()).isEmpty();
      assertThat(scene.inOrder()).isTrue();
    }
  }

  @Test
  void missingAtTheStart_readsFromItsBeginning() throws IOException {
    try (LogScene scene = missing(directory.resolve("logs"))) {
      assertThat(scene.sink.lines).isEqualTo(scene.written);
      assertThat(scene.sink.codes())
          .containsExactly(SourceNotice.Code.MISSING, SourceNotice.Code.APPEARED);
    }
  }

  @Test
  void table_isThatOfTheDocumentation() throws IOException {
    StringBuilder table = new StringBuilder(HEAD);
    int number = 0;
    for (Case row : cases()) {
      try (LogScene scene = play(row, directory.resolve("logs" + number++))) {
        append(table, row.name, row.what, scene);
      }
    }
    try (LogScene scene = missing(directory.resolve("missing"))) {
      append(table, "missing at the start", "comes later; read from its beginning", scene);
    }
    Path golden =
        Path.of(System.getProperty("basedir", ""), "..", "docs", "rotation.md").normalize();
    if (Boolean.getBoolean("update-golden")) {
      Files.createDirectories(golden.toAbsolutePath().getParent());
      Files.writeString(golden, table);
    }
    assertThat(golden).content(StandardCharsets.UTF_8).isEqualTo(table.toString());
  }

  private static LogScene play(Case row, Path directory) throws IOException {
    Files.createDirectory(directory);
    LogScene scene = new LogScene(directory);
    scene.reopen();
    scene.write(50);
    scene.poll();
    row.steps.play(scene);
    scene.pollAll();
    scene.pass(Duration.ofSeconds(10));
    scene.pollAll();
    scene.follower.finish();
    return scene;
  }

  private static LogScene missing(Path directory) throws IOException {
    Files.createDirectory(directory);
    LogScene scene = new LogScene(directory, FollowOptions.DEFAULTS);
    scene.poll();
    scene.poll();
    scene.reopen();
    scene.write(50);
    scene.pollAll();
    scene.write(10);
    scene.pollAll();
    return scene;
  }

  private static void append(StringBuilder table, String name, String what, LogScene scene) {
    int lost = scene.lost().size();
    int surplus = scene.surplus().size();
    String order = scene.inOrder() ? "in order" : "out of order";
    String result =
        lost + surplus == 0 ? "each once, " + order : lost + " lost, " + surplus + " too many";
    table.append(
        "| %s | %s | %d | %d | %s |\n"
            .formatted(name, what, scene.written.size(), scene.sink.lines.size(), result));
  }
}
