package io.github.simplehttpmonitor.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * The logs that were named: files as they are, a folder for the files in it (not those in its
 * folders, and none whose name begins with a dot), and a name with {@code *}, {@code ?} or {@code
 * [} for the files it fits, if there is none of exactly that name. A pattern may be in the name
 * only, not in that of a folder.
 */
final class InputFiles {

  private static final List<String> COMPRESSED = List.of(".gz", ".bz2", ".xz", ".zst");

  /** What is wrong with no name at all. */
  static final String EMPTY = "the name of a file is empty; is a variable not set?";

  /** What numbers and dates of rotated files are written with. */
  private static final String STAMP = "0123456789-._:";

  private InputFiles() {}

  /**
   * {@return the files, each once, in the order of the names; of one name in that of the alphabet}
   *
   * @throws CliException if a name is none, or a pattern or folder holds nothing
   */
  static List<Path> of(Collection<String> names) {
    Set<Path> files = new LinkedHashSet<>();
    for (String name : names) {
      List<Path> found = named(name);
      if (found.isEmpty()) {
        throw CliException.failure(
            "'" + name + "' " + (isPattern(name) ? "fits no file" : "is a folder without files"));
      }
      files.addAll(found);
    }
    return new ArrayList<>(files);
  }

  /**
   * {@return the files as {@link #of} tells, without those of a folder or pattern that nobody
   * writes to: compressed ones, and the rotated ones of a log that is there itself}
   */
  static List<Path> toFollow(Collection<String> names) {
    Set<Path> files = new LinkedHashSet<>();
    for (String name : names) {
      List<Path> found = of(List.of(name));
      if (found.size() == 1) {
        files.addAll(found);
        continue;
      }
      Set<String> all = new LinkedHashSet<>();
      found.forEach(file -> all.add(file.toString()));
      for (Path file : found) {
        if (isLive(file.toString(), all)) {
          files.add(file);
        }
      }
    }
    return new ArrayList<>(files);
  }

  /** {@return whether a file is one that may be written to, among those of all these names} */
  static boolean isLive(String name, Set<String> all) {
    return !isCompressed(name) && !isRotated(name, all);
  }

  private static boolean isCompressed(String name) {
    return COMPRESSED.stream().anyMatch(name::endsWith);
  }

  /** Whether the name is that of another file and a number or date. */
  private static boolean isRotated(String name, Set<String> all) {
    int end = name.length();
    while (end > 0 && STAMP.indexOf(name.charAt(end - 1)) >= 0) {
      end--;
      if (all.contains(name.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** {@return the files that a name stands for now; none if it is a pattern that nothing fits} */
  static List<Path> named(String name) {
    Path path = path(name);
    if (Files.isDirectory(path)) {
      return list(path, file -> !String.valueOf(file.getFileName()).startsWith("."));
    }
    Path last = path.getFileName();
    if (!isPattern(name) || last == null || Files.exists(path)) {
      return List.of(path);
    }
    Path folder = path.getParent();
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + last);
    } catch (PatternSyntaxException e) {
      throw CliException.usage("'" + name + "' is no pattern: " + e.getDescription());
    }
    boolean hidden = last.toString().startsWith(".");
    List<Path> found =
        list(
            folder == null ? Path.of("") : folder,
            file -> {
              Path fileName = file.getFileName();
              return (hidden || !fileName.toString().startsWith(".")) && matcher.matches(fileName);
            });
    return found;
  }

  /** {@return the file of that name; an empty one would be the current folder} */
  static Path path(String name) {
    if (name.isEmpty()) {
      throw CliException.usage(EMPTY);
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw CliException.usage("'" + name + "' is not a file name: " + e.getReason());
    }
  }

  /** {@return whether a name that is not that of a file stands for others} */
  static boolean isPattern(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
  }

  private static List<Path> list(Path folder, DirectoryStream.Filter<Path> filter) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, filter)) {
      for (Path file : found) {
        if (!Files.isDirectory(file)) {
          files.add(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw CliException.failure(
          (folder.toString().isEmpty() ? "." : folder) + " cannot be listed: " + e.getMessage());
    }
    files.sort(null);
    return files;
  }
}
