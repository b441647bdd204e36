package io.github.simplehttpmonitor.cli.config;

import java.util.List;

/** A file is wrong. Says everything that is wrong with it at once. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  ConfigException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** {@return what is wrong, for people; not escaped} */
  public List<String> lines() {
    return lines;
  }
}
