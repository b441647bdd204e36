package io.github.simplehttpmonitor.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the operator should know about the monitoring itself: what is followed, a source that
 * is missing, a clock that jumped, a format that hardly fits.
 *
 * @param code a stable name in lower case, {@code source-missing} for instance
 * @param severity how bad it is
 * @param source what it is about, empty if it is about the whole
 * @param message one line for people
 * @param at the event time when it was noticed; the epoch before the first line
 * @param observedAt see {@link Event#observedAt()}
 */
public record NoticeEvent(
    String code,
    Severity severity,
    String source,
    String message,
    Instant at,
    @Nullable Instant observedAt)
    implements Event {

  /** The {@link #type()}. */
  public static final String TYPE = "notice";

  /** The code of a notice that takes the place of statistics, for requests could not be seen. */
  public static final String BLIND = "blind";

  /** How bad it is. */
  public enum Severity {
    /** Good to know. */
    INFO,
    /** Results may be incomplete: the monitor sees less than there is. */
    WARNING
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public NoticeEvent observedAt(@Nullable Instant time) {
    return new NoticeEvent(code, severity, source, message, at, time);
  }

  /** {@return the message with what it is about, unless it names that itself; not escaped} */
  public String text() {
    return source.isEmpty() || isNamed() ? message : source + ": " + message;
  }

  /** The name of another file may begin with this one's: {@code access.log.1}. */
  private boolean isNamed() {
    for (int at = message.indexOf(source); at >= 0; at = message.indexOf(source, at + 1)) {
      int end = at + source.length();
      boolean whole =
          end == message.length()
              || " :,;')".indexOf(message.charAt(end)) >= 0
              || (message.charAt(end) == '.' && end + 1 == message.length());
      if (whole) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void accept(EventVisitor visitor) {
    visitor.notice(this);
  }
}
