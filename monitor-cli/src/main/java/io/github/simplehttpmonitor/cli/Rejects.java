package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.appender.Anonymizer;
import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code --rejects}: a line for each malformed one, {@code LOG:LINE:COLUMN}, a tab, the
 * reason, a tab and the line, escaped and cut to 1,024 bytes. Whoever can make lines malformed
 * could fill a disk with it, so it has a limit. Used by the monitor's thread alone.
 */
final class Rejects implements Closeable {

  /** The most characters in the file. */
  private static final long MAX_CHARS = 1L << 30;

  private final Path file;
  private final long limit;
  private final boolean flushed;
  private final @Nullable Anonymizer anonymizer;
  private final Console console;
  private final BufferedWriter out;
  private long used;
  private long left;
  private boolean failed;

  private Rejects(
      Path file,
      long limit,
      boolean live,
      @Nullable Anonymizer anonymizer,
      Console console,
      BufferedWriter out,
      long used) {
    this.file = file;
    this.limit = limit;
    this.flushed = live;
    this.anonymizer = anonymizer;
    this.console = console;
    this.out = out;
    this.used = used;
  }

  /**
   * Opens the file: anew, or live, at its end.
   *
   * @param logs none of which it may be
   * @param anonymizer null if addresses stay as they are
   */
  static Rejects open(
      String name,
      List<Path> logs,
      boolean live,
      @Nullable Anonymizer anonymizer,
      Console console) {
    for (Path log : logs) {
      if (isSame(name, log)) {
        throw CliException.usage("--rejects: " + name + " is one of the logs");
      }
    }
    return open(name, MAX_CHARS, live, anonymizer, console);
  }

  private static boolean isSame(String name, Path log) {
    try {
      return Files.isSameFile(Path.of(name), log);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  static Rejects open(
      String name, long limit, boolean live, @Nullable Anonymizer anonymizer, Console console) {
    try {
      Path file = Path.of(name);
      BufferedWriter out =
          live
              ? Files.newBufferedWriter(
                  file,
                  StandardCharsets.UTF_8,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND)
              : Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      return new Rejects(file, limit, live, anonymizer, console, out, Files.size(file));
    } catch (InvalidPathException e) {
      throw CliException.usage("--rejects: '" + name + "' is no file: " + e.getReason());
    } catch (IOException e) {
      throw CliException.failure("--rejects: " + name + " cannot be written: " + e);
    }
  }

  /** Writes a line; what cannot be written is told once, and the monitor goes on. */
  void accept(MalformedEvent event) {
    if (failed) {
      return;
    }
    String text = text(event);
    if (left > 0 || used + text.length() > limit) {
      left++;
      return;
    }
    used += text.length();
    try {
      out.write(text);
      if (flushed) {
        out.flush();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private String text(MalformedEvent event) {
    String line = event.line() == null ? "" : event.line();
    var reason = event.reason();
    return SafeText.escape(event.source())
        + ':'
        + event.lineNumber()
        + ':'
        + event.column()
        + '\t'
        + (reason == null ? "" : reason.name().toLowerCase(Locale.ROOT))
        + '\t'
        + SafeText.escape(anonymizer == null ? line : anonymizer.anonymize(line))
        + '\n';
  }

  private void fail(IOException e) {
    failed = true;
    console.say("--rejects: " + file + " cannot be written any more: " + e.getMessage());
  }

  @Override
  public void close() {
    try {
      if (left > 0) {
        console.say(
            String.format(
                Locale.ROOT, "--rejects: %s is full; %,d more lines are not in it", file, left));
      }
      out.close();
    } catch (IOException e) {
      if (!failed) {
        fail(e);
      }
    }
  }
}
