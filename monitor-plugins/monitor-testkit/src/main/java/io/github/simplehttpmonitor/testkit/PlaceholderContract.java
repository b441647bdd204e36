package io.github.simplehttpmonitor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Holds the place of the first contract. */
public abstract class PlaceholderContract {

  /** For subclasses. */
  protected PlaceholderContract() {}

  /** {@return the name under test} */
  protected abstract String name();

  @Test
  final void name_isNotBlank() {
    assertThat(name()).isNotBlank();
  }
}
