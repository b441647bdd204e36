package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.Progress;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void aFileHasAShareAndATimeLeft() {
    assertThat(ProgressLine.text(new Progress(500_000_000, 2_000_000_000, 3_000_000), 2 * SECOND))
        .isEqualTo("500 MB of 2,000 MB, 25 %, 1,500,000 lines/s, 6s left");
  }

  @Test
  void aPipeHasNone() {
    assertThat(ProgressLine.text(new Progress(5_000_000, -1, 100), SECOND))
        .isEqualTo("5 MB, 100 lines/s");
  }

  @Test
  void nothingIsReadYet() {
    assertThat(ProgressLine.text(new Progress(0, 10_000_000, 0), 0))
        .isEqualTo("0 MB of 10 MB, 0 %, 0 lines/s");
  }

  @Test
  void whatIsSaidTakesItsPlace() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(OutputStream.nullOutputStream(), err);

    console.status("10 %");
    console.say("a notice");
    console.status("20 %");
    console.status("");
    console.status("");

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r\033[Ksimple-http-monitor: 10 %"
                + "\r\033[Ksimple-http-monitor: a notice\n"
                + "\r\033[Ksimple-http-monitor: 20 %"
                + "\r\033[K");
  }
}
