package io.github.simplehttpmonitor.parser.formats;

/** Prints JSON for tests, in more than one way. */
final class JsonPrinter {

  private JsonPrinter() {}

  static String quote(String text, boolean escapeAll) {
    return '"' + escape(text, escapeAll) + '"';
  }

  /** Escapes what has to be, or whatever can be. */
  static String escape(String text, boolean escapeAll) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      String simple =
          switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '/' -> escapeAll ? "\\/" : "/";
            default -> null;
          };
      if (simple != null) {
        out.append(simple);
      } else if (c < ' ' || (escapeAll && c > '~')) {
        out.append(String.format("\\u%04" + (escapeAll ? "x" : "X"), (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
