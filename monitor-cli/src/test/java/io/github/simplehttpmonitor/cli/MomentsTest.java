package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "now,                        2026-01-31T12:00:00Z",
    "NOW,                        2026-01-31T12:00:00Z",
    "2h,                         2026-01-31T10:00:00Z",
    "90m,                        2026-01-31T10:30:00Z",
    "1h30m,                      2026-01-31T10:30:00Z",
    "500ms,                      2026-01-31T11:59:59.500Z",
    "7d,                         2026-01-24T12:00:00Z",
    "0s,                         2026-01-31T12:00:00Z",
    "2026-01-31,                 2026-01-30T23:00:00Z",
    "2026-07-31,                 2026-07-30T22:00:00Z",
    "2026-01-31 12:00,           2026-01-31T11:00:00Z",
    "2026-01-31T12:00,           2026-01-31T11:00:00Z",
    "2026-01-31 12:00:30,        2026-01-31T11:00:30Z",
    "2026-01-31T12:00:00Z,       2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.25Z,    2026-01-31T12:00:00.250Z",
    "2026-01-31T12:00:00+05:30,  2026-01-31T06:30:00Z",
  })
  void whatIsDocumented_isRead(String text, Instant expected) {
    assertThat(Moments.parse(text, BERLIN, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "yesterday",
        "2 hours",
        "-1h",
        "2h ago",
        "12:00",
        "2026",
        "2026-13-01",
        "2026-02-30",
        "2026-01-31 25:00",
        "2026-01-31T12:00:00 Z",
        "1738324800",
        "2026-01-31x"
      })
  void whatIsNot_isRefused_withTheForms(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Moments.parse(text, BERLIN, NOW))
        .withMessageContaining("'" + text + "' is not a time")
        .withMessageContaining("2h (ago)");
  }
}
