package io.github.simplehttpmonitor.core.appender;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON as RFC 8259 has it and nothing else; names may not be repeated. */
final class StrictJson {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /** {@return the object: values are maps, lists, strings, doubles, booleans and null} */
  static Map<String, @Nullable Object> object(String text) {
    StrictJson json = new StrictJson(text);
    Map<String, @Nullable Object> object = json.object();
    if (json.at != text.length()) {
      throw json.error("the end");
    }
    return object;
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    expect('{');
    if (skip('}')) {
      return object;
    }
    do {
      String name = string();
      expect(':');
      if (object.containsKey(name)) {
        throw error("another name than " + name);
      }
      object.put(name, value());
    } while (skip(','));
    expect('}');
    return object;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> array = new ArrayList<>();
    expect('[');
    if (skip(']')) {
      return array;
    }
    do {
      array.add(value());
    } while (skip(','));
    expect(']');
    return array;
  }

  private @Nullable Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw error(word);
    }
    at += word.length();
    return value;
  }

  private Double number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw error("a value");
    }
    at = matcher.end();
    return Double.valueOf(matcher.group());
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (!skip('"')) {
      char c = next();
      if (c < 0x20) {
        throw error("no control character");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw error("an escape");
    };
  }

  private char peek() {
    if (at == text.length()) {
      throw error("more");
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw error("'" + c + "'");
    }
  }

  private IllegalArgumentException error(String expected) {
    return new IllegalArgumentException("expected " + expected + " at " + at + " of " + text);
  }
}
