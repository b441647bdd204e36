package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to the end of a file. A batch is written whole or not at all: what a full disk cut
 * short is taken back, and the batch is tried again. A file that was renamed or removed, as
 * logrotate does, is let go before the next batch, and a new one is begun. Alerts are forced to the
 * disk.
 */
final class FileAppender implements Appender {

  /** How a file is opened for appending; tests give one that fails. */
  interface Opener {
    FileChannel open(Path file) throws IOException;
  }

  static final Opener OPENER =
      file -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);

  /** When a file is rotated by time. */
  enum Period {
    NEVER,
    HOURLY,
    DAILY;

    Instant startOf(Instant time, ZoneId zone) {
      ZonedDateTime zoned = time.atZone(zone);
      return switch (this) {
        case NEVER -> Instant.MIN;
        case HOURLY -> zoned.truncatedTo(ChronoUnit.HOURS).toInstant();
        case DAILY -> zoned.truncatedTo(ChronoUnit.DAYS).toInstant();
      };
    }
  }

  /** Where to write, and when to rotate; sizes in bytes, 0 for any. */
  record Settings(Path path, long maxSize, Period period, int keep, ZoneId zone) {}

  private final Settings settings;
  private final EventSelection selection;
  private final InstantSource clock;
  private final Opener opener;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Appender form;
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private boolean regular;
  private Instant periodStart = Instant.MIN;
  private boolean closed;

  FileAppender(
      Settings settings,
      Function<OutputStream, Appender> form,
      EventSelection selection,
      InstantSource clock,
      Opener opener)
      throws IOException {
    this.settings = settings;
    this.selection = selection;
    this.clock = clock;
    this.opener = opener;
    this.form = form.apply(bytes);
    open();
  }

  /** {@return what is wrong with a file, in one line} */
  static String message(Path path, IOException e) {
    if (e instanceof NoSuchFileException) {
      return path + ": its folder is not there";
    }
    if (e instanceof AccessDeniedException) {
      return path + ": permission denied";
    }
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return path + ": " + (reason == null ? e.getClass().getSimpleName() : reason);
  }

  private FileChannel open() throws IOException {
    FileChannel opened = opener.open(settings.path());
    channel = opened;
    BasicFileAttributes attributes = attributes();
    key = attributes == null ? null : attributes.fileKey();
    regular = attributes != null && attributes.isRegularFile();
    periodStart =
        attributes == null || opened.size() == 0
            ? settings.period().startOf(clock.instant(), settings.zone())
            : settings.period().startOf(attributes.lastModifiedTime().toInstant(), settings.zone());
    return opened;
  }

  private @Nullable BasicFileAttributes attributes() {
    try {
      return Files.readAttributes(settings.path(), BasicFileAttributes.class);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    List<Event> wanted = events.stream().filter(selection::accepts).toList();
    if (wanted.isEmpty() || closed) {
      return;
    }
    bytes.reset();
    form.append(wanted);
    try {
      FileChannel target = current();
      if (isFull(target)) {
        target = rotate(target);
      }
      write(target, ByteBuffer.wrap(bytes.toByteArray()));
      if (wanted.stream().anyMatch(AlertEvent.class::isInstance)) {
        force(target);
      }
    } catch (IOException e) {
      throw new RetryableAppenderException(message(settings.path(), e), e);
    }
  }

  private FileChannel current() throws IOException {
    FileChannel open = channel;
    if (open != null && open.isOpen() && isStillThere()) {
      return open;
    }
    closeQuietly();
    return open();
  }

  private boolean isStillThere() {
    BasicFileAttributes attributes = attributes();
    return attributes != null && Objects.equals(attributes.fileKey(), key);
  }

  private boolean isFull(FileChannel target) throws IOException {
    if (!regular || target.size() == 0) {
      return false;
    }
    boolean large = settings.maxSize() > 0 && target.size() + bytes.size() > settings.maxSize();
    return large
        || settings.period().startOf(clock.instant(), settings.zone()).isAfter(periodStart);
  }

  private FileChannel rotate(FileChannel full) throws IOException {
    Path path = settings.path();
    if (settings.keep() == 0) {
      full.truncate(0);
      periodStart = settings.period().startOf(clock.instant(), settings.zone());
      return full;
    }
    closeQuietly();
    for (int number = settings.keep() - 1; number >= 1; number--) {
      if (Files.exists(numbered(number))) {
        Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(path, numbered(1), StandardCopyOption.REPLACE_EXISTING);
    return open();
  }

  private Path numbered(int number) {
    return settings.path().resolveSibling(settings.path().getFileName() + "." + number);
  }

  private void write(FileChannel target, ByteBuffer batch) throws IOException {
    long before = regular ? target.size() : 0;
    try {
      while (batch.hasRemaining()) {
        if (target.write(batch) == 0) {
          throw new IOException("nothing can be written");
        }
      }
    } catch (IOException e) {
      if (regular && target.isOpen()) {
        target.truncate(before);
      }
      throw e;
    }
  }

  /** What cannot be forced, a pipe for one, was written all the same. */
  private void force(FileChannel target) throws IOException {
    if (regular) {
      target.force(false);
    }
  }

  private void closeQuietly() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // What was written is written; there is nothing left to do with it.
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly();
  }
}
