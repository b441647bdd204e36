package io.github.simplehttpmonitor.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files that the named patterns and folders stand for whenever it is asked, each with the first
 * one of its pattern. Compressed and rotated ones are not among them.
 */
final class FoundFiles implements Supplier<Map<Path, Path>> {

  private final Map<String, Path> patterns = new LinkedHashMap<>();

  /** All names there ever were: a rotated log's own may be missing for a moment. */
  private final Set<String> seen = new HashSet<>();

  private FoundFiles() {}

  /** {@return those of these names, null if none is a pattern or folder} */
  static @Nullable FoundFiles of(Collection<String> names) {
    FoundFiles made = new FoundFiles();
    for (String name : names) {
      List<Path> files = InputFiles.named(name);
      files.forEach(file -> made.seen.add(file.toString()));
      if (!files.isEmpty() && !isItself(name, files)) {
        made.patterns.put(name, files.get(0));
      }
    }
    return made.patterns.isEmpty() ? null : made;
  }

  private static boolean isItself(String name, List<Path> files) {
    return files.equals(List.of(Path.of(name)));
  }

  @Override
  public Map<Path, Path> get() {
    Map<Path, Path> found = new LinkedHashMap<>();
    patterns.forEach(
        (name, first) -> {
          try {
            List<Path> files = InputFiles.named(name);
            // A folder that is gone is nothing but a name.
            if (!isItself(name, files)) {
              files.forEach(file -> found.putIfAbsent(file, first));
            }
          } catch (CliException e) {
            // A folder that cannot be listed now may be there at the next look.
          }
        });
    found.keySet().forEach(file -> seen.add(file.toString()));
    found.keySet().removeIf(file -> !InputFiles.isLive(file.toString(), seen));
    return found;
  }
}
