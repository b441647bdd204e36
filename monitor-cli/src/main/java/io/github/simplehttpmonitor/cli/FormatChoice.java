package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.text.Caret;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.FormatException;
import io.github.simplehttpmonitor.parser.formats.FormatFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was said of the format.
 *
 * @param specs those of {@code --format}, in their order
 * @param file that of {@code --format-file}
 * @param time that of {@code --time-format}
 * @param logs the logs that are to be read
 */
record FormatChoice(
    List<String> specs, @Nullable String file, @Nullable String time, Collection<String> logs) {

  static final String FILE_DESCRIPTION =
      "Take the format from a configuration of Apache or nginx: the one named, or the one that the"
          + " log is written in.";

  /** Finds the format in the configuration that was named. */
  LogFormat fromFile(String named) {
    String path = named;
    String name = "";
    int colon = named.lastIndexOf(':');
    if (colon > 0 && !exists(named)) {
      path = named.substring(0, colon);
      name = named.substring(colon + 1);
    }
    FormatFile.Entry entry = entry(read(path), path, name);
    try {
      return entry.format();
    } catch (FormatException e) {
      List<String> lines = new ArrayList<>();
      lines.add("--format-file: " + path + ", line " + entry.line() + ": " + e.getMessage());
      if (e.column() >= 0 && !e.source().isEmpty()) {
        lines.addAll(Caret.under(e.source(), e.column()));
      }
      throw CliException.usage(lines.toArray(new String[0]));
    }
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static FormatFile read(String path) {
    try {
      return FormatFile.read(Path.of(path));
    } catch (NoSuchFileException | InvalidPathException e) {
      throw CliException.usage("--format-file: there is no file " + path);
    } catch (IOException e) {
      throw CliException.usage("--format-file: " + path + " cannot be read: " + e.getMessage());
    }
  }

  private FormatFile.Entry entry(FormatFile file, String path, String name) {
    if (!name.isEmpty()) {
      return file.named(name)
          .orElseThrow(
              () ->
                  CliException.usage(
                      "--format-file: "
                          + path
                          + " has no format '"
                          + name
                          + "'; it has "
                          + names(file)));
    }
    Set<FormatFile.Entry> used = new LinkedHashSet<>();
    logs.forEach(log -> file.forLog(log).ifPresent(used::add));
    if (used.size() == 1) {
      return used.iterator().next();
    }
    if (used.isEmpty() && file.entries().size() == 1) {
      return file.entries().get(0);
    }
    throw CliException.usage(
        file.entries().isEmpty() && file.uses().isEmpty()
            ? "--format-file: "
                + path
                + " has neither LogFormat, CustomLog or TransferLog nor log_format or access_log;"
                + " files that it includes are not read"
            : "--format-file: which format of "
                + path
                + "? It has "
                + names(file)
                + "; name one: "
                + path
                + ":NAME");
  }

  private static String names(FormatFile file) {
    return file.entries().isEmpty()
        ? "none that has a name"
        : file.entries().stream()
            .map(entry -> entry.name() + " (line " + entry.line() + ")")
            .collect(Collectors.joining(", "));
  }
}
