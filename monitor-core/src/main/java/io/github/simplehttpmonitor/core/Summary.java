package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.delivery.DeliveryCounters;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import java.time.Duration;
import java.util.List;

/**
 * How a run ended.
 *
 * @param event the accounts and alerts, as told to the appenders
 * @param elapsed how long the run took
 * @param failures inputs that could not be read, or not to their end
 * @param interrupted whether it was stopped before its end
 * @param deliveries what became of the events, by appender
 */
public record Summary(
    SummaryEvent event,
    Duration elapsed,
    int failures,
    boolean interrupted,
    List<Delivery> deliveries) {

  /**
   * What became of the events for one appender.
   *
   * @param appender its name
   * @param delivered events it took
   * @param retried how often a batch was tried again
   * @param dropped events that were given up
   * @param waiting events that were left when the run ended
   * @param problem what it failed with last, empty if it did not
   */
  public record Delivery(
      String appender, long delivered, long retried, long dropped, long waiting, String problem) {

    static Delivery of(DeliveryCounters counters, String problem) {
      return new Delivery(
          counters.name(),
          counters.delivered(),
          counters.retried(),
          counters.dropped(),
          counters.waiting(),
          problem);
    }
  }

  /** Makes the list unmodifiable. */
  public Summary {
    deliveries = List.copyOf(deliveries);
  }
}
