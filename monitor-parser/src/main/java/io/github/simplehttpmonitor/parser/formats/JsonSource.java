package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import org.jspecify.annotations.Nullable;

/**
 * A value of an object and what it means. Of several for one field the first that is there counts.
 *
 * @param path where the value lies
 * @param second where the second half of a time lies, which may be written as date and time, else
 *     null
 * @param field what it is
 * @param kind how it is read
 * @param exponent the unit of a duration as a power of ten of microseconds, 6 for seconds
 * @param time how a time is written, else null
 * @param utc whether a time without zone is in UTC, whatever the zone of the parser
 */
record JsonSource(
    JsonPath path,
    @Nullable JsonPath second,
    Field field,
    Kind kind,
    int exponent,
    @Nullable TimeSpec time,
    boolean utc) {

  /** How a value is read. */
  enum Kind {
    /** A request line, or the path alone. */
    REQUEST,
    /** A target with its query, or a URL. */
    TARGET,
    /** A path; the query is apart. */
    PATH,
    /** A query with or without its question mark. */
    QUERY,
    /** A protocol, or its version alone. */
    PROTOCOL,
    /** Text. */
    TEXT,
    /** An address with its port, which is left out. */
    ADDRESS,
    /** A response status. */
    STATUS,
    /** A number of bytes. */
    SIZE,
    /** A number in a unit, or a text with units. */
    DURATION,
    /** A text with units; a mere number says nothing. */
    DURATION_TEXT,
    /** A time. */
    TIME
  }
}
