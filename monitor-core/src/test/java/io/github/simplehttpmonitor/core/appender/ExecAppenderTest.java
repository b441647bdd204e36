package io.github.simplehttpmonitor.core.appender;

import static io.github.simplehttpmonitor.core.support.TestAlerts.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ExecAppenderTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void shell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
  }

  private static Appender appender(String command, String timeout) {
    return new ExecAppenderProvider()
        .create(
            new AppenderContext(
                Map.of("command", command, "timeout", timeout),
                ZoneOffset.UTC,
                OutputStream.nullOutputStream(),
                Map.of()));
  }

  private String script(String body) throws IOException {
    return "/bin/sh " + Files.writeString(folder.resolve("script"), body);
  }

  @Test
  void command_getsEachAlertAsJson_andNothingElseOfIt() throws Exception {
    Path out = folder.resolve("out");
    String hostile = "$(touch " + folder.resolve("owned") + ")`id`;'\"\n";
    Event alert = firing("r", hostile, T);
    try (Appender appender =
        appender(
            script("printf '%s|' \"$#\" \"$@\" >>" + out + "; cat >>" + out)
                + " 'two words' \"it's\"",
            "10s")) {
      appender.append(List.of(new SilenceEvent(T, T.plusSeconds(10), 1, null), alert));
    }
    assertThat(Files.readString(out))
        .isEqualTo("2|two words|it's|" + JsonAppender.toJson(alert) + "\n");
    assertThat(folder.resolve("owned")).doesNotExist();
  }

  @Test
  void failure_isTold_withTheBeginningOfWhatItPrinted() throws Exception {
    Appender appender =
        appender(script("printf 'broken\\033[31m %0300d\\nmore\\n' 1 >&2; exit 3"), "10s");
    assertThatThrownBy(() -> appender.append(List.of(firing("r", "", T))))
        .isInstanceOf(AppenderException.class)
        .isNotInstanceOf(RetryableAppenderException.class)
        .hasMessageStartingWith("/bin/sh ended with exit code 3: broken\\x1B[31m 000")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("script"));
  }

  @Test
  void exitCode75_asksToBeTriedAgain() throws Exception {
    Appender appender = appender(script("exit 75"), "10s");
    assertThatThrownBy(() -> appender.append(List.of(firing("r", "", T))))
        .isInstanceOf(RetryableAppenderException.class);
  }

  @Test
  void whatWasTaken_isNotGivenAgain_whenTheNextIsTriedAgain() throws Exception {
    Path seen = folder.resolve("seen");
    Path ready = folder.resolve("ready");
    Appender appender =
        appender(
            script(
                "read line; case $line in *two*) [ -e "
                    + ready
                    + " ] || exit 75;; esac\n"
                    + "echo x >>"
                    + seen),
            "10s");
    List<Event> batch = List.of(firing("one", "", T), firing("two", "", T));
    assertThatThrownBy(() -> appender.append(batch)).isInstanceOf(RetryableAppenderException.class);
    Files.createFile(ready);
    appender.append(batch);
    assertThat(Files.readAllLines(seen)).hasSize(2);
  }

  @Test
  void slowCommand_isEnded_withItsChildren() throws Exception {
    Appender appender = appender(script("sleep 60 & sleep 60"), "100ms");
    assertThatThrownBy(() -> appender.append(List.of(firing("r", "", T))))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessage("/bin/sh was ended, for it ran longer than 100ms");
  }

  @Test
  void commandThatDoesNotRead_andPrintsALot_isNoProblem() throws Exception {
    String group = "x".repeat(1 << 20);
    try (Appender appender = appender(script("head -c 5000000 /dev/zero; exit 0"), "20s")) {
      appender.append(List.of(firing("r", group, T)));
    }
  }

  @Test
  void missingProgram_isNamed() {
    Appender appender = appender("/no/such/program x", "10s");
    assertThatThrownBy(() -> appender.append(List.of(firing("r", "", T))))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessage("/no/such/program cannot be started: No such file or directory");
  }

  @Test
  void wrongCommands_areRefused() {
    for (String command : new String[] {" ", "'open", "\"\" \""}) {
      assertThatThrownBy(() -> appender(command, "10s"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("command");
    }
  }
}
