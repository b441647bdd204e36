package io.github.simplehttpmonitor.core.aggregate;

import java.io.IOException;

/** What the binary forms of the accumulators have in common. */
final class Forms {

  private Forms() {}

  static void check(String what, int version, int known) throws IOException {
    if (version != known) {
      throw new IOException(what + " of version " + version + " cannot be read");
    }
  }
}
