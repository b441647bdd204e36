package io.github.simplehttpmonitor.core.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes the comparisons of one field, checking that types fit. */
final class Comparisons {

  private static final Set<String> ORDER = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> TEXT =
      Set.of("==", "!=", "startsWith", "endsWith", "contains", "matches");

  /** The longest pattern, in characters. */
  private static final int MAX_PATTERN = 1_000;

  private final String source;
  private final Token name;
  private final Field field;
  private final boolean section;
  private final boolean statusClass;

  /**
   * A value of a list, or a range.
   *
   * @param high null if it is no range
   */
  record Value(Token low, @Nullable Token high) {}

  /** Whether a slice of text passes. */
  private interface TextTest {
    boolean test(byte[] b, int from, int to);
  }

  Comparisons(String source, Token name) {
    this.source = source;
    this.name = name;
    this.section = name.text().equals("section");
    this.statusClass = name.text().equals("statusClass");
    this.field = section ? Field.PATH : statusClass ? Field.STATUS : Field.of(name.text());
  }

  static boolean isOperator(Token token) {
    return token.kind() != Token.Kind.STRING
        && (ORDER.contains(token.text()) || TEXT.contains(token.text()));
  }

  Node exists() {
    return switch (field.type()) {
      case TEXT -> text((b, from, to) -> true);
      case TIME, INTEGER, SIZE, DURATION -> number(value -> true);
    };
  }

  Node compare(Token operator, Token value) {
    String op = operator.text();
    if (statusClass) {
      return equality(op, operator, number(statusClassTest(value)));
    }
    if (field.type() != Field.Type.TEXT) {
      if (!ORDER.contains(op)) {
        throw error(
            "'" + op + "' compares text, but " + name.text() + " is " + typeName(), operator);
      }
      long limit = NumberLiterals.parse(source, field, value);
      return switch (op) {
        case "<" -> number(v -> v < limit);
        case "<=" -> number(v -> v <= limit);
        case ">" -> number(v -> v > limit);
        case ">=" -> number(v -> v >= limit);
        case "!=" -> new Node.Not(number(v -> v == limit));
        default -> number(v -> v == limit);
      };
    }
    if (!TEXT.contains(op)) {
      throw error("'" + op + "' compares numbers, but " + name.text() + " is text", operator);
    }
    if (op.equals("matches")) {
      return matches(value);
    }
    byte[] wanted = text(value);
    return switch (op) {
      case "startsWith" -> text((b, from, to) -> Bytes.startsWith(b, from, to, wanted));
      case "endsWith" ->
          text(
              (b, from, to) ->
                  to - from >= wanted.length
                      && Bytes.equal(b, to - wanted.length, to, wanted, 0, wanted.length));
      case "contains" -> text((b, from, to) -> contains(b, from, to, wanted));
      default -> equality(op, operator, text(equalTo(wanted)));
    };
  }

  private Node equality(String op, Token operator, Node equal) {
    if (!op.equals("==") && !op.equals("!=")) {
      throw error("'" + op + "' does not go with " + name.text(), operator);
    }
    return op.equals("!=") ? new Node.Not(equal) : equal;
  }

  Node in(Token operator, List<Value> values) {
    List<Node> parts = new ArrayList<>();
    for (Value value : values) {
      parts.add(in(operator, value));
    }
    return parts.size() == 1 ? parts.get(0) : new Node.Or(List.copyOf(parts));
  }

  private Node in(Token operator, Value value) {
    Token high = value.high();
    if (statusClass && high == null) {
      return number(statusClassTest(value.low()));
    }
    if (field.type() != Field.Type.TEXT) {
      long low = NumberLiterals.parse(source, field, value.low());
      long top = high == null ? low : NumberLiterals.parse(source, field, high);
      if (top < low) {
        throw error("this range has its end before its beginning", value.low());
      }
      return number(v -> v >= low && v <= top);
    }
    if (high != null) {
      throw error("a range is of numbers, but " + name.text() + " is text", operator);
    }
    if (value.low().kind() == Token.Kind.STRING) {
      return text(equalTo(text(value.low())));
    }
    AddressRange range = AddressRange.parse(value.low().text());
    if (range == null) {
      throw error(
          "this is neither a text in quotes nor an address like 10.0.0.0/8 or 2001:db8::/32",
          value.low());
    }
    return new Node.Comparison(
        field,
        (slots, slot) -> {
          AddressRange.Reader reader = new AddressRange.Reader();
          return record ->
              record.has(slot)
                  && range.contains(
                      reader, record.buffer(slot), record.from(slot), record.to(slot));
        });
  }

  private Node matches(Token value) {
    if (value.kind() != Token.Kind.STRING) {
      throw error("a pattern is written in quotes", value);
    }
    if (value.text().length() > MAX_PATTERN) {
      throw error("a pattern is at most " + MAX_PATTERN + " characters long", value);
    }
    if (PatternSize.of(value.text()) > PatternSize.MAX) {
      throw error("the pattern repeats too much", value);
    }
    try {
      Pattern pattern = Pattern.compile(value.text());
      // RE2/J takes time linear in the text, whatever the pattern.
      return text((b, from, to) -> matches(pattern, b, from, to));
    } catch (PatternSyntaxException e) {
      throw error("the pattern is wrong: " + e.getDescription(), value);
    }
  }

  private static boolean matches(Pattern pattern, byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] < 0) {
        // Given bytes, RE2/J 1.8 takes the place after any that is not ASCII for the text's start.
        return pattern.matcher(Bytes.toText(b, from, to)).find();
      }
    }
    return pattern.matcher(Arrays.copyOfRange(b, from, to)).find();
  }

  private static TextTest equalTo(byte[] wanted) {
    return (b, from, to) -> Bytes.equal(b, from, to, wanted, 0, wanted.length);
  }

  private static boolean contains(byte[] b, int from, int to, byte[] wanted) {
    if (wanted.length == 0) {
      return true;
    }
    int last = to - wanted.length;
    for (int at = Bytes.indexOf(b, from, to, wanted[0]);
        at >= 0 && at <= last;
        at = Bytes.indexOf(b, at + 1, to, wanted[0])) {
      if (Bytes.startsWith(b, at, to, wanted)) {
        return true;
      }
    }
    return false;
  }

  private Node text(TextTest test) {
    if (section) {
      return new Node.Comparison(
          field, (slots, slot) -> record -> record.has(slot) && inSection(test, record, slot));
    }
    return new Node.Comparison(
        field,
        (slots, slot) ->
            record ->
                record.has(slot)
                    && test.test(record.buffer(slot), record.from(slot), record.to(slot)));
  }

  /** Tests the first segment with its slash, as statistics show it. */
  private static boolean inSection(TextTest test, AccessRecord record, int slot) {
    byte[] b = record.buffer(slot);
    int from = record.from(slot);
    int to = record.to(slot);
    boolean rooted = from < to && b[from] == '/';
    int slash = Bytes.indexOf(b, rooted ? from + 1 : from, to, '/');
    int end = slash < 0 ? to : slash;
    if (rooted) {
      return test.test(b, from, end);
    }
    // OPTIONS * or a proxy's http://host: rare.
    byte[] shown = new byte[1 + end - from];
    shown[0] = '/';
    System.arraycopy(b, from, shown, 1, end - from);
    return test.test(shown, 0, shown.length);
  }

  private Node number(LongPredicate test) {
    ToLongFunction<AccessRecord> value = reader(field);
    return new Node.Comparison(
        field,
        (slots, slot) ->
            record -> {
              long number = value.applyAsLong(record);
              return number != AccessRecord.ABSENT && test.test(number);
            });
  }

  private static ToLongFunction<AccessRecord> reader(Field field) {
    if (field.equals(Field.STATUS)) {
      return record -> record.status() < 0 ? AccessRecord.ABSENT : record.status();
    }
    if (field.equals(Field.TIME)) {
      return AccessRecord::timeMicros;
    }
    if (field.equals(Field.DURATION)) {
      return AccessRecord::durationMicros;
    }
    return field.equals(Field.BYTES) ? AccessRecord::bytes : AccessRecord::requestBytes;
  }

  private LongPredicate statusClassTest(Token value) {
    String text = value.text();
    boolean fits =
        text.length() == 3
            && text.charAt(0) >= '1'
            && text.charAt(0) <= '9'
            && text.substring(1).equalsIgnoreCase("xx");
    if (!fits) {
      throw error("a status class is one of \"1xx\" to \"5xx\"", value);
    }
    int hundreds = text.charAt(0) - '0';
    return status -> status / 100 == hundreds;
  }

  private byte[] text(Token value) {
    if (value.kind() != Token.Kind.STRING) {
      throw error(name.text() + " is text: write " + value.shown() + " in double quotes", value);
    }
    return value.text().getBytes(StandardCharsets.UTF_8);
  }

  private String typeName() {
    return switch (field.type()) {
      case TEXT -> "text";
      case TIME -> "a time";
      case INTEGER -> "a number";
      case SIZE -> "a size in bytes";
      case DURATION -> "a duration";
    };
  }

  private FilterException error(String message, Token at) {
    return new FilterException(message, source, at.column());
  }
}
