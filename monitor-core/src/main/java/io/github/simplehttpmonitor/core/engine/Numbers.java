package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.HashSample;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.util.function.ToLongFunction;

/** Reads a field of a record as a number. */
final class Numbers {

  private Numbers() {}

  /** {@return what reads a field's number, {@link AccessRecord#ABSENT} if it is not there} */
  static ToLongFunction<AccessRecord> of(Field field) {
    if (field.equals(Field.STATUS)) {
      return record -> record.status() < 0 ? AccessRecord.ABSENT : record.status();
    }
    if (field.equals(Field.BYTES)) {
      return AccessRecord::bytes;
    }
    if (field.equals(Field.DURATION)) {
      return AccessRecord::durationMicros;
    }
    if (field.equals(Field.REQUEST_BYTES)) {
      return AccessRecord::requestBytes;
    }
    if (field.equals(Field.TIME)) {
      return AccessRecord::timeMicros;
    }
    throw new IllegalArgumentException(field + " is not a number");
  }

  /** {@return whether a field is a number in a record} */
  static boolean isNumber(Field field) {
    return field.type() != Field.Type.TEXT;
  }

  /** {@return what reads a hash of a field's value; 0 if it is not there} */
  static ToLongFunction<AccessRecord> hashes(Field field, Fields slots) {
    if (isNumber(field)) {
      ToLongFunction<AccessRecord> number = of(field);
      return record -> {
        long value = number.applyAsLong(record);
        return value == AccessRecord.ABSENT ? 0 : HashSample.mix(value);
      };
    }
    int slot = slots.slot(field);
    return record -> record.has(slot) ? HashSample.mix(record.hash(slot)) : 0;
  }
}
