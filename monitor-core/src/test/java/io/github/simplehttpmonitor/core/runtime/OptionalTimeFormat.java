package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.util.List;

/** The common format, in which a request with the time [-] has none and is for /untimed. */
final class OptionalTimeFormat implements LogFormat {

  private static final int TIME = "192.0.2.1 - - [".length();

  private final LogFormat common = FormatRegistry.builtIn().create("common");

  @Override
  public String name() {
    return common.name();
  }

  @Override
  public List<Field> fields() {
    return common.fields();
  }

  @Override
  public LineParser newParser(ParserContext context) {
    LineParser parser = common.newParser(context);
    return (buffer, from, to, record) -> {
      if (to - from > TIME && buffer[from + TIME] == '-') {
        record.reset(buffer);
        record.set(Field.PATH, "/untimed");
        return LineResult.PARSED;
      }
      return parser.parse(buffer, from, to, record);
    };
  }
}
