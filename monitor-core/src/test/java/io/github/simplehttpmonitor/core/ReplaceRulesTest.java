package io.github.simplehttpmonitor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.RuleState;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.ManyRules;
import io.github.simplehttpmonitor.parser.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that are exchanged while requests come. */
class ReplaceRulesTest {

  private static final Instant T = Instant.parse("2026-01-01T12:00:00Z");

  private static AlertRule busy(double threshold) {
    return AlertRule.builder("busy", Query.of(Measure.rate(), Duration.ofSeconds(10)))
        .critical(Condition.above(threshold))
        .build();
  }

  private static AlertRule named(AlertRule rule, String name) {
    AlertRule.Builder builder =
        AlertRule.builder(name, rule.query())
            .pendingFor(rule.pendingFor())
            .noData(rule.noData())
            .maxGroups(rule.maxGroups());
    rule.levels().forEach(level -> builder.level(level.severity(), level.condition()));
    return builder.build();
  }

  private static Monitor monitor(List<AlertRule> rules, List<AlertEvent> alerts) {
    return Monitor.builder()
        .rules(rules)
        .listener(
            event -> {
              if (event instanceof AlertEvent alert) {
                alerts.add(alert.observedAt(null));
              }
            })
        .build();
  }

  private static void accept(Monitor monitor, Instant at, String path, int status) {
    monitor.accept(
        monitor
            .newRecord()
            .setTime(at)
            .setStatus(status)
            .setBytes(path.length() * 7L)
            .set(Field.PATH, path));
  }

  @Property(tries = 80)
  void rulesThatStay_doNotNotice(
      @ForAll @Size(max = 250) List<@IntRange(max = 60) Integer> gaps, @ForAll long seed) {
    Random random = new Random(seed);
    List<AlertRule> kept = new ArrayList<>(ManyRules.LIST);
    Collections.shuffle(kept, random);
    kept = kept.subList(0, 1 + random.nextInt(kept.size()));
    List<AlertRule> others =
        ManyRules.LIST.stream().map(rule -> named(rule, "other " + rule.name())).toList();
    List<AlertEvent> plain = new ArrayList<>();
    List<AlertEvent> replaced = new ArrayList<>();
    Monitor one = monitor(kept, plain);
    Monitor two = monitor(kept, replaced);
    Instant at = T;
    for (int gap : gaps) {
      at = at.plusMillis(gap * 200L - (random.nextInt(10) == 0 ? 3_000 : 0));
      String path = List.of("/a", "/a/b", "/b/c", "/c", "/d/e/f").get(random.nextInt(5));
      accept(one, at, path, 200);
      if (random.nextInt(8) == 0) {
        List<AlertRule> next = new ArrayList<>(kept);
        others.stream().filter(rule -> random.nextBoolean()).forEach(next::add);
        Collections.shuffle(next, random);
        two.replaceRules(next);
      }
      accept(two, at, path, 200);
    }
    one.finish();
    two.finish();
    for (AlertRule rule : kept) {
      assertThat(of(rule, replaced)).as(rule.name()).isEqualTo(of(rule, plain));
    }
  }

  private static List<AlertEvent> of(AlertRule rule, List<AlertEvent> alerts) {
    return alerts.stream().filter(alert -> alert.rule().equals(rule.name())).toList();
  }

  @Test
  void aRuleThatGoes_isResolved_andAChangedOneBeginsAnew() {
    List<AlertEvent> alerts = new ArrayList<>();
    Monitor monitor = monitor(List.of(busy(5)), alerts);
    for (int i = 0; i < 300; i++) {
      accept(monitor, T.plusMillis(i * 100L), "/a", 200);
    }
    assertThat(alerts).extracting(AlertEvent::state).containsExactly(AlertEvent.State.FIRING);
    monitor.replaceRules(List.of(busy(8)));
    accept(monitor, T.plusSeconds(30), "/a", 200);
    assertThat(alerts.get(1).state()).isEqualTo(AlertEvent.State.RESOLVED);
    assertThat(alerts.get(1).threshold()).isEqualTo(5);
    for (int i = 300; i < 400; i++) {
      accept(monitor, T.plusMillis(i * 100L), "/a", 200);
    }
    // Its window is that of the old one, so that it need not wait to see what is going on.
    assertThat(alerts).hasSize(3);
    assertThat(alerts.get(2).threshold()).isEqualTo(8);
    monitor.replaceRules(List.of());
    accept(monitor, T.plusSeconds(41), "/a", 200);
    assertThat(alerts).hasSize(4);
    assertThat(monitor.finish().event().stillFiring()).isEmpty();
  }

  @Test
  void newFields_areParsedFromTheNextLineOn() throws IOException {
    Path file = Files.writeString(folder.resolve("access.log"), "");
    LiveRun live = new LiveRun(List.of(busy(100)), Duration.ofSeconds(2), file);
    live.poll();
    append(file, 0, 20, 200);
    // A half line waits over the exchange.
    LiveRun.append(file, "192.0.2.1 - - [01/Jan/2026:12:00:20".getBytes(StandardCharsets.UTF_8));
    live.poll();
    AlertRule errors =
        AlertRule.builder(
                "errors",
                Query.of(Measure.ratio(Filter.parse("status >= 500")), Duration.ofSeconds(10))
                    .groupBy("client"))
            .critical(Condition.above(0.5))
            .build();
    live.replaceRules(List.of(errors, busy(100)));
    LiveRun.append(file, " +0000] \"GET /a HTTP/1.1\" 503 1\n".getBytes(StandardCharsets.UTF_8));
    append(file, 21, 40, 503);
    live.poll();
    assertThat(live.events)
        .filteredOn(AlertEvent.class::isInstance)
        .extracting(event -> ((AlertEvent) event).rule() + ((AlertEvent) event).group())
        .containsExactly("errors{client=192.0.2.1}");
    assertThat(live.engine().accounting().parsed()).isEqualTo(40);
  }

  @TempDir private Path folder;

  private static void append(Path file, int from, int to, int status) {
    StringBuilder text = new StringBuilder();
    for (int second = from; second < to; second++) {
      text.append(
          "192.0.2.1 - - [01/Jan/2026:12:00:%02d +0000] \"GET /a HTTP/1.1\" %d 1%n"
              .formatted(second, status));
    }
    LiveRun.append(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void missingSource_isMeasured() throws IOException {
    Path file = Files.writeString(folder.resolve("access.log"), "");
    AlertRule missing =
        AlertRule.builder(
                "missing",
                Query.of(Measure.ofHealth(Measure.Kind.SOURCE_MISSING), Duration.ofSeconds(10)))
            .critical(Condition.above(20))
            .build();
    LiveRun live = new LiveRun(List.of(missing), Duration.ofSeconds(2), file);
    live.poll();
    append(file, 0, 5, 200);
    live.seconds(10);
    Files.delete(file);
    live.seconds(40);
    List<Event> alerts = live.events.stream().filter(AlertEvent.class::isInstance).toList();
    assertThat(alerts).hasSize(1);
    assertThat(((AlertEvent) alerts.get(0)).value()).isBetween(20.0, 25.0);
    append(file, 55, 58, 200);
    live.seconds(10);
    assertThat(live.events.stream().filter(AlertEvent.class::isInstance).toList()).hasSize(2);
  }

  @Test
  void status_tellsWhereRulesStand() {
    AlertRule slow =
        AlertRule.builder("slow", Query.of(Measure.count(), Duration.ofSeconds(10)).groupBy("path"))
            .warning(Condition.above(50))
            .pendingFor(Duration.ofMinutes(1))
            .build();
    Monitor monitor = monitor(List.of(busy(5), slow), new ArrayList<>());
    for (int i = 0; i < 300; i++) {
      accept(monitor, T.plusMillis(i * 100L), "/a", 200);
    }
    AtomicReference<MonitorStatus> answer = new AtomicReference<>();
    monitor.requestStatus(answer::set);
    monitor.tick();
    MonitorStatus status = answer.get();
    assertThat(status.accounting().parsed()).isEqualTo(300);
    assertThat(status.latest()).isEqualTo(T.plusMillis(29_900));
    assertThat(status.rules())
        .extracting(RuleStatus::rule, RuleStatus::phase)
        .containsExactly(
            tuple("busy", RuleState.Phase.FIRING), tuple("slow", RuleState.Phase.PENDING));
    assertThat(status.rules().get(0).value()).isEqualTo(10);
    assertThat(status.rules().get(1).group()).containsEntry("path", "/a");
    assertThat(status.rules().get(1).since()).isNotNull();
  }

  @Test
  void twoOfOneName_areRefused() {
    Monitor monitor = monitor(List.of(), new ArrayList<>());
    assertThatThrownBy(() -> monitor.replaceRules(List.of(busy(1), busy(2))))
        .hasMessageContaining("one name");
  }
}
