package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.List;

/** A format whose rows are columns between delimiters. */
final class TabularFormat implements LogFormat {

  private final String name;
  private final String definition;
  private final List<Field> fields;
  private final Directives directives;

  /**
   * Makes a format.
   *
   * @param fields what rows can fill, beyond what columns named in the log bring
   */
  TabularFormat(String name, String definition, List<Field> fields, Directives directives) {
    this.name = name;
    this.definition = definition;
    this.fields = fields;
    this.directives = directives;
  }

  static TabularFormat fixed(String name, String definition, Table table) {
    return new TabularFormat(name, definition, table.fields(), Directives.fixed(table));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String definition() {
    return definition;
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new TabularParser(directives, context);
  }

  @Override
  public String toString() {
    return name;
  }
}
