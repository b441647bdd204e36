package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a monitor is doing.
 *
 * @param at the clock on the wall
 * @param latest the highest time of a request so far; null before there is one
 * @param evaluated up to where everything has been evaluated; null if nowhere
 * @param accounting what became of the lines of this run
 * @param total the counts of all runs with one state; null without, and in the first of them
 * @param latenessSeconds the lateness that would have kept 99.9 % of the lines on time
 * @param rules the rules, each with its first groups: those that fire, then those with most
 *     requests
 * @param deliveries what became of the events, by appender
 */
public record MonitorStatus(
    Instant at,
    @Nullable Instant latest,
    @Nullable Instant evaluated,
    Accounting accounting,
    SummaryEvent.@Nullable Total total,
    int latenessSeconds,
    List<RuleStatus> rules,
    List<Summary.Delivery> deliveries) {

  /** Makes the lists unmodifiable. */
  public MonitorStatus {
    rules = List.copyOf(rules);
    deliveries = List.copyOf(deliveries);
  }
}
