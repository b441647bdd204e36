package io.github.simplehttpmonitor.core.spi;

import org.jspecify.annotations.Nullable;

/**
 * Nobody reads the output any more, as when it is piped into {@code head}: the appender is done,
 * and there is nothing to complain of.
 */
public final class ClosedOutputException extends AppenderException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with its cause. */
  public ClosedOutputException(@Nullable Throwable cause) {
    super("the output is closed", cause);
  }
}
