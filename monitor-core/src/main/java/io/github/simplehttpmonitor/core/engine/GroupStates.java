package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Level;
import io.github.simplehttpmonitor.core.alert.RuleState;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.alert.SummaryTemplate;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The states of all rules of a track for one group. */
final class GroupStates {

  /** Not firing. */
  private static final int NONE = -1;

  private final List<Track.Ruled> rules;
  private final RuleState[][] states;

  /** The level each rule fires with. */
  private final int[] shown;

  private final long[] startedAt;

  GroupStates(List<Track.Ruled> rules) {
    this.rules = rules;
    states = new RuleState[rules.size()][];
    for (int i = 0; i < states.length; i++) {
      states[i] = new RuleState[rules.get(i).rule().levels().size()];
      Arrays.fill(states[i], RuleState.INACTIVE);
    }
    shown = new int[states.length];
    Arrays.fill(shown, NONE);
    startedAt = new long[states.length];
  }

  /** Takes over the states of rules that were there before. */
  void keep(GroupStates before, List<Track.Ruled> old) {
    for (int i = 0; i < states.length; i++) {
      for (int j = 0; j < old.size(); j++) {
        if (old.get(j).rule().equals(rules.get(i).rule())) {
          states[i] = before.states[j];
          shown[i] = before.shown[j];
          startedAt[i] = before.startedAt[j];
        }
      }
    }
  }

  /** Ends the alert of a rule, if it is on. */
  void end(
      int place,
      double value,
      long hits,
      long at,
      byte[] group,
      List<String> names,
      List<Track.Alert> out) {
    if (shown[place] != NONE) {
      AlertRule rule = rules.get(place).rule();
      Level level = rule.levels().get(shown[place]);
      shown[place] = NONE;
      out.add(
          new Track.Alert(
              rules.get(place).index(),
              group,
              event(rule, level, false, value, hits, at, startedAt[place], group, names)));
    }
  }

  /** {@return where a rule stands} */
  RuleStatus status(int place, double value, Map<String, String> group) {
    AlertRule rule = rules.get(place).rule();
    int level = shown[place];
    RuleState state = RuleState.INACTIVE;
    for (RuleState candidate : states[place]) {
      state = candidate.phase() == RuleState.Phase.PENDING ? candidate : state;
    }
    boolean on = level != NONE;
    int compared = on ? level : 0;
    return new RuleStatus(
        rule.name(),
        group,
        on ? RuleState.Phase.FIRING : state.phase(),
        on ? rule.levels().get(level).severity() : null,
        value,
        rule.levels().get(compared).condition().threshold(value),
        on
            ? Times.instant(startedAt[place])
            : state.phase() == RuleState.Phase.PENDING ? Times.instant(state.since()) : null);
  }

  boolean isFiring(int rule) {
    return shown[rule] != NONE;
  }

  boolean isInactive() {
    for (RuleState[] levels : states) {
      for (RuleState state : levels) {
        if (state.phase() != RuleState.Phase.INACTIVE) {
          return false;
        }
      }
    }
    return true;
  }

  /** Evaluates the rules on a value. */
  void step(
      double value,
      long hits,
      long at,
      boolean full,
      byte[] group,
      List<String> names,
      List<Track.Alert> out) {
    for (int i = 0; i < states.length; i++) {
      Track.Ruled ruled = rules.get(i);
      if (ruled.metByNothing() && !full) {
        continue;
      }
      AlertRule rule = ruled.rule();
      RuleState[] levels = states[i];
      int now = NONE;
      for (int l = 0; l < levels.length; l++) {
        levels[l] = levels[l].next(rule, rule.levels().get(l).condition(), value, at);
        if (levels[l].phase() == RuleState.Phase.FIRING) {
          now = l;
        }
      }
      if (now != shown[i]) {
        int before = shown[i];
        shown[i] = now;
        if (before == NONE) {
          startedAt[i] = at;
        }
        Level level = rule.levels().get(now == NONE ? before : now);
        out.add(
            new Track.Alert(
                ruled.index(),
                group,
                event(rule, level, now != NONE, value, hits, at, startedAt[i], group, names)));
      }
    }
  }

  private static AlertEvent event(
      AlertRule rule,
      Level level,
      boolean firing,
      double value,
      long hits,
      long at,
      long startedAt,
      byte[] group,
      List<String> names) {
    Map<String, String> labels =
        names.isEmpty() ? Map.of() : GroupKeys.labels(group, names, AlertRule.OTHER);
    AlertEvent.State state = firing ? AlertEvent.State.FIRING : AlertEvent.State.RESOLVED;
    double threshold = level.condition().threshold(value);
    String summary =
        rule.summary().isEmpty()
            ? ""
            : SummaryTemplate.fill(
                rule.summary(),
                new SummaryTemplate.Values(
                    rule.name(),
                    value,
                    threshold,
                    hits,
                    level.severity().name().toLowerCase(Locale.ROOT),
                    state.name().toLowerCase(Locale.ROOT),
                    labels));
    return new AlertEvent(
        rule.name(),
        labels,
        level.severity(),
        state,
        Times.instant(at),
        Times.instant(startedAt),
        value,
        threshold,
        hits,
        rule.labels(),
        summary,
        null,
        null);
  }

  /** {@return the end of the first window that can change a state if the value stays this} */
  long stirs(double value, boolean full) {
    long stirs = Long.MAX_VALUE;
    for (int i = 0; i < states.length; i++) {
      Track.Ruled ruled = rules.get(i);
      if (ruled.metByNothing() && !full) {
        continue;
      }
      for (int l = 0; l < states[i].length; l++) {
        stirs =
            Math.min(
                stirs,
                states[i][l].quietUntil(
                    ruled.rule(), ruled.rule().levels().get(l).condition(), value));
      }
    }
    return stirs;
  }

  /** Says that evaluations of this value up to this time would have changed nothing. */
  void skipTo(double value, long end, boolean full) {
    for (int i = 0; i < states.length; i++) {
      Track.Ruled ruled = rules.get(i);
      if (ruled.metByNothing() && !full) {
        continue;
      }
      for (int l = 0; l < states[i].length; l++) {
        states[i][l] =
            states[i][l].skipped(
                ruled.rule(), ruled.rule().levels().get(l).condition(), value, end);
      }
    }
  }

  void restartAt(long at) {
    for (RuleState[] levels : states) {
      for (int l = 0; l < levels.length; l++) {
        levels[l] = levels[l].restartedAt(at);
      }
    }
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < states.length; i++) {
      out.writeInt(shown[i]);
      out.writeLong(startedAt[i]);
      out.writeInt(states[i].length);
      for (RuleState state : states[i]) {
        out.writeUTF(state.phase().name());
        out.writeLong(state.since());
        out.writeLong(state.lastHeld());
      }
    }
  }

  /**
   * Takes over what was written.
   *
   * @param places where each rule that was written is now, -1 if it is not any more
   */
  void readFrom(DataInput in, int[] places) throws IOException {
    for (int place : places) {
      int level = in.readInt();
      long started = in.readLong();
      RuleState[] read = new RuleState[StateForm.readCount(in, Severity.values().length)];
      for (int l = 0; l < read.length; l++) {
        RuleState.Phase phase = RuleState.Phase.valueOf(in.readUTF());
        read[l] = new RuleState(phase, in.readLong(), in.readLong());
      }
      if (place >= 0) {
        shown[place] = level;
        startedAt[place] = started;
        states[place] = read;
      }
    }
  }
}
