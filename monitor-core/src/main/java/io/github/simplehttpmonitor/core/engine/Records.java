package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;

/** Moves records between sets of fields. */
public final class Records {

  private Records() {}

  /** Fills a record with what another one has of its fields, and returns it. */
  public static AccessRecord convert(AccessRecord record, AccessRecord target) {
    Fields fields = target.fields();
    target
        .clear()
        .setTimeMicros(record.timeMicros())
        .setStatus(record.status())
        .setBytes(record.bytes())
        .setDurationMicros(record.durationMicros())
        .setRequestBytes(record.requestBytes());
    for (int to = 0; to < fields.size(); to++) {
      int from = record.fields().slot(fields.list().get(to));
      if (record.has(from)) {
        int length = record.to(from) - record.from(from);
        int start = target.reserveScratch(length);
        System.arraycopy(record.buffer(from), record.from(from), target.scratch(), start, length);
        target.setScratchSlice(to, start, start + length);
      }
    }
    return target;
  }
}
