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
    long[] numbers = toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readLong();
    }
    set(numbers);
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
    set(other.toArray());
  }

  /** Sets all, in the order of {@link #toArray}. */
  private void set(long... numbers) {
    int i = 0;
    lines = numbers[i++];
    parsed = numbers[i++];
    malformed = numbers[i++];
    ignored = numbers[i++];
    onTime = numbers[i++];
    late = numbers[i++];
    missed = numbers[i++];
    implausible = numbers[i++];
    untimed = numbers[i++];
    filtered = numbers[i++];
    lateAfterIdle = numbers[i++];
    alertsFired = numbers[i++];
    alertsResolved = numbers[i];
  }
}
