package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import org.jspecify.annotations.Nullable;

/**
 * One field of a definition and the text that separates it from the next one.
 *
 * @param kind how it is read
 * @param field what it is; for a request line, {@link Field#REQUEST}
 * @param scale microseconds in the unit of a duration, else 0
 * @param time how a time is written, else null
 * @param quoted whether the separator begins with the quote that ends the field
 * @param separator the text after the field, empty after the last one
 */
record Element(
    Kind kind, Field field, long scale, @Nullable TimeSpec time, boolean quoted, String separator) {

  /** How a field is read. */
  enum Kind {
    TEXT,
    REQUEST,
    TARGET,
    PATH,
    QUERY,
    STATUS,
    SIZE,
    DURATION,
    TIME
  }

  static Element text(Field field) {
    return new Element(Kind.TEXT, field, 0, null, false, "");
  }

  static Element of(Kind kind, Field field) {
    return new Element(kind, field, 0, null, false, "");
  }

  static Element time(TimeSpec spec) {
    return new Element(Kind.TIME, Field.TIME, 0, spec, false, "");
  }

  static Element duration(Field field, long unitMicros) {
    return new Element(Kind.DURATION, field, unitMicros, null, false, "");
  }

  Element followedBy(String text) {
    return new Element(kind, field, scale, time, text.startsWith("\""), text);
  }

  /** Whether a record is of no use without this field. */
  boolean isEssential() {
    return switch (kind) {
      case TIME, REQUEST, TARGET, PATH, STATUS -> true;
      default -> false;
    };
  }

  /** Whether the value is a number, so that its first byte tells a wrong place from a right one. */
  boolean isNumeric() {
    return kind == Kind.STATUS || kind == Kind.SIZE || kind == Kind.DURATION;
  }
}
