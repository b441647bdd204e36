package io.github.simplehttpmonitor.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers do that are down, slow, full, or picky. */
@Timeout(60)
class MailFaultTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  private ScriptedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static AlertEvent alert(String rule) {
    return new AlertEvent(rule, Map.of(), AlertEvent.State.FIRING, T, T, 12.5, 10, 1_500, T);
  }

  private Appender appender(String... options) {
    Map<String, String> all = new HashMap<>();
    all.put("host", "127.0.0.1");
    all.put("port", Integer.toString(server.port()));
    all.put("tls", "none");
    all.put("from", "monitor@example.com");
    all.put("to", "a@example.com b@example.com");
    all.put("timeout", "5s");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return new MailAppenderProvider()
        .create(
            new AppenderContext(all, ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of()));
  }

  private static AppenderException failure(Appender appender, Event... events) {
    AppenderException failure =
        catchThrowableOfType(AppenderException.class, () -> appender.append(List.of(events)));
    assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain("s3cret");
    return failure;
  }

  @Test
  void refusedRecipient_doesNotStopTheOthers_andIsNamed() throws Exception {
    server.answers.put("RCPT TO:<a@", "550 no such user");
    AppenderException failure = failure(appender(), alert("r"));
    assertThat(failure)
        .isNotInstanceOf(RetryableAppenderException.class)
        .hasMessage("127.0.0.1:" + server.port() + " does not take mail for a@example.com");
    assertThat(failure.lostOf(1)).as("it reached somebody").isZero();
    assertThat(server.mails).hasSize(1);
    assertThat(server.lines).contains("RCPT TO:<b@example.com>");
  }

  @Test
  void recipientRefusedForNow_isTriedAgain_withoutTheOthers() throws Exception {
    server.answers.put("RCPT TO:<a@", "450 greylisted");
    Appender appender = appender();
    assertThat(failure(appender, alert("r"))).isInstanceOf(RetryableAppenderException.class);
    server.answers.clear();
    server.lines.clear();
    appender.append(List.of(alert("r")));
    assertThat(server.lines)
        .contains("RCPT TO:<a@example.com>")
        .doesNotContain("RCPT TO:<b@example.com>");
    assertThat(server.mails).hasSize(2);
  }

  @Test
  void everybodyRefused_isLost() {
    server.answers.put("RCPT", "550 no such user");
    AppenderException failure = failure(appender(), alert("r"));
    assertThat(failure).isNotInstanceOf(RetryableAppenderException.class);
    assertThat(failure.lostOf(1)).isEqualTo(1);
    assertThat(server.mails).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, drop, true",
    "CONNECT, 421 busy, true",
    "EHLO, drop, true",
    "MAIL, 451 later, true",
    "MAIL, 553 not from you, false",
    "DATA, drop, true",
    "DATA, 452 full, true",
    "DATA, 554 spam, false",
    "BODY, drop, true",
    "END, drop, true",
    "END, 451 later, true",
    "END, 552 too much, false",
  })
  void refusal_isTriedAgain_whereItMayPass(String step, String answer, boolean retryable)
      throws Exception {
    server.answers.put(step, answer);
    Appender appender = appender();
    AppenderException failure = failure(appender, alert("r"));
    assertThat(failure instanceof RetryableAppenderException)
        .as("%s", failure)
        .isEqualTo(retryable);
    assertThat(failure).hasMessageStartingWith("127.0.0.1:" + server.port());
    server.answers.clear();
    server.mails.clear();
    appender.append(List.of(alert("r")));
    assertThat(server.mails).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"CONNECT", "MAIL", "END"})
  void slowServer_isLeft(String step) {
    server.answers.put(step, "hang");
    assertThat(failure(appender("timeout", "200ms"), alert("r")))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessageContaining("did not answer within 200ms");
  }

  @Test
  void connectionThatEndsAfterTheMailWasTaken_isNoFailure() throws Exception {
    server.answers.put("QUIT", "drop");
    appender().append(List.of(alert("r")));
    assertThat(server.mails).hasSize(1);
  }

  @Test
  void serverThatIsDown_isNamed() throws Exception {
    server.close();
    assertThat(failure(appender(), alert("r")))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessage("127.0.0.1:" + server.port() + ": nobody answers there");
    assertThat(failure(appender("host", "no-such-host.invalid"), alert("r")))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessageEndingWith(": there is no such host");
  }

  @Test
  void serverWithoutStarttls_getsNothing() {
    assertThat(failure(appender("tls", "starttls"), alert("r")))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessageContaining("STARTTLS");
    assertThat(server.lines).noneMatch(line -> line.startsWith("MAIL"));
  }

  @Test
  void hostileLog_endsNoHeader_andNoMail() throws Exception {
    String evil =
        "x\r\nBcc: victim@example.com\r\n\r\n.\r\nMAIL FROM:<evil@example.com>\r\n<script>alert('1')"
            + "</script>\u0000\u202E\uD83D";
    AlertEvent alert =
        new AlertEvent(evil, Map.of("section", evil), AlertEvent.State.FIRING, T, T, 1, 0, 1, T);
    appender().append(List.of(alert));
    String mail = server.mails.get(0);
    String headers = mail.substring(0, mail.indexOf("\n\n"));
    assertThat(headers.lines())
        .allMatch(line -> line.matches("[A-Za-z-]+: .*|[ \t].*"), "headers and their folds")
        .noneMatch(line -> line.startsWith("Bcc"));
    assertThat(server.lines.stream().filter(line -> line.startsWith("MAIL"))).hasSize(1);
    assertThat(server.lines.stream().filter(line -> line.startsWith("RCPT")))
        .containsExactly("RCPT TO:<a@example.com>", "RCPT TO:<b@example.com>");
    assertThat(mail.substring(mail.indexOf("Content-Type: text/html")))
        .contains("&lt;script&gt;")
        .doesNotContain("<script>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to | a\u0001@example.com | no address",
        "to | nobody | no address",
        "from | a@b@c | no address",
        "user | bob | together or not at all",
        "tls | maybe | one of starttls, implicit, none",
        "port | 70000 | 1 to 65535",
        "recipients | x | no option 'recipients'",
      })
  void wrongOptions_areExplained(String option, String value, String why) {
    assertThatThrownBy(() -> appender(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
