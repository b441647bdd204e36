package io.github.simplehttpmonitor.core.support;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes log lines, and events that can be compared. */
public final class Logs {

  /** 2024-01-01T00:00:00Z, the start of an hour, a minute and a statistics interval. */
  public static final long T = 1_704_067_200L;

  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Logs() {}

  /** {@return a line of the common log format, without line feed} */
  public static String line(long epochSecond, String path) {
    return "192.0.2.1 - - ["
        + CLF.format(Instant.ofEpochSecond(epochSecond))
        + "] \"GET "
        + path
        + " HTTP/1.1\" 200 17";
  }

  /** {@return the lines with a line feed after each} */
  public static byte[] bytes(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** {@return the lines of the example: 13 in each of the seconds T..T+99} */
  public static List<String> example() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 100; second++) {
      for (int i = 0; i < 13; i++) {
        lines.add(line(T + second, i % 3 == 0 ? "/api/user" : "/report"));
      }
    }
    return lines;
  }

  /** {@return the events without the time of observation and without what is said of sources} */
  public static List<Event> comparable(List<? extends Event> events) {
    List<Event> result = new ArrayList<>();
    for (Event event : events) {
      if (!(event instanceof NoticeEvent notice && notice.code().startsWith("source"))) {
        result.add(event.observedAt(null));
      }
    }
    return result;
  }

  /** {@return silences that follow one another as one, in order, whatever is told in between} */
  public static List<SilenceEvent> silences(List<? extends Event> events) {
    List<SilenceEvent> merged = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof SilenceEvent silence) {
        SilenceEvent last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
        if (last != null && last.end().equals(silence.start())) {
          merged.set(
              merged.size() - 1,
              new SilenceEvent(
                  last.start(), silence.end(), last.windows() + silence.windows(), null));
        } else {
          merged.add(silence.observedAt(null));
        }
      }
    }
    return merged;
  }

  /** {@return the other events, comparable} */
  public static List<Event> withoutSilences(List<? extends Event> events) {
    List<Event> result = comparable(events);
    result.removeIf(SilenceEvent.class::isInstance);
    return result;
  }

  /** {@return the events of a kind, in order} */
  public static <E extends Event> List<E> only(Class<E> type, List<? extends Event> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
