package io.github.simplehttpmonitor.parser.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * @param consumed how many bytes of the separator are not part of the next field
 */
record Element(
    Kind kind,
    Field field,
    long scale,
    @Nullable TimeSpec time,
    boolean quoted,
    String separator,
    int consumed) {

  /** How a field is read. */
  enum Kind {
    TEXT,
    /**
     * Text that may be several values, between which nginx writes {@code ", "} and {@code " : "}.
     */
    LIST,
    REQUEST,
    TARGET,
    PATH,
    QUERY,
    STATUS,
    SIZE,
    DURATION,
    /** Durations of several attempts, of which the sum is taken. */
    DURATIONS,
    TIME,
    /** A part of a time; the parts of a line are added: date and clock, a fraction, a zone. */
    TIME_PART,
    /** One that is not in the reader's zone. */
    UTC_PART
  }

  static Element text(Field field) {
    return of(Kind.TEXT, field);
  }

  static Element of(Kind kind, Field field) {
    return new Element(kind, field, 0, null, false, "", 0);
  }

  static Element time(TimeSpec spec) {
    return new Element(Kind.TIME, Field.TIME, 0, spec, false, "", 0);
  }

  static Element duration(Field field, long unitMicros) {
    return new Element(Kind.DURATION, field, unitMicros, null, false, "", 0);
  }

  static Element durations(Field field, long unitMicros) {
    return new Element(Kind.DURATIONS, field, unitMicros, null, false, "", 0);
  }

  Element followedBy(String text) {
    return new Element(
        kind, field, scale, time, text.startsWith("\""), text, text.getBytes(UTF_8).length);
  }

  /** Followed at once by a field that begins with this text. */
  Element upTo(String text) {
    return new Element(kind, field, scale, time, false, text, 0);
  }

  /** The same place in the line, but another field: what is not a time there is mere text. */
  Element named(Field other) {
    Kind as =
        switch (kind) {
          case TIME, TIME_PART, UTC_PART -> Kind.TIME;
          case DURATIONS, LIST -> Kind.LIST;
          default -> Kind.TEXT;
        };
    return new Element(as, other, 0, time, quoted, separator, consumed);
  }

  Element as(Kind other) {
    return new Element(other, field, scale, time, quoted, separator, consumed);
  }

  /** Whether a record is of no use without this field. */
  boolean isEssential() {
    return switch (kind) {
      case TIME, TIME_PART, UTC_PART -> field.equals(Field.TIME);
      case REQUEST, TARGET, PATH, STATUS -> true;
      default -> false;
    };
  }

  /** Whether the value is a number, so that its first byte tells a wrong place from a right one. */
  boolean isNumeric() {
    return switch (kind) {
      case STATUS, SIZE, DURATION, DURATIONS -> true;
      default -> false;
    };
  }

  /** Whether its time is added to that of others. */
  boolean isPartOfTime() {
    return kind == Kind.TIME_PART || kind == Kind.UTC_PART;
  }

  /** Whether any text will do. */
  boolean isText() {
    return kind == Kind.TEXT || kind == Kind.LIST;
  }
}
