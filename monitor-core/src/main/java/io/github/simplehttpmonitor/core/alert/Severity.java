package io.github.simplehttpmonitor.core.alert;

/** How bad it is. The order is that of urgency. */
public enum Severity {
  /** Worth a look. */
  WARNING,
  /** Somebody has to act. */
  CRITICAL
}
