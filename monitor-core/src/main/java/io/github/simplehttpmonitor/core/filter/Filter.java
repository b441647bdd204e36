package io.github.simplehttpmonitor.core.filter;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on records, written in a small typed language:
 *
 * <pre>{@code
 * status >= 500 && path startsWith "/api" && client in 10.0.0.0/8 && !(userAgent matches "bot")
 * }</pre>
 *
 * <ul>
 *   <li>{@code &&}, {@code ||}, {@code !}, parentheses;
 *   <li>{@code == != < <= > >=} for numbers, sizes ({@code 64k}), durations ({@code 250ms}) and
 *       times ({@code "2026-01-31T12:00:00Z"}); {@code ==} and {@code !=} for text;
 *   <li>{@code startsWith}, {@code endsWith}, {@code contains}, {@code matches} (an RE2 pattern,
 *       found anywhere) for text;
 *   <li>{@code in (a, b, ...)}, {@code in 500..599}, and for addresses {@code in 10.0.0.0/8};
 *   <li>{@code FIELD exists};
 *   <li>{@code section} is the first segment of the path, {@code statusClass} one of {@code "1xx"}
 *       to {@code "5xx"}. A field not known by name is an extension field of the format.
 * </ul>
 *
 * <p>A comparison with a field that is absent is false; {@code !=} is the negation of {@code ==}.
 * Immutable; safe for any number of threads.
 */
public final class Filter {

  /** The longest expression, in characters. */
  public static final int MAX_LENGTH = 16_384;

  private final String source;
  private final Node root;

  private Filter(String source, Node root) {
    this.source = source;
    this.root = root;
  }

  /**
   * Compiles an expression.
   *
   * @throws FilterException if it is wrong; it knows where
   */
  public static Filter parse(String expression) {
    if (expression.length() > MAX_LENGTH) {
      throw new FilterException(
          "a filter is at most " + MAX_LENGTH + " characters long", expression, MAX_LENGTH);
    }
    return new Filter(expression, new FilterParser(expression).parse());
  }

  /** {@return the fields it looks at} */
  public Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    root.collect(fields);
    return fields;
  }

  /** {@return the filter for records with these slots, for one thread} */
  public RecordPredicate bind(Fields slots) {
    return root.bind(slots);
  }

  /** Two filters are equal when their expressions are the same text. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Filter filter && filter.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** {@return the expression} */
  @Override
  public String toString() {
    return source;
  }
}
