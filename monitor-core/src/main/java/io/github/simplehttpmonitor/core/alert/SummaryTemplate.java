package io.github.simplehttpmonitor.core.alert;

import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.query.Query;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line with placeholders in braces: {@code {rule}}, {@code {value}}, {@code {percent}} (the value
 * times 100), {@code {threshold}}, {@code {hits}}, {@code {severity}}, {@code {state}} and, for a
 * rule over groups, {@code {group}} and the name of each key. Two braces stand for one.
 */
public final class SummaryTemplate {

  private static final Set<String> NAMES =
      Set.of("rule", "value", "percent", "threshold", "hits", "severity", "state", "group");

  private SummaryTemplate() {}

  /** What a placeholder is filled with. */
  public record Values(
      String rule,
      double value,
      double threshold,
      long hits,
      String severity,
      String state,
      Map<String, String> group) {}

  static void check(String template, Query query) {
    Set<String> known = new TreeSet<>(NAMES);
    for (GroupKey key : query.groupBy()) {
      known.add(key.name());
    }
    replace(
        template,
        name -> {
          if (!known.contains(name)) {
            throw new IllegalArgumentException(
                "the summary has no placeholder {" + name + "}; there are " + known);
          }
          return "";
        });
  }

  /** {@return the template with its placeholders filled} */
  public static String fill(String template, Values values) {
    return replace(template, name -> value(name, values));
  }

  /** {@return a number as people read it: at most four digits that matter} */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "no value";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static @Nullable String value(String name, Values values) {
    return switch (name) {
      case "rule" -> values.rule();
      case "value" -> number(values.value());
      case "percent" -> number(values.value() * 100);
      case "threshold" -> number(values.threshold());
      case "hits" -> Long.toString(values.hits());
      case "severity" -> values.severity();
      case "state" -> values.state();
      case "group" -> String.join(", ", values.group().values());
      default -> values.group().get(name);
    };
  }

  private static String replace(String template, Function<String, @Nullable String> values) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if ((c == '{' || c == '}') && at + 1 < template.length() && template.charAt(at + 1) == c) {
        text.append(c);
        at += 2;
      } else if (c == '{') {
        int end = template.indexOf('}', at);
        if (end < 0) {
          throw new IllegalArgumentException("a brace of the summary is not closed: " + template);
        }
        String value = values.apply(template.substring(at + 1, end));
        text.append(value == null ? "" : value);
        at = end + 1;
      } else {
        text.append(c);
        at++;
      }
    }
    return text.toString();
  }
}
