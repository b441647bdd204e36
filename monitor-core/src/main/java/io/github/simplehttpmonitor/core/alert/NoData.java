package io.github.simplehttpmonitor.core.alert;

/**
 * What a rule makes of a window whose measure has no value: the error ratio of no requests, for
 * instance. Counts, rates and sums always have a value; of no requests it is 0.
 */
public enum NoData {
  /** As if the condition did not hold: what fires is resolved. */
  OK,
  /** The state stays as it is. */
  KEEP,
  /** As if the condition held. */
  ALERT
}
