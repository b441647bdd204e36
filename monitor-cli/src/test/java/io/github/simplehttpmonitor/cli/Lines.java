package io.github.simplehttpmonitor.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines of logs. */
final class Lines {

  static final Instant T = Instant.parse("2026-01-01T12:00:00Z");

  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Lines() {}

  static String line(int second, String client, String target, int status) {
    return client
        + " - - ["
        + CLF.format(T.plusSeconds(second))
        + "] \"GET "
        + target
        + " HTTP/1.1\" "
        + status
        + " 12 \"-\" \"agent\"\n";
  }

  /** {@return so many requests in each of so many seconds} */
  static String burst(int seconds, int each, String target) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < seconds * each; i++) {
      text.append(line(i / each, "192.0.2.1", target + i, 200));
    }
    return text.toString();
  }
}
