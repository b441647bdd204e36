package io.github.simplehttpmonitor.parser;

/**
 * What a {@link LineParser} says of a line, packed into an int so that nothing is allocated: {@link
 * #PARSED}, {@link #IGNORED}, or malformed with a reason and a column.
 */
public final class LineResult {

  /** The line is a record. */
  public static final int PARSED = 0;

  /** The line is blank, a comment or a directive: nothing is wrong, and nothing was requested. */
  public static final int IGNORED = 1;

  /** Columns are exact up to this many bytes. */
  private static final int MAX_COLUMN = (1 << 24) - 1;

  private static final MalformedReason[] REASONS = MalformedReason.values();

  private LineResult() {}

  /**
   * {@return the code of a malformed line}
   *
   * @param column offset in bytes from the start of the line to where it stops fitting, from 0
   */
  // A code never leaves the process, so the order of the enum may change.
  @SuppressWarnings("EnumOrdinal")
  public static int malformed(MalformedReason reason, int column) {
    return Integer.MIN_VALUE | reason.ordinal() << 24 | Math.max(0, Math.min(column, MAX_COLUMN));
  }

  /** {@return whether the code means malformed} */
  public static boolean isMalformed(int code) {
    return code < 0;
  }

  /** {@return the reason of a malformed line's code} */
  public static MalformedReason reason(int code) {
    return REASONS[(code >>> 24) & 0x7F];
  }

  /** {@return the column of a malformed line's code, in bytes from 0} */
  public static int column(int code) {
    return code & MAX_COLUMN;
  }
}
