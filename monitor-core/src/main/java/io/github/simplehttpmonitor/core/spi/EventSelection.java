package io.github.simplehttpmonitor.core.spi;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which events an appender passes on, as users write it: words joined by {@code +}, among them
 * {@code alert}, with which notifications come as well, and {@code warning}, notices of that
 * severity. Immutable.
 */
public final class EventSelection {

  /** The option that holds one. */
  public static final String OPTION = "events";

  private static final String ALL = "all";
  private static final String WARNING = "warning";

  private static final List<String> WORDS =
      List.of(
          AlertEvent.TYPE,
          WARNING,
          NoticeEvent.TYPE,
          "statistics",
          "silence",
          "malformed",
          "summary",
          ALL);

  private final Set<String> words;

  private EventSelection(Set<String> words) {
    this.words = words;
  }

  /** {@return the option, for {@link AppenderProvider#options}} */
  public static AppenderOption option(String fallback) {
    return new AppenderOption(
        OPTION, fallback, "which events, joined by +: " + String.join(", ", WORDS));
  }

  /** {@return the selection that these options ask for} */
  public static EventSelection of(AppenderOptions options) {
    Set<String> words = new LinkedHashSet<>(List.of(options.required(OPTION).split("\\+", -1)));
    if (!WORDS.containsAll(words)) {
      throw options.wrong(OPTION, "made of " + String.join(", ", WORDS) + ", joined by +");
    }
    return new EventSelection(words);
  }

  /** {@return whether the event is passed on} */
  public boolean accepts(Event event) {
    if (words.contains(ALL) || words.contains(event.type())) {
      return true;
    }
    if (event instanceof NotificationEvent) {
      return words.contains(AlertEvent.TYPE);
    }
    return event instanceof NoticeEvent notice
        && notice.severity() == NoticeEvent.Severity.WARNING
        && words.contains(WARNING);
  }
}
