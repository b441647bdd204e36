package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;

/**
 * One column of a {@link Table}.
 *
 * @param role how it is read
 * @param field what it is
 * @param unitMicros microseconds in the unit of a duration or an epoch time, else 0
 * @param coding how its text is written
 */
record Column(Role role, Field field, long unitMicros, Coding coding) {

  /** Of a duration whose unit depends on how it is written, see {@link TabularParser}. */
  static final long UNIT_BY_SHAPE = -1;

  /** How a column is read. */
  enum Role {
    /** Text that is passed over. */
    SKIP,
    TEXT,
    /** An address with a port. */
    ADDRESS,
    /** A whole time stamp. */
    TIME,
    /** A date without a time of day. */
    DATE,
    /** A time of day. */
    CLOCK,
    STATUS,
    /** What a cache did, a slash and the status. */
    CACHE_AND_STATUS,
    /** How a server was found, a slash and its address. */
    PEER,
    SIZE,
    /** Several of them add up. */
    DURATION,
    REQUEST,
    TARGET,
    /** The path of a target whose query has a column of its own. */
    STEM,
    QUERY,
    /** The number of an HTTP version. */
    VERSION,
    /** What wrote the row: a web service, a mail service. */
    SERVICE
  }

  /** How text is written. */
  enum Coding {
    PLAIN,
    /** Spaces are plus signs; of two in a row the second is itself. */
    PLUS,
    /** Percent-encoded, perhaps twice. */
    PERCENT,
    /** {@code \xHH} and the like. */
    BACKSLASH
  }

  static final Column SKIPPED = of(Role.SKIP, Field.of("-"));

  static Column of(Role role, Field field) {
    return new Column(role, field, 0, Coding.PLAIN);
  }

  static Column text(Field field) {
    return of(Role.TEXT, field);
  }

  static Column text(String extension) {
    return text(Field.of(extension));
  }

  static Column size(Field field) {
    return of(Role.SIZE, field);
  }

  static Column duration(long unitMicros) {
    return new Column(Role.DURATION, Field.DURATION, unitMicros, Coding.PLAIN);
  }

  Column coded(Coding newCoding) {
    return new Column(role, field, unitMicros, newCoding);
  }

  /** Whether its text is neither encoded nor ever malformed. */
  boolean isPlain() {
    return role == Role.TEXT && coding == Coding.PLAIN && !field.equals(Field.METHOD);
  }

  /** Whether a record is of no use without this column. */
  boolean isEssential() {
    return switch (role) {
      case TIME, CLOCK, STATUS, CACHE_AND_STATUS, REQUEST, TARGET, STEM -> true;
      default -> false;
    };
  }

  /** Whether only lines about HTTP have such a column. */
  boolean isHttp() {
    return switch (role) {
      case STATUS, CACHE_AND_STATUS, REQUEST, TARGET, STEM -> true;
      default -> field.equals(Field.METHOD);
    };
  }
}
