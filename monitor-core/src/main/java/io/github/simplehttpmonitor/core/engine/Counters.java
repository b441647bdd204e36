package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.Accounting;

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
}
