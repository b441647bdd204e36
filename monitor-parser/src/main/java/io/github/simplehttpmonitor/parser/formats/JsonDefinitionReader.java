package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.JsonSource.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link JsonDefinition}. */
final class JsonDefinitionReader {

  private static final int MAX_STEPS = 16;

  private final String source;
  private final Map<Field, List<JsonSource>> sources = new LinkedHashMap<>();
  private final List<JsonDefinition.Condition> conditions = new ArrayList<>();
  private final List<List<JsonPath>> needs = new ArrayList<>();
  private final List<JsonPath> others = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable JsonPath root;
  private @Nullable JsonPath line;
  private String lineFormat = "";
  private int at;

  private JsonDefinitionReader(String source) {
    this.source = source;
  }

  static JsonDefinition read(String source) {
    return new JsonDefinitionReader(source).read();
  }

  /** {@return the path that a name of a field spells, or null if it spells none} */
  static @Nullable JsonPath pathOf(String name) {
    try {
      JsonDefinitionReader reader = new JsonDefinitionReader(name);
      JsonPath path = reader.path();
      return reader.at == name.length() ? path : null;
    } catch (FormatException e) {
      return null;
    }
  }

  private JsonDefinition read() {
    do {
      item();
    } while (skip(','));
    if (at < source.length()) {
      throw wrong("a comma or the end of the definition is expected here", at);
    }
    if (sources.isEmpty() && line == null) {
      throw wrong("the definition names no field", 0);
    }
    List<JsonSource> ordered = new ArrayList<>();
    sources.values().forEach(ordered::addAll);
    ordered.sort(Comparator.comparingInt(JsonDefinitionReader::phase));
    return new JsonDefinition(
        source, ordered, conditions, needs, others, root, line, lineFormat, false);
  }

  /** What later values depend on comes first; the sources of a field stay together. */
  private static int phase(JsonSource one) {
    return switch (one.kind()) {
      case REQUEST -> 0;
      case TARGET -> 1;
      case PATH -> 2;
      case QUERY -> 3;
      default -> 4;
    };
  }

  private void item() {
    spaces();
    int start = at;
    String name = word("a field's name");
    if (name.isBlank()) {
      throw wrong("a field's name is expected here", start);
    }
    if (!seen.add(name)) {
      throw wrong("'" + name + "' is defined twice; put its sources together with '|'", start);
    }
    expect('=');
    if (!name.startsWith("@")) {
      Field field = Field.of(name);
      List<JsonSource> list = sources.computeIfAbsent(field, f -> new ArrayList<>());
      do {
        list.add(source(field));
      } while (skip('|'));
      return;
    }
    seen.remove(name);
    switch (name) {
      case "@if" -> conditions.add(condition());
      case "@need" -> needs.add(paths());
      case "@other" -> others.addAll(paths());
      case "@root" -> root = path();
      case "@line" -> {
        line = path();
        int open = at;
        lineFormat = argument();
        if (lineFormat.isEmpty()) {
          throw wrong("the format of the line is missing: " + name + "=PATH(FORMAT)", open);
        }
      }
      default ->
          throw wrong(
              "there is no " + name + "; there are @if, @need, @other, @root, @line", start);
    }
  }

  private JsonDefinition.Condition condition() {
    JsonPath path = path();
    int open = at;
    String values = argument();
    if (values.isEmpty()) {
      throw wrong("the value is missing: @if=PATH(VALUE)", open);
    }
    return new JsonDefinition.Condition(path, List.of(values.split("\\|")));
  }

  private List<JsonPath> paths() {
    List<JsonPath> paths = new ArrayList<>();
    do {
      paths.add(path());
    } while (skip('|'));
    return List.copyOf(paths);
  }

  private JsonSource source(Field field) {
    int start = at;
    JsonPath path = path();
    JsonPath second = skip('+') ? path() : null;
    if (second != null && field.type() != Field.Type.TIME) {
      throw wrong("only a time can be in two values", start);
    }
    int open = at;
    String argument = argument();
    boolean utc = argument.startsWith("utc:");
    return switch (field.type()) {
      case TIME ->
          new JsonSource(
              path,
              second,
              field,
              Kind.TIME,
              0,
              time(utc ? argument.substring(4) : argument, open),
              utc);
      case DURATION -> {
        Kind kind = argument.equals("text") ? Kind.DURATION_TEXT : Kind.DURATION;
        yield new JsonSource(path, null, field, kind, exponent(argument, open), null, false);
      }
      case INTEGER -> simple(path, field, Kind.STATUS, argument, open);
      case SIZE -> simple(path, field, Kind.SIZE, argument, open);
      case TEXT -> {
        if (argument.equals("port")) {
          yield simple(path, field, Kind.ADDRESS, "", open);
        }
        yield simple(path, field, textKind(field), argument, open);
      }
    };
  }

  private JsonSource simple(JsonPath path, Field field, Kind kind, String argument, int open) {
    if (!argument.isEmpty()) {
      throw wrong("'" + argument + "' says nothing about " + field, open + 1);
    }
    return new JsonSource(path, null, field, kind, 0, null, false);
  }

  private static Kind textKind(Field field) {
    if (field.equals(Field.REQUEST)) {
      return Kind.REQUEST;
    }
    if (field.equals(Field.TARGET)) {
      return Kind.TARGET;
    }
    if (field.equals(Field.PATH)) {
      return Kind.PATH;
    }
    if (field.equals(Field.QUERY)) {
      return Kind.QUERY;
    }
    return field.equals(Field.PROTOCOL) ? Kind.PROTOCOL : Kind.TEXT;
  }

  private TimeSpec time(String pattern, int open) {
    try {
      return pattern.isEmpty() || pattern.equals("auto") ? TimeSpec.AUTO : new TimeSpec(pattern);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), open + 1);
    }
  }

  private int exponent(String unit, int open) {
    return switch (unit) {
      case "", "s", "text" -> 6;
      case "ms" -> 3;
      case "us" -> 0;
      case "ns" -> -3;
      default ->
          throw wrong(
              "the unit of a duration is one of s, ms, us, ns, text, not '" + unit + "'", open + 1);
    };
  }

  private JsonPath path() {
    spaces();
    int start = at;
    List<JsonPath.Step> steps = new ArrayList<>();
    do {
      steps.add(new JsonPath.Step(word("a key"), -1));
      while (skip('[')) {
        steps.add(new JsonPath.Step("", index()));
      }
    } while (skip('.'));
    spaces();
    if (steps.size() > MAX_STEPS) {
      throw wrong("a path has at most " + MAX_STEPS + " steps", start);
    }
    return new JsonPath(steps);
  }

  private int index() {
    int start = at;
    while (at < source.length() && Character.digit(source.charAt(at), 10) >= 0 && at - start < 3) {
      at++;
    }
    int index = at == start ? -1 : Integer.parseInt(source.substring(start, at));
    if (index < 0 || index > JsonPath.MAX_INDEX || !skip(']')) {
      throw wrong("an index is a number from 0 to " + JsonPath.MAX_INDEX + " in brackets", start);
    }
    return index;
  }

  /** Reads a key or a name, quoted or not. */
  private String word(String what) {
    int start = at;
    if (skip('"')) {
      StringBuilder word = new StringBuilder();
      while (at < source.length() && source.charAt(at) != '"') {
        at += source.charAt(at) == '\\' && at + 1 < source.length() ? 1 : 0;
        word.append(source.charAt(at++));
      }
      if (!skip('"')) {
        throw wrong("the quote is not closed", start);
      }
      return word.toString();
    }
    while (at < source.length() && isWordPart(source.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw wrong(what + " is expected here", start);
    }
    return source.substring(start, at);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || "_-:@$/".indexOf(c) >= 0;
  }

  /** Reads what is in parentheses, empty if there are none. */
  private String argument() {
    int open = at;
    if (!skip('(')) {
      return "";
    }
    int close = source.indexOf(')', at);
    if (close < 0) {
      throw wrong("'(' is not closed", open);
    }
    String argument = source.substring(at, close);
    at = close + 1;
    spaces();
    return argument;
  }

  private void expect(char c) {
    spaces();
    if (!skip(c)) {
      throw wrong("'" + c + "' is expected here", at);
    }
  }

  private boolean skip(char c) {
    if (at < source.length() && source.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void spaces() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  private FormatException wrong(String message, int column) {
    return new FormatException(message, source, column);
  }
}
