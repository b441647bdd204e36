package io.github.simplehttpmonitor.core.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Events could not be taken now, but may be later. */
public final class RetryableAppenderException extends AppenderException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /** Makes an exception with a message for the operator. */
  public RetryableAppenderException(String message) {
    this(message, null);
  }

  /** Makes an exception with a message for the operator and a cause. */
  public RetryableAppenderException(String message, @Nullable Throwable cause) {
    this(message, cause, Duration.ZERO);
  }

  /**
   * Makes an exception for a receiver that said when to come again.
   *
   * @param retryAfter how long to wait at least
   */
  public RetryableAppenderException(
      String message, @Nullable Throwable cause, Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** {@return how long to wait at least until the next try; zero if the receiver did not say} */
  public Duration retryAfter() {
    return retryAfter;
  }
}
