package io.github.simplehttpmonitor.testkit;

import io.github.simplehttpmonitor.parser.Field;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line that a format must parse, with what must come out of it. Immutable.
 *
 * <pre>{@code
 * GoodLine.of("2024-01-01T00:00:00Z /a 200")
 *     .with(Field.TIME, "2024-01-01T00:00:00Z")
 *     .with(Field.STATUS, "200")
 *     .without(Field.USER)
 * }</pre>
 */
public final class GoodLine {

  private final byte[] bytes;
  private final Map<Field, @Nullable String> expected;

  private GoodLine(byte[] bytes, Map<Field, @Nullable String> expected) {
    this.bytes = bytes;
    this.expected = expected;
  }

  /** {@return a line of this text in UTF-8, of which nothing is expected yet} */
  public static GoodLine of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return a line of a copy of these bytes, of which nothing is expected yet} */
  public static GoodLine of(byte[] bytes) {
    return new GoodLine(bytes.clone(), Map.of());
  }

  /**
   * {@return this line with one more expectation}
   *
   * @param field one of the format's fields
   * @param value its value in the form of {@link LogFormatContract#value}
   */
  public GoodLine with(Field field, String value) {
    return expecting(field, value);
  }

  /** {@return this line, expected to have no such field} */
  public GoodLine without(Field field) {
    return expecting(field, null);
  }

  private GoodLine expecting(Field field, @Nullable String value) {
    Map<Field, @Nullable String> more = new LinkedHashMap<>(expected);
    more.put(field, value);
    return new GoodLine(bytes, more);
  }

  /** {@return a copy of the line's bytes} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@return the expected values, null for a field that must be absent} */
  public Map<Field, @Nullable String> expected() {
    return Collections.unmodifiableMap(expected);
  }

  /** {@return the line as text} */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
