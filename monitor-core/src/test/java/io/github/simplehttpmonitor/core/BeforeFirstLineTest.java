package io.github.simplehttpmonitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.NoData;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.support.LiveRun;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.parser.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that the absence of requests can meet, where there has been no request yet. */
class BeforeFirstLineTest {

  private static final Duration LATENESS = Duration.ofSeconds(2);

  private static final AlertRule NO_TRAFFIC =
      AlertRule.builder("no-traffic", Query.of(Measure.count(), Duration.ofMinutes(1)))
          .critical(Condition.below(1))
          .build();

  private static final AlertRule HIGH =
      AlertRule.builder("high", Query.of(Measure.rate(), Duration.ofMinutes(1)))
          .critical(Condition.above(10))
          .build();

  @TempDir private Path folder;

  private Path log() {
    return folder.resolve("access.log");
  }

  private static List<String> alerts(LiveRun run) {
    return Logs.only(AlertEvent.class, run.events).stream()
        .map(
            alert ->
                alert.rule()
                    + " "
                    + alert.state()
                    + " "
                    + (alert.at().getEpochSecond() - Logs.T)
                    + (alert.group().isEmpty() ? "" : " " + alert.group()))
        .toList();
  }

  @Test
  void silenceFromTheStart_firesAWholeWindowAfterIt() throws IOException {
    Files.createFile(log());
    LiveRun run = new LiveRun(List.of(HIGH, NO_TRAFFIC), LATENESS, log());
    // The idle time and the allowed lateness have to go by as well.
    run.seconds(66);
    assertThat(alerts(run)).isEmpty();
    run.seconds(1);
    assertThat(alerts(run)).containsExactly("no-traffic FIRING 60");
    run.seconds(600);
    assertThat(alerts(run)).hasSize(1);
    assertThat(run.finish().stillFiring()).containsExactly("no-traffic");
  }

  @Test
  void theFirstRequest_endsIt_andNoLineIsLateForIt() throws IOException {
    Files.createFile(log());
    LiveRun run = new LiveRun(List.of(NO_TRAFFIC), LATENESS, log());
    run.seconds(300);
    LiveRun.append(log(), Logs.bytes(List.of(Logs.line(Logs.T + 299, "/a"))));
    run.seconds(1);
    LiveRun.append(log(), Logs.bytes(List.of(Logs.line(Logs.T + 298, "/a"))));
    run.seconds(10);
    assertThat(alerts(run)).containsExactly("no-traffic FIRING 60", "no-traffic RESOLVED 299");
    run.seconds(100);
    assertThat(alerts(run)).hasSize(3).last().isEqualTo("no-traffic FIRING 360");
    assertThat(run.finish().accounting().late()).isZero();
  }

  @Test
  void aLogOfAnotherTime_beginsItsOwn() throws IOException {
    Files.createFile(log());
    LiveRun run = new LiveRun(List.of(NO_TRAFFIC), LATENESS, log());
    run.seconds(300);
    long old = Logs.T - 86_400;
    for (int i = 0; i < 120; i++) {
      LiveRun.append(log(), Logs.bytes(List.of(Logs.line(old + i, "/a"))));
      run.seconds(1);
    }
    run.seconds(10);
    // It is over when a whole window of the log's own time has requests.
    assertThat(alerts(run))
        .containsExactly("no-traffic FIRING 60", "no-traffic RESOLVED " + (60 - 86_400));
    assertThat(run.finish().accounting().late()).isZero();
  }

  @Test
  void withRequestsBeforeAWindowIsOver_nothingFires() throws IOException {
    Files.createFile(log());
    LiveRun run = new LiveRun(List.of(NO_TRAFFIC), LATENESS, log());
    run.seconds(50);
    for (int i = 50; i < 200; i++) {
      LiveRun.append(log(), Logs.bytes(List.of(Logs.line(Logs.T + i, "/a"))));
      run.seconds(1);
    }
    assertThat(alerts(run)).isEmpty();
    run.finish();
  }

  @Test
  void aLogThatNeverAppears_isMissing() throws IOException {
    AlertRule missing =
        AlertRule.builder(
                "missing",
                Query.of(Measure.ofHealth(Measure.Kind.SOURCE_MISSING), Duration.ofSeconds(10)))
            .critical(Condition.above(30))
            .build();
    LiveRun run = new LiveRun(List.of(missing), LATENESS, log());
    run.seconds(29);
    assertThat(alerts(run)).isEmpty();
    run.seconds(10);
    assertThat(alerts(run)).singleElement().asString().startsWith("missing FIRING");
    LiveRun.append(log(), Logs.bytes(List.of(Logs.line(Logs.T + 39, "/a"))));
    run.seconds(20);
    assertThat(alerts(run)).hasSize(2).last().asString().startsWith("missing RESOLVED");
    run.finish();
  }

  @Test
  void amongLogsThatAreThere_theMissingOneFiresToo() throws IOException {
    AlertRule missing =
        AlertRule.builder(
                "missing",
                Query.of(Measure.ofHealth(Measure.Kind.SOURCE_MISSING), Duration.ofSeconds(10)))
            .critical(Condition.above(30))
            .build();
    Path there = folder.resolve("there.log");
    LiveRun run = new LiveRun(List.of(missing), LATENESS, there, log());
    for (int i = 0; i < 60; i++) {
      LiveRun.append(there, Logs.bytes(List.of(Logs.line(Logs.T + i, "/a"))));
      run.seconds(1);
    }
    assertThat(alerts(run)).singleElement().asString().startsWith("missing FIRING");
    run.finish();
  }

  @Test
  void otherMeasuresOfNothing() throws IOException {
    Files.createFile(log());
    AlertRule clients =
        AlertRule.builder(
                "clients", Query.of(Measure.distinct(Field.CLIENT), Duration.ofMinutes(1)))
            .critical(Condition.below(5))
            .build();
    AlertRule slow =
        AlertRule.builder(
                "slow", Query.of(Measure.percentile(Field.DURATION, 0.9), Duration.ofMinutes(1)))
            .critical(Condition.above(1))
            .noData(NoData.ALERT)
            .build();
    // Of which group would it tell?
    AlertRule grouped =
        AlertRule.builder(
                "grouped", Query.of(Measure.count(), Duration.ofMinutes(1)).groupBy("section"))
            .critical(Condition.below(1))
            .build();
    LiveRun run = new LiveRun(List.of(clients, slow, grouped), LATENESS, log());
    run.seconds(120);
    assertThat(alerts(run)).containsExactly("clients FIRING 60", "slow FIRING 60");
    run.finish();
  }

  @Test
  void aStateTakenBeforeTheFirstLine_goesOn() throws IOException {
    Files.createFile(log());
    LiveRun run = new LiveRun(List.of(NO_TRAFFIC), LATENESS, log());
    run.seconds(90);
    byte[] state = run.state();
    run.restart(state);
    run.seconds(90);
    assertThat(alerts(run)).containsExactly("no-traffic FIRING 60");
    LiveRun.append(log(), Logs.bytes(List.of(Logs.line(Logs.T + 180, "/a"))));
    run.seconds(10);
    assertThat(alerts(run)).containsExactly("no-traffic FIRING 60", "no-traffic RESOLVED 181");
    run.finish();
  }
}
