package io.github.simplehttpmonitor.cli.config;

/**
 * A place in a file.
 *
 * @param file the file, as it was named
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
