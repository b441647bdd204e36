package io.github.simplehttpmonitor.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.NoData;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Rules over any query say what a recount of every window, pane by pane, says. */
class QueryLawTest {

  private static final Duration LATENESS = Duration.ofSeconds(3);

  /** A request of the test. */
  record Request(long second, String section, int status, long millis, String client) {}

  @Provide
  Arbitrary<List<Request>> requests() {
    Arbitrary<Integer> steps =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(0, 1)),
            net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(-9, -1)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(2, 60)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(300, 900)));
    Arbitrary<Request> one =
        Combinators.combine(
                steps,
                Arbitraries.of("/a", "/b", "/c"),
                Arbitraries.of(200, 404, 500),
                Arbitraries.longs().between(0, 250),
                Arbitraries.of("192.0.2.1", "192.0.2.2", "192.0.2.3", ""))
            .as(
                (step, section, status, millis, client) ->
                    new Request(step, section, status, millis, client));
    return one.list()
        .ofMinSize(2)
        .ofMaxSize(80)
        .map(
            list -> {
              List<Request> all = new ArrayList<>();
              long second = 100;
              for (Request r : list) {
                second = Math.max(0, second + r.second);
                all.add(new Request(second, r.section, r.status, r.millis, r.client));
              }
              return all;
            });
  }

  @Provide
  Arbitrary<AlertRule> rules() {
    Filter errors = Filter.parse("status >= 500");
    Arbitrary<Measure> measures =
        Arbitraries.of(
            Measure.count(),
            Measure.rate(),
            Measure.sum(Field.DURATION),
            Measure.ratio(errors),
            Measure.distinct(Field.CLIENT),
            Measure.percentile(Field.DURATION, 0.9),
            Measure.percentile(Field.DURATION, 0.5),
            Measure.min(Field.DURATION),
            Measure.max(Field.DURATION),
            Measure.mean(Field.DURATION));
    Arbitrary<Query> queries =
        Combinators.combine(
                measures,
                Arbitraries.of("", "status != 404", "path startsWith \"/a\""),
                Arbitraries.of(List.<String>of(), List.of("section"), List.of("client", "status")),
                Arbitraries.of(1, 10, 120, 600))
            .as(
                (measure, where, groups, window) -> {
                  Query query =
                      Query.of(measure, Duration.ofSeconds(window))
                          .groupBy(groups.toArray(new String[0]));
                  return where.isEmpty() ? query : query.where(Filter.parse(where));
                });
    return Combinators.combine(
            queries,
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(0, 4, 70),
            Arbitraries.of(0, 5, 90),
            Arbitraries.of(NoData.values()),
            Arbitraries.of(Condition.Kind.values()))
        .as(
            (query, low, more, pending, keep, noData, kind) -> {
              double scale =
                  switch (query.measure().kind()) {
                    case RATIO, RATE -> 0.1;
                    case PERCENTILE, MIN, MAX, MEAN -> 0.03;
                    default -> 1;
                  };
              double threshold = low * scale;
              double higher = (low + more + 1) * scale;
              AlertRule.Builder builder =
                  AlertRule.builder("rule", query)
                      .pendingFor(Duration.ofSeconds(pending))
                      .keepFiringFor(Duration.ofSeconds(keep))
                      .noData(noData)
                      .maxGroups(2);
              return switch (kind) {
                case ABOVE ->
                    builder
                        .warning(Condition.above(threshold, threshold / 2))
                        .critical(Condition.above(higher))
                        .build();
                case BELOW ->
                    builder
                        .warning(Condition.below(higher, higher + scale))
                        .critical(Condition.below(threshold))
                        .build();
                case OUTSIDE -> builder.critical(Condition.outside(threshold, higher)).build();
              };
            });
  }

  private static List<String> run(List<Request> requests, List<AlertRule> rules) {
    List<Event> events = new ArrayList<>();
    EngineSettings settings =
        new EngineSettings(Duration.ofSeconds(10), rules, Selection.ALL, true, 10);
    Fields fields = Engine.wantedFields(Selection.ALL, rules, List.of());
    Engine engine = new Engine(settings, fields, events::add);
    Partition log = engine.open("log", LATENESS);
    AccessRecord record = new AccessRecord(fields);
    for (Request r : requests) {
      fill(record, r);
      engine.record(log, record);
    }
    engine.finish(Duration.ZERO);
    return shown(Logs.only(AlertEvent.class, events));
  }

  static void fill(AccessRecord record, Request r) {
    record
        .clear()
        .setTimeMicros((Logs.T + r.second) * Times.SECOND)
        .setStatus(r.status)
        .setDurationMicros(r.millis * 1_000)
        .set(Field.PATH, r.section + "/x");
    if (!r.client.isEmpty()) {
      record.set(Field.CLIENT, r.client);
    }
  }

  private static List<String> shown(List<AlertEvent> alerts) {
    return alerts.stream()
        .map(
            e ->
                EngineDriver.second(e.at())
                    + " "
                    + e.group().values()
                    + " "
                    + e.state()
                    + " "
                    + e.severity()
                    + " since "
                    + EngineDriver.second(e.startedAt())
                    + " hits "
                    + e.hits()
                    + String.format(java.util.Locale.ROOT, " value %.3f", e.value()))
        .toList();
  }

  @Property(tries = 1_500)
  void alerts_areThoseOfARecount(
      @ForAll("requests") List<Request> requests, @ForAll("rules") AlertRule rule) {
    assertThat(run(requests, List.of(rule))).isEqualTo(new NaiveRule(rule, LATENESS).run(requests));
  }

  @Property(tries = 200)
  void rulesTogether_sayWhatEachSaysAlone(
      @ForAll("requests") List<Request> requests,
      @ForAll("rules") AlertRule one,
      @ForAll("rules") AlertRule two,
      @ForAll("rules") AlertRule three) {
    List<AlertRule> rules =
        List.of(
            named(one, one.query(), "1"),
            named(two, two.query(), "2"),
            named(three, three.query(), "3"),
            // What they share must not show.
            named(two, one.query(), "4"),
            named(three, one.query(), "5"));
    List<Event> events = new ArrayList<>();
    EngineSettings settings =
        new EngineSettings(Duration.ofSeconds(10), rules, Selection.ALL, true, 10);
    Fields fields = Engine.wantedFields(Selection.ALL, rules, List.of());
    Engine engine = new Engine(settings, fields, events::add);
    Partition log = engine.open("log", LATENESS);
    AccessRecord record = new AccessRecord(fields);
    requests.forEach(
        r -> {
          fill(record, r);
          engine.record(log, record);
        });
    engine.finish(Duration.ZERO);
    List<AlertEvent> alerts = Logs.only(AlertEvent.class, events);
    for (AlertRule rule : rules) {
      assertThat(shown(alerts.stream().filter(e -> e.rule().equals(rule.name())).toList()))
          .isEqualTo(run(requests, List.of(rule)));
    }
    assertThat(alerts)
        .isSortedAccordingTo(
            java.util.Comparator.comparing(AlertEvent::at).thenComparing(AlertEvent::rule));
  }

  private static AlertRule named(AlertRule rule, Query query, String name) {
    return new AlertRule(
        name,
        query,
        rule.levels(),
        rule.pendingFor(),
        rule.keepFiringFor(),
        rule.noData(),
        rule.labels(),
        rule.summary(),
        rule.maxGroups());
  }

  @Property(tries = 300)
  void segmentsMerged_areTheLinesOneByOne(
      @ForAll("requests") List<Request> requests,
      @ForAll("rules") AlertRule rule,
      @ForAll long seed) {
    List<AlertRule> rules = List.of(rule);
    EngineSettings settings =
        new EngineSettings(Duration.ofSeconds(10), rules, Selection.ALL, true, 10);
    Fields fields = Engine.wantedFields(Selection.ALL, rules, List.of());
    List<Event> events = new ArrayList<>();
    Engine engine = new Engine(settings, fields, events::add);
    Partition log = engine.open("log", LATENESS);
    AccessRecord record = new AccessRecord(fields);
    SegmentPartial partial = engine.newPartial(LATENESS);
    Random random = new Random(seed);
    for (int from = 0; from < requests.size(); ) {
      int to = Math.min(requests.size(), from + 1 + random.nextInt(20));
      List<Request> segment = requests.subList(from, to);
      partial.clear();
      for (Request r : segment) {
        fill(record, r);
        partial.record(record);
      }
      if (!engine.merge(log, partial)) {
        for (Request r : segment) {
          fill(record, r);
          engine.record(log, record);
        }
        engine.segmentEnd();
      }
      from = to;
    }
    engine.finish(Duration.ZERO);
    assertThat(shown(Logs.only(AlertEvent.class, events))).isEqualTo(run(requests, rules));
  }

  @Test
  void manyGroups_areTrackedUpToTheLimit_andTheRestIsOne() {
    AlertRule rule =
        AlertRule.builder(
                "flood", Query.of(Measure.count(), Duration.ofSeconds(10)).groupBy("client"))
            .critical(Condition.above(2))
            .maxGroups(100)
            .build();
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      requests.add(new Request(i / 20_000, "/a", 200, 1, "client-" + i));
      if (i % 20_000 == 7) {
        for (int k = 0; k < 3; k++) {
          requests.add(new Request(i / 20_000, "/a", 200, 1, "192.0.2.99"));
        }
      }
    }
    List<String> alerts = run(requests, List.of(rule));
    assertThat(alerts).anyMatch(a -> a.startsWith("1 [192.0.2.99] FIRING"));
    assertThat(alerts).anyMatch(a -> a.contains("[(other)] FIRING"));
    assertThat(alerts.stream().filter(a -> a.contains("client-"))).isEmpty();
  }

  /** Steps through every pane and counts every window from all requests that have come. */
  static final class NaiveRule {
    private final AlertRule rule;
    private final long lateness;
    private final long pane;
    private final long window;
    private final List<Request> came = new ArrayList<>();
    private final Map<String, NaiveGroup> groups = new TreeMap<>();
    private final List<String> alerts = new ArrayList<>();

    /** By pane: which group each request of it was counted in when the pane was evaluated. */
    private final Map<Request, String> assigned = new java.util.IdentityHashMap<>();

    private long next = Long.MIN_VALUE;
    private long start;

    NaiveRule(AlertRule rule, Duration lateness) {
      this.rule = rule;
      this.lateness = lateness.toSeconds();
      this.pane = rule.query().pane().toSeconds();
      this.window = rule.query().window().toSeconds();
    }

    /** The states of one group's levels. */
    private final class NaiveGroup {
      final String[] phase = new String[rule.levels().size()];
      final long[] since = new long[phase.length];
      final long[] held = new long[phase.length];
      int shown = -1;
      long startedAt;

      NaiveGroup() {
        java.util.Arrays.fill(phase, "inactive");
      }

      boolean isInactive() {
        return List.of(phase).stream().allMatch("inactive"::equals);
      }

      void step(String name, double value, long hits, long at) {
        int now = -1;
        for (int l = 0; l < phase.length; l++) {
          Condition c = rule.levels().get(l).condition();
          boolean none = Double.isNaN(value);
          boolean met = none ? rule.noData() == NoData.ALERT : c.isMet(value);
          boolean stays = none ? rule.noData() == NoData.ALERT : c.isHeld(value);
          if (none && rule.noData() == NoData.KEEP) {
            if (phase[l].equals("firing")) {
              held[l] = at;
            }
          } else if (phase[l].equals("firing")) {
            if (stays) {
              held[l] = at;
            } else if (at - held[l] >= rule.keepFiringFor().toSeconds()) {
              phase[l] = "inactive";
            }
          } else if (!met) {
            phase[l] = "inactive";
          } else {
            if (phase[l].equals("inactive")) {
              phase[l] = "pending";
              since[l] = at;
            }
            if (at - since[l] >= rule.pendingFor().toSeconds()) {
              phase[l] = "firing";
              held[l] = at;
            }
          }
          if (phase[l].equals("firing")) {
            now = l;
          }
        }
        if (now != shown) {
          startedAt = shown < 0 ? at : startedAt;
          alerts.add(
              at
                  + " "
                  + (name.isEmpty() ? "[]" : name)
                  + (now < 0 ? " RESOLVED " : " FIRING ")
                  + rule.levels().get(now < 0 ? shown : now).severity()
                  + " since "
                  + startedAt
                  + " hits "
                  + hits
                  + String.format(java.util.Locale.ROOT, " value %.3f", value));
          shown = now;
        }
      }
    }

    List<String> run(List<Request> requests) {
      long max = requests.get(0).second;
      long reached = Long.MIN_VALUE;
      // The first two records decide together where time begins.
      for (int i = 0; i <= requests.size(); i++) {
        boolean end = i == requests.size();
        max = end ? max : Math.max(max, requests.get(i).second);
        long limit = end ? (Math.floorDiv(max, pane) + 1) * pane : max - lateness;
        if (limit > reached) {
          advance(limit, reached);
          reached = limit;
        }
        if (!end) {
          came.add(requests.get(i));
          assignLate(requests.get(i));
        }
      }
      return alerts;
    }

    private boolean isOf(Request r) {
      String where = rule.query().where() == null ? "" : rule.query().where().toString();
      boolean passes =
          where.isEmpty()
              || (where.startsWith("status") ? r.status != 404 : r.section.equals("/a"));
      return passes
          && (rule.query().measure().kind() != Measure.Kind.DISTINCT || !r.client.isEmpty());
    }

    private String group(Request r) {
      if (rule.query().groupBy().isEmpty()) {
        return "";
      }
      return rule.query().groupBy().size() == 1
          ? "[" + r.section + "]"
          : "[" + (r.client.isEmpty() ? "-" : r.client) + ", " + r.status + "]";
    }

    private static String other(AlertRule rule) {
      return rule.query().groupBy().size() == 1 ? "[(other)]" : "[(other), (other)]";
    }

    private long tracked() {
      return groups.keySet().stream().filter(g -> !g.equals(other(rule))).count();
    }

    /** A late request counts with the group it would have been counted in, or a new one. */
    private void assignLate(Request r) {
      if (!isOf(r) || next == Long.MIN_VALUE || Math.floorDiv(r.second, pane) >= next) {
        return;
      }
      if (Math.floorDiv(r.second, pane) < next - window / pane) {
        return;
      }
      String group = group(r);
      String known =
          came.stream()
              .filter(o -> o != r && assigned.containsKey(o) && isOf(o))
              .filter(o -> Math.floorDiv(o.second, pane) == Math.floorDiv(r.second, pane))
              .filter(o -> group(o).equals(group))
              .map(assigned::get)
              .findFirst()
              .orElse(null);
      if (known == null) {
        known =
            groups.containsKey(group) || tracked() < rule.maxGroups() || group.isEmpty()
                ? group
                : other(rule);
      }
      groups.computeIfAbsent(known, g -> new NaiveGroup());
      assigned.put(r, known);
    }

    private void advance(long limit, long evaluated) {
      if (came.isEmpty()) {
        return;
      }
      if (next == Long.MIN_VALUE) {
        java.util.stream.LongStream of =
            came.stream()
                .filter(r -> rule.isMetByNothing() || isOf(r) || isMeanPart(r))
                .mapToLong(r -> Math.floorDiv(r.second, pane));
        long first = of.min().orElse(Long.MAX_VALUE);
        long begin =
            evaluated == Long.MIN_VALUE ? first : Math.max(first, Math.floorDiv(evaluated, pane));
        if (first == Long.MAX_VALUE || (begin + 1) * pane > limit) {
          return;
        }
        next = begin;
        start = first;
        for (long p = begin - window / pane; p < begin; p++) {
          enter(p);
        }
      }
      for (; (next + 1) * pane <= limit; next++) {
        evaluate();
      }
    }

    private boolean isMeanPart(Request r) {
      return isOf(r);
    }

    private void enter(long entered) {
      List<Request> entering =
          came.stream().filter(r -> isOf(r) && Math.floorDiv(r.second, pane) == entered).toList();
      Map<String, Long> added = new TreeMap<>();
      entering.forEach(r -> added.merge(group(r), 1L, Long::sum));
      long room = rule.maxGroups() - tracked();
      TreeSet<String> known = new TreeSet<>(groups.keySet());
      List<String> fresh =
          added.keySet().stream()
              .filter(g -> !known.contains(g))
              .sorted(
                  java.util.Comparator.<String>comparingLong(g -> -added.get(g))
                      .thenComparing(QueryLawTest::keyOrder))
              .toList();
      Map<String, String> target = new TreeMap<>();
      for (int i = 0; i < fresh.size(); i++) {
        target.put(fresh.get(i), i < room || fresh.get(i).isEmpty() ? fresh.get(i) : other(rule));
      }
      for (Request r : entering) {
        String to = target.getOrDefault(group(r), group(r));
        assigned.put(r, to);
        groups.computeIfAbsent(to, g -> new NaiveGroup());
      }
    }

    private void evaluate() {
      enter(next);
      boolean grouped = !rule.query().groupBy().isEmpty();
      if (!grouped) {
        groups.computeIfAbsent("", g -> new NaiveGroup());
      }
      long at = (next + 1) * pane;
      boolean full = at - start * pane >= window;
      List<String> order = new ArrayList<>(groups.keySet());
      order.sort(java.util.Comparator.comparing(QueryLawTest::keyOrder));
      for (String name : order) {
        List<Request> in =
            came.stream()
                .filter(r -> name.equals(assigned.get(r)))
                .filter(r -> r.second >= at - window && r.second < at)
                .toList();
        if (full || !rule.isMetByNothing()) {
          groups.get(name).step(name, value(in), in.size(), at);
        }
        if (grouped && in.isEmpty() && groups.get(name).isInactive()) {
          groups.remove(name);
        }
      }
    }

    private double value(List<Request> in) {
      Measure measure = rule.query().measure();
      List<Long> micros = in.stream().map(r -> r.millis * 1_000).sorted().toList();
      if (in.isEmpty()) {
        return switch (measure.kind()) {
          case COUNT, RATE, SUM, DISTINCT -> 0;
          default -> Double.NaN;
        };
      }
      return switch (measure.kind()) {
        case COUNT -> in.size();
        case RATE -> in.size() / (double) window;
        case SUM -> micros.stream().mapToLong(m -> m).sum() / 1e6;
        case RATIO -> in.stream().filter(r -> r.status >= 500).count() / (double) in.size();
        case DISTINCT -> in.stream().map(r -> r.client).distinct().count();
        case PERCENTILE -> {
          long rank = Math.max(1, (long) Math.ceil(measure.quantile() * in.size()));
          yield highest(micros.get((int) rank - 1)) / 1e6;
        }
        case MIN -> micros.get(0) / 1e6;
        case MAX -> micros.get(micros.size() - 1) / 1e6;
        case MEAN -> micros.stream().mapToLong(m -> m).sum() / (1e6 * in.size());
        default -> throw new IllegalStateException();
      };
    }

    private static long highest(long value) {
      return io.github.simplehttpmonitor.core.aggregate.Buckets.highest(
          io.github.simplehttpmonitor.core.aggregate.Buckets.bucket(value));
    }
  }

  /** Keys are ordered by their bytes with lengths in front; the rest comes first. */
  private static String keyOrder(String group) {
    if (group.isEmpty() || group.contains("(other)")) {
      return "";
    }
    StringBuilder key = new StringBuilder();
    for (String part : group.substring(1, group.length() - 1).split(", ")) {
      key.append(part.equals("-") ? "\0" : (char) (part.length() + 1) + part);
    }
    return key.toString();
  }
}
