package io.github.simplehttpmonitor.core;

/** A state directory that cannot be used; the message is one line for people. */
public final class StateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
