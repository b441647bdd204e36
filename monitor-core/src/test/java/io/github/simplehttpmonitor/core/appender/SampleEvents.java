package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.Evidence;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.parser.MalformedReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events of every kind, harmless and hostile ones. */
final class SampleEvents {

  /** Escape sequences, C1 controls, marks of direction, quotes, line feeds, half an emoji. */
  static final String HOSTILE =
      "\u001B[31m\u0007\u009B2J\u202Eevil\u2066\u200F\uFEFF\r\n\"quoted\\\"\t\u007F\uD83D \uD83D\uDE00"
          + "\u2028</script>é";

  private static final Instant AT = Instant.parse("2024-01-01T00:01:33Z");
  private static final Instant SEEN = Instant.parse("2024-01-01T00:01:35.250Z");

  private SampleEvents() {}

  static List<Event> every() {
    return List.of(
        new StatisticsEvent(AT, AT.plusSeconds(10), 130, "/api", 90, 0, SEEN),
        new StatisticsEvent(AT, AT.plusSeconds(10), 1, null, 0, 0, SEEN),
        new StatisticsEvent(AT, AT.plusSeconds(60), 1_000_000, "/top", 400, 7, SEEN),
        new SilenceEvent(AT, AT.plusSeconds(10), 1, SEEN),
        new SilenceEvent(AT, AT.plusSeconds(3_600), 360, SEEN),
        new AlertEvent(
            "high-traffic", Map.of(), AlertEvent.State.FIRING, AT, AT, 10.075, 10, 1209, SEEN),
        new AlertEvent(
            "high-traffic",
            Map.of(),
            AlertEvent.State.RESOLVED,
            AT.plusSeconds(35),
            AT,
            1196 / 120.0,
            10,
            1196,
            SEEN),
        new AlertEvent(
            "errors",
            Map.of("section", "/api"),
            AlertEvent.State.FIRING,
            AT,
            AT,
            0.5,
            0.25,
            60,
            SEEN),
        new AlertEvent(
            "errors",
            Map.of("section", "/api"),
            AlertEvent.State.RESOLVED,
            AT,
            AT,
            0,
            0.25,
            0,
            SEEN),
        new AlertEvent(
            "slow",
            Map.of("virtualHost", "example.com"),
            Severity.WARNING,
            AlertEvent.State.FIRING,
            AT,
            AT,
            1.2345678,
            0.5,
            60,
            Map.of("team", "web", "area", "checkout"),
            "p99 is 1.235 s",
            new Evidence(
                60,
                10,
                false,
                List.of(
                    new Evidence.Top("section", "/api", 45, 0.75, 5, 0.5),
                    new Evidence.Top("client", "192.0.2.7", 30, 0.5, 0, null)),
                List.of("192.0.2.7 - - [x] \"GET /api?\u2026 HTTP/1.1\" 200 17")),
            SEEN),
        new MalformedEvent(
            "access.log", 17, "no access log", MalformedReason.SEPARATOR, 4, 0, AT, SEEN),
        new MalformedEvent("access.log", 0, "", MalformedReason.TIME, 1, 5, AT, SEEN),
        new MalformedEvent("", 0, null, null, 0, 12, AT, SEEN),
        new NoticeEvent(
            NoticeEvent.BLIND,
            NoticeEvent.Severity.WARNING,
            "",
            "no request could be read during the last 10 seconds: access.log is missing",
            AT,
            SEEN),
        new NoticeEvent(
            "source", NoticeEvent.Severity.INFO, "access.log", "following access.log", AT, null),
        new SummaryEvent(
            new Accounting(14, 10, 3, 1, 5, 2, 1, 1, 1, 1, 1),
            AT,
            AT.plusSeconds(60),
            2,
            1,
            List.of("errors", "high-traffic"),
            false,
            AT.plusSeconds(60),
            SEEN),
        new SummaryEvent(
            new Accounting(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            null,
            null,
            0,
            0,
            List.of(),
            false,
            Instant.EPOCH,
            SEEN));
  }

  static List<Event> hostile() {
    return List.of(
        new StatisticsEvent(AT, AT.plusSeconds(10), 1, "/" + HOSTILE, 1, 0, SEEN),
        new AlertEvent(
            HOSTILE, Map.of("client", HOSTILE), AlertEvent.State.FIRING, AT, AT, 1, 0, 1, SEEN),
        new AlertEvent(
            HOSTILE, Map.of("client", HOSTILE), AlertEvent.State.RESOLVED, AT, AT, 1, 0, 1, SEEN),
        new MalformedEvent(HOSTILE, 1, HOSTILE, MalformedReason.OTHER, 1, 0, AT, SEEN),
        new MalformedEvent("", 1, "\u001B".repeat(2_000), MalformedReason.OTHER, 1, 0, AT, SEEN),
        new MalformedEvent(
            "", 1, "x".repeat(255) + "\uD83D\uDE00", MalformedReason.OTHER, 1, 0, AT, SEEN),
        new NoticeEvent(
            NoticeEvent.BLIND, NoticeEvent.Severity.WARNING, HOSTILE, HOSTILE, AT, SEEN));
  }
}
