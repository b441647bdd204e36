package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.spi.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code --allowed-lateness}.
 *
 * @param fixed how much it is, null to take it from a sample
 */
record Lateness(@Nullable Duration fixed) {

  static final Lateness AUTO = new Lateness(null);

  @Override
  public String toString() {
    return fixed == null ? "auto" : Durations.format(fixed);
  }
}
