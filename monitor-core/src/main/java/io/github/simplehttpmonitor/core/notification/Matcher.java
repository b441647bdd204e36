package io.github.simplehttpmonitor.core.notification;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;

/**
 * A condition on a label of an alert: {@code rule=high-traffic}, {@code group!=/api}, {@code
 * group=~/api.*}, {@code group!~/static.*}. Patterns are RE2's and fit the whole value. A label
 * that is not there is empty. Immutable.
 */
final class Matcher {

  private final String text;
  private final String label;
  private final boolean negated;
  private final Pattern pattern;

  private Matcher(String text, String label, boolean negated, Pattern pattern) {
    this.text = text;
    this.label = label;
    this.negated = negated;
    this.pattern = pattern;
  }

  static Matcher parse(String text) {
    int equals = text.indexOf('=');
    int not = text.indexOf('!');
    int operator = not > 0 && (equals < 0 || not < equals) ? not : equals;
    boolean negated = operator > 0 && operator == not;
    if (operator <= 0 || (negated && operator + 1 >= text.length())) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not of the form LABEL=VALUE, LABEL!=VALUE, LABEL=~PATTERN or"
              + " LABEL!~PATTERN");
    }
    int at = operator + 1;
    boolean isPattern = at < text.length() && text.charAt(at) == '~';
    if (negated && !isPattern && text.charAt(at) != '=') {
      throw new IllegalArgumentException("'" + text + "': after ! comes = or ~");
    }
    String value = text.substring(isPattern || negated ? at + 1 : at);
    if (!isPattern && value.startsWith("=")) {
      // As filters write it. Taken as a value it would fit nothing, and nothing would say so.
      throw new IllegalArgumentException(
          "'"
              + text
              + "': a matcher has one =; a value that begins with it is matched by =~ or !~");
    }
    try {
      Pattern pattern = Pattern.compile(isPattern ? value : Pattern.quote(value), Pattern.DOTALL);
      return new Matcher(text, text.substring(0, operator), negated, pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("'" + text + "': " + e.getDescription(), e);
    }
  }

  boolean matches(Map<String, String> labels) {
    return pattern.matches(labels.getOrDefault(label, "")) != negated;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matcher matcher && matcher.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@return it as it was written} */
  @Override
  public String toString() {
    return text;
  }
}
