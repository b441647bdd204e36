package io.github.simplehttpmonitor.core.spi;

/**
 * Makes an {@link Appender} by name. Found with {@link java.util.ServiceLoader}, so it needs a
 * public constructor without parameters (or, in a module, a static {@code provider} method).
 */
public interface AppenderProvider {

  /** {@return the name users write, in lower case, words joined by hyphens} */
  String name();

  /** {@return one line for {@code plugins list}} */
  default String description() {
    return "";
  }

  /**
   * {@return whether its effects reach beyond this process's output, so that replays, which page
   * nobody, leave it out}
   */
  default boolean reachesOutside() {
    return true;
  }

  /**
   * Makes the appender.
   *
   * @throws IllegalArgumentException if the options make no sense; the message is for the user
   */
  Appender create(AppenderContext context);
}
