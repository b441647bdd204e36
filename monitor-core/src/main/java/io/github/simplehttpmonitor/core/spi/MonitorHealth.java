package io.github.simplehttpmonitor.core.spi;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the monitor itself is doing. Immutable.
 *
 * @param accounting what became of the lines so far
 * @param newest the highest believed time of a request, null before there is one
 * @param watermark the time up to which everything has been evaluated, null before there is one
 * @param alertsFired how often a rule began to fire
 * @param alertsResolved how often one stopped
 * @param lateness how far late requests were behind the highest time before them
 * @param deliveries what became of the events, by appender
 * @param total the counts of all runs with one state; null without, and in the first of them
 */
public record MonitorHealth(
    Accounting accounting,
    @Nullable Instant newest,
    @Nullable Instant watermark,
    long alertsFired,
    long alertsResolved,
    Lateness lateness,
    List<Delivery> deliveries,
    SummaryEvent.@Nullable Total total) {

  /** The health of a monitor without a state of earlier runs. */
  public MonitorHealth(
      Accounting accounting,
      @Nullable Instant newest,
      @Nullable Instant watermark,
      long alertsFired,
      long alertsResolved,
      Lateness lateness,
      List<Delivery> deliveries) {
    this(accounting, newest, watermark, alertsFired, alertsResolved, lateness, deliveries, null);
  }

  /** Before anything was read. */
  public static final MonitorHealth NOTHING_YET =
      new MonitorHealth(
          new Accounting(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
          null,
          null,
          0,
          0,
          new Lateness(List.of(), 0, 0),
          List.of());

  /** Makes the list unmodifiable. */
  public MonitorHealth {
    deliveries = List.copyOf(deliveries);
  }

  /**
   * A histogram of the lateness of late requests.
   *
   * @param buckets by their upper bounds, rising
   * @param count all late requests
   * @param sumSeconds the sum of their lateness, each rounded up to a second and an hour at most
   */
  public record Lateness(List<Bucket> buckets, long count, long sumSeconds) {

    /** Makes the list unmodifiable. */
    public Lateness {
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * A part of a histogram.
   *
   * @param upToSeconds its upper bound, inclusive
   * @param count the late requests above the bucket before and up to this bound
   */
  public record Bucket(long upToSeconds, long count) {}

  /**
   * What became of the events for one appender.
   *
   * @param appender its name
   * @param delivered events it took
   * @param retried how often something was tried again
   * @param dropped events that were given up
   * @param waiting events in its queue
   * @param failing whether its last call failed
   */
  public record Delivery(
      String appender, long delivered, long retried, long dropped, long waiting, boolean failing) {}
}
