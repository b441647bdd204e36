package io.github.simplehttpmonitor.webhook;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import io.github.simplehttpmonitor.core.spi.SequentialAppender;
import java.util.function.Function;

/** Posts one body for each event. */
final class WebhookAppender extends SequentialAppender {

  private final Poster poster;
  private final EventSelection selection;
  private final Function<Event, String> body;

  WebhookAppender(Poster poster, EventSelection selection, Function<Event, String> body) {
    this.poster = poster;
    this.selection = selection;
    this.body = body;
  }

  @Override
  protected boolean isSent(Event event) {
    return selection.accepts(event);
  }

  @Override
  protected void send(Event event) throws AppenderException {
    poster.post(body.apply(event), event.id());
  }
}
