package io.github.simplehttpmonitor.webhook;

import com.google.common.hash.Hashing;
import io.github.simplehttpmonitor.core.appender.EventText;
import io.github.simplehttpmonitor.core.appender.JsonObject;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.PeriodicAppender;
import io.github.simplehttpmonitor.core.spi.ResumableAppender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives alerts to Alertmanager (API v2, {@code POST /api/v2/alerts}), which does the notifying.
 * What fires is sent again every minute, with an end four minutes ahead, as Prometheus does: if the
 * monitor goes away, Alertmanager takes the alert for ended. Taking an alert twice does no harm.
 */
final class AlertmanagerAppender implements PeriodicAppender, ResumableAppender {

  private static final String PATH = "/api/v2/alerts";
  private static final Duration RESEND = Duration.ofMinutes(1);
  private static final Duration VALID = RESEND.multipliedBy(4);

  /** How many alerts go in one request. */
  private static final int MAX_BATCH = 200;

  /** How many firing alerts are sent again. */
  private static final int MAX_FIRING = 10_000;

  private final Poster poster;
  private final EventText text;
  private final Map<String, String> labels;
  private final InstantSource clock;
  private final Map<String, AlertEvent> firing = new LinkedHashMap<>();
  private final List<AlertEvent> superseded = new ArrayList<>();

  AlertmanagerAppender(
      Poster poster, EventText text, Map<String, String> labels, InstantSource clock) {
    this.poster = poster;
    this.text = text;
    this.labels = labels;
    this.clock = clock;
  }

  /** {@return where alerts are posted, if this is where Alertmanager is} */
  static URI endpoint(URI base) {
    String url = base.toString();
    if (url.endsWith(PATH)) {
      return base;
    }
    return URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + PATH);
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    Map<String, AlertEvent> latest = new LinkedHashMap<>();
    for (Event event : events) {
      if (event instanceof AlertEvent alert) {
        latest.put(Alerts.key(alert), alert);
      } else if (event instanceof NotificationEvent notification) {
        notification.resolved().forEach(alert -> latest.put(Alerts.key(alert), alert));
        notification.firing().forEach(alert -> latest.put(Alerts.key(alert), alert));
      }
    }
    List<String> bodies = new ArrayList<>();
    latest.forEach((key, alert) -> note(key, alert));
    superseded.forEach(alert -> bodies.add(body(alert, alert.at())));
    latest.values().forEach(alert -> bodies.add(body(alert)));
    post(bodies);
    superseded.clear();
  }

  @Override
  public void resume(List<AlertEvent> alerts) {
    alerts.forEach(alert -> note(Alerts.key(alert), alert));
  }

  private void note(String key, AlertEvent alert) {
    AlertEvent before = firing.get(key);
    if (!Alerts.isFiring(alert)) {
      firing.remove(key);
    } else if (before != null || firing.size() < MAX_FIRING) {
      firing.put(key, alert);
    }
    // Alertmanager tells alerts apart by all their labels, and the severity is one.
    if (before != null && before.severity() != alert.severity()) {
      superseded.add(before);
    }
  }

  @Override
  public Duration period() {
    return RESEND;
  }

  @Override
  public void tick() throws AppenderException {
    post(firing.values().stream().map(this::body).toList());
  }

  private void post(List<String> bodies) throws AppenderException {
    for (int from = 0; from < bodies.size(); from += MAX_BATCH) {
      String body =
          "["
              + String.join(",", bodies.subList(from, Math.min(bodies.size(), from + MAX_BATCH)))
              + "]";
      poster.post(body, Hashing.sha256().hashString(body, StandardCharsets.UTF_8).toString());
    }
  }

  private String body(AlertEvent alert) {
    return body(alert, Alerts.isFiring(alert) ? clock.instant().plus(VALID) : alert.at());
  }

  private String body(AlertEvent alert, Instant end) {
    JsonObject json = new JsonObject();
    json.put("labels", labels(alert));
    JsonObject annotations = new JsonObject();
    annotations.put("summary", text.headline(alert));
    annotations.put("value", Double.toString(alert.value()));
    annotations.put("threshold", Double.toString(alert.threshold()));
    annotations.put("hits", Long.toString(alert.hits()));
    json.put("annotations", annotations);
    json.put("startsAt", alert.startedAt());
    json.put("endsAt", end.isAfter(alert.startedAt()) ? end : alert.startedAt().plusSeconds(1));
    return json.end();
  }

  private Map<String, String> labels(AlertEvent alert) {
    Map<String, String> all = new LinkedHashMap<>();
    labels.forEach((name, value) -> all.put(labelName(name), value));
    Alerts.labels(alert)
        .forEach(
            (name, value) ->
                all.put(name.equals(Alerts.RULE) ? "alertname" : labelName(name), value));
    // An empty label is the same as none.
    all.values().removeIf(String::isEmpty);
    return all;
  }

  /** Prometheus allows letters, digits and underscores, and no digit at the beginning. */
  private static String labelName(String name) {
    String safe = name.replaceAll("[^a-zA-Z0-9_]", "_");
    return safe.isEmpty() || Character.isDigit(safe.charAt(0)) ? "_" + safe : safe;
  }
}
