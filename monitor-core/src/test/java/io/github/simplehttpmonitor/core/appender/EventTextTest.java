package io.github.simplehttpmonitor.core.appender;

import static io.github.simplehttpmonitor.core.support.TestAlerts.firing;
import static io.github.simplehttpmonitor.core.support.TestAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent.Reason;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventTextTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");
  private final EventText text = new EventText(ZoneOffset.UTC);

  private static NotificationEvent told(
      Reason reason, List<AlertEvent> firing, List<AlertEvent> resolved, long omitted) {
    return new NotificationEvent("errors", reason, firing, resolved, omitted, T, null);
  }

  @Test
  void oneAlert_isItsOwnLine() {
    assertThat(text.lines(told(Reason.CHANGE, List.of(firing("errors", "/a", T)), List.of(), 0)))
        .containsExactly(
            "errors section=/a generated an alert - value = 12, threshold = 10, hits = 1440,"
                + " triggered at 2026-03-01T10:00:00+00:00");
  }

  @Test
  void severalAlerts_areCounted_andListedUpToTwenty() {
    List<AlertEvent> firing =
        IntStream.range(0, 30).mapToObj(i -> firing("errors", "/" + i, T)).toList();
    List<AlertEvent> ended = List.of(resolved("errors", "/x", T, T.plusSeconds(9)));
    List<String> lines = text.lines(told(Reason.CHANGE, firing, ended, 4));
    assertThat(lines).hasSize(22);
    assertThat(lines.get(0)).isEqualTo("errors: 30 alerts fire, 1 has ended, 4 more");
    assertThat(lines.get(21)).isEqualTo("and 15 more");
  }

  @Test
  void reasons_areNamed() {
    List<AlertEvent> one = List.of(firing("errors", "", T));
    assertThat(text.headline(told(Reason.REPEAT, one, List.of(), 0)))
        .isEqualTo("errors: 1 alert still fires");
    assertThat(text.headline(told(Reason.CATCH_UP, one, List.of(), 0)))
        .isEqualTo("While nobody was told: errors: 1 alert still fires");
  }

  @Test
  void everyKind_isInLinesThatActOnNothing() {
    for (Event event : SampleEvents.hostile()) {
      assertThat(text.lines(event))
          .as("%s", event)
          .isNotEmpty()
          .allMatch(line -> line.equals(SafeText.escape(line)));
      assertThat(text.headline(event).length()).isLessThanOrEqualTo(201);
    }
    assertThat(SampleEvents.every()).allMatch(event -> !text.lines(event).isEmpty());
  }

  @Test
  void notices_nameTheirSource() {
    NoticeEvent notice =
        new NoticeEvent("code", NoticeEvent.Severity.INFO, "a.log", "it is missing", T, null);
    assertThat(text.headline(notice)).isEqualTo("a.log: it is missing");
  }

  @Test
  void notification_isJson_withItsAlerts() {
    AlertEvent alert = firing("errors", "/a", T);
    String json = JsonAppender.toJson(told(Reason.CATCH_UP, List.of(alert), List.of(), 2));
    Map<String, Object> object = StrictJson.object(json);
    assertThat(object)
        .containsEntry("type", "notification")
        .containsEntry("rule", "errors")
        .containsEntry("reason", "catch_up")
        .containsEntry("omitted", 2.0)
        .containsEntry("resolved", List.of())
        .containsEntry("firing", List.of(StrictJson.object(JsonAppender.toJson(alert))));
  }

  @Test
  void notification_hasTheSameId_wheneverItIsSaid() {
    NotificationEvent event = told(Reason.CHANGE, List.of(firing("errors", "/a", T)), List.of(), 0);
    AlertEvent later = firing("errors", "/a", T).observedAt(T.plusSeconds(99));
    assertThat(told(Reason.CHANGE, List.of(later), List.of(), 0).observedAt(T).id())
        .isEqualTo(event.id());
    assertThat(told(Reason.REPEAT, List.of(later), List.of(), 0).id()).isNotEqualTo(event.id());
  }

  @Test
  void slf4j_withoutABackEnd_isRefused() {
    AppenderContext context =
        new AppenderContext(Map.of(), ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of());
    assertThatThrownBy(() -> new Slf4jAppenderProvider().create(context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no logging back end");
  }
}
