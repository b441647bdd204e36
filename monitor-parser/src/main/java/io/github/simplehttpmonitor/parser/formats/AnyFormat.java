package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Any of the formats that can be told by one line: the first that fits exactly, else the first that
 * fits at all. What a line is does not depend on the lines before it, so that it is the same
 * however a log is cut into pieces. Formats whose lines depend on others are left out.
 */
final class AnyFormat implements LogFormat {

  private static final String NAME = "any";

  private final List<LogFormat> formats;

  private AnyFormat(List<LogFormat> formats) {
    this.formats = formats;
  }

  static AnyFormat create() {
    List<LogFormat> formats = new ArrayList<>();
    for (LogFormatProvider provider : BuiltInProvider.ALL) {
      if (provider.isDetectable() && !TabularProviders.HEADED.contains(provider.name())) {
        formats.add(provider.create(FormatOptions.NONE));
      }
    }
    return new AnyFormat(List.copyOf(formats));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    formats.forEach(format -> fields.addAll(format.fields()));
    return List.copyOf(fields);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new Parser(
        formats.stream().map(format -> format.newParser(context)).toArray(LineParser[]::new));
  }

  /** Tries the parsers one after the other. */
  private record Parser(List<LineParser> parsers) implements LineParser {

    Parser(LineParser[] parsers) {
      this(List.of(parsers));
    }

    @Override
    public int parse(byte[] b, int from, int to, AccessRecord record) {
      int best = -1;
      int bestCode = LineResult.IGNORED;
      for (int i = 0; i < parsers.size(); i++) {
        LineParser parser = parsers.get(i);
        int code = parser.parse(b, from, to, record);
        parser.restore(ParserState.NONE);
        if (code == LineResult.IGNORED
            || (code == LineResult.PARSED && !record.isCut() && !record.hasExtraFields())) {
          return code;
        }
        if (best < 0 || isBetter(code, bestCode)) {
          best = i;
          bestCode = code;
        }
      }
      return best < 0 ? bestCode : parsers.get(best).parse(b, from, to, record);
    }

    private static boolean isBetter(int code, int other) {
      return LineResult.isMalformed(other)
          && (!LineResult.isMalformed(code) || LineResult.column(code) > LineResult.column(other));
    }
  }
}
