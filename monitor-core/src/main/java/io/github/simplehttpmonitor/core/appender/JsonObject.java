package io.github.simplehttpmonitor.core.appender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one JSON object (RFC 8259). Control characters and direction marks are written as {@code
 * \\uNNNN}. Not thread-safe.
 */
public final class JsonObject {

  private final StringBuilder text = new StringBuilder(256).append('{');

  /** Begins an object. */
  public JsonObject() {}

  /** Puts a text or {@code null}. */
  public void put(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      text.append("null");
    } else {
      string(value);
    }
  }

  /** Puts a time in UTC or {@code null}. */
  public void put(String name, @Nullable Instant value) {
    put(name, value == null ? null : value.toString());
  }

  /** Puts a whole number. */
  public void put(String name, long value) {
    name(name);
    text.append(value);
  }

  /** Puts a number; {@code null} for one that JSON has not. */
  public void put(String name, double value) {
    name(name);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      text.append("null");
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      text.append((long) value);
    } else {
      text.append(value);
    }
  }

  /** Puts true or false. */
  public void put(String name, boolean value) {
    name(name);
    text.append(value);
  }

  /** Puts texts. */
  public void put(String name, List<String> values) {
    name(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",");
      string(values.get(i));
    }
    text.append(']');
  }

  /** Puts an object of texts. */
  public void put(String name, Map<String, String> values) {
    JsonObject object = new JsonObject();
    values.forEach(object::put);
    put(name, object);
  }

  /** Puts an object, which nothing is put into any more. */
  public void put(String name, JsonObject value) {
    name(name);
    text.append(value.end());
  }

  /** Puts objects, which nothing is put into any more. */
  public void putObjects(String name, List<JsonObject> values) {
    name(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",").append(values.get(i).end());
    }
    text.append(']');
  }

  /** {@return the object; nothing can be put any more} */
  public String end() {
    return text.append('}').toString();
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    string(name);
    text.append(':');
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20 || (c >= 0x7F && c < 0xA0) || isSpecial(c)) {
            text.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              text.append(Character.forDigit((c >> shift) & 0xF, 16));
            }
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  /** Unpaired surrogates cannot be encoded; separators and direction marks act on terminals. */
  private static boolean isSpecial(char c) {
    return Character.isSurrogate(c)
        || (c >= 0x200E && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x061C
        || c == 0xFEFF;
  }
}
