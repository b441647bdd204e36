package io.github.simplehttpmonitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Evidence;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why an alert fired, read back from the log. */
class EvidenceTest {

  private static final Instant T = Instant.parse("2026-01-01T12:00:00Z");
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final AlertRule ERRORS =
      AlertRule.builder(
              "errors",
              Query.of(Measure.ratio(Filter.parse("status >= 500")), Duration.ofSeconds(10)))
          .critical(Condition.above(0.5))
          .build();

  @TempDir private Path folder;

  private static String line(int second, String client, String target, int status) {
    return "%s - - [%s] \"GET %s HTTP/1.1\" %d 12 \"-\" \"agent\"\n"
        .formatted(client, CLF.format(T.plusSeconds(second)), target, status);
  }

  /** Ten requests a second, of which nine fail from the 60th on. */
  private static String log(String padding) {
    StringBuilder text = new StringBuilder();
    for (int second = 0; second < 90; second++) {
      for (int i = 0; i < 10; i++) {
        boolean fails = i == 0 ? second % 10 == 0 : second >= 60 && i != 5;
        text.append(
            line(
                second,
                "192.0.2." + (fails ? 66 : i),
                (i % 3 == 0 ? "/cart/pay" : "/shop/" + i) + "?token=secret" + padding,
                fails ? 503 : 200));
      }
    }
    return text.toString();
  }

  private static List<AlertEvent> alerts(MonitorBuilder builder, Path... files) {
    List<AlertEvent> alerts = new ArrayList<>();
    builder
        .zone(ZoneOffset.UTC)
        .format("combined")
        .allowedLateness(Duration.ofSeconds(2))
        .listener(
            event -> {
              if (event instanceof AlertEvent alert) {
                alerts.add(alert.observedAt(null));
              }
            })
        .build()
        .replay(files);
    return alerts;
  }

  private static Evidence evidence(List<AlertEvent> alerts) {
    Evidence evidence = alerts.get(0).evidence();
    assertThat(evidence).isNotNull();
    return evidence;
  }

  @Test
  void aFiringAlert_saysWhoAndWhat() throws IOException {
    Path file = Files.writeString(folder.resolve("access.log"), log(""));
    List<AlertEvent> alerts = alerts(Monitor.builder().rules(List.of(ERRORS)).evidence(true), file);
    // 51 of 100 requests fail in the window up to there: 1 at its beginning, 8 and 9 in a second.
    assertThat(alerts.get(0).at()).isEqualTo(T.plusSeconds(67));
    Evidence evidence = evidence(alerts);
    assertThat(evidence.partial()).isFalse();
    assertThat(evidence.requests()).isEqualTo(Math.round(alerts.get(0).value() * 100));
    assertThat(evidence.before()).isEqualTo(1);
    assertThat(evidence.tops())
        .extracting(top -> top.field() + " " + top.value())
        .containsExactly("section /shop", "client 192.0.2.66", "status 503", "path /cart/pay");
    assertThat(evidence.tops().get(1).share()).isEqualTo(1);
    assertThat(evidence.tops().get(1).shareBefore()).isEqualTo(1);
    assertThat(evidence.samples())
        .hasSize(3)
        .allMatch(sample -> sample.contains("12:01:06") && sample.contains("503"))
        .noneMatch(sample -> sample.contains("secret"));
  }

  @Test
  void withoutIt_nothingIsGathered() throws IOException {
    Path file = Files.writeString(folder.resolve("access.log"), log(""));
    assertThat(alerts(Monitor.builder().rules(List.of(ERRORS)), file))
        .isNotEmpty()
        .allMatch(alert -> alert.evidence() == null);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6_000})
  void threadsDoNotShow(int padding) throws IOException {
    // With the padding the log is longer than a segment.
    Path file = Files.writeString(folder.resolve("access.log"), log("x".repeat(padding)));
    List<AlertEvent> one = alerts(Monitor.builder().rules(List.of(ERRORS)).evidence(true), file);
    List<AlertEvent> three =
        alerts(Monitor.builder().rules(List.of(ERRORS)).evidence(true).jobs(3), file);
    assertThat(evidence(one).requests()).isPositive();
    assertThat(three).isEqualTo(one);
  }

  @Test
  void aGroup_hasTheEvidenceOfItsOwnRequests() throws IOException {
    AlertRule rule =
        AlertRule.builder(
                "by-client", Query.of(Measure.count(), Duration.ofSeconds(10)).groupBy("client"))
            .critical(Condition.above(50))
            .build();
    Path file = Files.writeString(folder.resolve("access.log"), log(""));
    Evidence evidence =
        evidence(alerts(Monitor.builder().rules(List.of(rule)).evidence(true), file));
    assertThat(evidence.requests()).isBetween(51L, 60L);
    assertThat(evidence.tops())
        .extracting(Evidence.Top::field)
        .containsExactly("section", "status", "path");
  }

  @Test
  void aRotatedLog_isReadBackIntoTheOneBefore() throws IOException {
    String text = log("");
    int cut = text.indexOf("12:01:05");
    cut = text.lastIndexOf('\n', cut) + 1;
    Path old = Files.writeString(folder.resolve("access.log.1"), text.substring(0, cut));
    Path file = Files.writeString(folder.resolve("access.log"), text.substring(cut));
    Path whole = Files.writeString(folder.resolve("whole.log"), text);
    assertThat(evidence(alerts(Monitor.builder().rules(List.of(ERRORS)).evidence(true), old, file)))
        .isEqualTo(
            evidence(alerts(Monitor.builder().rules(List.of(ERRORS)).evidence(true), whole)));
  }

  @Test
  void whatCannotBeReadTwice_isSaid() throws IOException {
    Path gz = folder.resolve("access.log.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write(log("").getBytes(StandardCharsets.UTF_8));
    }
    Evidence evidence =
        evidence(alerts(Monitor.builder().rules(List.of(ERRORS)).evidence(true), gz));
    assertThat(evidence).isEqualTo(new Evidence(0, 0, true, List.of(), List.of()));
    List<AlertEvent> alerts = new ArrayList<>();
    Monitor.builder()
        .rules(List.of(ERRORS))
        .evidence(true)
        .listener(
            event -> {
              if (event instanceof AlertEvent alert) {
                alerts.add(alert);
              }
            })
        .build()
        .replay("stream", new ByteArrayInputStream(log("").getBytes(StandardCharsets.UTF_8)));
    assertThat(evidence(alerts).partial()).isTrue();
  }

  @Test
  void live_itIsTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("access.log"), log(""));
    Evidence replayed =
        evidence(alerts(Monitor.builder().rules(List.of(ERRORS)).evidence(true), file));
    List<AlertEvent> alerts = new ArrayList<>();
    Monitor.builder()
        .zone(ZoneOffset.UTC)
        .format("combined")
        .allowedLateness(Duration.ofSeconds(2))
        .rules(List.of(ERRORS))
        .evidence(true)
        .fromStart(true)
        .once(true)
        .ticker(
            new Ticker() {
              @Override
              public long read() {
                return 0;
              }
            })
        .listener(
            event -> {
              if (event instanceof AlertEvent alert) {
                alerts.add(alert);
              }
            })
        .build()
        .follow(file);
    assertThat(evidence(alerts)).isEqualTo(replayed);
  }

  @Test
  void aWindowBeyondTheBound_isPartial() throws IOException {
    AlertRule rule =
        AlertRule.builder("all", Query.of(Measure.count(), Duration.ofMinutes(2)))
            .critical(Condition.above(850))
            .build();
    Path file = Files.writeString(folder.resolve("access.log"), log("x".repeat(40_000)));
    Evidence evidence =
        evidence(alerts(Monitor.builder().rules(List.of(rule)).evidence(true), file));
    assertThat(evidence.partial()).isTrue();
    assertThat(evidence.requests()).isBetween(300L, 500L);
  }
}
