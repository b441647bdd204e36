package io.github.simplehttpmonitor.core.spi;

/**
 * An option that an appender knows, for documentation and to tell misspelt ones.
 *
 * @param name what users write; {@code header.*} stands for every name with that beginning
 * @param fallback what it is without being given, empty if there is nothing
 * @param description one line
 */
public record AppenderOption(String name, String fallback, String description) {

  /** The end of a name that stands for many. */
  private static final String ANY = "*";

  boolean covers(String written) {
    return name.endsWith(ANY)
        ? written.length() >= name.length()
            && written.startsWith(name.substring(0, name.length() - ANY.length()))
        : name.equals(written);
  }
}
