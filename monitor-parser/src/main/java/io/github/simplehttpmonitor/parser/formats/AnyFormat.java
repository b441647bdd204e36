package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
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
    return new Parser(formats, context);
  }

  /**
   * Tries the formats one after the other. Whether one fits exactly is decided with all of its
   * fields: a parser leaves what nobody wants at the end of a line alone.
   */
  private static final class Parser implements LineParser {
    private final LineParser[] deciders;
    private final LineParser[] parsers;
    private final AccessRecord[] decided;

    Parser(List<LogFormat> formats, ParserContext context) {
      deciders = new LineParser[formats.size()];
      parsers = new LineParser[formats.size()];
      decided = new AccessRecord[formats.size()];
      for (int i = 0; i < parsers.length; i++) {
        LogFormat format = formats.get(i);
        Fields all = Fields.of(format.fields());
        deciders[i] =
            format.newParser(
                new ParserContext(
                    all, context.zone(), context.reference(), context.maxLineBytes()));
        decided[i] = new AccessRecord(all);
        parsers[i] = format.newParser(context);
      }
    }

    @Override
    public int parse(byte[] b, int from, int to, AccessRecord record) {
      int best = -1;
      int bestCode = LineResult.IGNORED;
      for (int i = 0; i < deciders.length; i++) {
        AccessRecord one = decided[i];
        int code = deciders[i].parse(b, from, to, one);
        deciders[i].restore(ParserState.NONE);
        boolean exact = code == LineResult.PARSED && !one.isCut() && !one.hasExtraFields();
        if (exact || code == LineResult.IGNORED) {
          return parse(i, b, from, to, record);
        }
        if (best < 0 || isBetter(code, bestCode)) {
          best = i;
          bestCode = code;
        }
      }
      return best < 0 ? bestCode : parse(best, b, from, to, record);
    }

    private int parse(int format, byte[] b, int from, int to, AccessRecord record) {
      int code = parsers[format].parse(b, from, to, record);
      parsers[format].restore(ParserState.NONE);
      return code;
    }

    private static boolean isBetter(int code, int other) {
      return LineResult.isMalformed(other)
          && (!LineResult.isMalformed(code) || LineResult.column(code) > LineResult.column(other));
    }
  }
}
