package io.github.simplehttpmonitor.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract finds each fault that a parser may have. */
class BrokenFormatsTest {

  private static final LineParser GOOD = BrokenFormatsTest::parse;

  /** Lines that are a path; the method is the character before it. */
  private static int parse(byte[] b, int from, int to, AccessRecord record) {
    record.reset(b);
    if (from == to) {
      return LineResult.IGNORED;
    }
    if (to - from < 2 || b[from + 1] != '/') {
      return LineResult.malformed(MalformedReason.OTHER, 0);
    }
    record.setSlice(record.fields().slot(Field.METHOD), from, from + 1);
    record.setSlice(record.fields().slot(Field.PATH), from + 1, to);
    return LineResult.PARSED;
  }

  private static LogFormatContract contract(Function<ParserContext, LineParser> parsers) {
    return new PathContract(parsers);
  }

  private static final class PathContract extends LogFormatContract {
    private final Function<ParserContext, LineParser> parsers;

    PathContract(Function<ParserContext, LineParser> parsers) {
      this.parsers = parsers;
    }

    @Override
    protected LogFormat format() {
      return new LogFormat() {
        @Override
        public String name() {
          return "path";
        }

        @Override
        public List<Field> fields() {
          return List.of(Field.METHOD, Field.PATH);
        }

        @Override
        public LineParser newParser(ParserContext context) {
          return parsers.apply(context);
        }
      };
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of("G/a").with(Field.METHOD, "G").with(Field.PATH, "/a"),
          GoodLine.of("P/b").with(Field.PATH, "/b"));
    }

    @Override
    protected List<String> badLines() {
      return List.of("x", "no path");
    }
  }

  private static void finds(
      Function<ParserContext, LineParser> parsers, Consumer<LogFormatContract> test) {
    assertThatCode(() -> test.accept(contract(context -> GOOD))).doesNotThrowAnyException();
    assertThatThrownBy(() -> test.accept(contract(parsers))).isInstanceOf(AssertionError.class);
  }

  @Test
  void goodLineThatIsNot() {
    finds(
        context -> (b, from, to, record) -> LineResult.malformed(MalformedReason.OTHER, 0),
        LogFormatContract::goodLines_areParsed);
    finds(
        context ->
            (b, from, to, record) -> {
              record.reset(b);
              return LineResult.PARSED;
            },
        LogFormatContract::goodLines_areParsed);
  }

  @Test
  void badLineThatIsNot() {
    finds(
        context ->
            (b, from, to, record) -> {
              record.reset(b);
              return LineResult.PARSED;
            },
        LogFormatContract::badLines_areNotParsed);
  }

  @Test
  void columnBeyondTheLine() {
    finds(
        context -> (b, from, to, record) -> LineResult.malformed(MalformedReason.OTHER, to + 1),
        LogFormatContract::badLines_areNotParsed);
  }

  @Test
  void codeThatIsNone() {
    finds(context -> (b, from, to, record) -> 7, LogFormatContract::randomLines_areNoProblem);
  }

  @Test
  void exception() {
    finds(
        context ->
            (b, from, to, record) ->
                b[from + 1] == '/' ? parse(b, from, to, record) : LineResult.IGNORED,
        LogFormatContract::randomLines_areNoProblem);
    finds(
        context ->
            (b, from, to, record) ->
                b[from] == '#' ? LineResult.IGNORED : GOOD.parse(b, from, to, record),
        LogFormatContract::emptyLine_isNoProblem);
  }

  @Test
  void memoryOfEarlierLines() {
    finds(
        context -> {
          int[] lines = {0};
          return (b, from, to, record) -> {
            int code = parse(b, from, to, record);
            return lines[0]++ == 0 ? code : LineResult.IGNORED;
          };
        },
        LogFormatContract::earlierLines_leaveNothingBehind);
  }

  @Test
  void readingBeyondTheLine() {
    finds(
        context ->
            (b, from, to, record) -> {
              int code = parse(b, from, to, record);
              record.setSlice(record.fields().slot(Field.PATH), from + 1, b.length);
              return code;
            },
        LogFormatContract::placeInTheBuffer_doesNotMatter);
  }

  @Test
  void changingTheBuffer() {
    finds(
        context ->
            (b, from, to, record) -> {
              int code = parse(b, from, to, record);
              if (to < b.length) {
                b[to] ^= 1;
              }
              return code;
            },
        LogFormatContract::placeInTheBuffer_doesNotMatter);
  }

  @Test
  void outcomeThatDependsOnWhatIsWanted() {
    finds(
        context ->
            (b, from, to, record) ->
                context.fields().contains(Field.PATH)
                    ? parse(b, from, to, record)
                    : LineResult.IGNORED,
        LogFormatContract::unwantedFields_doNotMatter);
  }

  @Test
  void parsersThatShare() {
    int[] lines = {0};
    finds(
        context ->
            (b, from, to, record) ->
                lines[0]++ % 3 == 0 ? LineResult.IGNORED : parse(b, from, to, record),
        LogFormatContract::parsers_doNotInfluenceEachOther);
  }

  @Test
  void stateThatIsLost() {
    finds(
        context ->
            new LineParser() {
              private int lines;

              @Override
              public int parse(byte[] b, int from, int to, AccessRecord record) {
                return lines++ > 1 ? LineResult.IGNORED : GOOD.parse(b, from, to, record);
              }

              @Override
              public ParserState state() {
                return ParserState.of(new byte[] {(byte) lines});
              }
            },
        LogFormatContract::restoredState_goesOnTheSame);
  }
}
