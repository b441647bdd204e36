package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with {@code --config}, and {@code config print}. */
class ConfiguredRunTest {

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = Files.writeString(folder.resolve("access.log"), Lines.burst(100, 13, "/shop/item"));
  }

  private String config(String text) throws IOException {
    return Files.writeString(folder.resolve("monitor.yaml"), text.replace("LOG", log.toString()))
        .toString();
  }

  @Test
  void rulesOfTheFile_takeThePlaceOfTheDefaultOne() throws IOException {
    String config =
        config(
            """
            sources:
              - files: LOG
                format: combined
            statistics:
              interval: 50s
              queries:
                - { name: clients, measure: distinct, field: client }
            rules:
              - name: shop
                measure: count
                where: path startsWith "/shop"
                window: 10s
                above: 100
                summary: "{hits} in the shop"
            """);
    CommandRun run = CommandRun.of("replay", "--config", config, "--tz", "UTC");
    assertThat(run.err()).contains("format combined");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("104 in the shop").doesNotContain("High traffic");
    assertThat(run.out()).contains("received during the last 50 seconds", "clients");
  }

  @Test
  void optionsComeFirst() throws IOException {
    String config =
        config(
            """
            tz: Europe/Berlin
            idle: 9s
            sources: [{ files: nowhere.log, format: json }]
            statistics: { interval: 50s }
            rules:
              - { name: high-traffic, measure: rate, above: 1000 }
              - { name: other, measure: rate, above: 2000 }
            """);
    CommandRun run =
        CommandRun.of(
            "replay",
            "--config",
            config,
            "--tz",
            "UTC",
            "--stats-interval",
            "20s",
            "--format",
            "combined",
            "--request-threshold",
            "5",
            log.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("during the last 20 seconds")
        .contains("High traffic generated an alert")
        .contains("+00:00");
    CommandRun printed =
        CommandRun.of(
            "config",
            "print",
            "--config",
            config,
            "--stats-interval",
            "20s",
            "--request-threshold",
            "5",
            log.toString());
    assertThat(printed.out())
        .isEqualTo(
            """
            tz: Europe/Berlin
            idle: 9s
            max_line_bytes: 1048576
            sources:
              - files: [%s]
                format: [json]
            statistics:
              interval: 20s
            rules:
              - name: high-traffic
                measure: rate
                window: 2m
                critical: { above: 5 }
              - name: other
                measure: rate
                window: 2m
                critical: { above: 2000 }
            """
                .formatted(log));
  }

  @Test
  void printWithoutAFile_showsTheDefaults_andReadsBack() throws IOException {
    CommandRun printed = CommandRun.of("config", "print", "--window", "1m");
    assertThat(printed.out())
        .contains("idle: 5s", "interval: 10s", "name: high-traffic", "window: 1m", "above: 10");
    String again = config(printed.out());
    assertThat(CommandRun.of("config", "print", "--config", again).out()).isEqualTo(printed.out());
  }

  @Test
  void mistakesOfTheFile_endTheCommand_together() throws IOException {
    String config = config("rules:\n  - { name: a, measure: cont, above: 1 }\nsorces: []\n");
    CommandRun run = CommandRun.of("--once", "--config", config, log.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("monitor.yaml:2:25: measure: there is no measure 'cont'; did you mean 'count'?")
        .contains("monitor.yaml:3:1: a configuration has no key 'sorces'; did you mean 'sources'?");
  }

  @Test
  void unknownAppenders_areAllNamedWithTheirPlaces() throws IOException {
    String config = config("appenders:\n  - name: nobody\n  - name: nothing\n");
    CommandRun run = CommandRun.of("--once", "--config", config, log.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("monitor.yaml:2:5: nobody: ", "monitor.yaml:3:5: nothing: ");
  }

  @Test
  void sourcesMayHaveFormatsOfTheirOwn() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("other.log"),
            "2026-01-01 12:00:05 GET /b 200\n2026-01-01 12:00:06 GET /b 200\n");
    String config =
        config(
            """
            sources:
              - { files: LOG, format: combined }
              - files: %s
                format: 'regex:(?P<time>\\S+ \\S+) (?P<method>\\S+) (?P<path>\\S+) (?P<status>\\d+)'
                time_format: "%%Y-%%m-%%d %%H:%%M:%%S"
                allowed_lateness: 3s
                tz: UTC
            rules: []
            """
                .formatted(other));
    CommandRun run = CommandRun.of("replay", "--config", config);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("1,302 lines = 1,302 parsed", "format regex, allowed lateness 3s");
  }

  @Test
  void badOptionsOverAFile_areToldAsWithout() throws IOException {
    String config = config("rules: []\n");
    for (List<String> bad :
        List.of(
            List.of("--where", "status=4", "--where: "),
            List.of("--window", "500ms", "--window: a window is 1s to 24h long, not 500ms"),
            List.of("--request-threshold", "-1", "--request-threshold: "))) {
      CommandRun run = CommandRun.of("config", "print", "--config", config, bad.get(0), bad.get(1));
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains(bad.get(2));
    }
  }

  @Test
  void schema_isPrinted() {
    CommandRun run = CommandRun.with(Map.of(), "config", "schema");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("{").contains("json-schema.org", "\"rules\"");
  }

  @Test
  void status_isShown_unlessItIsOldOrNone() throws IOException {
    Path none = folder.resolve("none");
    assertThat(CommandRun.of("status", none.toString()).code()).isEqualTo(1);
    Path other = Files.writeString(folder.resolve("other"), "hello\n");
    assertThat(CommandRun.of("status", other.toString()).err()).contains("no status of a monitor");
    Path old =
        Files.writeString(
            folder.resolve("old"), "status of simple-http-monitor at 2026-01-01T00:00:00Z\nx\n");
    assertThat(CommandRun.of("status", old.toString()))
        .satisfies(
            run -> {
              assertThat(run.code()).isEqualTo(1);
              assertThat(run.out()).contains("at 2026-01-01T00:00:00Z\nx\n");
              assertThat(run.err()).contains("seconds old");
            });
  }
}
