package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Logs each line of an event, at a level by how bad it is. */
final class Slf4jAppender implements Appender {

  private final Logger logger;
  private final EventSelection selection;
  private final EventText text;

  Slf4jAppender(Logger logger, EventSelection selection, EventText text) {
    this.logger = logger;
    this.selection = selection;
    this.text = text;
  }

  @Override
  public void append(List<Event> events) {
    for (Event event : events) {
      Level level = level(event);
      if (selection.accepts(event) && logger.isEnabledForLevel(level)) {
        text.lines(event).forEach(line -> logger.atLevel(level).log("{}", line));
      }
    }
  }

  private static Level level(Event event) {
    if (event instanceof AlertEvent alert) {
      return Alerts.isFiring(alert) ? firing(alert) : Level.INFO;
    }
    if (event instanceof NotificationEvent notification) {
      return notification.firing().stream()
          .map(Slf4jAppender::firing)
          .min(Level::compareTo)
          .orElse(Level.INFO);
    }
    if (event instanceof NoticeEvent notice) {
      return notice.severity() == NoticeEvent.Severity.WARNING ? Level.WARN : Level.INFO;
    }
    return event instanceof MalformedEvent ? Level.DEBUG : Level.INFO;
  }

  private static Level firing(AlertEvent alert) {
    return Alerts.severity(alert).equals("warning") ? Level.WARN : Level.ERROR;
  }
}
