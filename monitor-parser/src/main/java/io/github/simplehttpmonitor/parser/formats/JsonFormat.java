package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A format whose lines are JSON objects. A field that somebody wants and the definition does not
 * have is looked for under its own name, which may be a path.
 */
final class JsonFormat implements LogFormat {

  private final String name;
  private final JsonDefinition definition;
  private final @Nullable LogFormat inner;

  /**
   * Makes a format.
   *
   * @param inner the format of the line inside, null if there is none
   */
  JsonFormat(String name, JsonDefinition definition, @Nullable LogFormat inner) {
    this.name = name;
    this.definition = definition;
    this.inner = inner;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String definition() {
    return definition.source();
  }

  @Override
  public List<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    if (inner != null) {
      fields.addAll(inner.fields());
    }
    for (JsonSource source : definition.sources()) {
      fields.add(source.field());
      switch (source.kind()) {
        case REQUEST ->
            fields.addAll(
                List.of(Field.METHOD, Field.TARGET, Field.PATH, Field.QUERY, Field.PROTOCOL));
        case TARGET -> fields.addAll(List.of(Field.PATH, Field.QUERY, Field.VIRTUAL_HOST));
        case PATH, QUERY -> fields.addAll(List.of(Field.TARGET, Field.PATH, Field.QUERY));
        default -> {}
      }
    }
    return List.copyOf(fields);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new JsonParser(definition, inner, context);
  }

  @Override
  public String toString() {
    return name;
  }
}
