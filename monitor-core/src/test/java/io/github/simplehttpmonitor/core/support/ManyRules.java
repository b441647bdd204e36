package io.github.simplehttpmonitor.core.support;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.NoData;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.Field;
import java.time.Duration;
import java.util.List;

/** Rules of many kinds, for laws that hold for all of them. */
public final class ManyRules {

  private ManyRules() {}

  /** The rules; thresholds are such that logs with a line every few seconds stir them. */
  public static final List<AlertRule> LIST =
      List.of(
          AlertRule.highTraffic(0.2, Duration.ofSeconds(30)),
          AlertRule.builder("patient", Query.of(Measure.rate(), Duration.ofMinutes(5)))
              .critical(Condition.above(0.05, 0.02))
              .pendingFor(Duration.ofSeconds(10))
              .keepFiringFor(Duration.ofSeconds(40))
              .build(),
          AlertRule.builder("quiet", Query.of(Measure.count(), Duration.ofSeconds(20)))
              .warning(Condition.below(5))
              .critical(Condition.below(1))
              .pendingFor(Duration.ofSeconds(15))
              .build(),
          AlertRule.builder(
                  "sections", Query.of(Measure.count(), Duration.ofSeconds(60)).groupBy("section"))
              .warning(Condition.above(2))
              .critical(Condition.above(6, 3))
              .maxGroups(2)
              .build(),
          AlertRule.builder("paths", Query.of(Measure.distinct(Field.PATH), Duration.ofMinutes(10)))
              .critical(Condition.above(4))
              .noData(NoData.KEEP)
              .build(),
          AlertRule.builder(
                  "large",
                  Query.of(Measure.percentile(Field.BYTES, 0.9), Duration.ofSeconds(30))
                      .where(Filter.parse("path startsWith \"/a\"")))
              .critical(Condition.outside(16, 18))
              .noData(NoData.ALERT)
              .keepFiringFor(Duration.ofSeconds(5))
              .build(),
          AlertRule.builder(
                  "malformed",
                  Query.of(Measure.ofHealth(Measure.Kind.MALFORMED_RATIO), Duration.ofSeconds(30)))
              .critical(Condition.above(0.2))
              .build());
}
