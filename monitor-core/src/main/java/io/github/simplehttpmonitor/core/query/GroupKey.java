package io.github.simplehttpmonitor.core.query;

import io.github.simplehttpmonitor.core.appender.Anonymizer;
import io.github.simplehttpmonitor.parser.Field;
import java.util.List;

/**
 * What a query groups by: a field as it is, or something derived from one. Immutable.
 *
 * @param name what it is called in labels
 * @param field the field it is made of
 * @param derivation how
 * @param patterns for {@link Derivation#PATTERNS}, path templates such as {@code /users/:id}, tried
 *     in order; otherwise empty
 * @param anonymity how much of the IP addresses in it is zeroed, as a level of {@link Anonymizer};
 *     0 leaves them
 */
public record GroupKey(
    String name, Field field, Derivation derivation, List<String> patterns, int anonymity) {

  /** The name of the first segment of the path. */
  public static final String SECTION = "section";

  /** The name of the class of the status. */
  public static final String STATUS_CLASS = "statusClass";

  /** The name of the path after its patterns. */
  public static final String ROUTE = "route";

  /** The most patterns. */
  public static final int MAX_PATTERNS = 1_000;

  /** How a key is made of its field. */
  public enum Derivation {
    /** As it is. */
    VALUE,
    /** The first segment of the path, with its slash. */
    SECTION,
    /** {@code 1xx} to {@code 5xx}. */
    STATUS_CLASS,
    /**
     * The first path template that fits; a path that fits none as it is, but with {@code :id} in
     * the place of each segment that is a number, a UUID or a long hexadecimal one.
     */
    PATTERNS
  }

  /** A key with the addresses that are in it. */
  public GroupKey(String name, Field field, Derivation derivation, List<String> patterns) {
    this(name, field, derivation, patterns, 0);
  }

  /** Checks the patterns. */
  public GroupKey {
    if (anonymity < 0 || anonymity > Anonymizer.MAX_LEVEL) {
      throw new IllegalArgumentException(
          "a level of anonymity is 0 to " + Anonymizer.MAX_LEVEL + ", not " + anonymity);
    }
    patterns = List.copyOf(patterns);
    if (patterns.size() > MAX_PATTERNS) {
      throw new IllegalArgumentException("there are at most " + MAX_PATTERNS + " path patterns");
    }
    for (String pattern : patterns) {
      if (!pattern.startsWith("/")) {
        throw new IllegalArgumentException(
            "a path pattern begins with a slash, unlike '" + pattern + "'");
      }
    }
  }

  /** {@return the key of that name: a field's, {@link #SECTION}, {@link #STATUS_CLASS}} */
  public static GroupKey of(String name) {
    return switch (name) {
      case SECTION -> new GroupKey(name, Field.PATH, Derivation.SECTION, List.of());
      case STATUS_CLASS -> new GroupKey(name, Field.STATUS, Derivation.STATUS_CLASS, List.of());
      case ROUTE -> route(List.of());
      default -> {
        Field field = Field.of(name);
        if (field.equals(Field.TIME)) {
          throw new IllegalArgumentException("requests cannot be grouped by time");
        }
        yield new GroupKey(field.name(), field, Derivation.VALUE, List.of());
      }
    };
  }

  /** {@return the key with so much of the IP addresses in it zeroed} */
  public GroupKey anonymized(int level) {
    return new GroupKey(name, field, derivation, patterns, level);
  }

  /** {@return the path after these patterns, under the name {@link #ROUTE}} */
  public static GroupKey route(List<String> patterns) {
    return new GroupKey(ROUTE, Field.PATH, Derivation.PATTERNS, patterns);
  }
}
