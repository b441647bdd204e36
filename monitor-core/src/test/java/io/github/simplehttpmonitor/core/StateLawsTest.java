package io.github.simplehttpmonitor.core;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.comparable;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.core.support.ManyRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A restart at any line, from a checkpoint of any age, changes nothing of what is told. */
class StateLawsTest {

  private static final List<AlertRule> RULES = ManyRules.LIST;

  private static Path directory;

  @BeforeContainer
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("states");
  }

  @AfterContainer
  static void deleteDirectory() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.integers().between(0, 3)),
            Tuple.of(8, Arbitraries.integers().between(-4, -1)),
            Tuple.of(4, Arbitraries.integers().between(-100, 100)),
            Tuple.of(2, Arbitraries.integers().between(-9_000, 9_000)),
            Tuple.of(2, Arbitraries.integers().between(3_600, 100_000)),
            Tuple.of(3, Arbitraries.just(Integer.MAX_VALUE)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(200);
  }

  private static List<String> lines(List<Integer> steps) {
    List<String> lines = new ArrayList<>();
    long time = T;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) == Integer.MAX_VALUE) {
        lines.add("garbage " + i);
      } else {
        time += steps.get(i);
        lines.add(Logs.line(time, "/" + (char) ('a' + i % 5) + "/x" + i % 7));
      }
    }
    return lines;
  }

  private static LiveRun begin(Path log, int lateness) throws IOException {
    Files.deleteIfExists(log);
    Files.createFile(log);
    return new LiveRun(RULES, Duration.ofSeconds(lateness), log);
  }

  private static List<Event> withoutSummary(List<Event> events) {
    List<Event> result = comparable(events);
    result.removeIf(SummaryEvent.class::isInstance);
    return result;
  }

  @Property(tries = 200)
  void restart_atAnyLine_changesNothing(
      @ForAll("steps") List<Integer> steps,
      @ForAll @IntRange(max = 20) int lateness,
      @ForAll long seed)
      throws IOException {
    List<String> lines = lines(steps);
    Path log = directory.resolve("a.log");
    LiveRun plain = begin(log, lateness);
    LiveRun.append(log, Logs.bytes(lines));
    plain.poll();
    Accounting expected = plain.finish().accounting();

    LiveRun run = begin(log, lateness);
    Random random = new Random(seed);
    for (int i = 0; i < lines.size(); ) {
      int to = Math.min(lines.size(), i + 1 + random.nextInt(40));
      LiveRun.append(log, Logs.bytes(lines.subList(i, to)));
      run.poll();
      if (random.nextInt(3) > 0) {
        run.restart(run.state());
      }
      i = to;
    }
    run.poll();
    SummaryEvent summary = run.finish();
    assertThat(withoutSummary(run.events)).isEqualTo(withoutSummary(plain.events));
    Accounting all = summary.total() == null ? summary.accounting() : summary.total().accounting();
    assertThat(all).isEqualTo(expected);
    assertThat(summary.accounting().addsUp()).isTrue();
  }

  @Property(tries = 100)
  void kill_tellsAgainWhatTheLogSays_andCountsItOnce(
      @ForAll("steps") List<Integer> steps, @ForAll long seed) throws IOException {
    List<String> lines = lines(steps);
    Path log = directory.resolve("b.log");
    LiveRun plain = begin(log, 2);
    LiveRun.append(log, Logs.bytes(lines));
    plain.poll();
    Accounting expected = plain.finish().accounting();

    LiveRun run = begin(log, 2);
    run.poll();
    Random random = new Random(seed);
    byte[] state = run.state();
    List<Event> toldThen = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      int to = Math.min(lines.size(), i + 1 + random.nextInt(30));
      LiveRun.append(log, Logs.bytes(lines.subList(i, to)));
      run.poll();
      switch (random.nextInt(3)) {
        case 0 -> {
          state = run.state();
          toldThen = List.copyOf(run.events);
        }
        case 1 -> {
          List<Event> again = List.copyOf(run.events.subList(toldThen.size(), run.events.size()));
          run.events.clear();
          run.events.addAll(toldThen);
          run.restart(state);
          run.poll();
          assertThat(comparable(run.events)).containsAll(comparable(again));
        }
        default -> {}
      }
      i = to;
    }
    SummaryEvent summary = run.finish();
    assertThat(withoutSummary(run.events)).isEqualTo(withoutSummary(plain.events));
    Accounting all = summary.total() == null ? summary.accounting() : summary.total().accounting();
    assertThat(all).isEqualTo(expected);
    assertThat(only(SummaryEvent.class, run.events)).hasSize(1);
  }
}
