package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final boolean disjoint;

  private TemplateFormat(
      String name,
      String definition,
      List<Template> shapes,
      List<Template> ignored,
      boolean disjoint) {
    this.name = name;
    this.definition = definition;
    this.shapes = shapes;
    this.ignored = ignored;
    this.disjoint = disjoint;
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
        ignored.stream().map(Template::parse).toList(),
        ignored.isEmpty());
  }

  /** The same format, whose lines never fit both a request's template and one of the others. */
  TemplateFormat ofDisjointShapes() {
    return new TemplateFormat(name, definition, shapes, ignored, true);
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
    return new Parser(this, context);
  }

  /** Tries the templates one after the other. */
  private static final class Parser implements LineParser {
    private final TemplateParser[] requests;
    private final TemplateParser[] others;
    private final boolean requestsFirst;

    /** A line that stops before this place fits no other request, and no other template. */
    private final int sharedByRequests;

    private final int sharedByAll;

    Parser(TemplateFormat format, ParserContext context) {
      Map<TimeSpec, TimeReader> readers = new HashMap<>();
      requests = parsers(format.shapes, context, readers);
      others = parsers(format.ignored, context, readers);
      requestsFirst = format.disjoint;
      int shared = Integer.MAX_VALUE;
      for (TemplateParser request : requests) {
        shared = Math.min(shared, requests[0].shared(request));
      }
      sharedByRequests = shared;
      for (TemplateParser other : others) {
        shared = Math.min(shared, requests[0].shared(other));
      }
      sharedByAll = shared;
    }

    private static TemplateParser[] parsers(
        List<Template> templates, ParserContext context, Map<TimeSpec, TimeReader> readers) {
      return templates.stream()
          .map(template -> new TemplateParser(template, context, readers))
          .toArray(TemplateParser[]::new);
    }

    @Override
    public int parse(byte[] b, int from, int to, AccessRecord record) {
      if (isBlank(b, from, to)) {
        record.reset(b);
        return LineResult.IGNORED;
      }
      int code = LineResult.PARSED;
      if (requestsFirst) {
        code = requests[0].parse(b, from, to, record);
        if (isExact(code, record) || isFinal(code, requests[0], sharedByAll)) {
          return code;
        }
      }
      boolean known = requestsFirst && isFinal(code, requests[0], sharedByRequests);
      for (TemplateParser other : others) {
        int otherCode = other.parse(b, from, to, record);
        if (otherCode == LineResult.PARSED && !record.isCut()) {
          return LineResult.IGNORED;
        }
        if (isFinal(otherCode, other, sharedByAll)) {
          return otherCode;
        }
      }
      if (known) {
        return code;
      }
      code = requests[0].parse(b, from, to, record);
      return isExact(code, record) || isFinal(code, requests[0], sharedByRequests)
          ? code
          : best(code, b, from, to, record);
    }

    private int best(int first, byte[] b, int from, int to, AccessRecord record) {
      int best = 0;
      int bestCode = first;
      boolean exact = false;
      int last = 0;
      for (int i = 1; i < requests.length && !exact; i++) {
        int code = requests[i].parse(b, from, to, record);
        last = i;
        exact = isExact(code, record);
        if (exact || isBetter(code, bestCode)) {
          best = i;
          bestCode = code;
        }
      }
      return best == last ? bestCode : requests[best].parse(b, from, to, record);
    }

    private static boolean isFinal(int code, TemplateParser parser, int shared) {
      return LineResult.isMalformed(code) && parser.reached() < shared;
    }
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
