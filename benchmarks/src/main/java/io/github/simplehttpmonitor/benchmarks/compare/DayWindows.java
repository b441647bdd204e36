package io.github.simplehttpmonitor.benchmarks.compare;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Two rules over a day, of different clients and of the slowest requests, by 1,000 groups with 20
 * requests in each pane: a process of its own, which prints the most bytes that were live. Each
 * pane is of another client, which is the most that there is to remember.
 */
final class DayWindows {

  private static final Duration DAY = Duration.ofDays(1);
  private static final int GROUPS = 1_000;
  private static final int REQUESTS = 20;
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  private DayWindows() {}

  public static void main(String[] args) {
    Query clients = Query.of(Measure.distinct(Field.CLIENT), DAY).groupBy("section");
    Query slowest = Query.of(Measure.percentile(Field.DURATION, 0.99), DAY).groupBy("section");
    long pane = clients.pane().toSeconds();
    List<AlertRule> rules =
        List.of(
            AlertRule.builder("clients", clients).critical(Condition.above(1e9)).build(),
            AlertRule.builder("slowest", slowest).critical(Condition.above(1e9)).build());
    Random random = new Random(1);
    long most = 0;
    Monitor monitor =
        Monitor.builder()
            .rules(rules)
            .allowedLateness(Duration.ofSeconds(2))
            .listener(event -> {})
            .build();
    AccessRecord record = monitor.newRecord();
    // Twice the window: from then on as much leaves as comes.
    for (long p = 0; p < 2 * DAY.toSeconds() / pane; p++) {
      for (int k = 0; k < REQUESTS; k++) {
        long second = START + p * pane + k * pane / REQUESTS;
        for (int group = 0; group < GROUPS; group++) {
          record
              .clear()
              .setTimeMicros(second * 1_000_000)
              .setDurationMicros(random.nextInt(2_000_000))
              .set(Field.PATH, "/section-" + group + "/page")
              .set(Field.CLIENT, "client-" + random.nextLong());
          monitor.accept(record);
        }
      }
      if (p % 40 == 39) {
        most = Math.max(most, live());
      }
    }
    monitor.finish();
    System.out.println(most);
  }

  private static long live() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
