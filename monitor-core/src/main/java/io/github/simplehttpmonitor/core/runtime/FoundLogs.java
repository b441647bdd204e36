package io.github.simplehttpmonitor.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the files that a pattern fits are new logs, and not logs that are followed already
 * under a name they had before a rotation.
 */
final class FoundLogs {

  /** What the followed files were when they were last looked at. */
  private Set<Object> recent = new HashSet<>();

  /** Files that were followed before they had their name. */
  private final Map<Path, Object> former = new HashMap<>();

  /** {@return those of the files that are to be followed from now on} */
  List<Path> newAmong(Collection<Path> files, Collection<Path> followed) {
    Set<Object> known = new HashSet<>();
    for (Path path : followed) {
      Object key = key(path);
      if (key != null) {
        known.add(key);
      }
    }
    Set<Object> now = Set.copyOf(known);
    known.addAll(recent);
    recent = now;
    Set<Path> names = new HashSet<>(followed);
    List<Path> added = new ArrayList<>();
    for (Path file : files) {
      Object key = names.contains(file) ? null : key(file);
      if (key == null || key.equals(former.get(file))) {
        continue;
      }
      if (known.add(key)) {
        added.add(file);
      } else {
        former.put(file, key);
      }
    }
    former.keySet().retainAll(new HashSet<>(files));
    return added;
  }

  /** What stays the same when a file is renamed; null if it is not there. */
  private static @Nullable Object key(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return null;
      }
      Object key = attributes.fileKey();
      return key == null ? file.toRealPath() : key;
    } catch (IOException e) {
      return null;
    }
  }
}
