package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.NoData;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one rule. */
final class RuleReader {

  /** As that of the default rule. */
  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(2);

  private final Problems problems;
  private final Section section;

  RuleReader(Problems problems, Node node) {
    this.problems = problems;
    this.section = new Section(problems, "a rule", node, ConfigKeys.RULE);
  }

  /** {@return the place of the name} */
  Node nameNode() {
    return section.node("name");
  }

  /** {@return the rule, null if something is wrong with it} */
  @Nullable AlertRule read() {
    String name = section.required("name");
    Duration given = section.duration("window");
    boolean windowIsRight = section.has("window") == (given != null);
    Query query = new QueryReader(section).read(given == null ? DEFAULT_WINDOW : given);
    Duration pending = section.duration("for");
    Duration keep = section.duration("keep_firing_for");
    NoData noData = section.choice("no_data", NoData.class);
    Integer maxGroups = section.integer("max_groups");
    Map<String, String> labels = section.map("labels");
    String summary = section.text("summary");
    if (name == null || query == null || !windowIsRight) {
      return null;
    }
    AlertRule.Builder builder = AlertRule.builder(name, query).labels(labels);
    if (!addLevels(builder, query.measure())) {
      return null;
    }
    if (pending != null) {
      builder.pendingFor(pending);
    }
    if (keep != null) {
      builder.keepFiringFor(keep);
    }
    if (noData != null) {
      builder.noData(noData);
    }
    AlertRule rule = build(builder, "name");
    if (rule != null && maxGroups != null) {
      rule = build(builder.maxGroups(maxGroups), "max_groups");
    }
    if (rule != null && summary != null) {
      rule = build(builder.summary(summary), "summary");
    }
    return rule;
  }

  private @Nullable AlertRule build(AlertRule.Builder builder, String key) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      section.problem(key, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private boolean addLevels(AlertRule.Builder builder, Measure measure) {
    boolean direct = section.has("above") || section.has("below") || section.has("outside");
    boolean warning = section.has("warning");
    boolean critical = section.has("critical");
    if (!direct && !warning && !critical) {
      problems.add(
          section.node(),
          "a rule needs a condition: 'above', 'below' or 'outside', in itself or in 'warning' or"
              + " 'critical'");
      return false;
    }
    if (direct && critical) {
      section.problem("critical", "the rule says twice when it is critical");
      return false;
    }
    boolean right = true;
    Condition worst = null;
    if (direct || critical) {
      Section level = direct ? section : section.section("critical", ConfigKeys.LEVEL);
      worst = add(builder, Severity.CRITICAL, level, measure);
      right = worst != null;
    } else if (section.has("recovery")) {
      section.problem("recovery", "it belongs into 'warning' or 'critical'");
      right = false;
    }
    if (warning) {
      Section level = section.section("warning", ConfigKeys.LEVEL);
      Condition least = add(builder, Severity.WARNING, level, measure);
      right &= least != null;
      if (worst != null && least != null && covers(worst, least)) {
        section.problem(
            "warning", "what is " + least + " is never a warning: " + worst + " is critical");
        right = false;
      }
    }
    return right;
  }

  private static @Nullable Condition add(
      AlertRule.Builder builder, Severity severity, Section level, Measure measure) {
    Condition condition = new ConditionReader(level, measure).read();
    if (condition != null) {
      builder.level(severity, condition);
    }
    return condition;
  }

  /** Whether every value that alarms the one alarms the other. */
  static boolean covers(Condition outer, Condition inner) {
    boolean above = inner.kind() != Condition.Kind.BELOW;
    boolean below = inner.kind() != Condition.Kind.ABOVE;
    return (!above || (outer.kind() != Condition.Kind.BELOW && outer.high() <= inner.high()))
        && (!below || (outer.kind() != Condition.Kind.ABOVE && outer.low() >= inner.low()));
  }

  /** Reads when a severity is reached. */
  private static final class ConditionReader {
    private final Section section;
    private final Measure measure;

    ConditionReader(Section section, Measure measure) {
      this.section = section;
      this.measure = measure;
    }

    @Nullable Condition read() {
      List<String> kinds =
          List.of("above", "below", "outside").stream().filter(section::has).toList();
      if (kinds.size() != 1) {
        section
            .problems()
            .add(
                kinds.isEmpty() ? section.node() : section.node(kinds.get(1)),
                "a condition is one of 'above', 'below' and 'outside'");
        return null;
      }
      String kind = kinds.get(0);
      return kind.equals("outside") ? outside() : oneSided(kind);
    }

    private @Nullable Condition oneSided(String kind) {
      boolean above = kind.equals("above");
      Double threshold = section.as(kind, text -> threshold(text, above));
      Double recovery = section.as("recovery", text -> Thresholds.parse(text, measure));
      if (threshold == null || section.has("recovery") != (recovery != null)) {
        return null;
      }
      double back = recovery == null ? threshold : recovery;
      try {
        return above ? Condition.above(threshold, back) : Condition.below(threshold, back);
      } catch (IllegalArgumentException e) {
        section.problem("recovery", String.valueOf(e.getMessage()));
        return null;
      }
    }

    private double threshold(String text, boolean above) {
      double threshold = Thresholds.parse(text, measure);
      boolean share =
          measure.kind() == Measure.Kind.RATIO || measure.kind() == Measure.Kind.MALFORMED_RATIO;
      if (share && (above ? threshold >= 1 : threshold > 1)) {
        throw new IllegalArgumentException(
            text.endsWith("%")
                ? "a share is below 100%, not " + text
                : "a share is from 0 to 1; " + text + " % is written " + text + "%");
      }
      return threshold;
    }

    private @Nullable Condition outside() {
      double[] range = range("outside");
      double[] recovery = section.has("recovery") ? range("recovery") : range;
      if (range == null || recovery == null) {
        return null;
      }
      try {
        Condition.outside(range[0], range[1]);
      } catch (IllegalArgumentException e) {
        section.problem("outside", String.valueOf(e.getMessage()));
        return null;
      }
      try {
        return new Condition(Condition.Kind.OUTSIDE, range[0], range[1], recovery[0], recovery[1]);
      } catch (IllegalArgumentException e) {
        section.problem("recovery", String.valueOf(e.getMessage()));
        return null;
      }
    }

    private double @Nullable [] range(String key) {
      List<String> texts = section.texts(key);
      if (texts.size() != 2) {
        section.problem(key, "a range is a list of two numbers: [10, 500]");
        return null;
      }
      try {
        return new double[] {
          Thresholds.parse(texts.get(0), measure), Thresholds.parse(texts.get(1), measure)
        };
      } catch (IllegalArgumentException e) {
        section.problem(key, String.valueOf(e.getMessage()));
        return null;
      }
    }
  }
}
