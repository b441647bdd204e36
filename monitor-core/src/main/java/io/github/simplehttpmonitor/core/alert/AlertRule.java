package io.github.simplehttpmonitor.core.alert;

import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When to raise an alert: a query, conditions on its value, and for how long they have to hold. A
 * rule over groups has one alert for each. Immutable.
 *
 * <pre>{@code
 * AlertRule.builder("api-errors", Query.of(Measure.ratio(Filter.parse("status >= 500")), minutes5))
 *     .warning(Condition.above(0.01))
 *     .critical(Condition.above(0.05, 0.02))
 *     .pendingFor(Duration.ofMinutes(1))
 *     .build();
 * }</pre>
 *
 * @param name the rule's name, unique among the rules of a monitor
 * @param query what its value is
 * @param levels when which severity is reached, each severity once, the most urgent last
 * @param pendingFor how long a condition must hold before the alert fires
 * @param keepFiringFor how long an alert goes on after its condition last held
 * @param noData what a window without a value means
 * @param labels names and values that go with every alert of the rule, for routing
 * @param summary a line for people with placeholders, see {@link SummaryTemplate}; empty for none
 * @param maxGroups how many groups are told apart, 1 to 10,000; the rest is one, {@link #OTHER}
 */
public record AlertRule(
    String name,
    Query query,
    List<Level> levels,
    Duration pendingFor,
    Duration keepFiringFor,
    NoData noData,
    Map<String, String> labels,
    String summary,
    int maxGroups) {

  /** The name of the default rule. */
  public static final String HIGH_TRAFFIC = "high-traffic";

  /** The group of what is beyond {@link #maxGroups}: its keys all have this value. */
  public static final String OTHER = "(other)";

  /** How many groups are told apart unless a rule says otherwise. */
  public static final int DEFAULT_MAX_GROUPS = 1_000;

  private static final int MAX_MAX_GROUPS = 10_000;

  /** Checks the values; what is wrong is said in an {@link IllegalArgumentException}. */
  public AlertRule {
    levels = List.copyOf(levels);
    labels = Map.copyOf(labels);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a rule needs a name");
    }
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("the rule '" + name + "' has no condition");
    }
    if (levels.size() > Severity.values().length || !isInOrder(levels)) {
      throw new IllegalArgumentException(
          "the rule '" + name + "' has a severity twice, or the most urgent one not last");
    }
    if (pendingFor.isNegative() || keepFiringFor.isNegative()) {
      throw new IllegalArgumentException("a time to wait is not negative");
    }
    if (maxGroups < 1 || maxGroups > MAX_MAX_GROUPS) {
      throw new IllegalArgumentException(
          "a rule tells 1 to " + MAX_MAX_GROUPS + " groups apart, not " + maxGroups);
    }
    SummaryTemplate.check(summary, query);
  }

  private static boolean isInOrder(List<Level> levels) {
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i - 1).severity().compareTo(levels.get(i).severity()) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** {@return the rule with so much of the IP addresses zeroed by which it groups} */
  public AlertRule anonymized(int level) {
    return new AlertRule(
        name,
        query.anonymized(level),
        levels,
        pendingFor,
        keepFiringFor,
        noData,
        labels,
        summary,
        maxGroups);
  }

  /** {@return the default rule with this threshold, in requests per second, and window} */
  public static AlertRule highTraffic(double threshold, Duration window) {
    if (!(threshold >= 0) || Double.isInfinite(threshold)) {
      throw new IllegalArgumentException("a threshold is a number from 0, not " + threshold);
    }
    return builder(HIGH_TRAFFIC, Query.of(Measure.rate(), window))
        .critical(Condition.above(threshold))
        .build();
  }

  /** {@return a builder of a rule of that name over this query} */
  public static Builder builder(String name, Query query) {
    return new Builder(name, query);
  }

  /** {@return whether a window without requests can be alarming by itself} */
  public boolean isMetByNothing() {
    double nothing = valueOfNothing();
    return levels.stream()
        .anyMatch(
            level ->
                Double.isNaN(nothing) ? noData == NoData.ALERT : level.condition().isMet(nothing));
  }

  /** {@return the value of a window without requests, NaN if there is none} */
  public double valueOfNothing() {
    return switch (query.measure().kind()) {
      case COUNT, RATE, SUM, DISTINCT, SOURCE_MISSING, READING_BEHIND -> 0;
      case RATIO, PERCENTILE, MIN, MAX, MEAN, MALFORMED_RATIO -> Double.NaN;
    };
  }

  /** Sets up a rule. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Query query;
    private final Map<Severity, Level> levels = new TreeMap<>();
    private Duration pendingFor = Duration.ZERO;
    private Duration keepFiringFor = Duration.ZERO;
    private NoData noData = NoData.OK;
    private Map<String, String> labels = Map.of();
    private String summary = "";
    private int maxGroups = DEFAULT_MAX_GROUPS;

    private Builder(String name, Query query) {
      this.name = name;
      this.query = query;
    }

    /** Sets when it is a warning. */
    public Builder warning(Condition condition) {
      return level(Severity.WARNING, condition);
    }

    /** Sets when it is critical. */
    public Builder critical(Condition condition) {
      return level(Severity.CRITICAL, condition);
    }

    /** Sets when it has this severity. */
    public Builder level(Severity severity, Condition condition) {
      levels.put(severity, new Level(severity, condition));
      return this;
    }

    /** Sets how long a condition must hold before the alert fires; the default is not at all. */
    public Builder pendingFor(Duration value) {
      pendingFor = value;
      return this;
    }

    /** Sets how long an alert goes on after its condition last held; by default not at all. */
    public Builder keepFiringFor(Duration value) {
      keepFiringFor = value;
      return this;
    }

    /** Sets what a window without a value means; the default is {@link NoData#OK}. */
    public Builder noData(NoData value) {
      noData = value;
      return this;
    }

    /** Sets the labels. */
    public Builder labels(Map<String, String> value) {
      labels = value;
      return this;
    }

    /** Sets the line for people, see {@link SummaryTemplate}. */
    public Builder summary(String value) {
      summary = value;
      return this;
    }

    /** Sets how many groups are told apart; the default is {@link #DEFAULT_MAX_GROUPS}. */
    public Builder maxGroups(int value) {
      maxGroups = value;
      return this;
    }

    /** {@return the rule; what is wrong with it is said in an {@link IllegalArgumentException}} */
    public AlertRule build() {
      return new AlertRule(
          name,
          query,
          new ArrayList<>(levels.values()),
          pendingFor,
          keepFiringFor,
          noData,
          labels,
          summary,
          maxGroups);
    }
  }
}
