package io.github.simplehttpmonitor.cli;

/**
 * Fills texts with numbers, {@code 1,234,567}, and strings. {@link String#format} would do, but
 * loads what it knows of the numbers of all locales first, which takes a short run a tenth of its
 * time.
 */
final class Counted {

  private Counted() {}

  /**
   * {@return the text with each {@code {}} replaced by the next value}
   *
   * @param values integers, which are grouped by thousands, and strings
   */
  static String text(String pattern, Object... values) {
    StringBuilder text = new StringBuilder(pattern.length() + 32);
    int from = 0;
    for (Object value : values) {
      int at = pattern.indexOf("{}", from);
      text.append(pattern, from, at);
      if (value instanceof Long || value instanceof Integer) {
        append(text, ((Number) value).longValue());
      } else {
        text.append(value);
      }
      from = at + 2;
    }
    return text.append(pattern, from, pattern.length()).toString();
  }

  private static void append(StringBuilder text, long number) {
    int start = text.length();
    text.append(number);
    int first = number < 0 ? start + 1 : start;
    for (int comma = text.length() - 3; comma > first; comma -= 3) {
      text.insert(comma, ',');
    }
  }
}
