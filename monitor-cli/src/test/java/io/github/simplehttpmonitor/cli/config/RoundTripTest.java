package io.github.simplehttpmonitor.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.NoData;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in force can be printed and read again. */
class RoundTripTest {

  private static final Place PLACE = new Place("", 1, 1);

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .excludeChars('\uFEFF')
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(
            text ->
                !text.isBlank()
                    && text.chars().noneMatch(c -> Character.isSurrogate((char) c))
                    && text.chars().noneMatch(c -> c == 0 || c == 0xFFFE || c == 0xFFFF));
  }

  private static Arbitrary<Filter> filters() {
    return Arbitraries.of(
            "status >= 500",
            "path startsWith \"/a\\\\b\"",
            "!(method == \"GET\")",
            "client in 192.0.2.0/24 && duration > 250ms",
            "path == \"ä: {x} # y\"")
        .map(Filter::parse);
  }

  private static Arbitrary<Query> queries() {
    Arbitrary<Measure> measures =
        Arbitraries.oneOf(
            Arbitraries.of(
                Measure.count(),
                Measure.rate(),
                Measure.sum(Field.BYTES),
                Measure.distinct(Field.CLIENT),
                Measure.distinct(Field.of("x_tenant")),
                Measure.max(Field.DURATION),
                Measure.min(Field.BYTES),
                Measure.mean(Field.DURATION)),
            Arbitraries.integers()
                .between(0, 999)
                .map(
                    n ->
                        Measure.percentile(
                            Field.DURATION,
                            new java.math.BigDecimal(n).movePointLeft(3).doubleValue())),
            filters().map(Measure::ratio));
    Arbitrary<List<GroupKey>> groups =
        Arbitraries.of(
                GroupKey.of("section"),
                GroupKey.of("client"),
                GroupKey.of("statusClass"),
                GroupKey.route(List.of()),
                new GroupKey("route", Field.PATH, GroupKey.Derivation.PATTERNS, List.of("/a/:id")))
            .list()
            .ofMaxSize(3)
            .filter(keys -> keys.stream().map(GroupKey::name).distinct().count() == keys.size());
    Arbitrary<Duration> windows =
        Arbitraries.of(1, 7, 60, 120, 300, 3_600, 86_400).map(Duration::ofSeconds);
    return Combinators.combine(measures, filters().injectNull(0.5), groups, windows)
        .as((measure, where, keys, window) -> new Query(measure, where, keys, window));
  }

  private static Arbitrary<Condition> conditions() {
    Arbitrary<Double> numbers = Arbitraries.integers().between(1, 990_000).map(n -> n / 1e6);
    return Combinators.combine(numbers, numbers, Arbitraries.integers().between(0, 4))
        .as(
            (a, b, kind) ->
                switch (kind) {
                  case 0 -> Condition.above(a);
                  case 1 -> Condition.below(a);
                  case 2 -> Condition.above(Math.max(a, b), Math.min(a, b));
                  case 3 -> Condition.below(Math.min(a, b), Math.max(a, b));
                  default -> Condition.outside(Math.min(a, b), Math.max(a, b) + 0.001);
                });
  }

  private static Arbitrary<AlertRule> rules() {
    return Combinators.combine(
            texts(),
            queries(),
            conditions(),
            conditions().injectNull(0.5),
            Arbitraries.integers().between(0, 100_000).map(Duration::ofMillis),
            Arbitraries.of(NoData.class),
            Arbitraries.maps(texts(), texts()).ofMaxSize(2),
            texts().injectNull(0.3).map(t -> t == null ? "" : t.replace("{", "").replace("}", "")))
        .as(
            (name, query, critical, warning, wait, noData, labels, summary) -> {
              AlertRule.Builder builder =
                  AlertRule.builder(name, query)
                      .critical(critical)
                      .pendingFor(wait)
                      .keepFiringFor(wait)
                      .noData(noData)
                      .labels(labels)
                      .summary(summary);
              if (warning != null && !RuleReader.covers(critical, warning)) {
                builder.warning(warning);
              }
              return builder.build();
            });
  }

  @Provide
  Arbitrary<Configuration> configurations() {
    Arbitrary<Configuration.AppenderEntry> appenders =
        Combinators.combine(
                texts(),
                Arbitraries.maps(Arbitraries.of("path", "mode"), Arbitraries.strings().alpha())
                    .ofMaxSize(2),
                Arbitraries.of(Severity.class).injectNull(0.5),
                Arbitraries.maps(texts(), texts()).ofMaxSize(2))
            .as(
                (name, options, severity, labels) ->
                    new Configuration.AppenderEntry(name, options, severity, labels, PLACE));
    Arbitrary<Configuration.SourceEntry> sources =
        texts()
            .map(
                file ->
                    new Configuration.SourceEntry(
                        List.of(file, "/var/log/*.log"),
                        List.of("nginx:$remote_addr"),
                        null,
                        null,
                        Duration.ofSeconds(3),
                        null));
    return Combinators.combine(
            rules().list().ofMaxSize(3).uniqueElements(AlertRule::name).injectNull(0.1),
            appenders.list().ofMaxSize(2),
            sources.list().ofMaxSize(2),
            queries().list().ofMaxSize(1),
            filters().injectNull(0.5),
            Arbitraries.of("/var/lib/a b", "state", "no").injectNull(0.5))
        .as(
            (rules, to, from, shown, where, state) ->
                new Configuration(
                    null,
                    Duration.ofMillis(1_500),
                    null,
                    where,
                    state == null ? null : Path.of(state),
                    from,
                    Duration.ofSeconds(10),
                    shown.stream()
                        .map(q -> new NamedQuery("q", q.over(Duration.ofMinutes(2))))
                        .toList(),
                    rules,
                    to));
  }

  @Property(tries = 300)
  void print_readsBackToTheSame(@ForAll("configurations") Configuration configuration) {
    String text = configuration.toYaml();
    assertThat(Configuration.parse("printed", text)).as(text).isEqualTo(configuration);
    assertThat(Map.of("again", Configuration.parse("printed", text).toYaml())).containsValue(text);
  }
}
