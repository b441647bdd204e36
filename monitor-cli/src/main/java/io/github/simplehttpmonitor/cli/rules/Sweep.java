package io.github.simplehttpmonitor.cli.rules;

import io.github.simplehttpmonitor.cli.config.Thresholds;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.Level;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.spi.Durations;
import io.github.simplehttpmonitor.core.spi.Suggestion;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many values of one number of a rule, written {@code RULE.KEY=LOW..HIGH:STEP} or {@code
 * RULE.KEY=VALUE,VALUE}. Each makes a rule of its own; all of them are evaluated in one pass, and
 * those over one window share it.
 */
public final class Sweep {

  private static final int MAX_VALUES = 1_000;

  private static final List<String> KEYS =
      List.of(
          "above",
          "below",
          "recovery",
          "window",
          "for",
          "keep_firing_for",
          "warning.above",
          "warning.below",
          "warning.recovery",
          "critical.above",
          "critical.below",
          "critical.recovery");

  private Sweep() {}

  /**
   * {@return a rule for each value, named {@code RULE.KEY=VALUE}}
   *
   * @throws IllegalArgumentException if it makes no sense; the message is for the user
   */
  public static List<AlertRule> rules(String text, List<AlertRule> rules) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("write it like high-traffic.above=5..50:5");
    }
    String target = text.substring(0, equals);
    AlertRule rule =
        rules.stream()
            .filter(candidate -> target.startsWith(candidate.name() + "."))
            .max((a, b) -> a.name().length() - b.name().length())
            .orElseThrow(() -> noRule(target, rules));
    String key = target.substring(rule.name().length() + 1);
    if (!KEYS.contains(key)) {
      String nearest = Suggestion.nearest(key, KEYS);
      throw new IllegalArgumentException(
          "'"
              + key
              + "' cannot be swept; "
              + (nearest.isEmpty()
                  ? "it is one of " + String.join(", ", KEYS)
                  : "did you mean '" + nearest + "'?"));
    }
    List<AlertRule> made = new ArrayList<>();
    for (String value : values(text.substring(equals + 1), rule, key)) {
      made.add(with(rule, key, value, target + "=" + value));
    }
    return made;
  }

  private static IllegalArgumentException noRule(String target, List<AlertRule> rules) {
    return new IllegalArgumentException(
        "there is no rule of '"
            + target
            + "'; there are "
            + String.join(", ", rules.stream().map(AlertRule::name).toList()));
  }

  private static boolean isDuration(String key) {
    return key.equals("window") || key.equals("for") || key.equals("keep_firing_for");
  }

  private static List<String> values(String text, AlertRule rule, String key) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      return List.of(text.split(",", -1));
    }
    int colon = text.indexOf(':', dots);
    if (colon < 0) {
      throw new IllegalArgumentException("a range needs a step: " + text + ":5");
    }
    BigDecimal low = number(text.substring(0, dots), rule, key);
    BigDecimal high = number(text.substring(dots + 2, colon), rule, key);
    BigDecimal step = number(text.substring(colon + 1), rule, key);
    if (step.signum() <= 0 || high.compareTo(low) < 0) {
      throw new IllegalArgumentException("a range goes up, by a step above 0: " + text);
    }
    List<String> values = new ArrayList<>();
    for (BigDecimal at = low; at.compareTo(high) <= 0; at = at.add(step)) {
      values.add(
          isDuration(key)
              ? Durations.format(Duration.ofMillis(at.longValue()))
              : at.stripTrailingZeros().toPlainString());
      if (values.size() > MAX_VALUES) {
        throw new IllegalArgumentException("there are at most " + MAX_VALUES + " values");
      }
    }
    return values;
  }

  private static BigDecimal number(String text, AlertRule rule, String key) {
    return isDuration(key)
        ? BigDecimal.valueOf(Durations.parse(text).toMillis())
        : new BigDecimal(String.valueOf(Thresholds.parse(text, rule.query().measure())));
  }

  private static AlertRule with(AlertRule rule, String key, String value, String name) {
    AlertRule.Builder builder =
        AlertRule.builder(
                name,
                key.equals("window") ? rule.query().over(Durations.parse(value)) : rule.query())
            .pendingFor(key.equals("for") ? Durations.parse(value) : rule.pendingFor())
            .keepFiringFor(
                key.equals("keep_firing_for") ? Durations.parse(value) : rule.keepFiringFor())
            .noData(rule.noData())
            .labels(rule.labels())
            .summary(rule.summary())
            .maxGroups(rule.maxGroups());
    Level target = isDuration(key) ? null : target(rule, key);
    for (Level level : rule.levels()) {
      builder.level(
          level.severity(),
          level.equals(target)
              ? changed(
                  level.condition(),
                  key.substring(key.indexOf('.') + 1),
                  Thresholds.parse(value, rule.query().measure()))
              : level.condition());
    }
    return builder.build();
  }

  private static Level target(AlertRule rule, String key) {
    int dot = key.indexOf('.');
    Severity wanted =
        dot < 0 ? null : Severity.valueOf(key.substring(0, dot).toUpperCase(Locale.ROOT));
    List<Level> levels = rule.levels();
    // The most urgent one unless another was named.
    Level last = levels.get(levels.size() - 1);
    return levels.stream()
        .filter(level -> wanted == null ? level.equals(last) : level.severity() == wanted)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the rule '" + rule.name() + "' has no " + key));
  }

  private static Condition changed(Condition c, String key, double value) {
    boolean above = c.kind() == Condition.Kind.ABOVE;
    boolean fits = key.equals("recovery") || key.equals(above ? "above" : "below");
    if (c.kind() == Condition.Kind.OUTSIDE || !fits) {
      throw new IllegalArgumentException("the rule's condition is '" + c + "', not '" + key + "'");
    }
    if (key.equals("recovery")) {
      return above ? Condition.above(c.high(), value) : Condition.below(c.low(), value);
    }
    if (above) {
      boolean none = c.recoveryHigh() == c.high();
      return Condition.above(value, none ? value : Math.min(value, c.recoveryHigh()));
    }
    boolean none = c.recoveryLow() == c.low();
    return Condition.below(value, none ? value : Math.max(value, c.recoveryLow()));
  }
}
