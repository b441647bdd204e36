package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests that count. All lines move time, so that what is left out of the counts still tells
 * that the log goes on.
 *
 * @param where the filter, null for all
 * @param sinceMicros the first moment, {@link Long#MIN_VALUE} for all
 * @param untilMicros the first moment after it, {@link Long#MAX_VALUE} for all
 * @param behind those that an alert is about, null for all
 */
public record Selection(
    @Nullable Filter where, long sinceMicros, long untilMicros, @Nullable AlertRequests behind) {

  /** Everything counts. */
  public static final Selection ALL = new Selection(null, Long.MIN_VALUE, Long.MAX_VALUE);

  /** A selection without regard to alerts. */
  public Selection(@Nullable Filter where, long sinceMicros, long untilMicros) {
    this(where, sinceMicros, untilMicros, null);
  }

  /** {@return the fields that have to be parsed} */
  Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    if (where != null) {
      fields.addAll(where.fields());
    }
    if (behind != null) {
      fields.addAll(behind.fields());
    }
    return fields;
  }

  /** {@return the selection for records with these slots, null if everything counts} */
  public @Nullable RecordPredicate bind(Fields slots) {
    RecordPredicate filter = filter(slots);
    if (sinceMicros == Long.MIN_VALUE && untilMicros == Long.MAX_VALUE) {
      return filter;
    }
    long since = sinceMicros;
    long until = untilMicros;
    RecordPredicate rest = filter == null ? record -> true : filter;
    return record -> isBetween(record, since, until) && rest.test(record);
  }

  private @Nullable RecordPredicate filter(Fields slots) {
    RecordPredicate first = where == null ? null : where.bind(slots);
    RecordPredicate second = behind == null ? null : behind.bind(slots);
    return first == null || second == null
        ? (first == null ? second : first)
        : record -> first.test(record) && second.test(record);
  }

  private static boolean isBetween(AccessRecord record, long since, long until) {
    long time = record.timeMicros();
    return time != AccessRecord.ABSENT && time >= since && time < until;
  }
}
