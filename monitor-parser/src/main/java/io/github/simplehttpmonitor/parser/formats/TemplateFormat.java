package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A format of lines of one shape or a few: of those that fit, the first that fits to the end of the
 * line is taken. Lines of other shapes that its writer mixes in are ignored.
 */
final class TemplateFormat implements LogFormat {

  private final String name;
  private final String definition;
  private final List<Template> shapes;
  private final List<Template> ignored;

  private TemplateFormat(
      String name, String definition, List<Template> shapes, List<Template> ignored) {
    this.name = name;
    this.definition = definition;
    this.shapes = shapes;
    this.ignored = ignored;
  }

  /**
   * Makes a format.
   *
   * @param shapes templates of requests
   * @param ignored templates of what is no request
   */
  static TemplateFormat of(String name, List<String> shapes, List<String> ignored) {
    return new TemplateFormat(
        name,
        shapes.get(0),
        shapes.stream().map(Template::parse).toList(),
        ignored.stream().map(Template::parse).toList());
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
    Set<Field> fields = new LinkedHashSet<>();
    shapes.forEach(shape -> fields.addAll(shape.fields()));
    return List.copyOf(fields);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    TemplateParser[] requests = parsers(shapes, context);
    TemplateParser[] others = parsers(ignored, context);
    return (b, from, to, record) -> parse(requests, others, b, from, to, record);
  }

  private static TemplateParser[] parsers(List<Template> templates, ParserContext context) {
    return templates.stream()
        .map(template -> new TemplateParser(template, context))
        .toArray(TemplateParser[]::new);
  }

  private static int parse(
      TemplateParser[] requests,
      TemplateParser[] others,
      byte[] b,
      int from,
      int to,
      AccessRecord record) {
    record.reset(b);
    if (isBlank(b, from, to)) {
      return LineResult.IGNORED;
    }
    for (TemplateParser other : others) {
      if (other.parse(b, from, to, record) == LineResult.PARSED && !record.isCut()) {
        return LineResult.IGNORED;
      }
    }
    int best = 0;
    int bestCode = requests[0].parse(b, from, to, record);
    boolean bestExact = isExact(bestCode, record);
    int last = 0;
    for (int i = 1; i < requests.length && !bestExact; i++) {
      int code = requests[i].parse(b, from, to, record);
      last = i;
      bestExact = isExact(code, record);
      if (bestExact || isBetter(code, bestCode)) {
        best = i;
        bestCode = code;
      }
    }
    return best == last ? bestCode : requests[best].parse(b, from, to, record);
  }

  private static boolean isExact(int code, AccessRecord record) {
    return code == LineResult.PARSED && !record.isCut() && !record.hasExtraFields();
  }

  /** Whether an outcome is better than another: a record, or a misfit farther on. */
  private static boolean isBetter(int code, int other) {
    return LineResult.isMalformed(other)
        && (!LineResult.isMalformed(code) || LineResult.column(code) > LineResult.column(other));
  }

  private static boolean isBlank(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] != ' ' && b[i] != '\t' && b[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
