package io.github.simplehttpmonitor.core.spi;

import org.jspecify.annotations.Nullable;

/** Events could not be taken, and trying again is of no use. */
public class AppenderException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the operator. */
  public AppenderException(String message) {
    super(message);
  }

  /** Makes an exception with a message for the operator and a cause. */
  public AppenderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
