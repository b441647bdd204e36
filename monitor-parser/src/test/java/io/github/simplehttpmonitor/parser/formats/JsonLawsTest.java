package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.formats.JsonExamples.Example;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every line, malformed ones too, of the JSON formats. */
class JsonLawsTest {

  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "\\\"",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "null",
          "true",
          "-",
          "0",
          "1e9",
          " ",
          "\"status\":",
          "\"time\":",
          "\"request\":",
          "\"\\u0041\"",
          "\"\\ud83d\"",
          "{\"a\":",
          "\0",
          "\u00FF",
          "\"records\":[",
          "\"message\":\"");

  static Stream<Example> examples() {
    return JsonExamples.stream();
  }

  @Provide
  Arbitrary<Example> example() {
    return Arbitraries.of(JsonExamples.ALL);
  }

  /** A line of some format, whole or with a part replaced. */
  @Provide
  Arbitrary<byte[]> lines() {
    Arbitrary<String> pieces =
        Arbitraries.of(PIECES).list().ofMaxSize(8).map(parts -> String.join("", parts));
    Arbitrary<String> damaged =
        Combinators.combine(
                example(),
                pieces,
                Arbitraries.integers().between(0, 900),
                Arbitraries.integers().between(0, 30))
            .as(
                (example, piece, at, cut) -> {
                  String line = example.line();
                  int from = Math.min(at, line.length());
                  return line.substring(0, from)
                      + piece
                      + line.substring(Math.min(from + cut, line.length()));
                });
    return Arbitraries.oneOf(
        example().map(example -> bytes(example.line())),
        damaged.map(JsonLawsTest::bytes),
        damaged.map(JsonLawsTest::bytes),
        pieces.map(text -> bytes("{" + text)),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(100));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static LogFormat format(Example example) {
    return FormatRegistry.builtIn().create(example.format());
  }

  private static Fields all(LogFormat format) {
    return Fields.of(format.fields());
  }

  private static String read(LineParser parser, Fields fields, byte[] b, int from, int to) {
    AccessRecord record = new AccessRecord(fields);
    int code = parser.parse(b, from, to, record);
    if (LineResult.isMalformed(code)) {
      assertThat(LineResult.column(code)).isBetween(0, to - from);
    }
    return code == LineResult.PARSED ? JsonReading.describe(record) : Reading.outcome(code);
  }

  @Property(tries = 3000)
  void placeAndEarlierLines_doNotMatter(
      @ForAll("example") Example example,
      @ForAll("lines") byte[] line,
      @ForAll @Size(max = 20) byte[] before,
      @ForAll("lines") byte[] after) {
    byte[] buffer = Arrays.copyOf(before, before.length + line.length + after.length);
    System.arraycopy(line, 0, buffer, before.length, line.length);
    System.arraycopy(after, 0, buffer, before.length + line.length, after.length);
    byte[] unchanged = buffer.clone();
    LogFormat format = format(example);
    Fields fields = all(format);
    LineParser used = format.newParser(ParserContext.of(fields));
    ParserState state = used.state();
    read(used, fields, after, 0, after.length);
    used.restore(state);
    assertThat(read(used, fields, buffer, before.length, before.length + line.length))
        .isEqualTo(read(format.newParser(ParserContext.of(fields)), fields, line, 0, line.length));
    assertThat(buffer).isEqualTo(unchanged);
  }

  @Property(tries = 3000)
  void unwantedFields_doNotMatter(
      @ForAll("example") Example example, @ForAll("lines") byte[] line, @ForAll Random random) {
    LogFormat format = format(example);
    List<Field> wanted = format.fields().stream().filter(field -> random.nextBoolean()).toList();
    Fields some = Fields.of(wanted);
    Fields all = all(format);
    AccessRecord ofSome = new AccessRecord(some);
    AccessRecord ofAll = new AccessRecord(all);
    int code = format.newParser(ParserContext.of(some)).parse(line, 0, line.length, ofSome);
    assertThat(code)
        .isEqualTo(format.newParser(ParserContext.of(all)).parse(line, 0, line.length, ofAll));
    if (code == LineResult.PARSED) {
      for (Field field : wanted) {
        assertThat(JsonReading.value(ofSome, field))
            .as(field.name())
            .isEqualTo(JsonReading.value(ofAll, field));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void truncatedAnywhere_isMalformed(Example example) {
    byte[] line = bytes(example.line());
    LogFormat format = format(example);
    Fields fields = all(format);
    LineParser parser = format.newParser(ParserContext.of(fields));
    int open = example.line().indexOf('{');
    int first = open + (example.line().charAt(open + 1) == ' ' ? 3 : 2);
    assertThat(IntStream.range(first, line.length))
        .allSatisfy(
            length ->
                assertThat(read(parser, fields, line, 0, length)).isEqualTo("TRUNCATED " + length));
    assertThat(IntStream.rangeClosed(1, open))
        .allSatisfy(
            length -> assertThat(read(parser, fields, line, 0, length)).isEqualTo("SYNTAX 0"));
  }
}
