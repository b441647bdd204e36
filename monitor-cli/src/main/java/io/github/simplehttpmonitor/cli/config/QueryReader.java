package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.cli.text.FieldNames;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.spi.Durations;
import io.github.simplehttpmonitor.core.spi.Suggestion;
import io.github.simplehttpmonitor.parser.Field;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the part of a rule, or of the statistics, that says what is measured. */
final class QueryReader {

  /** Names for messages; a percentile may be any. */
  static final List<String> MEASURES =
      List.of(
          "count",
          "rate",
          "sum",
          "bytes",
          "ratio",
          "distinct",
          "p50",
          "p95",
          "p99",
          "min",
          "max",
          "mean",
          "malformed_ratio",
          "source_missing",
          "reading_behind");

  private final Section section;

  QueryReader(Section section) {
    this.section = section;
  }

  /** {@return the query, null if something is wrong with it} */
  @Nullable Query read(Duration window) {
    Filter of = section.filter("of");
    Field field = section.as("field", FieldNames::field);
    Filter where = section.filter("where");
    List<GroupKey> groups = groups();
    boolean complete =
        section.has("of") == (of != null)
            && section.has("field") == (field != null)
            && section.has("where") == (where != null)
            && groups != null;
    String name = section.required("measure");
    if (name == null || !complete || groups == null) {
      return null;
    }
    Measure measure = section.as("measure", text -> measure(text, of, field));
    Query plain = measure == null ? null : over(measure, window);
    if (plain == null) {
      return null;
    }
    try {
      return where == null && groups.isEmpty()
          ? plain
          : (where == null ? plain : plain.where(where)).groupBy(groups);
    } catch (IllegalArgumentException e) {
      String key = groups.isEmpty() ? "where" : "group_by";
      section.problem(key, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Query over(Measure measure, Duration window) {
    try {
      return Query.of(measure, window);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      section.problem("window", message.replace(window.toString(), Durations.format(window)));
      return null;
    }
  }

  private @Nullable List<GroupKey> groups() {
    List<GroupKey> keys = new ArrayList<>();
    boolean right = true;
    for (Node part : section.list("group_by")) {
      GroupKey key = part instanceof MappingNode ? route(part) : named(part);
      right &= key != null;
      if (key != null) {
        keys.add(key);
      }
    }
    return right ? keys : null;
  }

  private @Nullable GroupKey route(Node part) {
    Section route = new Section(section.problems(), "a key to group by", part, ConfigKeys.GROUP);
    if (!route.has("route")) {
      section.problems().add(part, "group_by: a key is a name, or 'route' with a list of patterns");
      return null;
    }
    try {
      return GroupKey.route(route.texts("route"));
    } catch (IllegalArgumentException e) {
      route.problem("route", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable GroupKey named(Node part) {
    String name = Section.scalar(section.problems(), "group_by", part);
    if (name == null) {
      return null;
    }
    boolean derived =
        List.of(GroupKey.SECTION, GroupKey.STATUS_CLASS, GroupKey.ROUTE).contains(name);
    try {
      return GroupKey.of(derived ? name : FieldNames.field(name).name());
    } catch (IllegalArgumentException e) {
      section.problems().add(part, "group_by: " + e.getMessage());
      return null;
    }
  }

  private static Measure measure(String name, @Nullable Filter of, @Nullable Field field) {
    Measure.Kind kind =
        switch (name) {
          case "count" -> Measure.Kind.COUNT;
          case "rate" -> Measure.Kind.RATE;
          case "sum", "bytes" -> Measure.Kind.SUM;
          case "ratio" -> Measure.Kind.RATIO;
          case "distinct" -> Measure.Kind.DISTINCT;
          case "min" -> Measure.Kind.MIN;
          case "max" -> Measure.Kind.MAX;
          case "mean" -> Measure.Kind.MEAN;
          case "malformed_ratio" -> Measure.Kind.MALFORMED_RATIO;
          case "source_missing" -> Measure.Kind.SOURCE_MISSING;
          case "reading_behind" -> Measure.Kind.READING_BEHIND;
          default -> Measure.Kind.PERCENTILE;
        };
    double quantile = kind == Measure.Kind.PERCENTILE ? quantile(name) : 0;
    Field measured = name.equals("bytes") && field == null ? Field.BYTES : field;
    if (kind == Measure.Kind.RATIO && of == null) {
      throw new IllegalArgumentException(
          "ratio needs 'of', a filter that says of which requests: of: status >= 500");
    }
    boolean counts =
        switch (kind) {
          case SUM, DISTINCT, PERCENTILE, MIN, MAX, MEAN -> false;
          default -> true;
        };
    if (!counts && measured == null) {
      throw new IllegalArgumentException(name + " needs 'field': field: duration");
    }
    return new Measure(kind, measured, of, quantile);
  }

  private static double quantile(String name) {
    if (name.matches("p\\d{1,2}(\\.\\d{1,3})?|p100")) {
      return new BigDecimal(name.substring(1)).movePointLeft(2).doubleValue();
    }
    String nearest = Suggestion.nearest(name, MEASURES);
    throw new IllegalArgumentException(
        "there is no measure '"
            + name
            + "'; "
            + (nearest.isEmpty()
                ? "there are " + String.join(", ", MEASURES)
                : "did you mean '" + nearest + "'?"));
  }

  /** {@return the name of a measure in a configuration} */
  static String name(Measure measure) {
    return measure.kind() == Measure.Kind.PERCENTILE
        ? "p"
            + BigDecimal.valueOf(measure.quantile())
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString()
        : measure.kind().name().toLowerCase(Locale.ROOT);
  }
}
