package io.github.simplehttpmonitor.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import io.github.simplehttpmonitor.testkit.AppenderContract;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail through a real server. */
@Timeout(60)
class MailTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private static Path folder;
  private static Path ca;
  private static KeyStore store;

  private GreenMail mail;

  /** A certificate for localhost, which the server shows and the appender is told to trust. */
  @BeforeAll
  static void certificate() throws Exception {
    Path file = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    System.setProperty("greenmail.tls.keystore.file", file.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    ca =
        Files.writeString(
            folder.resolve("ca.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(store.getCertificate("test").getEncoded())
                + "\n-----END CERTIFICATE-----\n");
  }

  private void start(String protocol) {
    mail = new GreenMail(new ServerSetup(0, "localhost", protocol));
    mail.start();
    mail.setUser("monitor@example.com", "bob", "s3cret");
  }

  @AfterEach
  void stop() {
    if (mail != null) {
      mail.stop();
    }
  }

  private int port() {
    return mail.getSmtp() == null ? mail.getSmtps().getPort() : mail.getSmtp().getPort();
  }

  private Appender appender(String... options) {
    Map<String, String> all = new HashMap<>();
    all.put("host", "localhost");
    if (mail != null) {
      all.put("port", Integer.toString(port()));
    }
    all.put("tls", "none");
    all.put("from", "monitor@example.com");
    all.put("to", "ops@example.com; boss@example.com");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return new MailAppenderProvider()
        .create(
            new AppenderContext(
                all, ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of("PW", "s3cret")));
  }

  private static final AlertEvent ALERT =
      new AlertEvent("high-traffic", Map.of(), AlertEvent.State.FIRING, T, T, 12.5, 10, 1_500, T);

  @Test
  void alert_isAMailInPlainTextAndHtml() throws Exception {
    start(ServerSetup.PROTOCOL_SMTP);
    appender().append(List.of(ALERT));
    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).as("one for each recipient").hasSize(2);
    MimeMessage first = received[0];
    assertThat(first.getSubject())
        .isEqualTo(
            "[simple-http-monitor] High traffic generated an alert - hits = 1500, triggered at"
                + " 2026-03-01T10:00:00+00:00");
    assertThat(first.getMessageID()).isEqualTo("<" + ALERT.id() + "@example.com>");
    assertThat(first.getSentDate()).isEqualTo(T);
    assertThat(first.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    MimeMultipart parts = (MimeMultipart) first.getContent();
    assertThat(first.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString())
        .startsWith("High traffic generated an alert - hits = 1500");
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("<p><b>High traffic generated an alert - hits = 1500");
  }

  @Test
  void digest_isOneMail() throws Exception {
    start(ServerSetup.PROTOCOL_SMTP);
    List<AlertEvent> firing = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      firing.add(
          new AlertEvent(
              "errors", Map.of("section", "/<b>" + i), AlertEvent.State.FIRING, T, T, 1, 0, 9, T));
    }
    appender("to", "ops@example.com")
        .append(
            List.of(
                new NotificationEvent(
                    "errors", NotificationEvent.Reason.CHANGE, firing, List.of(), 0, T, T)));
    MimeMessage received = mail.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("[simple-http-monitor] errors: 500 alerts fire");
    MimeMultipart parts = (MimeMultipart) received.getContent();
    String text = parts.getBodyPart(0).getContent().toString();
    assertThat(text).contains("section=/<b>0 ").contains("and 480 more");
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("section=/&lt;b&gt;0 ")
        .doesNotContain("/<b>");
  }

  @Test
  void login_overStarttls() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    try (ScriptedServer server = new ScriptedServer(tls)) {
      String port = Integer.toString(server.port());
      String[] login = {
        "tls", "starttls", "port", port, "ca", ca.toString(), "user", "bob", "password", "${PW}"
      };
      appender(login).append(List.of(ALERT));
      assertThat(server.mails).hasSize(1);
      assertThat(server.lines)
          .containsSubsequence(
              "STARTTLS",
              "AUTH PLAIN "
                  + Base64.getEncoder().encodeToString("bob\0bob\0s3cret".getBytes(UTF_8)),
              "MAIL FROM:<monitor@example.com>");
      assertThatThrownBy(() -> appender("tls", "starttls", "port", port).append(List.of(ALERT)))
          .as("nobody is trusted by default")
          .isInstanceOf(RetryableAppenderException.class)
          .hasMessageContaining("its certificate is signed by nobody");
    }
  }

  @Test
  void login_overImplicitTls() throws Exception {
    start(ServerSetup.PROTOCOL_SMTPS);
    appender("tls", "implicit", "ca", ca.toString(), "user", "bob", "password", "${PW}")
        .append(List.of(ALERT));
    assertThat(mail.getReceivedMessages()).hasSize(2);
  }

  @Test
  void wrongPassword_isSaid_withoutIt() {
    start(ServerSetup.PROTOCOL_SMTPS);
    assertThatThrownBy(
            () ->
                appender(
                        "tls", "implicit", "ca", ca.toString(), "user", "bob", "password", "h1dden")
                    .append(List.of(ALERT)))
        .isInstanceOf(AppenderException.class)
        .isNotInstanceOf(RetryableAppenderException.class)
        .hasMessageContaining("does not accept user and password")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("h1dden"));
  }

  @Test
  void unknownCertificate_isNamed() {
    start(ServerSetup.PROTOCOL_SMTPS);
    assertThatThrownBy(() -> appender("tls", "implicit").append(List.of(ALERT)))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessage(
            "localhost:"
                + port()
                + ": its certificate is signed by nobody who is trusted here; ca=FILE trusts one");
  }

  @Test
  void certificateOfAnotherHost_isNamed() {
    start(ServerSetup.PROTOCOL_SMTPS);
    assertThatThrownBy(
            () ->
                appender("tls", "implicit", "ca", ca.toString(), "host", "127.0.0.1")
                    .append(List.of(ALERT)))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessageContaining("its certificate is for another host");
  }

  @Test
  void provider_isFound_andIsForPeople() {
    AppenderProvider provider =
        ServiceLoader.load(AppenderProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("mail"))
            .findFirst()
            .orElseThrow();
    assertThat(provider.reachesOutside()).isTrue();
  }

  @Nested
  class Contract extends AppenderContract {
    @Override
    protected Appender newAppender() {
      start(ServerSetup.PROTOCOL_SMTP);
      return appender("to", "ops@example.com");
    }

    @Override
    protected Appender newFailingAppender() {
      start(ServerSetup.PROTOCOL_SMTP);
      return appender("host", "localhost", "port", "1");
    }
  }
}
