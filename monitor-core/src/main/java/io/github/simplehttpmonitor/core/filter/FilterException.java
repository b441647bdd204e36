package io.github.simplehttpmonitor.core.filter;

/** A filter expression is wrong, at a place in it. */
public final class FilterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final int column;

  FilterException(String message, String source, int column) {
    super(message);
    this.source = source;
    this.column = column;
  }

  /** {@return the whole expression} */
  public String source() {
    return source;
  }

  /** {@return where the mistake is, in characters from 0} */
  public int column() {
    return column;
  }
}
