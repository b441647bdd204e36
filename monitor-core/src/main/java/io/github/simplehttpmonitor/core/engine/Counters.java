package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What became of the lines so far. Mutable; owned by one engine. */
final class Counters {

  long lines;
  long parsed;
  long malformed;
  long ignored;
  long onTime;
  long late;
  long missed;
  long implausible;
  long untimed;
  long filtered;
  long lateAfterIdle;
  long alertsFired;
  long alertsResolved;

  Accounting toAccounting() {
    return new Accounting(
        lines,
        parsed,
        malformed,
        ignored,
        onTime,
        late,
        missed,
        implausible,
        untimed,
        filtered,
        lateAfterIdle);
  }

  void writeTo(DataOutput out) throws IOException {
    for (long number : toArray()) {
      out.writeLong(number);
    }
  }

  void readFrom(DataInput in) throws IOException {
    lines = in.readLong();
    parsed = in.readLong();
    malformed = in.readLong();
    ignored = in.readLong();
    onTime = in.readLong();
    late = in.readLong();
    missed = in.readLong();
    implausible = in.readLong();
    untimed = in.readLong();
    filtered = in.readLong();
    lateAfterIdle = in.readLong();
    alertsFired = in.readLong();
    alertsResolved = in.readLong();
  }

  private long[] toArray() {
    return new long[] {
      lines,
      parsed,
      malformed,
      ignored,
      onTime,
      late,
      missed,
      implausible,
      untimed,
      filtered,
      lateAfterIdle,
      alertsFired,
      alertsResolved
    };
  }

  /** {@return what was counted since those} */
  Accounting since(Counters base) {
    return new Accounting(
        lines - base.lines,
        parsed - base.parsed,
        malformed - base.malformed,
        ignored - base.ignored,
        onTime - base.onTime,
        late - base.late,
        missed - base.missed,
        implausible - base.implausible,
        untimed - base.untimed,
        filtered - base.filtered,
        lateAfterIdle - base.lateAfterIdle);
  }

  void copyFrom(Counters other) {
    lines = other.lines;
    parsed = other.parsed;
    malformed = other.malformed;
    ignored = other.ignored;
    onTime = other.onTime;
    late = other.late;
    missed = other.missed;
    implausible = other.implausible;
    untimed = other.untimed;
    filtered = other.filtered;
    lateAfterIdle = other.lateAfterIdle;
    alertsFired = other.alertsFired;
    alertsResolved = other.alertsResolved;
  }
}
