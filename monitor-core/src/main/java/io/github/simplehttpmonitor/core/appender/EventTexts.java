package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.EventVisitor;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import java.util.List;
import java.util.function.UnaryOperator;

/** Does something to each text of an event that may hold what stands in a log. */
final class EventTexts implements EventVisitor {

  private final UnaryOperator<String> text;
  private Event result;

  private EventTexts(Event event, UnaryOperator<String> text) {
    this.text = text;
    this.result = event;
  }

  /** {@return the event with other texts; one of a kind that is not known as it is} */
  static Event map(Event event, UnaryOperator<String> text) {
    EventTexts texts = new EventTexts(event, text);
    event.accept(texts);
    return texts.result;
  }

  @Override
  public void statistics(StatisticsEvent event) {
    String top = event.topSection();
    result =
        new StatisticsEvent(
            event.start(),
            event.end(),
            event.requests(),
            top == null ? null : text.apply(top),
            event.topSectionRequests(),
            event.maxError(),
            event.values(),
            event.observedAt());
  }

  @Override
  public void alert(AlertEvent event) {
    result = Alerts.mapText(event, text);
  }

  @Override
  public void notification(NotificationEvent event) {
    result =
        new NotificationEvent(
            event.rule(),
            event.reason(),
            alerts(event.firing()),
            alerts(event.resolved()),
            event.omitted(),
            event.at(),
            event.observedAt());
  }

  private List<AlertEvent> alerts(List<AlertEvent> alerts) {
    return alerts.stream().map(alert -> Alerts.mapText(alert, text)).toList();
  }

  @Override
  public void malformed(MalformedEvent event) {
    String line = event.line();
    result =
        new MalformedEvent(
            event.source(),
            event.lineNumber(),
            line == null ? null : text.apply(line),
            event.reason(),
            event.column(),
            event.notShown(),
            event.at(),
            event.observedAt());
  }

  @Override
  public void notice(NoticeEvent event) {
    result =
        new NoticeEvent(
            event.code(),
            event.severity(),
            event.source(),
            text.apply(event.message()),
            event.at(),
            event.observedAt());
  }

  @Override
  public void summary(SummaryEvent event) {
    result =
        new SummaryEvent(
            event.accounting(),
            event.first(),
            event.last(),
            event.alertsFired(),
            event.alertsResolved(),
            event.stillFiring().stream().map(text).toList(),
            event.partial(),
            event.total(),
            event.at(),
            event.observedAt());
  }
}
