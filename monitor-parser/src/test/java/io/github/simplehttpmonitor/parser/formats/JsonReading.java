package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Puts a record into words for tests: numbers as they were understood, not as they were written.
 */
final class JsonReading {

  private JsonReading() {}

  /** The present fields, well-known ones first, then the others in the order of the record. */
  static String describe(AccessRecord record) {
    List<Field> fields = new ArrayList<>(Field.wellKnown());
    record.fields().list().stream().filter(f -> !fields.contains(f)).forEach(fields::add);
    StringJoiner text = new StringJoiner(" ");
    for (Field field : fields) {
      String value = value(record, field);
      if (value != null) {
        text.add(field + "=" + value);
      }
    }
    return text.toString();
  }

  static String value(AccessRecord record, Field field) {
    return switch (field.type()) {
      case TIME -> record.time() == null ? null : record.time().toString();
      case INTEGER -> record.status() < 0 ? null : String.valueOf(record.status());
      case SIZE -> number(field.equals(Field.BYTES) ? record.bytes() : record.requestBytes());
      case DURATION -> number(record.durationMicros());
      case TEXT -> record.text(field);
    };
  }

  private static String number(long value) {
    return value == AccessRecord.ABSENT ? null : String.valueOf(value);
  }
}
