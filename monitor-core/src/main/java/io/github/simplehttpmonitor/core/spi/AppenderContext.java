package io.github.simplehttpmonitor.core.spi;

import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What an appender is made for.
 *
 * @param options named options that the user gave, as they were written; {@link AppenderOptions}
 *     reads them
 * @param zone the zone for times that people read
 * @param out the standard output, for appenders that write there
 * @param environment the variables that options may refer to
 */
public record AppenderContext(
    Map<String, String> options, ZoneId zone, OutputStream out, Map<String, String> environment) {

  /** Makes the maps unmodifiable. */
  public AppenderContext {
    options = Map.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /** With the environment of this process. */
  public AppenderContext(Map<String, String> options, ZoneId zone, OutputStream out) {
    this(options, zone, out, System.getenv());
  }

  /** {@return the option of that name, as it was written} */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** {@return names only: options and variables may be secrets} */
  @Override
  public String toString() {
    return "AppenderContext" + options.keySet();
  }
}
