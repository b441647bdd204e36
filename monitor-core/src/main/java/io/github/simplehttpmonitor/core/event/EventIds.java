package io.github.simplehttpmonitor.core.event;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes ids from what events are, so that the same event has the same id in every run. */
final class EventIds {

  private EventIds() {}

  static String of(Event event) {
    String identity =
        switch (event.type()) {
          // Counts may differ between runs with other settings of lateness; which alert it is, not.
          case AlertEvent.TYPE -> {
            AlertEvent alert = (AlertEvent) event;
            yield alert.rule()
                + '\n'
                + (alert.group().isEmpty() ? "" : alert.group())
                + '\n'
                + alert.state()
                + '\n'
                + alert.at();
          }
          case NotificationEvent.TYPE -> {
            NotificationEvent told = (NotificationEvent) event;
            yield told.rule()
                + '\n'
                + told.reason()
                + '\n'
                + told.at()
                + told.firing().stream().map(EventIds::of).toList()
                + told.resolved().stream().map(EventIds::of).toList();
          }
          default -> event.observedAt(null).toString();
        };
    byte[] bytes = (event.type() + '\n' + identity).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().toHexDigits(Bytes.hash(bytes, 0, bytes.length));
  }
}
