package io.github.simplehttpmonitor.core.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an appender is made for.
 *
 * @param options named options that the user gave, as they were written; {@link AppenderOptions}
 *     reads them
 * @param zone the zone for times that people read
 * @param out the standard output, for appenders that write there
 * @param environment the variables that options may refer to
 * @param inputs the logs that are read, as far as they are known
 */
public record AppenderContext(
    Map<String, String> options,
    ZoneId zone,
    OutputStream out,
    Map<String, String> environment,
    Set<Path> inputs) {

  /** Makes the maps and the set unmodifiable. */
  public AppenderContext {
    options = Map.copyOf(options);
    environment = Map.copyOf(environment);
    inputs = Set.copyOf(inputs);
  }

  /** Without knowing the logs that are read. */
  public AppenderContext(
      Map<String, String> options, ZoneId zone, OutputStream out, Map<String, String> environment) {
    this(options, zone, out, environment, Set.of());
  }

  /** With the environment of this process. */
  public AppenderContext(Map<String, String> options, ZoneId zone, OutputStream out) {
    this(options, zone, out, System.getenv());
  }

  /** {@return the option of that name, as it was written} */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** {@return the same with other options} */
  public AppenderContext withOptions(Map<String, String> others) {
    return new AppenderContext(others, zone, out, environment, inputs);
  }

  /**
   * {@return whether the file is one of the logs that are read, under this name or another one: to
   * write to it would destroy it, or go round in circles}
   */
  public boolean isInput(Path file) {
    return inputs.stream().anyMatch(input -> isSame(input, file));
  }

  private static boolean isSame(Path a, Path b) {
    if (placeOf(a).equals(placeOf(b))) {
      return true;
    }
    try {
      return Files.isSameFile(a, b);
    } catch (IOException e) {
      // One of them is not there, so that only their names can be the same.
      return false;
    }
  }

  /** A file that is not there yet may be named through a link to its folder. */
  private static Path placeOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      return absolute;
    }
    try {
      return folder.toRealPath().resolve(name);
    } catch (IOException e) {
      return absolute;
    }
  }

  /** {@return names only: options and variables may be secrets} */
  @Override
  public String toString() {
    return "AppenderContext" + options.keySet();
  }
}
