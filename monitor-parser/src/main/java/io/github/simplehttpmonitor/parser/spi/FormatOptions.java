package io.github.simplehttpmonitor.parser.spi;

import java.util.Map;
import java.util.Optional;

/**
 * What a user said of a format beyond its name.
 *
 * @param definition the text after the name and a colon, empty if there was none
 * @param values named options, {@code time} for instance
 */
public record FormatOptions(String definition, Map<String, String> values) {

  /** No definition, no options. */
  public static final FormatOptions NONE = new FormatOptions("", Map.of());

  /** Makes the map unmodifiable. */
  public FormatOptions {
    values = Map.copyOf(values);
  }

  /** {@return the option of that name} */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
