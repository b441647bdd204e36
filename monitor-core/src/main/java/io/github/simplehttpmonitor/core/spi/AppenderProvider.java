package io.github.simplehttpmonitor.core.spi;

import java.util.List;

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
   * {@return whether people read what it sends, so that the alerts of a rule come in one message
   * unless they ask for each}
   */
  default boolean isForPeople(AppenderContext context) {
    return false;
  }

  /** {@return the options it knows, for {@code plugins list} and {@link AppenderOptions#of}} */
  default List<AppenderOption> options() {
    return List.of();
  }

  /**
   * Makes the appender.
   *
   * @throws IllegalArgumentException if the options make no sense; the message is for the user
   */
  Appender create(AppenderContext context);
}
