package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A format of the CLF family: a definition of Apache's or nginx's, ready to make parsers. */
final class DefinitionFormat implements LogFormat {

  private final String name;
  private final String source;
  private final Definition definition;

  DefinitionFormat(String name, String source, Definition definition) {
    this.name = name;
    this.source = source;
    this.definition = definition;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String definition() {
    return source;
  }

  @Override
  public List<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    for (Element element : definition.elements()) {
      fields.add(element.field());
      if (element.kind() == Element.Kind.REQUEST) {
        fields.add(Field.METHOD);
      }
      if (element.kind() == Element.Kind.REQUEST || element.kind() == Element.Kind.TARGET) {
        fields.addAll(List.of(Field.TARGET, Field.PATH, Field.QUERY));
      }
      if (element.kind() == Element.Kind.REQUEST) {
        fields.add(Field.PROTOCOL);
      }
    }
    return List.copyOf(fields);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new DefinitionParser(definition, context);
  }

  @Override
  public String toString() {
    return name;
  }
}
