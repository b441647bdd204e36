package io.github.simplehttpmonitor.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.alert.RuleState.Phase;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleStateTest {

  private static final long SECOND = 1_000_000;

  private static AlertRule rule(double threshold, double recovery, long pending, long keep) {
    return AlertRule.builder("rule", Query.of(Measure.rate(), Duration.ofSeconds(10)))
        .critical(Condition.above(threshold, recovery))
        .pendingFor(Duration.ofSeconds(pending))
        .keepFiringFor(Duration.ofSeconds(keep))
        .build();
  }

  private static Condition condition(AlertRule rule) {
    return rule.levels().get(0).condition();
  }

  @Provide
  Arbitrary<AlertRule> rules() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 5),
            Arbitraries.longs().between(0, 6),
            Arbitraries.longs().between(0, 6))
        .as((a, b, pending, keep) -> rule(Math.max(a, b), Math.min(a, b), pending, keep));
  }

  @Provide
  Arbitrary<List<Integer>> values() {
    return Arbitraries.integers().between(0, 7).list().ofMaxSize(60);
  }

  /** Says from the whole history what the phase is, by looking back from every second. */
  private static List<Phase> naive(AlertRule rule, List<Integer> values) {
    List<Phase> phases = new ArrayList<>();
    boolean firing = false;
    int lastAbove = 0;
    int above = 0;
    for (int t = 0; t < values.size(); t++) {
      if (firing) {
        if (values.get(t) > condition(rule).recoveryHigh()) {
          lastAbove = t;
        } else if (t - lastAbove >= rule.keepFiringFor().toSeconds()) {
          firing = false;
          above = 0;
        }
        phases.add(firing ? Phase.FIRING : Phase.INACTIVE);
        continue;
      }
      above = values.get(t) > condition(rule).high() ? above + 1 : 0;
      if (above > 0 && above - 1 >= rule.pendingFor().toSeconds()) {
        firing = true;
        lastAbove = t;
      }
      phases.add(firing ? Phase.FIRING : above > 0 ? Phase.PENDING : Phase.INACTIVE);
    }
    return phases;
  }

  @Property(tries = 2_000)
  void phases_areThoseOfANaiveMachine(
      @ForAll("rules") AlertRule rule, @ForAll("values") List<Integer> values) {
    RuleState state = RuleState.INACTIVE;
    List<Phase> phases = new ArrayList<>();
    for (int t = 0; t < values.size(); t++) {
      state = state.next(rule, condition(rule), values.get(t), t * SECOND);
      phases.add(state.phase());
    }
    assertThat(phases).isEqualTo(naive(rule, values));
  }

  @Property(tries = 1_000)
  void quietUntil_isTheFirstChangeWhenNothingComes(
      @ForAll("rules") AlertRule rule, @ForAll("values") List<Integer> values) {
    RuleState state = RuleState.INACTIVE;
    for (int t = 0; t < values.size(); t++) {
      state = state.next(rule, condition(rule), values.get(t), t * SECOND);
    }
    RuleState before = state;
    long quietUntil = before.quietUntil(rule, condition(rule), 0);
    for (int t = values.size(); t < values.size() + 20; t++) {
      RuleState after = before.next(rule, condition(rule), 0, t * SECOND);
      assertThat(after.equals(before)).isEqualTo(t * SECOND < quietUntil);
    }
  }

  @Test
  void exactlyTheThreshold_isNotAbove() {
    AlertRule rule = rule(10, 10, 0, 0);
    assertThat(RuleState.INACTIVE.next(rule, condition(rule), 10, 0)).isEqualTo(RuleState.INACTIVE);
    assertThat(RuleState.INACTIVE.next(rule, condition(rule), Math.nextUp(10.0), 0).phase())
        .isEqualTo(Phase.FIRING);
  }

  @Test
  void durationsBeyondTheCalendar_areEndless() {
    AlertRule rule = rule(1, 1, Long.MAX_VALUE, Long.MAX_VALUE);
    Condition condition = condition(rule);
    RuleState pending =
        RuleState.INACTIVE.next(rule, condition, 2, 0).next(rule, condition, 2, Long.MAX_VALUE / 2);
    assertThat(pending.phase()).isEqualTo(Phase.PENDING);
    RuleState firing = new RuleState(Phase.FIRING, 5, 5);
    assertThat(firing.next(rule, condition, 0, Long.MAX_VALUE / 2)).isEqualTo(firing);
    assertThat(firing.quietUntil(rule, condition, 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void restartedAt_keepsAnAlert_andForgetsAPendingOne() {
    assertThat(new RuleState(Phase.FIRING, 90, 100).restartedAt(7))
        .isEqualTo(new RuleState(Phase.FIRING, 90, 7));
    assertThat(new RuleState(Phase.PENDING, 90, 100).restartedAt(7)).isEqualTo(RuleState.INACTIVE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 59, 60, 119, 120, 180, 300, 600, 3_600, 5_400, 86_400})
  void windows_areWholeNumbersOfPanes_atMost120(int seconds) {
    Duration window = Duration.ofSeconds(seconds);
    Duration pane = AlertRule.highTraffic(1, window).query().pane();
    assertThat(window.toSeconds() % pane.toSeconds()).isZero();
    assertThat(window.toSeconds() / pane.toSeconds()).isBetween(1L, 120L);
    assertThat(Duration.ofDays(1).toSeconds() % pane.toSeconds()).isZero();
    assertThat(pane.toSeconds() == 1 || window.toSeconds() / pane.toSeconds() > 1).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 500, 121_000, 1_500, 86_401_000, -1_000})
  void otherWindows_areRefused(long millis) {
    assertThatThrownBy(() -> AlertRule.highTraffic(1, Duration.ofMillis(millis)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void otherThresholds_areRefused(double threshold) {
    assertThatThrownBy(() -> AlertRule.highTraffic(threshold, Duration.ofMinutes(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rulesThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> rule(1, 2, 0, 0)).hasMessageContaining("recovery");
    assertThatThrownBy(() -> Condition.below(2, 1)).hasMessageContaining("recovery");
    assertThatThrownBy(() -> Condition.outside(2, 2)).hasMessageContaining("nothing is inside");
    assertThatThrownBy(() -> rule(1, 1, -1, 0)).hasMessageContaining("not negative");
    assertThatThrownBy(() -> rule(1, 1, 0, -1)).hasMessageContaining("not negative");
    assertThatThrownBy(
            () ->
                AlertRule.builder(" ", Query.of(Measure.rate(), Duration.ofSeconds(10)))
                    .critical(Condition.above(1))
                    .build())
        .hasMessageContaining("name");
  }
}
