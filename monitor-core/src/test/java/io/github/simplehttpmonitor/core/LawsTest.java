package io.github.simplehttpmonitor.core;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.comparable;
import static io.github.simplehttpmonitor.core.support.Logs.only;
import static io.github.simplehttpmonitor.core.support.Logs.silences;
import static io.github.simplehttpmonitor.core.support.Logs.withoutSilences;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.core.support.ManyRules;
import io.github.simplehttpmonitor.core.support.RandomChunks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

/** The laws of time: what is told depends on the lines alone, however they come. */
class LawsTest {

  private static final List<AlertRule> RULES = ManyRules.LIST;

  private static Path directory;

  @BeforeContainer
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("laws");
  }

  @AfterContainer
  static void deleteDirectory() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Steps of time from line to line in seconds, or a code for a line that is none. */
  private static final int BLANK = 1_000_001;

  private static final int GARBAGE = 1_000_002;
  private static final int DUPLICATE = 1_000_003;
  private static final int FROM_2099 = 1_000_004;
  private static final int FROM_1970 = 1_000_005;

  @Provide
  Arbitrary<List<String>> anyLines() {
    return Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.integers().between(0, 3)),
            Tuple.of(8, Arbitraries.integers().between(-4, -1)),
            Tuple.of(4, Arbitraries.integers().between(-100, 100)),
            Tuple.of(2, Arbitraries.integers().between(-9_000, 9_000)),
            Tuple.of(1, Arbitraries.integers().between(3_600, 100_000)),
            Tuple.of(2, Arbitraries.of(BLANK, DUPLICATE)),
            Tuple.of(3, Arbitraries.of(GARBAGE)),
            Tuple.of(1, Arbitraries.of(FROM_2099, FROM_1970)))
        .list()
        .ofMaxSize(250)
        .map(LawsTest::lines);
  }

  @Provide
  Arbitrary<List<String>> orderedLines() {
    return Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.integers().between(0, 3)),
            Tuple.of(4, Arbitraries.integers().between(4, 200)),
            Tuple.of(1, Arbitraries.integers().between(201, 100_000)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(200)
        .map(LawsTest::lines);
  }

  private static List<String> lines(List<Integer> steps) {
    List<String> lines = new ArrayList<>();
    long time = T;
    for (int i = 0; i < steps.size(); i++) {
      String path = "/" + (char) ('a' + i % 5) + "/x";
      switch (steps.get(i)) {
        case BLANK -> lines.add("");
        case GARBAGE -> lines.add("garbage " + i);
        case DUPLICATE -> lines.add(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        case FROM_2099 -> lines.add(Logs.line(4_070_908_800L + i, path));
        case FROM_1970 -> lines.add(Logs.line(i, path));
        default -> {
          time += steps.get(i);
          lines.add(Logs.line(time, path));
        }
      }
    }
    return lines;
  }

  private static MonitorBuilder builder(List<Event> events, int lateness) {
    return Monitor.builder()
        .format("common")
        .rules(RULES)
        .allowedLateness(Duration.ofSeconds(lateness))
        .listener(events::add);
  }

  private static List<Event> replayed(byte[] bytes, int lateness) {
    List<Event> events = new ArrayList<>();
    try {
      builder(events, lateness).build().replay("log", new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return comparable(events);
  }

  private static Accounting checked(List<? extends Event> events, List<String> lines) {
    Accounting a = only(SummaryEvent.class, events).get(0).accounting();
    assertThat(a.addsUp()).isTrue();
    assertThat(a.lines()).isEqualTo(lines.size());
    assertThat(
            only(StatisticsEvent.class, events).stream().mapToLong(StatisticsEvent::requests).sum())
        .isEqualTo(a.onTime() + a.late() - a.missed());
    return a;
  }

  @Property(tries = 300)
  void everyLineIsCountedOnce(
      @ForAll("anyLines") List<String> lines, @ForAll @IntRange(max = 130) int lateness) {
    checked(replayed(Logs.bytes(lines), lateness), lines);
  }

  @Property(tries = 300)
  void chunksOfBytes_doNotMatter(
      @ForAll("anyLines") List<String> lines,
      @ForAll @IntRange(max = 20) int lateness,
      @ForAll @IntRange(min = 1, max = 300) int largest,
      @ForAll long seed)
      throws IOException {
    byte[] bytes = Logs.bytes(lines);
    List<Event> events = new ArrayList<>();
    builder(events, lateness).build().replay("log", new RandomChunks(bytes, seed, largest));
    assertThat(comparable(events)).isEqualTo(replayed(bytes, lateness));
  }

  @Property(tries = 100)
  void numberOfJobs_doesNotMatter(
      @ForAll("anyLines") List<String> lines, @ForAll @IntRange(max = 20) int lateness)
      throws IOException {
    byte[] bytes = Logs.bytes(lines);
    List<Event> events = new ArrayList<>();
    builder(events, lateness).jobs(2).build().replay("log", new ByteArrayInputStream(bytes));
    assertThat(comparable(events)).isEqualTo(replayed(bytes, lateness));
  }

  @Property(tries = 200)
  void live_isReplay(
      @ForAll("anyLines") List<String> lines,
      @ForAll @IntRange(max = 20) int lateness,
      @ForAll long seed)
      throws IOException {
    Path log = Files.createTempFile(directory, "live", ".log");
    LiveRun run = new LiveRun(RULES, Duration.ofSeconds(lateness), log);
    byte[] bytes = Logs.bytes(lines);
    Random random = new Random(seed);
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(4_000));
      LiveRun.append(log, Arrays.copyOfRange(bytes, from, to));
      run.pollOnce();
      from = to;
    }
    run.poll();
    run.finish();
    List<Event> events = new ArrayList<>();
    builder(events, lateness).build().replay(log);
    assertThat(silences(run.events)).isEqualTo(silences(events));
    assertThat(withoutSilences(run.events)).isEqualTo(withoutSilences(events));
    checked(run.events, lines);
  }

  @Property(tries = 100)
  void live_withPushes_differsOnlyIfLinesWereLateForThem(
      @ForAll("orderedLines") List<String> lines, @ForAll long seed) throws IOException {
    Path log = Files.createTempFile(directory, "pushed", ".log");
    LiveRun run = new LiveRun(RULES, Duration.ofSeconds(2), log);
    Random random = new Random(seed);
    for (int i = 0; i < lines.size(); ) {
      int to = Math.min(lines.size(), i + 1 + random.nextInt(20));
      LiveRun.append(log, Logs.bytes(lines.subList(i, to)));
      run.poll();
      run.seconds(random.nextInt(9));
      i = to;
    }
    run.finish();
    Accounting live = checked(run.events, lines);
    List<Event> events = replayed(Logs.bytes(lines), 2);
    Accounting replayed = checked(events, lines);
    assertThat(live.late() - live.lateAfterIdle()).isEqualTo(replayed.late());
    if (live.lateAfterIdle() == 0) {
      assertThat(only(StatisticsEvent.class, comparable(run.events)))
          .isEqualTo(only(StatisticsEvent.class, events));
      // The end closes panes of different lengths, and pushes had gone further with the short ones.
      for (AlertRule rule : RULES) {
        List<AlertEvent> told = of(rule, comparable(run.events));
        List<AlertEvent> expected = of(rule, events);
        assertThat(told.subList(0, Math.min(told.size(), expected.size()))).isEqualTo(expected);
      }
    }
  }

  private static List<AlertEvent> of(AlertRule rule, List<Event> events) {
    return only(AlertEvent.class, events).stream()
        .filter(alert -> alert.rule().equals(rule.name()))
        .toList();
  }

  @Property(tries = 150)
  void partsOfALog_inAnyOrder_areTheLog(
      @ForAll("orderedLines") List<String> lines,
      @ForAll @IntRange(min = 1, max = 5) int parts,
      @ForAll @IntRange(max = 10) int lateness,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Path folder = Files.createTempDirectory(directory, "parts");
    List<Integer> cuts = new ArrayList<>(List.of(0, lines.size()));
    for (int i = 1; i < parts; i++) {
      cuts.add(random.nextInt(lines.size() + 1));
    }
    Collections.sort(cuts);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i + 1 < cuts.size(); i++) {
      Path file = folder.resolve("part-" + i);
      LiveRun.append(file, Logs.bytes(lines.subList(cuts.get(i), cuts.get(i + 1))));
      files.add(file);
    }
    Collections.shuffle(files, random);
    List<Event> events = new ArrayList<>();
    builder(events, lateness).build().replay(files.toArray(Path[]::new));
    checked(events, lines);
    assertThat(comparable(events)).isEqualTo(replayed(Logs.bytes(lines), lateness));
  }

  @Property(tries = 150)
  void overlappingLogs_doNotDependOnChunks(
      @ForAll("anyLines") List<String> one,
      @ForAll("anyLines") List<String> two,
      @ForAll @IntRange(max = 10) int lateness)
      throws IOException {
    Path folder = Files.createTempDirectory(directory, "two");
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    LiveRun.append(a, Logs.bytes(one));
    LiveRun.append(b, Logs.bytes(two));
    List<Event> first = new ArrayList<>();
    builder(first, lateness).build().replay(a, b);
    List<Event> second = new ArrayList<>();
    builder(second, lateness).jobs(2).build().replay(a, b);
    List<String> all = new ArrayList<>(one);
    all.addAll(two);
    checked(first, all);
    assertThat(comparable(second)).isEqualTo(comparable(first));
  }
}
