package io.github.simplehttpmonitor.core.event;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last event of a run, with its accounts.
 *
 * @param accounting what became of every line
 * @param first the lowest believed time stamp, null if there was none
 * @param last the highest believed time stamp, null if there was none
 * @param alertsFired how often a rule began to fire
 * @param alertsResolved how often one stopped
 * @param stillFiring the rules that still fire
 * @param partial whether reading was stopped before the end of what there is to read
 * @param total the counts of all runs with one state, this one included; null without a state or in
 *     the first run with it
 * @param at the last moment of event time
 * @param observedAt see {@link Event#observedAt()}
 */
public record SummaryEvent(
    Accounting accounting,
    @Nullable Instant first,
    @Nullable Instant last,
    long alertsFired,
    long alertsResolved,
    List<String> stillFiring,
    boolean partial,
    @Nullable Total total,
    Instant at,
    @Nullable Instant observedAt)
    implements Event {

  /** The {@link #type()}. */
  public static final String TYPE = "summary";

  /**
   * Counts of several runs.
   *
   * @param accounting what became of every line
   * @param alertsFired how often a rule began to fire
   * @param alertsResolved how often one stopped
   */
  public record Total(Accounting accounting, long alertsFired, long alertsResolved) {}

  /** A summary of a run on its own. */
  public SummaryEvent(
      Accounting accounting,
      @Nullable Instant first,
      @Nullable Instant last,
      long alertsFired,
      long alertsResolved,
      List<String> stillFiring,
      boolean partial,
      Instant at,
      @Nullable Instant observedAt) {
    this(
        accounting,
        first,
        last,
        alertsFired,
        alertsResolved,
        stillFiring,
        partial,
        null,
        at,
        observedAt);
  }

  /** Makes the list unmodifiable. */
  public SummaryEvent {
    stillFiring = List.copyOf(stillFiring);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public SummaryEvent observedAt(@Nullable Instant time) {
    return new SummaryEvent(
        accounting,
        first,
        last,
        alertsFired,
        alertsResolved,
        stillFiring,
        partial,
        total,
        at,
        time);
  }

  /** {@return how many alerts are still on; a rule over groups may have several} */
  public long alertsFiring() {
    Total all = total;
    long on = all == null ? alertsFired - alertsResolved : all.alertsFired - all.alertsResolved;
    return Math.max(stillFiring.size(), on);
  }

  /** {@return the same event, of a run that was stopped before the end of its input} */
  public SummaryEvent asPartial() {
    return new SummaryEvent(
        accounting,
        first,
        last,
        alertsFired,
        alertsResolved,
        stillFiring,
        true,
        total,
        at,
        observedAt);
  }

  @Override
  public void accept(EventVisitor visitor) {
    visitor.summary(this);
  }
}
