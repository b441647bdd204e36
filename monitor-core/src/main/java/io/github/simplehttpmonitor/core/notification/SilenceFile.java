package io.github.simplehttpmonitor.core.notification;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Silences in a file, one a line, read again when the file has changed. A file that is not there
 * has none. When it cannot be read or is wrong, those read before stay in force. Safe for any
 * number of threads.
 */
public final class SilenceFile implements Silences {

  /** How many silences a file may hold. */
  private static final int MAX_SILENCES = 10_000;

  private static final int MAX_BYTES = 4 << 20;

  /** How long the file is taken to be as it was. */
  private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final LongSupplier nanoTime;
  private final Consumer<String> problems;
  private List<Silence> silences = List.of();
  private @Nullable Object stamp;
  private long checkedAt;

  /**
   * Reads a file.
   *
   * @param problems is told, in one line, when the file is wrong later on
   * @throws IllegalArgumentException if it is wrong now; the message names the line
   * @throws UncheckedIOException if it cannot be read
   */
  public SilenceFile(Path file, Consumer<String> problems) {
    this(file, problems, System::nanoTime);
  }

  SilenceFile(Path file, Consumer<String> problems, LongSupplier nanoTime) {
    this.file = file;
    this.problems = problems;
    this.nanoTime = nanoTime;
    this.checkedAt = nanoTime.getAsLong();
    this.stamp = stamp();
    try {
      this.silences = read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized boolean isSilenced(AlertEvent alert, Instant at) {
    long now = nanoTime.getAsLong();
    if (now - checkedAt >= CHECK_NANOS) {
      checkedAt = now;
      refresh();
    }
    return silences.stream().anyMatch(silence -> silence.covers(alert, at));
  }

  private void refresh() {
    Object current = stamp();
    if (Objects.equals(current, stamp)) {
      return;
    }
    stamp = current;
    try {
      silences = read(file);
    } catch (IOException | IllegalArgumentException e) {
      problems.accept("the silences stay as they were: " + e.getMessage());
    }
  }

  private @Nullable Object stamp() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(
          attributes.lastModifiedTime(),
          attributes.size(),
          Objects.requireNonNullElse(attributes.fileKey(), ""));
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * {@return the silences in a file, none if it is not there}
   *
   * @throws IllegalArgumentException if it is wrong; the message names the line
   */
  public static List<Silence> read(Path file) throws IOException {
    List<String> lines;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException(file + " is too long for a file of silences");
      }
      lines =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .lines()
              .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8", e);
    }
    List<Silence> silences = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        silences.add(Silence.parse(line));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + " line " + (i + 1) + ": " + e.getMessage(), e);
      }
      if (silences.size() > MAX_SILENCES) {
        throw new IllegalArgumentException(file + " has more than " + MAX_SILENCES + " silences");
      }
    }
    return silences;
  }

  /** Writes silences in place of what the file holds; readers see the old or the new file. */
  public static void write(Path file, List<Silence> silences) throws IOException {
    StringBuilder text = new StringBuilder("# START END MATCHER... # why\n");
    silences.forEach(silence -> text.append(silence).append('\n'));
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(folder, ".silences", ".tmp");
    try {
      Files.writeString(temporary, text);
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
