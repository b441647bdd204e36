package io.github.simplehttpmonitor.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.core.source.PollResult.State;
import io.github.simplehttpmonitor.core.source.SourceNotice.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not an ordinary log file. */
class SpecialFilesTest {
  private static final FollowOptions OPTIONS = FollowOptions.DEFAULTS.withFromStart(true);

  @TempDir Path directory;

  private final RecordingSink sink = new RecordingSink();

  private FileFollower follow(Path path) {
    return new FileFollower(path, OPTIONS, sink, () -> 0);
  }

  @Test
  void directory_isToldOnce() throws IOException {
    try (FileFollower follower = follow(directory)) {
      assertThat(follower.poll(100)).isEqualTo(new PollResult(0, 0, true, State.DIRECTORY));
      follower.poll(100);
      assertThat(sink.codes()).containsExactly(Code.DIRECTORY);
    }
  }

  @Test
  void pipe_isNotOpened() throws Exception {
    Path pipe = directory.resolve("pipe");
    assumeTrue(makePipe(pipe), "no mkfifo here");
    try (FileFollower follower = follow(pipe)) {
      assertThat(follower.poll(100).state()).isEqualTo(State.NOT_A_FILE);
      follower.poll(100);
      assertThat(sink.codes()).containsExactly(Code.NOT_A_FILE);
    }
  }

  private static boolean makePipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void device_isNotFollowed_andReadAsStreamWithBoundedMemory() throws IOException {
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero), "no /dev/zero here");
    try (FileFollower follower = follow(zero);
        InputStream in = new FileInputStream(zero.toFile())) {
      assertThat(follower.poll(100).state()).isEqualTo(State.NOT_A_FILE);
      StreamLines lines = new StreamLines(in, OPTIONS, sink);
      for (int i = 0; i < 100; i++) {
        assertThat(lines.read(1 << 16)).isEqualTo(1 << 16);
      }
      lines.finish();
      assertThat(lines.counts().nulBytes()).isEqualTo(100 << 16);
      assertThat(sink.lines).isEmpty();
    }
  }

  @Test
  void unreadableFile_isToldOnce_andReadWhenItCanBe() throws IOException {
    Path log = Files.writeString(directory.resolve("access.log"), "a\n");
    assumeTrue(Files.getFileStore(log).supportsFileAttributeView("posix"), "no permissions here");
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(log), "everything is readable for this user");
    try (FileFollower follower = follow(log)) {
      assertThat(follower.poll(100).state()).isEqualTo(State.UNREADABLE);
      follower.poll(100);
      assertThat(sink.codes()).containsExactly(Code.UNREADABLE);
      Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-------"));
      assertThat(follower.poll(100).state()).isEqualTo(State.FOLLOWING);
      assertThat(sink.lines).containsExactly("a");
      assertThat(sink.codes()).containsExactly(Code.UNREADABLE, Code.APPEARED);
    }
  }

  @Test
  void unreadableSuccessor_leavesTheOldFileRead() throws IOException {
    try (LogScene scene = new LogScene(directory)) {
      scene.reopen();
      scene.write(5);
      scene.poll();
      OutputStream old = scene.writer();
      scene.rotate();
      scene.reopen();
      Files.setPosixFilePermissions(scene.log, PosixFilePermissions.fromString("---------"));
      assumeFalse(Files.isReadable(scene.log), "everything is readable for this user");
      scene.write(3);
      scene.write(old, 2);
      assertThat(scene.poll().lines()).isEqualTo(2);
      Files.setPosixFilePermissions(scene.log, PosixFilePermissions.fromString("rw-------"));
      scene.pollAll();
      assertThat(scene.lost()).isEmpty();
      assertThat(scene.surplus()).isEmpty();
    }
  }

  @Test
  void brokenLink_isMissing() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("none"));
    try (FileFollower follower = follow(link)) {
      assertThat(follower.poll(100).state()).isEqualTo(State.MISSING);
      Files.writeString(directory.resolve("none"), "a\nb\n");
      assertThat(follower.poll(100).lines()).isEqualTo(2);
    }
  }

  @Test
  void compressedFile_isBoundedGarbage() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(random);
    }
    Path log = Files.write(directory.resolve("access.log"), bytes.toByteArray());
    FollowOptions options = OPTIONS.withMaxLineBytes(100).withReadBufferBytes(64);
    try (FileFollower follower = new FileFollower(log, options, sink, () -> 0)) {
      PollResult result = follower.poll(1 << 20);
      assertThat(result.bytes()).isEqualTo(bytes.size());
      assertThat(result.caughtUp()).isTrue();
      assertThat(sink.lines).allMatch(line -> line.length() <= 110);
    }
  }

  @Test
  void filesThatCameAndWereCompressedBetweenTwoPolls_areNamed() throws IOException {
    Path log = Files.writeString(directory.resolve("access.log"), "1 one\n");
    try (FileFollower follower = follow(log)) {
      follower.poll(100);
      append(log, "1 two\n");
      compress(log, "access.log.3.gz");
      compress(Files.writeString(log, "2 one\n2 two\n"), "access.log.2.gz");
      compress(Files.writeString(log, "3 one\n3 two\n3 three\n"), "access.log.1.gz");
      Files.writeString(log, "4 one\n");
      follower.poll(100);
      follower.poll(100);
      assertThat(sink.lines).contains("1 one", "1 two", "4 one");
      assertThat(sink.codes()).containsExactly(Code.LOST);
      assertThat(sink.notices.get(0).message())
          .contains("2 were rotated", "access.log.2.gz, access.log.1.gz");
    }
  }

  private void compress(Path log, String name) throws IOException {
    Path target = directory.resolve(name);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
      Files.copy(log, out);
    }
    Files.delete(log);
  }

  @Test
  void poll_readsAtMostWhatItMay() throws IOException {
    Path log = Files.writeString(directory.resolve("access.log"), "0123456\n".repeat(100));
    try (FileFollower follower = follow(log)) {
      assertThat(follower.poll(80)).isEqualTo(new PollResult(80, 10, false, State.FOLLOWING));
      assertThat(follower.poll(719).caughtUp()).isFalse();
      assertThat(follower.poll(80)).isEqualTo(new PollResult(1, 1, true, State.FOLLOWING));
      assertThat(follower.poll(80)).isEqualTo(new PollResult(0, 0, true, State.FOLLOWING));
    }
  }

  @Test
  void start_isTheEnd() throws IOException {
    Path log = Files.writeString(directory.resolve("access.log"), "old\n".repeat(5000));
    try (FileFollower follower = new FileFollower(log, FollowOptions.DEFAULTS, sink, () -> 0)) {
      follower.poll(100);
      append(log, "new\n");
      follower.poll(100);
      assertThat(sink.lines).containsExactly("new");
      assertThat(sink.files.get(0).start()).isEqualTo(20_000);
      assertThat(sink.files.get(0).identity()).isEqualTo(FileIdentity.of(log));
    }
  }

  @Test
  void start_isTheBeginningOfAHalfLine() throws IOException {
    String half = "x".repeat(20_000);
    Path log = Files.writeString(directory.resolve("access.log"), "old\n" + half);
    try (FileFollower follower = new FileFollower(log, FollowOptions.DEFAULTS, sink, () -> 0)) {
      assertThat(follower.poll(1 << 20).lines()).isZero();
      append(log, "y\n");
      follower.poll(100);
      assertThat(sink.lines).containsExactly(half + "y");
    }
  }

  @Test
  void start_insideALineOverTheLimit_reportsItOnce() throws IOException {
    Path log = Files.writeString(directory.resolve("access.log"), "x".repeat(5000));
    FollowOptions options = FollowOptions.DEFAULTS.withMaxLineBytes(1000);
    try (FileFollower follower = new FileFollower(log, options, sink, () -> 0)) {
      follower.poll(1 << 20);
      append(log, "y\nz\n");
      follower.poll(100);
      assertThat(sink.overlong).hasSize(1);
      assertThat(sink.lines).hasSize(2).last().isEqualTo("z");
    }
  }

  @Test
  void notices_sayWhatHappened() throws IOException {
    try (LogScene scene = new LogScene(directory)) {
      scene.reopen();
      scene.write(5);
      scene.poll();
      scene.rotate();
      scene.poll();
      scene.poll();
      scene.reopen();
      scene.write(5);
      scene.poll();
      scene.copyTruncate(scene.rotatedName());
      scene.poll();
      Files.delete(scene.log);
      scene.reopen();
      scene.poll();
      assertThat(scene.sink.codes())
          .containsExactly(
              Code.MISSING, Code.ROTATED, Code.APPEARED, Code.COPIED_AND_TRUNCATED, Code.REPLACED);
      assertThat(scene.sink.notices).allMatch(notice -> notice.path().equals(scene.log));
    }
  }

  @Test
  void gapOfARotation_isNotTold() throws IOException {
    try (LogScene scene = new LogScene(directory)) {
      scene.reopen();
      scene.write(5);
      scene.poll();
      scene.rotate();
      assertThat(scene.poll().state()).isEqualTo(State.MISSING);
      scene.reopen();
      assertThat(scene.poll().state()).isEqualTo(State.FOLLOWING);
      assertThat(scene.sink.codes()).containsExactly(Code.ROTATED);
    }
  }

  @Test
  void identity_isThatOfAFileThatGrew() throws IOException {
    Path log = Files.writeString(directory.resolve("access.log"), "a\n");
    FileIdentity identity = FileIdentity.of(log);
    append(log, "b\n");
    assertThat(identity.isAt(log)).isTrue();
    assertThat(identity).isNotEqualTo(FileIdentity.of(log));
    Files.writeString(log, "c\nb\n");
    assertThat(identity.isAt(log)).isFalse();
  }

  @Test
  void stream_givesItsLines() throws IOException {
    byte[] text = "a\r\nb\n\nc".getBytes(StandardCharsets.US_ASCII);
    StreamLines lines =
        new StreamLines(new ByteArrayInputStream(text), OPTIONS.withReadBufferBytes(3), sink);
    lines.readAll();
    assertThat(sink.lines).containsExactly("a", "b", "", "c");
    assertThat(lines.read(10)).isEqualTo(-1);
    assertThat(lines.counts().lines()).isEqualTo(4);
  }

  private static void append(Path path, String text) throws IOException {
    Files.writeString(path, text, StandardOpenOption.APPEND);
  }
}
