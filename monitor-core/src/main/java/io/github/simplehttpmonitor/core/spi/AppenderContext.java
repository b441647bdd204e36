package io.github.simplehttpmonitor.core.spi;

import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What an appender is made for.
 *
 * @param options named options that the user gave
 * @param zone the zone for times that people read
 * @param out the standard output, for appenders that write there
 */
public record AppenderContext(Map<String, String> options, ZoneId zone, OutputStream out) {

  /** Makes the map unmodifiable. */
  public AppenderContext {
    options = Map.copyOf(options);
  }

  /** {@return the option of that name} */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
