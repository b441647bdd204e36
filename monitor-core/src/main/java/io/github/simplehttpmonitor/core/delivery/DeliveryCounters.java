package io.github.simplehttpmonitor.core.delivery;

/**
 * What became of the events for one appender: {@code accepted = delivered + dropped + waiting}.
 *
 * @param name the appender's name
 * @param delivered events it took
 * @param retried how often a batch was tried again
 * @param dropped events that were given up
 * @param waiting events in the queue
 */
public record DeliveryCounters(
    String name, long delivered, long retried, long dropped, long waiting) {}
