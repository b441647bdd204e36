package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.EventVisitor;
import io.github.simplehttpmonitor.core.event.Evidence;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Writes every event as one JSON object (RFC 8259) on a line of its own. Fields that are there in
 * one version stay; new ones may come. Times are in UTC.
 */
public final class JsonAppender implements Appender {

  /** The version of the objects' form, their field {@code v}. */
  public static final int VERSION = 1;

  private final LineOutput out;

  /**
   * Makes an appender.
   *
   * @param out is written in UTF-8 and flushed after every batch, but not closed
   */
  public JsonAppender(OutputStream out) {
    this.out = new LineOutput(out);
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    events.forEach(event -> out.line(toJson(event)));
    out.flush();
  }

  /** {@return the event as a JSON object, without a line feed} */
  public static String toJson(Event event) {
    return object(event).end();
  }

  private static JsonObject object(Event event) {
    JsonObject json = new JsonObject();
    json.put("v", VERSION);
    json.put("type", event.type());
    json.put("id", event.id());
    json.put("at", event.at());
    json.put("observedAt", event.observedAt());
    event.accept(new Values(json));
    return json;
  }

  /** Adds what is particular to each kind. */
  private record Values(JsonObject json) implements EventVisitor {

    @Override
    public void statistics(StatisticsEvent event) {
      json.put("start", event.start());
      json.put("end", event.end());
      json.put("requests", event.requests());
      json.put("topSection", event.topSection());
      json.put("topSectionRequests", event.topSectionRequests());
      if (!event.values().isEmpty()) {
        JsonObject values = new JsonObject();
        event.values().forEach(values::put);
        json.put("values", values);
      }
      if (event.maxError() > 0) {
        json.put("approximate", true);
        json.put("maxError", event.maxError());
      }
    }

    @Override
    public void silence(SilenceEvent event) {
      json.put("start", event.start());
      json.put("end", event.end());
      json.put("windows", event.windows());
    }

    @Override
    public void alert(AlertEvent event) {
      json.put("rule", event.rule());
      if (!event.group().isEmpty()) {
        json.put("group", event.group());
      }
      json.put("severity", lower(event.severity()));
      json.put("state", lower(event.state()));
      json.put("hits", event.hits());
      json.put("startedAt", event.startedAt());
      json.put("value", event.value());
      json.put("threshold", event.threshold());
      if (!event.labels().isEmpty()) {
        json.put("labels", new TreeMap<>(event.labels()));
      }
      if (!event.summary().isEmpty()) {
        json.put("summary", event.summary());
      }
      Evidence evidence = event.evidence();
      if (evidence != null) {
        json.put("evidence", evidence(evidence));
      }
    }

    private static String lower(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject evidence(Evidence evidence) {
      JsonObject object = new JsonObject();
      object.put("requests", evidence.requests());
      object.put("before", evidence.before());
      object.put("partial", evidence.partial());
      object.putObjects("tops", evidence.tops().stream().map(Values::top).toList());
      object.put("samples", evidence.samples());
      return object;
    }

    private static JsonObject top(Evidence.Top top) {
      JsonObject object = new JsonObject();
      object.put("field", top.field());
      object.put("value", top.value());
      object.put("requests", top.requests());
      object.put("share", top.share());
      object.put("before", top.before());
      Double shareBefore = top.shareBefore();
      object.put("shareBefore", shareBefore == null ? Double.NaN : shareBefore);
      return object;
    }

    @Override
    public void notification(NotificationEvent event) {
      json.put("rule", event.rule());
      json.put("reason", event.reason().name().toLowerCase(Locale.ROOT));
      json.putObjects("firing", event.firing().stream().map(JsonAppender::object).toList());
      json.putObjects("resolved", event.resolved().stream().map(JsonAppender::object).toList());
      json.put("omitted", event.omitted());
    }

    @Override
    public void malformed(MalformedEvent event) {
      var reason = event.reason();
      json.put("source", event.source());
      if (event.lineNumber() > 0) {
        json.put("lineNumber", event.lineNumber());
      }
      json.put("line", event.line());
      json.put("reason", reason == null ? null : reason.name().toLowerCase(Locale.ROOT));
      json.put("column", event.column());
      json.put("notShown", event.notShown());
    }

    @Override
    public void notice(NoticeEvent event) {
      json.put("code", event.code());
      json.put("severity", event.severity().name().toLowerCase(Locale.ROOT));
      json.put("source", event.source());
      json.put("message", event.message());
    }

    @Override
    public void summary(SummaryEvent event) {
      putCounts(json, event.accounting(), event.alertsFired(), event.alertsResolved());
      json.put("stillFiring", event.stillFiring());
      json.put("partial", event.partial());
      json.put("first", event.first());
      json.put("last", event.last());
      SummaryEvent.Total total = event.total();
      if (total != null) {
        JsonObject object = new JsonObject();
        putCounts(object, total.accounting(), total.alertsFired(), total.alertsResolved());
        json.put("total", object);
      }
    }

    private static void putCounts(
        JsonObject json, Accounting accounting, long alertsFired, long alertsResolved) {
      json.put("lines", accounting.lines());
      json.put("parsed", accounting.parsed());
      json.put("malformed", accounting.malformed());
      json.put("ignored", accounting.ignored());
      json.put("onTime", accounting.onTime());
      json.put("late", accounting.late());
      json.put("missed", accounting.missed());
      json.put("implausible", accounting.implausible());
      json.put("untimed", accounting.untimed());
      json.put("filtered", accounting.filtered());
      json.put("lateAfterIdle", accounting.lateAfterIdle());
      json.put("alertsFired", alertsFired);
      json.put("alertsResolved", alertsResolved);
    }
  }
}
