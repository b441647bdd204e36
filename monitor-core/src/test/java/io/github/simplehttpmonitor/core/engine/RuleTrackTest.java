package io.github.simplehttpmonitor.core.engine;

import static io.github.simplehttpmonitor.core.engine.EngineDriver.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.AlertEvent.State;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Sliding windows and states over time. */
class RuleTrackTest {

  private static AlertRule rule(int window, double threshold, long pending, long keep) {
    return AlertRule.builder("rule", Query.of(Measure.rate(), Duration.ofSeconds(window)))
        .critical(Condition.above(threshold))
        .pendingFor(Duration.ofSeconds(pending))
        .keepFiringFor(Duration.ofSeconds(keep))
        .build();
  }

  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.integers().between(0, 2)),
            net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(-25, -1)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(3, 200)))
        .list()
        .ofMinSize(2)
        .ofMaxSize(120);
  }

  /**
   * Steps from the order of arrival through time second by second, and counts each window anew. A
   * record counts from its arrival on.
   */
  private static List<String> naive(List<Integer> times, AlertRule rule, int lateness) {
    TreeMap<Long, Integer> arrived = new TreeMap<>();
    List<String> alerts = new ArrayList<>();
    long pane = rule.query().pane().toSeconds();
    long max = times.get(0);
    long evaluated = Long.MIN_VALUE;
    long reached = Long.MIN_VALUE;
    boolean firing = false;
    for (int i = 0; i <= times.size(); i++) {
      boolean end = i == times.size();
      max = end ? max : Math.max(max, times.get(i));
      long limit = end ? (Math.floorDiv(max, pane) + 1) * pane : max - lateness;
      boolean goesOn = limit > reached;
      long before = reached;
      reached = Math.max(limit, reached);
      if (goesOn && !arrived.isEmpty()) {
        long from =
            evaluated != Long.MIN_VALUE
                ? evaluated
                : Math.max(Math.floorDiv(arrived.firstKey(), pane), Math.floorDiv(before, pane));
        for (long p = from; (p + 1) * pane <= limit; p++) {
          long close = (p + 1) * pane;
          long hits =
              arrived.subMap(close - rule.query().window().toSeconds(), close).values().stream()
                  .mapToLong(Integer::longValue)
                  .sum();
          boolean above =
              hits > rule.levels().get(0).condition().high() * rule.query().window().toSeconds();
          if (above != firing) {
            firing = above;
            alerts.add((above ? "FIRING" : "RESOLVED") + " at " + close + " hits " + hits);
          }
          evaluated = p + 1;
        }
      }
      if (!end) {
        arrived.merge((long) times.get(i), 1, Integer::sum);
      }
    }
    return alerts;
  }

  @Property(tries = 1_000)
  void slidingWindow_isANaiveRecount(
      @ForAll("steps") List<Integer> steps,
      @ForAll @IntRange(min = 0, max = 10) int lateness,
      @ForAll @IntRange(min = 0, max = 4) int threshold) {
    for (int window : new int[] {1, 7, 30, 120, 300}) {
      AlertRule rule = rule(window, threshold / (double) window, 0, 0);
      List<Integer> times = new ArrayList<>();
      int time = 1_000;
      for (int step : steps) {
        time += step;
        times.add(time);
      }
      EngineDriver d = EngineDriver.replaying(rule);
      Partition log = d.open(lateness);
      times.forEach(t -> d.at(log, t));
      d.finish();
      assertThat(d.alerts())
          .extracting(e -> e.state() + " at " + second(e.at()) + " hits " + e.hits())
          .isEqualTo(naive(times, rule, lateness));
    }
  }

  @Test
  void pendingFor_andKeepFiringFor() {
    EngineDriver d = EngineDriver.replaying(rule(10, 1, 5, 60));
    Partition log = d.open(2);
    for (int s = 0; s < 20; s++) {
      d.times(2, log, s);
    }
    d.at(log, 200);
    d.finish();
    // Above from second 6 on, and for the last time at 24.
    assertThat(d.alerts())
        .extracting(e -> second(e.at()), AlertEvent::state, e -> second(e.startedAt()))
        .containsExactly(tuple(11L, State.FIRING, 11L), tuple(84L, State.RESOLVED, 11L));
  }

  @Test
  void keepFiringForYears_isNotWalkedThrough() {
    EngineDriver d = EngineDriver.replaying(rule(10, 0, 0, 3_000_000_000L));
    Partition log = d.open(2);
    d.at(log, 0);
    d.at(log, 1);
    d.at(log, 4_000_000_000L);
    d.at(log, 4_000_000_001L);
    d.finish();
    assertThat(d.alerts())
        .extracting(e -> second(e.at()), AlertEvent::state)
        .containsExactly(
            tuple(1L, State.FIRING),
            tuple(3_000_000_011L, State.RESOLVED),
            tuple(4_000_000_001L, State.FIRING));
  }

  @Test
  void restartOfTime_doesNotKeepAnAlertUntilTheOldTimeComesAgain() {
    EngineDriver d = EngineDriver.replaying(rule(10, 1, 0, 5));
    Partition log = d.open(2);
    for (int i = 0; i < 100; i++) {
      d.at(log, 100_000 + i / 10);
    }
    for (int i = 0; i < 1_100; i++) {
      d.at(log, i);
    }
    d.finish();
    assertThat(d.alerts())
        .extracting(e -> second(e.at()), AlertEvent::state)
        .containsExactly(tuple(100_002L, State.FIRING), tuple(1_005L, State.RESOLVED));
  }
}
