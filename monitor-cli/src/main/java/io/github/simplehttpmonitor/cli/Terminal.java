package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.ClosedOutputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Results to standard output and notices to standard error: one appender, so that a notice stands
 * between the results where it belongs, and so that the run ends when nobody reads the results.
 */
final class Terminal implements Appender {

  /** Notices that are the reason of an exit code: they are said also when all is to be quiet. */
  private static final Set<String> FAILURES =
      Set.of("unreadable", "source-unreadable", "source-directory", "source-not-a-file");

  private final Appender results;
  private final Console console;
  private final boolean quiet;
  private volatile boolean closed;
  private volatile @Nullable MalformedEvent firstMalformed;

  Terminal(Appender results, Console console, boolean quiet) {
    this.results = results;
    this.console = console;
    this.quiet = quiet;
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    List<Event> waiting = new ArrayList<>(events.size());
    for (Event event : events) {
      waiting.add(event);
      if (event instanceof NoticeEvent notice && isSaid(notice)) {
        write(waiting);
        console.say(notice.text());
      } else if (event instanceof MalformedEvent malformed
          && firstMalformed == null
          && malformed.line() != null) {
        firstMalformed = malformed;
      }
    }
    write(waiting);
  }

  private void write(List<Event> waiting) throws AppenderException {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      results.append(List.copyOf(waiting));
    } catch (ClosedOutputException e) {
      closed = true;
      throw e;
    }
    waiting.clear();
  }

  private boolean isSaid(NoticeEvent notice) {
    if (notice.code().equals(NoticeEvent.BLIND)) {
      return false; // A result, for it stands in place of one.
    }
    return !quiet || FAILURES.contains(notice.code());
  }

  /** {@return whether nobody reads the results any more} */
  boolean isClosed() {
    return closed;
  }

  /** {@return the first malformed line, null if there was none} */
  @Nullable MalformedEvent firstMalformed() {
    return firstMalformed;
  }
}
