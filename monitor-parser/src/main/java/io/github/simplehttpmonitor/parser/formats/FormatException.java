package io.github.simplehttpmonitor.parser.formats;

/** A format that cannot be made: its name is not known, or its definition is wrong. */
public final class FormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final int column;

  /** A problem that has no place in a definition. */
  public FormatException(String message) {
    this(message, "", -1);
  }

  /**
   * A problem at a place in a definition.
   *
   * @param column offset in characters, from 0, or -1
   */
  public FormatException(String message, String source, int column) {
    super(message);
    this.source = source;
    this.column = column;
  }

  /** {@return the definition with the mistake, or an empty string} */
  public String source() {
    return source;
  }

  /** {@return where in the definition, in characters from 0, or -1} */
  public int column() {
    return column;
  }
}
