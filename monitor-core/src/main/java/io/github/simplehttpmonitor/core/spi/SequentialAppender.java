package io.github.simplehttpmonitor.core.spi;

import io.github.simplehttpmonitor.core.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Base of appenders that send one message for each event. When one may be tried again, the next
 * call with the same events goes on there, so nobody gets a message twice. One that failed for good
 * does not keep the others.
 */
public abstract class SequentialAppender implements Appender {

  private List<Event> begun = List.of();
  private int done;
  private int lost;
  private @Nullable AppenderException lastLoss;

  /** For subclasses. */
  protected SequentialAppender() {}

  /** {@return whether there is a message for this event; others are accepted without} */
  protected abstract boolean isSent(Event event);

  /** Sends the message for one event; throws as {@link Appender#append} does. */
  protected abstract void send(Event event) throws AppenderException;

  @Override
  public final void append(List<Event> events) throws AppenderException {
    if (!events.equals(begun)) {
      begun = List.copyOf(events);
      reset();
    }
    while (done < begun.size()) {
      Event event = begun.get(done);
      if (isSent(event)) {
        try {
          send(event);
        } catch (RetryableAppenderException e) {
          throw e;
        } catch (AppenderException e) {
          lost += e.lostOf(1);
          lastLoss = e;
        }
      }
      done++;
    }
    AppenderException loss = lastLoss;
    int count = lost;
    begun = List.of();
    reset();
    if (loss != null) {
      throw new AppenderException(String.valueOf(loss.getMessage()), loss, count);
    }
  }

  private void reset() {
    done = 0;
    lost = 0;
    lastLoss = null;
  }
}
