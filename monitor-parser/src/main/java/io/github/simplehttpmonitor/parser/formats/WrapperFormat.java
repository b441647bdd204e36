package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A format whose lines hold the lines of another one. A time in the inner line wins over the
 * wrapper's; an inner line that is no record is as malformed as it would be alone.
 */
final class WrapperFormat implements LogFormat {

  private final Wrapper wrapper;
  private final LogFormat inner;
  private final String name;
  private final boolean optional;

  private WrapperFormat(Wrapper wrapper, LogFormat inner, String name, boolean optional) {
    this.wrapper = wrapper;
    this.inner = inner;
    this.name = name;
    this.optional = optional;
  }

  /** A format of lines that are all wrapped. */
  static WrapperFormat around(Wrapper wrapper, LogFormat inner) {
    return new WrapperFormat(wrapper, inner, wrapper.key() + ":" + inner.name(), false);
  }

  /** The same format, of lines that may be wrapped. */
  static WrapperFormat optional(Wrapper wrapper, LogFormat inner) {
    return new WrapperFormat(wrapper, inner, inner.name(), true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String definition() {
    return inner.definition();
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>(inner.fields());
    if (!fields.contains(Field.TIME)) {
      fields.add(Field.TIME);
    }
    return List.copyOf(fields);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new WrapperParser(
        wrapper.newPeeler(context), optional, inner.newParser(context), context);
  }

  @Override
  public String toString() {
    return name;
  }
}
