package io.github.simplehttpmonitor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.testkit.AppenderContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrometheusTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final PrometheusAppender appender = new PrometheusAppender(() -> T);
  private MetricsServer server;

  private void serve(String token) throws IOException {
    server = new MetricsServer(ANY, token, appender::snapshots);
    appender.serve(server);
  }

  @AfterEach
  void stop() {
    appender.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Map<String, Double> samples() throws Exception {
    HttpResponse<String> response = get("/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    return TextFormat.parse(response.body()).samples;
  }

  private static AlertEvent alert(String rule, AlertEvent.State state) {
    return new AlertEvent(rule, Map.of(), state, T, T, 1, 0, 1, T);
  }

  @Test
  void health_isServed() throws Exception {
    serve("");
    appender.read(
        () ->
            new MonitorHealth(
                new Accounting(14, 10, 3, 1, 5, 2, 1, 1, 1, 1, 1),
                T.minusSeconds(3),
                T.minusMillis(5_500),
                7,
                6,
                new MonitorHealth.Lateness(
                    List.of(new MonitorHealth.Bucket(1, 3), new MonitorHealth.Bucket(60, 2)),
                    5,
                    80),
                List.of(new MonitorHealth.Delivery("mail", 4, 3, 2, 1, true))));
    assertThat(samples())
        .containsEntry("http_monitor_lines_total{result=parsed}", 10.0)
        .containsEntry("http_monitor_lines_total{result=malformed}", 3.0)
        .containsEntry("http_monitor_lines_total{result=ignored}", 1.0)
        .containsEntry("http_monitor_requests_total{result=late}", 2.0)
        .containsEntry("http_monitor_missed_requests_total{}", 1.0)
        .containsEntry("http_monitor_alert_transitions_total{state=firing}", 7.0)
        .containsEntry("http_monitor_watermark_lag_seconds{}", 5.5)
        .containsEntry("http_monitor_newest_timestamp_seconds{}", (double) T.getEpochSecond() - 3)
        .containsEntry("http_monitor_lateness_seconds_bucket{le=1.0}", 3.0)
        .containsEntry("http_monitor_lateness_seconds_bucket{le=60.0}", 5.0)
        .containsEntry("http_monitor_lateness_seconds_sum{}", 80.0)
        .containsEntry("http_monitor_delivery_events_total{appender=mail, result=dropped}", 2.0)
        .containsEntry("http_monitor_delivery_retries_total{appender=mail}", 3.0)
        .containsEntry("http_monitor_delivery_waiting_events{appender=mail}", 1.0)
        .containsEntry("http_monitor_delivery_failing{appender=mail}", 1.0);
  }

  @Test
  void beforeAnything_thereAreMetricsAlready() throws Exception {
    serve("");
    assertThat(samples()).containsEntry("http_monitor_lines_total{result=parsed}", 0.0);
  }

  @Test
  void firingAlerts_ofARunBefore_areCounted() throws Exception {
    serve("");
    appender.resume(List.of(alert("r", AlertEvent.State.FIRING)));
    assertThat(samples()).containsEntry("http_monitor_alerts_firing{rule=r}", 1.0);
    appender.append(List.of(alert("r", AlertEvent.State.RESOLVED)));
    assertThat(samples()).containsEntry("http_monitor_alerts_firing{rule=r}", 0.0);
  }

  @Test
  void firingAlerts_areCountedByRule_whateverItsName() throws Exception {
    serve("");
    String hostile = "a\"b\\c\nd{}\u202E" + "x".repeat(1_000);
    appender.append(
        List.of(
            alert("r", AlertEvent.State.FIRING),
            alert("r", AlertEvent.State.FIRING),
            alert(hostile, AlertEvent.State.FIRING),
            alert("gone", AlertEvent.State.FIRING),
            alert("gone", AlertEvent.State.RESOLVED)));
    assertThat(samples())
        .containsEntry("http_monitor_alerts_firing{rule=r}", 1.0)
        .containsEntry("http_monitor_alerts_firing{rule=gone}", 0.0)
        .containsEntry("http_monitor_alerts_firing{rule=" + hostile.substring(0, 200) + "}", 1.0);
  }

  @Test
  void series_areBounded() throws Exception {
    serve("");
    List<Event> alerts = new ArrayList<>();
    List<MonitorHealth.Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      alerts.add(alert("r" + i, AlertEvent.State.FIRING));
      deliveries.add(new MonitorHealth.Delivery("a" + i, 0, 0, 0, 0, false));
    }
    appender.append(alerts);
    MonitorHealth nothing = MonitorHealth.NOTHING_YET;
    appender.read(
        () ->
            new MonitorHealth(
                nothing.accounting(), null, null, 0, 0, nothing.lateness(), deliveries));
    assertThat(samples()).hasSizeLessThan(PrometheusAppender.MAX_RULES + 100 * 5 + 50);
  }

  @Test
  void openMetrics_isServedWhenAskedFor() throws Exception {
    serve("");
    HttpResponse<String> response =
        get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/openmetrics-text");
    assertThat(response.body()).endsWith("# EOF\n");
  }

  @Test
  void token_isAskedFor() throws Exception {
    serve("s3cret");
    assertThat(get("/metrics").statusCode()).isEqualTo(401);
    assertThat(get("/", "Authorization", "Bearer s3cre").statusCode()).isEqualTo(401);
    assertThat(get("/metrics", "Authorization", "Bearer s3cret").statusCode()).isEqualTo(200);
  }

  @Test
  void nothingElse_isServed() throws Exception {
    serve("");
    for (String path : List.of("/", "/metrics/", "/metrics/x", "/../etc/passwd", "/Metrics")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    HttpResponse<String> refused =
        HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void monitor_tellsItsHealth() throws Exception {
    serve("");
    String line = "192.0.2.1 - - [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n";
    Monitor monitor =
        Monitor.builder().appender("prometheus", appender).isolateAppenders(true).build();
    monitor.replay(
        "log", new ByteArrayInputStream((line.repeat(3) + "x\n").getBytes(StandardCharsets.UTF_8)));
    assertThat(monitor.health().accounting().lines()).isEqualTo(4);
    assertThat(Metrics.of(monitor.health(), Map.of(), T).size()).isGreaterThan(8);
  }

  private static Appender create(Map<String, String> options) {
    return new PrometheusAppenderProvider()
        .create(
            new AppenderContext(
                options, ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of()));
  }

  @Test
  void beyondThisMachine_aTokenIsNeeded() {
    assertThatThrownBy(() -> create(Map.of("bind", "0.0.0.0", "port", "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token");
  }

  @Test
  void portInUse_isNamed() throws Exception {
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(used.getLocalPort());
      assertThatThrownBy(() -> create(Map.of("port", port)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cannot listen at 127.0.0.1 port " + port + ": Address already in use");
    }
  }

  @Test
  void provider_isFound() {
    assertThat(ServiceLoader.load(AppenderProvider.class))
        .anyMatch(provider -> provider.name().equals("prometheus"));
  }

  @Nested
  class Contract extends AppenderContract {
    @Override
    protected Appender newAppender() {
      return create(Map.of("port", "0"));
    }
  }
}
