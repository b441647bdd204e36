package io.github.simplehttpmonitor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LogFormat} must hold to. Extend it in a test of JUnit 5, name the format and a
 * few lines; the tests are inherited.
 *
 * <pre>{@code
 * class TabFormatTest extends LogFormatContract {
 *   protected LogFormat format() {
 *     return new TabFormat();
 *   }
 *
 *   protected List<GoodLine> goodLines() {
 *     return List.of(
 *         GoodLine.of("2024-01-01T00:00:00Z\t/a")
 *             .with(Field.TIME, "2024-01-01T00:00:00Z")
 *             .with(Field.PATH, "/a"));
 *   }
 *
 *   protected List<String> badLines() {
 *     return List.of("no tab", "yesterday\t/a");
 *   }
 * }
 * }</pre>
 *
 * <p>Choose good lines that differ: with and without optional fields, with escapes, with text that
 * is not ASCII. Random bytes, damaged lines, lines amid others in a buffer and parsers made for few
 * fields are tried by the contract itself, with a fixed seed.
 */
public abstract class LogFormatContract {

  private static final int RANDOM_LINES = 2_000;
  private static final int RANDOM_SUBSETS = 50;
  private static final int MAX_RANDOM_BYTES = 300;

  /** For subclasses. */
  protected LogFormatContract() {}

  /** {@return the format under test; may be the same object every time} */
  protected abstract LogFormat format();

  /** {@return lines that must be parsed, in the order of a log; two or more, all different} */
  protected abstract List<GoodLine> goodLines();

  /** {@return lines that must not be parsed; one or more} */
  protected abstract List<String> badLines();

  /**
   * {@return lines that a log must begin with for the good lines to mean something, a {@code
   * #Fields} directive for instance; none of them is a record}
   */
  protected List<String> header() {
    return List.of();
  }

  /**
   * {@return a field's value as this contract compares it, null if absent: a time as {@link
   * Instant#toString}, the status, sizes and durations in microseconds as decimal numbers, all
   * others as text}
   */
  public static @Nullable String value(AccessRecord record, Field field) {
    return switch (field.type()) {
      case TIME -> {
        Instant time = record.time();
        yield time == null ? null : time.toString();
      }
      case INTEGER -> field.equals(Field.STATUS) ? number(record.status(), -1) : record.text(field);
      case SIZE ->
          number(
              field.equals(Field.BYTES) ? record.bytes() : record.requestBytes(),
              AccessRecord.ABSENT);
      case DURATION -> number(record.durationMicros(), AccessRecord.ABSENT);
      case TEXT -> record.text(field);
    };
  }

  private static @Nullable String number(long value, long absent) {
    return value == absent ? null : String.valueOf(value);
  }

  @Test
  final void format_saysWhatItIs() {
    assertThat(format().name()).as("name").isNotBlank();
    assertThat(format().fields()).as("fields").isNotEmpty().doesNotHaveDuplicates();
    assertThat(goodLines()).as("good lines").hasSizeGreaterThanOrEqualTo(2);
    assertThat(badLines()).as("bad lines").isNotEmpty();
  }

  @Test
  final void goodLines_areParsed() {
    Reader reader = new Reader(format().fields());
    for (GoodLine line : goodLines()) {
      assertThat(reader.read(line.bytes())).as("%s", line).startsWith("parsed");
      line.expected()
          .forEach(
              (field, value) -> {
                assertThat(format().fields()).as("the format's fields").contains(field);
                assertThat(value(reader.record, field))
                    .as("%s of %s", field, line)
                    .isEqualTo(value);
              });
    }
  }

  @Test
  final void badLines_areNotParsed() {
    for (String line : badLines()) {
      assertThat(new Reader(format().fields()).read(utf8(line)))
          .as(line)
          .doesNotStartWith("parsed");
    }
  }

  @Test
  final void emptyLine_isNoProblem() {
    Reader reader = new Reader(format().fields());
    assertThatCode(() -> reader.read(new byte[0])).doesNotThrowAnyException();
  }

  @Test
  final void randomLines_areNoProblem() {
    Random random = new Random(1);
    Reader reader = new Reader(format().fields());
    for (int i = 0; i < RANDOM_LINES; i++) {
      byte[] line = i % 2 == 0 ? randomBytes(random) : damaged(random);
      assertThatCode(() -> reader.read(line))
          .as(() -> "line " + Arrays.toString(line))
          .doesNotThrowAnyException();
    }
  }

  @Test
  final void earlierLines_leaveNothingBehind() {
    List<byte[]> earlier = new ArrayList<>();
    badLines().forEach(line -> earlier.add(utf8(line)));
    goodLines().forEach(line -> earlier.add(line.bytes()));
    for (GoodLine line : goodLines()) {
      String expected = new Reader(format().fields()).read(line.bytes());
      for (byte[] before : earlier) {
        Reader reader = new Reader(format().fields());
        ParserState state = reader.parser.state();
        reader.read(before);
        reader.parser.restore(state);
        assertThat(reader.read(line.bytes())).as("%s", line).isEqualTo(expected);
      }
    }
  }

  @Test
  final void placeInTheBuffer_doesNotMatter() {
    Random random = new Random(2);
    for (byte[] line : allLines()) {
      String expected = new Reader(format().fields()).read(line);
      for (int i = 0; i < RANDOM_SUBSETS; i++) {
        byte[] before = i % 2 == 0 ? randomBytes(random) : damaged(random);
        byte[] after = i % 2 == 0 ? damaged(random) : randomBytes(random);
        byte[] buffer = Arrays.copyOf(before, before.length + line.length + after.length);
        int to = before.length + line.length;
        System.arraycopy(line, 0, buffer, before.length, line.length);
        System.arraycopy(after, 0, buffer, to, after.length);
        byte[] unchanged = buffer.clone();
        assertThat(new Reader(format().fields()).read(buffer, before.length, to))
            .as(() -> text(line) + " in the middle of a buffer")
            .isEqualTo(expected);
        assertThat(buffer).as("the buffer, which is not to be changed").isEqualTo(unchanged);
      }
    }
  }

  @Test
  final void unwantedFields_doNotMatter() {
    Random random = new Random(3);
    List<List<Field>> subsets = new ArrayList<>();
    subsets.add(List.of());
    format().fields().forEach(field -> subsets.add(List.of(field)));
    for (int i = 0; i < RANDOM_SUBSETS; i++) {
      subsets.add(format().fields().stream().filter(field -> random.nextBoolean()).toList());
    }
    for (byte[] line : allLines()) {
      Reader all = new Reader(format().fields());
      String outcome = outcome(all.read(line));
      for (List<Field> wanted : subsets) {
        Reader some = new Reader(wanted);
        assertThat(outcome(some.read(line)))
            .as(() -> text(line) + " for " + wanted)
            .isEqualTo(outcome);
        if (outcome.equals("parsed")) {
          assertThat(values(some.record, wanted))
              .as(() -> text(line) + " for " + wanted)
              .isEqualTo(values(all.record, wanted));
        }
      }
    }
  }

  @Test
  final void parsers_doNotInfluenceEachOther() {
    List<String> alone = new ArrayList<>();
    Reader only = new Reader(format().fields());
    allLines().forEach(line -> alone.add(only.read(line)));
    LogFormat format = format();
    Reader first = new Reader(format, format.fields());
    Reader second = new Reader(format, format.fields());
    List<String> beside = new ArrayList<>();
    List<byte[]> lines = allLines();
    for (int i = 0; i < lines.size(); i++) {
      second.read(lines.get(lines.size() - 1 - i));
      beside.add(first.read(lines.get(i)));
      second.read(lines.get(i));
    }
    assertThat(beside).isEqualTo(alone);
  }

  @Test
  final void restoredState_goesOnTheSame() {
    List<byte[]> lines = new ArrayList<>();
    header().forEach(line -> lines.add(utf8(line)));
    lines.addAll(allLines());
    for (int k = 0; k <= lines.size(); k++) {
      Reader through = new Reader(format(), format().fields(), List.of());
      lines.subList(0, k).forEach(through::read);
      ParserState state = through.parser.state();
      assertThat(through.parser.state()).as("the state, asked twice").isEqualTo(state);
      Reader restored = new Reader(format(), format().fields(), List.of());
      restored.parser.restore(ParserState.of(state.toBytes()));
      for (byte[] line : lines.subList(k, lines.size())) {
        assertThat(restored.read(line)).as(text(line)).isEqualTo(through.read(line));
      }
      assertThat(restored.parser.state())
          .as("the state at the end")
          .isEqualTo(through.parser.state());
    }
  }

  @Test
  final void copiedRecord_staysAsItWas() {
    List<Field> fields = format().fields();
    Reader reader = new Reader(fields);
    for (GoodLine line : goodLines()) {
      byte[] bytes = line.bytes();
      reader.read(bytes);
      List<@Nullable String> values = values(reader.record, fields);
      AccessRecord copy = reader.record.copy();
      Arrays.fill(bytes, (byte) 'x');
      reader.read(bytes);
      assertThat(values(copy, fields)).as("%s", line).isEqualTo(values);
    }
  }

  /** Good and bad lines by turns. */
  private List<byte[]> allLines() {
    List<byte[]> lines = new ArrayList<>();
    List<String> bad = badLines();
    int next = 0;
    for (GoodLine line : goodLines()) {
      lines.add(line.bytes());
      lines.add(utf8(bad.get(next++ % bad.size())));
    }
    return lines;
  }

  private byte[] damaged(Random random) {
    List<GoodLine> lines = goodLines();
    byte[] line = lines.get(random.nextInt(lines.size())).bytes();
    for (int i = random.nextInt(4); i > 0 && line.length > 0; i--) {
      line[random.nextInt(line.length)] = (byte) random.nextInt(256);
    }
    return Arrays.copyOf(line, random.nextInt(line.length + 1));
  }

  private static byte[] randomBytes(Random random) {
    byte[] line = new byte[random.nextInt(MAX_RANDOM_BYTES)];
    random.nextBytes(line);
    return line;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }

  private static String outcome(String reading) {
    return reading.startsWith("parsed") ? "parsed" : reading;
  }

  private static List<@Nullable String> values(AccessRecord record, Collection<Field> fields) {
    List<@Nullable String> values = new ArrayList<>();
    fields.forEach(field -> values.add(value(record, field)));
    return values;
  }

  /** A parser that has read the header, with its record. */
  private final class Reader {
    private final List<Field> fields;
    private final LineParser parser;
    private final AccessRecord record;

    Reader(Collection<Field> fields) {
      this(format(), fields);
    }

    Reader(LogFormat format, Collection<Field> fields) {
      this(format, fields, header());
    }

    Reader(LogFormat format, Collection<Field> fields, List<String> header) {
      Fields wanted = Fields.of(fields);
      this.fields = wanted.list();
      this.parser = format.newParser(ParserContext.of(wanted));
      this.record = new AccessRecord(wanted);
      for (String line : header) {
        assertThat(read(utf8(line))).as(line).isEqualTo("ignored");
      }
    }

    String read(byte[] line) {
      return read(line, 0, line.length);
    }

    /** Describes what becomes of a line, after checking that it is one of the three things. */
    String read(byte[] buffer, int from, int to) {
      int code = parser.parse(buffer, from, to, record);
      if (LineResult.isMalformed(code)) {
        int column = LineResult.column(code);
        assertThat(column).as("column of the misfit").isBetween(0, to - from);
        return "malformed " + LineResult.reason(code) + " " + column;
      }
      assertThat(code).as("code").isIn(LineResult.PARSED, LineResult.IGNORED);
      return code == LineResult.IGNORED ? "ignored" : "parsed " + values(record, fields);
    }
  }
}
