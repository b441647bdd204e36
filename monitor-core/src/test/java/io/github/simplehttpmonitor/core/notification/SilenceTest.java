package io.github.simplehttpmonitor.core.notification;

import static io.github.simplehttpmonitor.core.support.TestAlerts.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceTest {

  private static final String TIMES = "2026-03-01T10:00:00Z 2026-03-01T11:00:00Z ";
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "rule=errors, true",
    "rule=error, false",
    "rule!=errors, false",
    "rule!=other, true",
    "rule=~err.*, true",
    "rule=~rr, false",
    "rule!~err.*, false",
    "section=/api, true",
    "section=~/a.+ rule=errors, true",
    "section=~/a.+ rule=other, false",
    "severity=critical, true",
    "no-such-label=, true",
    "no-such-label=x, false",
  })
  void matchers(String matchers, boolean covered) {
    assertThat(Silence.parse(TIMES + matchers).covers(firing("errors", "/api", T), T))
        .isEqualTo(covered);
  }

  @Test
  void start_belongsToIt_end_doesNot() {
    Silence silence = Silence.parse(TIMES + "rule=r");
    assertThat(silence.covers(firing("r", "", T), T)).isTrue();
    assertThat(silence.covers(firing("r", "", T), T.minusMillis(1))).isFalse();
    assertThat(silence.covers(firing("r", "", T), T.plusSeconds(3_600))).isFalse();
    assertThat(silence.end()).isEqualTo(T.plusSeconds(3_600));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule=r",
        "rule=r section=/a # deployment",
        "\"rule=two words\" \"section=~/\\\\d+ \\\"x\\\"\"",
        "\"rule=#1\" # why"
      })
  void line_isReadAsItWasWritten(String rest) {
    Silence silence = Silence.parse(TIMES + rest);
    assertThat(silence).hasToString(TIMES + rest);
    assertThat(Silence.parse(silence.toString())).isEqualTo(silence);
  }

  @ParameterizedTest
  @CsvSource({
    "rule=r, START END",
    "2026-03-01T10:00:00Z 2026-03-01T11:00:00Z, needs a matcher",
    "2026-03-01T11:00:00Z 2026-03-01T10:00:00Z rule=r, ends after it begins",
    "2026-03-01 2026-03-01T11:00:00Z rule=r, is not a time",
    "2026-03-01T10:00:00Z 2026-03-01T11:00:00Z rule, not of the form",
    "2026-03-01T10:00:00Z 2026-03-01T11:00:00Z rule=~(, missing closing",
    "2026-03-01T10:00:00Z 2026-03-01T11:00:00Z rule!r=1, after ! comes",
    "2026-03-01T10:00:00Z 2026-03-01T11:00:00Z \"rule=r, quote is not closed",
  })
  void wrongLines_areExplained(String line, String why) {
    assertThatThrownBy(() -> Silence.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void file_isReadAgainWhenItChanges_andAWrongOneChangesNothing() throws IOException {
    Path file = folder.resolve("silences");
    AtomicLong nanos = new AtomicLong();
    List<String> problems = new ArrayList<>();
    SilenceFile silences = new SilenceFile(file, problems::add, nanos::get);
    assertThat(silences.isSilenced(firing("r", "", T), T)).isFalse();

    SilenceFile.write(file, List.of(Silence.parse(TIMES + "rule=r")));
    assertThat(silences.isSilenced(firing("r", "", T), T)).as("not looked at yet").isFalse();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(silences.isSilenced(firing("r", "", T), T)).isTrue();

    Files.writeString(file, "nonsense\n");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(silences.isSilenced(firing("r", "", T), T)).isTrue();
    assertThat(problems).singleElement().asString().contains("stay as they were", "line 1");

    Files.delete(file);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(silences.isSilenced(firing("r", "", T), T)).isFalse();
  }

  @Test
  void file_wrongAtTheStart_isRefusedWithItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("silences"), "# none\n\n" + TIMES + "\n");
    assertThatThrownBy(() -> new SilenceFile(file, problem -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3: a silence needs a matcher");
  }
}
