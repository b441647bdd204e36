package io.github.simplehttpmonitor.core.spi;

import org.jspecify.annotations.Nullable;

/** Events could not be taken, and trying again is of no use. */
public class AppenderException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Stands for all of the events. */
  private static final int ALL = Integer.MAX_VALUE;

  private final int lost;

  /** Makes an exception with a message for the operator. */
  public AppenderException(String message) {
    this(message, null);
  }

  /** Makes an exception with a message for the operator and a cause. */
  public AppenderException(String message, @Nullable Throwable cause) {
    this(message, cause, ALL);
  }

  /**
   * Makes an exception for a part of the events.
   *
   * @param lost how many of them were not taken; the others were
   */
  public AppenderException(String message, @Nullable Throwable cause, int lost) {
    super(message, cause);
    this.lost = lost;
  }

  /** {@return how many of this many events were not taken} */
  public final int lostOf(int events) {
    return Math.min(lost, events);
  }
}
