package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The requests that count. All lines move time, so that what is left out of the counts still tells
 * that the log goes on.
 *
 * @param where the filter, null for all
 * @param sinceMicros the first moment, {@link Long#MIN_VALUE} for all
 * @param untilMicros the first moment after it, {@link Long#MAX_VALUE} for all
 */
public record Selection(@Nullable Filter where, long sinceMicros, long untilMicros) {

  /** Everything counts. */
  public static final Selection ALL = new Selection(null, Long.MIN_VALUE, Long.MAX_VALUE);

  /** {@return the selection for records with these slots, null if everything counts} */
  public @Nullable RecordPredicate bind(Fields slots) {
    RecordPredicate filter = where == null ? null : where.bind(slots);
    if (sinceMicros == Long.MIN_VALUE && untilMicros == Long.MAX_VALUE) {
      return filter;
    }
    long since = sinceMicros;
    long until = untilMicros;
    RecordPredicate rest = filter == null ? record -> true : filter;
    return record -> isBetween(record, since, until) && rest.test(record);
  }

  private static boolean isBetween(AccessRecord record, long since, long until) {
    long time = record.timeMicros();
    return time != AccessRecord.ABSENT && time >= since && time < until;
  }
}
