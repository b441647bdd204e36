package io.github.simplehttpmonitor.core.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files beside a log at one moment, among them those it was rotated to.
 *
 * @param base the log, not a link to it
 * @param files what is in its directory
 * @param settled whether nothing was renamed while it was listed
 */
record Siblings(Path base, List<Entry> files, boolean settled) {
  private static final int TRIES = 5;

  /** How the names of compressed files end. */
  private static final String GZIP = ".gz";

  /**
   * A regular file of the directory.
   *
   * @param name its name, without the ending of a compressed one if those were asked for
   */
  record Entry(Path path, Object key, FileTime modified, String name) {

    boolean isCompressed() {
      return !path.getFileName().toString().equals(name);
    }
  }

  /**
   * Lists the directory of a log until two listings in a row agree: while names are shifted, one
   * alone may miss a file or show it twice.
   */
  static Siblings of(Path base) {
    Siblings last = new Siblings(base, list(base), false);
    for (int i = 0; i < TRIES; i++) {
      Siblings next = new Siblings(base, list(base), false);
      if (next.keys().equals(last.keys())) {
        return new Siblings(base, next.files, true);
      }
      last = next;
    }
    return last;
  }

  /** The same with the compressed ones under the names they had before. */
  Siblings withCompressed() {
    List<Entry> all = new ArrayList<>(files);
    Set<String> names = new HashSet<>();
    files.forEach(entry -> names.add(entry.name));
    for (Entry entry : files) {
      int end = entry.name.length() - GZIP.length();
      // While a file is compressed both are there, and the plain one is the whole one.
      if (entry.name.endsWith(GZIP) && names.add(entry.name.substring(0, end))) {
        all.remove(entry);
        all.add(new Entry(entry.path, entry.key, entry.modified, entry.name.substring(0, end)));
      }
    }
    return new Siblings(base, all, settled);
  }

  private static List<Entry> list(Path base) {
    List<Entry> entries = new ArrayList<>();
    Path directory = base.getParent();
    if (directory == null) {
      return entries;
    }
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        Entry entry = entry(path);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A directory that cannot be listed hides the rotated files; the log itself is read on.
      return entries;
    }
    return entries;
  }

  private static @Nullable Entry entry(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? new Entry(
              path,
              FileIdentity.key(attributes),
              attributes.lastModifiedTime(),
              path.getFileName().toString())
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private Map<Path, Object> keys() {
    Map<Path, Object> keys = new HashMap<>();
    rotated().forEach(entry -> keys.put(entry.path, entry.key));
    return keys;
  }

  /** Returns the file with a key, under whatever name but preferably another than the log's. */
  @Nullable Entry find(Object key) {
    Entry found = null;
    for (Entry entry : files) {
      if (entry.key.equals(key) && (found == null || found.path.equals(base))) {
        found = entry;
      }
    }
    return found;
  }

  /** Returns the rotated files of the log, whatever their age. */
  List<Entry> rotated() {
    List<RotatedNames> ways = RotatedNames.of(base.getFileName().toString());
    return files.stream()
        .filter(entry -> ways.stream().anyMatch(names -> names.matches(entry.name())))
        .toList();
  }

  /**
   * Returns the files that were the log after a given one and were rotated since, oldest first.
   *
   * @param anchor the file that is older than all of them, or null if it is gone
   * @param next where the log is now, which differs from the base if a link was changed
   * @param fresh whether a file was not there when the log was opened
   * @param recent whether a file was written to since then
   */
  List<Entry> after(
      @Nullable Entry anchor, Path next, Predicate<Entry> fresh, Predicate<Entry> recent) {
    String name = base.getFileName().toString();
    if (anchor != null && anchor.path.equals(base)) {
      return between(anchor, next);
    }
    List<Entry> found = new ArrayList<>();
    for (RotatedNames names : RotatedNames.of(name)) {
      if (anchor == null) {
        ordered(names).stream().filter(fresh).filter(recent).forEach(found::add);
      } else if (names.matches(anchor.name())) {
        List<Entry> all = ordered(names);
        int at = all.indexOf(anchor);
        found.addAll(all.subList(at + 1, all.size()).stream().filter(fresh).toList());
        if (found.isEmpty() && isIndexed(names)) {
          // Some rotators count upwards, and fresh files on the other side show it.
          all.subList(0, at).stream().filter(fresh.and(recent)).forEach(e -> found.add(0, e));
        }
        return found;
      }
    }
    return found;
  }

  private List<Entry> between(Entry anchor, Path next) {
    RotatedNames names = RotatedNames.of(anchor.name(), next.getFileName().toString());
    if (names == null || !Objects.equals(base.getParent(), next.getParent())) {
      return List.of();
    }
    List<Entry> all = ordered(names);
    List<Path> paths = all.stream().map(Entry::path).toList();
    int from = paths.indexOf(anchor.path) + 1;
    int to = paths.indexOf(next);
    return from <= to ? all.subList(from, to) : List.of();
  }

  private boolean isIndexed(RotatedNames names) {
    return names.isIndexed(ordered(names).stream().map(Entry::name).toList());
  }

  private List<Entry> ordered(RotatedNames names) {
    List<Entry> all =
        new ArrayList<>(files.stream().filter(entry -> names.matches(entry.name())).toList());
    List<String> allNames = all.stream().map(Entry::name).toList();
    var order = names.oldestFirst(allNames);
    all.sort((one, other) -> order.compare(one.name(), other.name()));
    return all;
  }
}
