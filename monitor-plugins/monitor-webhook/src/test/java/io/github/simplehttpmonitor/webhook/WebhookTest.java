package io.github.simplehttpmonitor.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.appender.JsonAppender;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.PeriodicAppender;
import io.github.simplehttpmonitor.core.spi.ResumableAppender;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import io.github.simplehttpmonitor.testkit.AppenderContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;
  private Receiver receiver;
  private Instant now = T;

  @BeforeEach
  void start() throws Exception {
    receiver = new Receiver(null);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private static AlertEvent alert(AlertEvent.State state, Instant at) {
    return new AlertEvent("high-traffic", Map.of(), state, at, T, 12.5, 10, 1_500, T);
  }

  private static final AlertEvent FIRING = alert(AlertEvent.State.FIRING, T);
  private static final AlertEvent RESOLVED = alert(AlertEvent.State.RESOLVED, T.plusSeconds(60));

  private Appender appender(String... options) {
    Map<String, String> all = new HashMap<>();
    all.put("url", "http://127.0.0.1:" + receiver.port() + "/hook/s3cret?key=s3cret");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return WebhookAppenderProvider.create(
        new AppenderContext(
            all, ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of("KEY", "s3cret")),
        () -> now);
  }

  private AppenderException failure(Appender appender) {
    AppenderException failure =
        catchThrowableOfType(AppenderException.class, () -> appender.append(List.of(FIRING)));
    assertThat(failure.getMessage()).doesNotContain("s3cret").doesNotContain("\n");
    return failure;
  }

  @Test
  void json_isPosted_oneRequestForEachAlert() throws Exception {
    appender("header.Authorization", "Bearer ${KEY}")
        .append(List.of(FIRING, new SilenceEvent(T, T.plusSeconds(10), 1, T), RESOLVED));
    assertThat(receiver.requests)
        .extracting(Receiver.Request::body)
        .containsExactly(JsonAppender.toJson(FIRING), JsonAppender.toJson(RESOLVED));
    Receiver.Request first = receiver.requests.get(0);
    assertThat(first.path()).isEqualTo("/hook/s3cret?key=s3cret");
    assertThat(first.headers().getFirst("Content-Type")).startsWith("application/json");
    assertThat(first.headers().getFirst("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(first.headers().getFirst("Idempotency-Key")).isEqualTo(FIRING.id());
    assertThat(first.headers()).doesNotContainKey("X-monitor-signature");
  }

  @Test
  void signature_isThatOfTimeAndBody() throws Exception {
    appender("secret", "${KEY}").append(List.of(FIRING));
    Receiver.Request request = receiver.requests.get(0);
    String time = request.headers().getFirst(Poster.TIMESTAMP);
    assertThat(time).isEqualTo(Long.toString(T.getEpochSecond()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] expected = mac.doFinal((time + "." + request.body()).getBytes(StandardCharsets.UTF_8));
    assertThat(request.headers().getFirst(Poster.SIGNATURE))
        .isEqualTo("sha256=" + HexFormat.of().formatHex(expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 408, 425, 429})
  void answersThatMayPass_areTriedAgain(int status) {
    receiver.status = status;
    assertThat(failure(appender()))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessage("http://127.0.0.1:" + receiver.port() + " answers " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413, 501})
  void answersForGood_areNot(int status) {
    receiver.status = status;
    assertThat(failure(appender()))
        .isNotInstanceOf(RetryableAppenderException.class)
        .hasMessageContaining(" answers " + status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7",
        "Sun, 01 Mar 2026 10:02:00 GMT | 120",
        "Sun, 01 Mar 2026 09:00:00 GMT | 0",
        "999999999 | 3600",
        "soon | 0",
        "-5 | 0",
      })
  void retryAfter_isPassedOn(String header, long seconds) {
    receiver.status = 429;
    receiver.answer = Map.of("Retry-After", header);
    assertThat(failure(appender()))
        .isInstanceOfSatisfying(
            RetryableAppenderException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @Test
  void redirects_areNotFollowed() throws Exception {
    try (Receiver other = new Receiver(null)) {
      receiver.status = 307;
      receiver.answer = Map.of("Location", "http://127.0.0.1:" + other.port() + "/s3cret");
      assertThat(failure(appender()))
          .isNotInstanceOf(RetryableAppenderException.class)
          .hasMessageContaining("answers 307")
          .hasMessageContaining("redirects are not followed");
      assertThat(other.requests).isEmpty();
    }
  }

  @Test
  void receiverThatHangs_isLeft() {
    receiver.hangs = true;
    assertThat(failure(appender("timeout", "100ms")))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessageEndingWith("did not answer within 100ms");
  }

  @Test
  void receiverThatHangsInItsAnswer_isLeft() {
    receiver.status = 200;
    receiver.hangsInBody = true;
    assertThat(failure(appender("timeout", "300ms")))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessageEndingWith("did not answer within 300ms");
  }

  @Test
  void nobodyThere_isTriedAgain() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(failure(appender("url", "http://127.0.0.1:" + port + "/s3cret")))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessage("http://127.0.0.1:" + port + ": nobody answers there");
    assertThat(failure(appender("url", "http://no-such-host.invalid/s3cret")))
        .isInstanceOf(RetryableAppenderException.class)
        .hasMessage("http://no-such-host.invalid: there is no such host");
  }

  @Test
  void droppedConnection_isTriedAgain() throws Exception {
    try (ServerSocket server = serving("")) {
      assertThat(failure(appender("url", "http://127.0.0.1:" + server.getLocalPort() + "/")))
          .isInstanceOf(RetryableAppenderException.class)
          .hasMessageContaining("the connection broke");
    }
  }

  /** Says this to everybody and leaves. */
  private static ServerSocket serving(String answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  // The client or the test has left.
                  continue;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  @Nested
  class Certificates {

    private AppenderException failureOf(TestCertificate certificate, String... options)
        throws Exception {
      try (Receiver secure = new Receiver(certificate.server())) {
        String[] all = new String[options.length + 2];
        all[0] = "url";
        all[1] = "https://localhost:" + secure.port() + "/s3cret";
        System.arraycopy(options, 0, all, 2, options.length);
        AppenderException failure = failure(appender(all));
        assertThat(secure.requests).isEmpty();
        return failure;
      }
    }

    @Test
    void unknownAuthority_isNamed_andCaTrustsIt() throws Exception {
      TestCertificate certificate = TestCertificate.of(folder, "localhost");
      assertThat(failureOf(certificate))
          .isInstanceOf(RetryableAppenderException.class)
          .hasMessageMatching(
              "https://localhost:\\d+: its certificate is signed by nobody who is trusted here;"
                  + " ca=FILE trusts one");
      try (Receiver secure = new Receiver(certificate.server())) {
        appender(
                "url",
                "https://localhost:" + secure.port() + "/",
                "ca",
                certificate.pem(folder).toString())
            .append(List.of(FIRING));
        assertThat(secure.requests).hasSize(1);
      }
    }

    @Test
    void otherHost_isNamed() throws Exception {
      TestCertificate certificate = TestCertificate.of(folder, "other.example");
      assertThat(failureOf(certificate, "ca", certificate.pem(folder).toString()))
          .hasMessageEndingWith("its certificate is for another host");
    }

    @Test
    void plainServer_isNamed() throws Exception {
      try (ServerSocket plain = serving("HTTP/1.1 400 Bad Request\r\n\r\n")) {
        assertThat(failure(appender("url", "https://localhost:" + plain.getLocalPort() + "/")))
            .hasMessageContaining("it does not speak TLS");
      }
    }
  }

  @Test
  void slack_isPlainText_withoutMentionsLinksOrMarkup() throws Exception {
    AlertEvent hostile =
        new AlertEvent(
            "errors",
            Map.of(
                "section",
                "/<!channel>&<http://evil.example|x> @here `c` *b* [a](http://e.example)\n"),
            AlertEvent.State.FIRING,
            T,
            T,
            1,
            0,
            1,
            T);
    NotificationEvent told =
        new NotificationEvent(
            "errors", NotificationEvent.Reason.CHANGE, List.of(hostile), List.of(FIRING), 0, T, T);
    appender("template", "slack").append(List.of(told));
    String body = receiver.requests.get(0).body();
    assertThat(body)
        .startsWith("{\"text\":\"errors: 1 alert fires, 1 has ended\\nerrors section=/&lt;!")
        .endsWith("\"mrkdwn\":false}")
        .doesNotContain("<")
        .doesNotContain(">")
        .doesNotContain("@here")
        .doesNotContain("://")
        .doesNotContain("`c`")
        .doesNotContain("[a]");
  }

  @Test
  void alertmanager_getsAlertsAsItsApiWants_andAgainWhileTheyFire() throws Exception {
    AlertEvent grouped =
        new AlertEvent(
            "errors",
            Map.of("path.section", "/a\"b"),
            Severity.WARNING,
            AlertEvent.State.FIRING,
            T.plusSeconds(5),
            T,
            0.5,
            0.25,
            60,
            Map.of("team", "web"),
            "",
            null,
            T);
    PeriodicAppender appender =
        (PeriodicAppender)
            appender(
                "template",
                "alertmanager",
                "url",
                "http://127.0.0.1:" + receiver.port() + "/am/",
                "label.instance",
                "web1");
    appender.append(List.of(grouped));
    assertThat(receiver.requests.get(0).path()).isEqualTo("/am/api/v2/alerts");
    assertThat(receiver.requests.get(0).body())
        .isEqualTo(
            "[{\"labels\":{\"instance\":\"web1\",\"team\":\"web\",\"alertname\":\"errors\","
                + "\"severity\":\"warning\",\"path_section\":\"/a\\\"b\"},\"annotations\":{"
                + "\"summary\":\"errors path.section=/a\\\"b generated a warning - value = 0.5,"
                + " threshold = 0.25, hits = 60, triggered at 2026-03-01T10:00:05+00:00\","
                + "\"value\":\"0.5\",\"threshold\":\"0.25\",\"hits\":\"60\"},"
                + "\"startsAt\":\"2026-03-01T10:00:00Z\",\"endsAt\":\"2026-03-01T10:04:00Z\"}]");
    assertThat(appender.period()).isEqualTo(Duration.ofMinutes(1));

    now = T.plusSeconds(60);
    appender.tick();
    assertThat(receiver.requests.get(1).body()).contains("\"endsAt\":\"2026-03-01T10:05:00Z\"");

    appender.append(
        List.of(
            new AlertEvent(
                "errors",
                grouped.group(),
                Severity.CRITICAL,
                AlertEvent.State.FIRING,
                T.plusSeconds(70),
                T,
                0.9,
                0.8,
                60,
                grouped.labels(),
                "",
                null,
                T)));
    assertThat(receiver.requests.get(2).body())
        .as("the warning ends when it becomes critical")
        .containsSubsequence(
            "\"severity\":\"warning\"", "\"endsAt\":\"2026-03-01T10:00:05Z\"",
            "\"severity\":\"critical\"", "\"endsAt\":\"2026-03-01T10:05:00Z\"");

    appender.append(
        List.of(
            new AlertEvent(
                "errors",
                grouped.group(),
                Severity.CRITICAL,
                AlertEvent.State.RESOLVED,
                T.plusSeconds(90),
                T,
                0,
                0.8,
                60,
                grouped.labels(),
                "",
                null,
                T)));
    assertThat(receiver.requests.get(3).body()).contains("\"endsAt\":\"2026-03-01T10:01:30Z\"");
    appender.tick();
    assertThat(receiver.requests).hasSize(4);
  }

  @Test
  void alertmanager_isToldAgainOfAlertsOfARunBefore() throws Exception {
    PeriodicAppender appender =
        (PeriodicAppender)
            appender("template", "alertmanager", "url", "http://127.0.0.1:" + receiver.port());
    ((ResumableAppender) appender)
        .resume(
            List.of(new AlertEvent("before", Map.of(), AlertEvent.State.FIRING, T, T, 1, 0, 1, T)));
    appender.tick();
    assertThat(receiver.requests).hasSize(1);
    assertThat(receiver.requests.get(0).body())
        .contains("\"alertname\":\"before\"", "\"endsAt\":\"2026-03-01T10:04:00Z\"");
  }

  @Test
  void manyAlerts_goInSeveralRequests() throws Exception {
    List<Event> alerts = new java.util.ArrayList<>();
    for (int i = 0; i < 500; i++) {
      alerts.add(
          new AlertEvent("r", Map.of("g", "" + i), AlertEvent.State.FIRING, T, T, 1, 0, 1, T));
    }
    appender("template", "alertmanager", "url", "http://127.0.0.1:" + receiver.port())
        .append(alerts);
    assertThat(receiver.requests).hasSize(3);
  }

  @Test
  void monitor_triesAgain_andLosesNothing() throws Exception {
    receiver.busyFor = 2;
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      log.append("192.0.2.1 - - [01/Mar/2026:10:00:0")
          .append(i / 400)
          .append(" +0000] \"GET / HTTP/1.1\" 200 1\n");
    }
    Summary summary =
        Monitor.builder()
            .appender("webhook", appender())
            .isolateAppenders(true)
            .build()
            .replay(
                "log", new ByteArrayInputStream(log.toString().getBytes(StandardCharsets.UTF_8)));
    Summary.Delivery delivery = summary.deliveries().get(0);
    assertThat(delivery.retried()).isEqualTo(2);
    assertThat(delivery.dropped() + delivery.waiting()).isZero();
    assertThat(receiver.requests).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url | ftp://s3cret/ | beginning with http",
        "url | not a url s3cret | beginning with http",
        "url | http://bob:s3cret@h.example/ | must not hold a user",
        "header.Host | s3cret | header.Host': this header cannot be set",
        "header.X | s3cret\u0001x | header.X': this header cannot be set",
        "template | teams | one of json, slack, alertmanager",
        "timeout | 1h | from 100ms to 5m",
        "events | alert+alarm | joined by +",
        "ca | /no/such/file | cannot be read",
        "tempalte | slack | did you mean 'template'?",
      })
  void wrongOptions_areExplained_withoutSecrets(String option, String value, String why) {
    assertThatThrownBy(() -> appender(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @Test
  void provider_isFound() {
    AppenderProvider provider =
        ServiceLoader.load(AppenderProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("webhook"))
            .findFirst()
            .orElseThrow();
    assertThat(provider.reachesOutside()).isTrue();
    assertThat(provider.description()).isNotEmpty();
  }

  @Nested
  class JsonContract extends AppenderContract {
    @Override
    protected Appender newAppender() {
      return appender("events", "all");
    }

    @Override
    protected Appender newFailingAppender() {
      receiver.status = 500;
      return appender("events", "all");
    }
  }

  @Nested
  class SlackContract extends AppenderContract {
    @Override
    protected Appender newAppender() {
      return appender("template", "slack");
    }
  }

  @Nested
  class AlertmanagerContract extends AppenderContract {
    @Override
    protected Appender newAppender() {
      return appender("template", "alertmanager");
    }
  }
}
