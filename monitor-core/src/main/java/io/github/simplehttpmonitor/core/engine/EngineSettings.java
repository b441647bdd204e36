package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import java.time.Duration;
import java.util.List;

/**
 * What an engine computes.
 *
 * @param statsInterval the length of a statistics interval, whole seconds
 * @param rules the rules, in the order in which their events are told
 * @param queries what statistics show beside the number of requests
 * @param selection the requests that count
 * @param runs whether silence is told in one event for a whole run of intervals, as replays do
 * @param malformedShown how many malformed lines have an event of their own per interval
 */
public record EngineSettings(
    Duration statsInterval,
    List<AlertRule> rules,
    List<NamedQuery> queries,
    Selection selection,
    boolean runs,
    int malformedShown) {

  /** Settings without further queries. */
  public EngineSettings(
      Duration statsInterval,
      List<AlertRule> rules,
      Selection selection,
      boolean runs,
      int malformedShown) {
    this(statsInterval, rules, List.of(), selection, runs, malformedShown);
  }

  /** Settings with which every request counts. */
  public EngineSettings(
      Duration statsInterval, List<AlertRule> rules, boolean runs, int malformedShown) {
    this(statsInterval, rules, Selection.ALL, runs, malformedShown);
  }

  /** Makes the list unmodifiable. */
  public EngineSettings {
    rules = List.copyOf(rules);
    queries = List.copyOf(queries);
  }

  /** {@return the settings with other rules} */
  EngineSettings with(List<AlertRule> newRules) {
    return new EngineSettings(statsInterval, newRules, queries, selection, runs, malformedShown);
  }
}
