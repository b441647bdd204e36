package io.github.simplehttpmonitor.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotatedNamesTest {

  @ParameterizedTest
  @CsvSource({
    "access.log.1, true",
    "access.log-20260101, true",
    "access.log.2026-01-01T10:00:00Z, true",
    "access.log.2026-01-01.3, true",
    "access.1.log, true",
    "access-20260101.log, true",
    "access_2026-01-01.log, true",
    "access.log, false",
    "access.log.1.gz, false",
    "access.log.1.Z, false",
    "access.log.bak, false",
    "access.log.swp1, false",
    "access-ssl.log, false",
    "access-ssl.1.log, false",
    "other.log.1, false",
  })
  void rotatedFilesOfALog(String name, boolean rotated) {
    assertThat(RotatedNames.of("access.log").stream().anyMatch(names -> names.matches(name)))
        .isEqualTo(rotated);
  }

  @Test
  void indices_areNewestFirst() {
    assertThat(sorted("access.log.1", "access.log.10", "access.log.2"))
        .containsExactly("access.log.10", "access.log.2", "access.log.1");
  }

  @Test
  void dates_areOldestFirst() {
    assertThat(sorted("access.log-20260102", "access.log-20251231", "access.log-20260102.1"))
        .containsExactly("access.log-20251231", "access.log-20260102", "access.log-20260102.1");
  }

  @Test
  void epochSeconds_areOldestFirst() {
    assertThat(sorted("access.log.1767312000", "access.log.1767225600"))
        .containsExactly("access.log.1767225600", "access.log.1767312000");
  }

  @Test
  void namesOfLinkedFiles_keepWhatIsEqual() {
    assertThat(RotatedNames.of("web1-20260101.log", "web1-20260102.log"))
        .isEqualTo(new RotatedNames("web1-", ".log"));
    assertThat(RotatedNames.of("blue.log", "green.log")).isNull();
  }

  private static List<String> sorted(String... names) {
    return List.of(names).stream()
        .sorted(RotatedNames.of("access.log").get(0).oldestFirst(List.of(names)))
        .toList();
  }
}
