package io.github.simplehttpmonitor.parser.spi;

import io.github.simplehttpmonitor.parser.LogFormat;
import java.util.List;

/**
 * Makes a {@link LogFormat} by name. Found with {@link java.util.ServiceLoader}, so it needs a
 * public constructor without parameters (or, in a module, a static {@code provider} method). Safe
 * for any number of threads.
 */
public interface LogFormatProvider {

  /** {@return the name users write, in lower case, words joined by hyphens} */
  String name();

  /** {@return other names for the same format} */
  default List<String> aliases() {
    return List.of();
  }

  /** {@return one line for {@code formats list}: what writes it, and where it is defined} */
  default String description() {
    return "";
  }

  /** {@return a line of the format as documentation shows it, empty if there is none} */
  default String exampleLine() {
    return "";
  }

  /**
   * Makes the format.
   *
   * @throws IllegalArgumentException if the options make no sense; the message is for the user
   */
  LogFormat create(FormatOptions options);

  /**
   * {@return whether the format can be tried on a sample without options; those that cannot are
   * left out of detection}
   */
  default boolean isDetectable() {
    return true;
  }
}
