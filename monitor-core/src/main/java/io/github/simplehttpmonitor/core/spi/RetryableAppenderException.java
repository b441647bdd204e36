package io.github.simplehttpmonitor.core.spi;

import org.jspecify.annotations.Nullable;

/** Events could not be taken now, but may be later. */
public final class RetryableAppenderException extends AppenderException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the operator. */
  public RetryableAppenderException(String message) {
    super(message);
  }

  /** Makes an exception with a message for the operator and a cause. */
  public RetryableAppenderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
