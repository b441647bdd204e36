package io.github.simplehttpmonitor.core.appender;

import static io.github.simplehttpmonitor.core.support.TestAlerts.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAppenderTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;
  private Path file;
  private Instant now = T;

  @BeforeEach
  void name() {
    file = folder.resolve("events.json");
  }

  private static Event silence(long number) {
    return new SilenceEvent(T.plusSeconds(number), T.plusSeconds(number + 10), 1, null);
  }

  private static AppenderContext context(Map<String, String> options) {
    return new AppenderContext(options, ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of());
  }

  private Appender appender(String... options) {
    Map<String, String> all = new HashMap<>(Map.of("path", file.toString()));
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return new FileAppenderProvider().create(context(all));
  }

  private FileAppender appender(
      long maxSize, FileAppender.Period period, int keep, FileAppender.Opener opener)
      throws IOException {
    EventSelection all =
        EventSelection.of(
            AppenderOptions.of(context(Map.of()), List.of(EventSelection.option("all"))));
    return new FileAppender(
        new FileAppender.Settings(file, maxSize, period, keep, ZoneOffset.UTC),
        JsonAppender::new,
        all,
        () -> now,
        opener);
  }

  @Test
  void events_areAppended_asJsonOrText() throws Exception {
    try (Appender json = appender()) {
      json.append(List.of(silence(1), firing("r", "", T)));
    }
    try (Appender text = appender("form", "text", "events", "alert")) {
      text.append(List.of(silence(2), firing("r", "", T)));
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo(JsonAppender.toJson(silence(1)));
    assertThat(lines.get(1)).isEqualTo(JsonAppender.toJson(firing("r", "", T)));
    assertThat(lines.get(2)).startsWith("r generated an alert");
  }

  @Test
  void renamedFile_isLetGo_andANewOneBegun() throws Exception {
    try (Appender appender = appender()) {
      appender.append(List.of(silence(1)));
      Files.move(file, folder.resolve("events.json.1"));
      appender.append(List.of(silence(2)));
      Files.delete(file);
      appender.append(List.of(silence(3)));
    }
    assertThat(Files.readAllLines(folder.resolve("events.json.1")))
        .containsExactly(JsonAppender.toJson(silence(1)));
    assertThat(Files.readAllLines(file)).containsExactly(JsonAppender.toJson(silence(3)));
  }

  @Test
  void copiedAndTruncatedFile_isWrittenFromItsStart() throws Exception {
    try (Appender appender = appender()) {
      appender.append(List.of(silence(1)));
      Files.writeString(file, "");
      appender.append(List.of(silence(2)));
    }
    assertThat(Files.readAllLines(file)).containsExactly(JsonAppender.toJson(silence(2)));
  }

  @Test
  void largeFile_isRotated_andSoManyAreKept() throws Exception {
    int line = JsonAppender.toJson(silence(10)).length() + 1;
    try (Appender appender = appender("max-size", Integer.toString(3 * line), "keep", "2")) {
      for (int i = 10; i < 22; i++) {
        appender.append(List.of(silence(i)));
      }
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("events.json", "events.json.1", "events.json.2");
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .last()
        .isEqualTo(JsonAppender.toJson(silence(21)));
    assertThat(Files.readAllLines(folder.resolve("events.json.2")))
        .first()
        .isEqualTo(JsonAppender.toJson(silence(13)));
  }

  @Test
  void rotation_byDay_alsoOfAFileFromBefore() throws Exception {
    try (FileAppender appender = appender(0, FileAppender.Period.DAILY, 5, FileAppender.OPENER)) {
      appender.append(List.of(silence(1)));
      now = T.plusSeconds(13 * 3_600);
      appender.append(List.of(silence(2)));
      now = T.plusSeconds(14 * 3_600);
      appender.append(List.of(silence(3)));
    }
    assertThat(Files.readAllLines(folder.resolve("events.json.1"))).hasSize(2);
    assertThat(Files.readAllLines(file)).hasSize(1);
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(now));
    now = now.plusSeconds(24 * 3_600);
    try (FileAppender appender = appender(0, FileAppender.Period.DAILY, 5, FileAppender.OPENER)) {
      appender.append(List.of(silence(4)));
    }
    assertThat(Files.readAllLines(file)).containsExactly(JsonAppender.toJson(silence(4)));
  }

  @Test
  void nothingKept_truncates() throws Exception {
    try (FileAppender appender = appender(1, FileAppender.Period.NEVER, 0, FileAppender.OPENER)) {
      appender.append(List.of(silence(1)));
      appender.append(List.of(silence(2)));
    }
    assertThat(folder.toFile().list()).containsExactly("events.json");
    assertThat(Files.readAllLines(file)).containsExactly(JsonAppender.toJson(silence(2)));
  }

  @Test
  void fullDisk_leavesNoHalfLine_andTheBatchComesWholeLater() throws Exception {
    FullDisk[] disk = new FullDisk[1];
    FileAppender appender =
        appender(
            0,
            FileAppender.Period.NEVER,
            1,
            path -> disk[0] = new FullDisk(FileAppender.OPENER.open(path)));
    appender.append(List.of(silence(1)));
    disk[0].room = 20;
    assertThatThrownBy(() -> appender.append(List.of(silence(2), silence(3))))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessage(file + ": No space left on device");
    assertThat(Files.readAllLines(file)).hasSize(1);
    disk[0].room = Integer.MAX_VALUE;
    appender.append(List.of(silence(2), silence(3)));
    appender.append(List.of(firing("r", "", T)));
    appender.close();
    assertThat(Files.readAllLines(file)).hasSize(4);
    assertThat(disk[0].forced).as("alerts are forced to the disk").isEqualTo(1);
  }

  @Test
  void deviceWithoutRoom_saysSo() throws Exception {
    file = Path.of("/dev/full");
    assumeTrue(Files.isWritable(file), "there is no /dev/full");
    try (Appender appender = appender()) {
      assertThatThrownBy(() -> appender.append(List.of(silence(1))))
          .isInstanceOf(RetryableAppenderException.class)
          .hasMessage("/dev/full: No space left on device");
    }
  }

  @Test
  void wrongFiles_areRefusedInOneLine() {
    file = folder.resolve("missing/events.json");
    assertThatThrownBy(this::appender)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": its folder is not there");
    file = folder;
    assertThatThrownBy(this::appender)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Is a directory");
  }

  private Appender over(Path... inputs) {
    return new FileAppenderProvider()
        .create(
            new AppenderContext(
                Map.of("path", file.toString()),
                ZoneOffset.UTC,
                OutputStream.nullOutputStream(),
                Map.of(),
                java.util.Set.of(inputs)));
  }

  @Test
  void aLogThatIsRead_isRefused_underAnyName() throws Exception {
    Path log = folder.resolve("access.log");
    file = log;
    assertThatThrownBy(() -> over(log)).hasMessageContaining("a log that is read");
    assertThat(log).as("one that is not there yet").doesNotExist();
    Files.writeString(log, "");
    file = Files.createSymbolicLink(folder.resolve("link.log"), log);
    assertThatThrownBy(() -> over(log)).hasMessageContaining("a log that is read");
    file = Files.createLink(folder.resolve("hard.log"), log);
    assertThatThrownBy(() -> over(log)).hasMessageContaining("a log that is read");
    file = folder.resolve("x/../access.log");
    assertThatThrownBy(() -> over(log)).hasMessageContaining("a log that is read");
    file = folder.resolve("access.log");
    assertThatThrownBy(() -> over(folder.resolve("access.log.2")))
        .as("what rotation would replace")
        .hasMessageContaining("a log that is read");
    assertThat(log).isEmptyFile();
    file = folder.resolve("events.json");
    over(log, folder.resolve("access.log.2")).close();
  }

  @Test
  void aFileOfSomethingElse_isLeftAlone() throws Exception {
    Files.writeString(file, "192.0.2.1 - - junk\n");
    assertThatThrownBy(this::appender).hasMessageContaining("holds something else");
    assertThat(file).hasContent("192.0.2.1 - - junk\n");
    Files.writeString(file, JsonAppender.toJson(silence(1)) + "\n");
    try (Appender appender = appender()) {
      appender.append(List.of(silence(2)));
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void afterItsEnd_nothingIsWritten() throws AppenderException, IOException {
    Appender appender = appender();
    appender.close();
    appender.append(List.of(silence(1)));
    assertThat(Files.size(file)).isZero();
  }

  /** Writes as much as there is room for, then fails as Linux does. */
  private static final class FullDisk extends FileChannel {
    private final FileChannel channel;
    int room = Integer.MAX_VALUE;
    int forced;

    FullDisk(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (room == 0) {
        throw new IOException("No space left on device");
      }
      ByteBuffer part = source.slice();
      part.limit(Math.min(part.limit(), room));
      int written = channel.write(part);
      source.position(source.position() + written);
      room -= room == Integer.MAX_VALUE ? 0 : written;
      return written;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      return channel.truncate(size);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
      forced++;
      channel.force(metaData);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      channel.close();
    }

    @Override
    public int read(ByteBuffer target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }
  }
}
