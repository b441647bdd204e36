package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulesCommandTest {

  private static final Path GALLERY = Path.of("../docs/gallery");

  @TempDir private Path folder;
  private String log = "";

  @BeforeEach
  void write() throws IOException {
    StringBuilder text = new StringBuilder();
    // Busy for 100 seconds, quiet for 400, busy for 40.
    text.append(Lines.burst(100, 13, "/shop/item"));
    for (int second = 100; second < 500; second += 10) {
      text.append(Lines.line(second, "192.0.2.2", "/quiet", 404));
    }
    for (int second = 500; second < 540; second++) {
      for (int i = 0; i < 40; i++) {
        text.append(Lines.line(second, "192.0.2.3", "/shop/x?secret=" + i, i == 0 ? 500 : 200));
      }
    }
    for (int second = 540; second < 900; second += 10) {
      text.append(Lines.line(second, "192.0.2.2", "/quiet", 200));
    }
    log = Files.writeString(folder.resolve("access.log"), text).toString();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  static Stream<Path> gallery() throws IOException {
    try (Stream<Path> files = Files.list(GALLERY)) {
      return files
          .filter(file -> file.toString().endsWith(".test.yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("gallery")
  void gallery_passesItsTests(Path file) {
    CommandRun run = CommandRun.of("rules", "test", file.toString());
    assertThat(run.code()).as(run.out() + run.err()).isZero();
  }

  @Test
  void gallery_hasATestForEachRule() throws IOException {
    try (Stream<Path> files = Files.list(GALLERY)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names.stream().filter(name -> !name.endsWith(".test.yaml")))
          .hasSizeGreaterThanOrEqualTo(10)
          .allMatch(name -> names.contains(name.replace(".yaml", ".test.yaml")));
    }
  }

  @Test
  void check_showsRules_orWhatIsWrong() throws IOException {
    String good =
        file(
            "good.yaml",
            "rules:\n  - {name: a, measure: ratio, of: status >= 500, window: 5m, above: 5%, for: 1m}\n");
    CommandRun run = CommandRun.of("rules", "check", good);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            good
                + ": 1 rules, all right\n"
                + "  a: ratio(status >= 500) over 5m, critical above 0.05, for 1m\n");
    String bad = file("bad.yaml", "rules:\n  - {name: a, measure: ratio}\n");
    assertThat(CommandRun.of("rules", "check", good, bad))
        .satisfies(
            both -> {
              assertThat(both.code()).isEqualTo(2);
              assertThat(both.err()).contains("bad.yaml:2:24: measure: ratio needs 'of'");
            });
  }

  @Test
  void test_showsHowItDiffers() throws IOException {
    file("rules.yaml", "rules:\n  - {name: busy, measure: rate, window: 10s, above: 5}\n");
    String tests =
        file(
            "tests.yaml",
            """
            rules: rules.yaml
            tests:
              - name: too early
                series: [{ values: "0x9 10x19 0x19" }]
                expect:
                  - { rule: busy, at: 12s, value: 5 }
                  - { rule: busy, at: 36s, state: resolved, hits: 7, severity: warning }
              - name: forgotten
                series: [{ values: "0x9 10x19" }]
                expect: []
            """);
    CommandRun run = CommandRun.of("rules", "test", tests);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            FAIL  tests.yaml: too early
                  - 12s busy firing (expected in line 6); the nearest is at 16s
                  - 36s busy resolved (expected in line 7); the nearest is at 35s
                  + 16s busy firing, critical, value 6, hits 60
                  + 35s busy resolved, critical, value 5, hits 50
            FAIL  tests.yaml: forgotten
                  + 16s busy firing, critical, value 6, hits 60
            2 of 2 tests failed; - was expected, + happened, ~ differs
            """);
  }

  @Test
  void test_takesLinesAndLogs() throws IOException {
    file("rules.yaml", "rules:\n  - {name: busy, measure: rate, window: 2m, above: 10}\n");
    String tests =
        file(
            "tests.yaml",
            """
            rules: rules.yaml
            tests:
              - name: a log
                file: access.log
                format: combined
                expect:
                  - { rule: busy, at: "2026-01-01T12:01:33Z", hits: 1209 }
                  - { rule: busy, at: "2026-01-01T12:02:08Z", state: resolved, hits: 1199 }
                  - { rule: busy, at: "2026-01-01T12:08:50Z" }
                  - { rule: busy, at: "2026-01-01T12:10:31Z", state: resolved }
            """);
    CommandRun run = CommandRun.of("rules", "test", tests);
    assertThat(run.out()).isEqualTo("ok    tests.yaml: a log\n1 tests passed\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          series: [{values: 1x1}], lines: a | a test has one of 'series', 'lines' and 'file'
          series: [{values: 1y1}] | '1y1' is no series
          series: [{values: 1-2x3}] | there cannot be -1 requests
          series: [{values: 1x9999999}] | more than 1000000 steps
          series: [{status: 200}] | a series needs 'values'
          series: [{values: 1}], only: [none] | there is no rule 'none'; there are busy
          series: [{values: 1}], expect: [{rule: buzy, at: 1s}] | there is no rule 'buzy'
          series: [{values: 1}], expect: [{rule: busy}] | an expected alert needs 'at'
          series: [{values: 1}], start: today | is not a time
          """)
  void test_saysWhatIsWrongWithIt(String test, String message) throws IOException {
    file("rules.yaml", "rules:\n  - {name: busy, measure: rate, window: 10s, above: 5}\n");
    CommandRun run =
        CommandRun.of(
            "rules", "test", file("t.yaml", "rules: rules.yaml\ntests:\n  - {" + test + "}\n"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("t.yaml:3:").contains(message);
  }

  @Test
  void backtest_showsEpisodesTotalsAndATimeline() {
    CommandRun run =
        CommandRun.with(
            Map.of("COLUMNS", "75"),
            "rules",
            "backtest",
            "--tz",
            "UTC",
            "--format",
            "combined",
            log);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().replaceAll("[0-9a-f]{16}", "ID"))
        .isEqualTo(
            """
            RULE          GROUP  SEVERITY  FROM                       TO                         LENGTH  VALUE  LIMIT  HITS  ID
            high-traffic  -      critical  2026-01-01T12:01:33+00:00  2026-01-01T12:02:08+00:00  35s     10.07  10     1209  ID
            high-traffic  -      critical  2026-01-01T12:08:50+00:00  2026-01-01T12:10:31+00:00  1m41s   10.07  10     1209  ID

            RULE          ALERTS  FIRING  SHARE  FLAPPING  LONGEST
            high-traffic  2       2m16s   15.3%  0         1m41s

            high-traffic  ......+#+..........................=######=.................
                          |12:00:00       |12:03:57       |12:07:55       |12:11:52
            """);
  }

  @Test
  void backtest_inJson_namesWhatLinesCanShow() {
    CommandRun run =
        CommandRun.of("rules", "backtest", "--output", "json", "--format", "combined", log);
    assertThat(run.out())
        .startsWith("{\"v\":1,\"type\":\"backtest\",\"first\":\"2026-01-01T12:00:00Z\"")
        .contains("\"rule\":\"high-traffic\",\"alerts\":2,\"firingSeconds\":136,\"flapping\":0")
        .containsPattern("\"id\":\"[0-9a-f]{16}\",\"group\":\\{},\"severity\":\"critical\"");
  }

  @Test
  void sweep_isWhatTheSingleRunsAre() {
    CommandRun swept =
        CommandRun.of(
            "rules",
            "backtest",
            "--output",
            "json",
            "--format",
            "combined",
            "--sweep",
            "high-traffic.above=5..20:5",
            "--sweep",
            "high-traffic.window=1m,3m",
            log);
    assertThat(swept.code()).as(swept.err()).isZero();
    for (String threshold : List.of("5", "10", "15", "20")) {
      CommandRun single =
          CommandRun.of(
              "rules",
              "backtest",
              "--output",
              "json",
              "--format",
              "combined",
              "--request-threshold",
              threshold,
              log);
      assertThat(withoutIds(swept.out()))
          .contains(ruleOf(single).replace("high-traffic", "high-traffic.above=" + threshold));
    }
    CommandRun single =
        CommandRun.of(
            "rules", "backtest", "--output", "json", "--format", "combined", "--window", "3m", log);
    assertThat(withoutIds(swept.out()))
        .contains(ruleOf(single).replace("high-traffic", "high-traffic.window=3m"));
  }

  private static String withoutIds(String json) {
    return json.replaceAll("\"id\":\"[0-9a-f]{16}\"", "\"id\":\"\"");
  }

  private static String ruleOf(CommandRun run) {
    String json = withoutIds(run.out());
    return json.substring(json.indexOf("\"rules\":[") + 9, json.length() - 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          high-traffic | write it like high-traffic.above=5..50:5
          slow.above=5 | there is no rule of 'slow.above'; there are high-traffic
          high-traffic.abov=5 | did you mean 'above'?
          high-traffic.below=5 | the rule's condition is 'above 10', not 'below'
          high-traffic.warning.above=5 | has no warning.above
          high-traffic.above=5..50 | a range needs a step
          high-traffic.above=50..5:1 | a range goes up
          high-traffic.above=0..1:0.0001 | at most 1000 values
          high-traffic.above=x | is not a number
          high-traffic.window=1 | is not a duration
          """)
  void sweep_saysWhatIsWrongWithIt(String sweep, String message) {
    CommandRun run = CommandRun.of("rules", "backtest", "--sweep", sweep, log);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  private String idOf(String... args) {
    String out = CommandRun.of(args).out();
    int at = out.indexOf("\"id\":\"") + 6;
    return out.substring(at, at + 16);
  }

  @Test
  void linesBehindAnAlert_areThoseItCounted() throws IOException {
    String config =
        file(
            "monitor.yaml",
            """
            sources: [{ files: nowhere, format: combined }]
            rules:
              - name: missing
                measure: count
                where: status == 404
                group_by: [client, section]
                window: 1m
                above: 5
            """);
    String id = idOf("rules", "backtest", "--config", config, "--output", "json", log);
    CommandRun run = CommandRun.of("lines", "--config", config, "--alert", id, log);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .hasSize(6)
        .allMatch(line -> line.contains("192.0.2.2") && line.contains(" 404 "));
    assertThat(CommandRun.of("lines", "--alert", id, log))
        .satisfies(
            other -> {
              assertThat(other.code()).isEqualTo(1);
              assertThat(other.err()).contains("raise no alert with the id " + id);
            });
    assertThat(CommandRun.of("lines", "--config", config, log).err()).contains("only with --alert");
  }

  @Test
  void linesBehindTheDefaultRule_areThoseOfItsWindow() {
    String id = idOf("rules", "backtest", "--format", "combined", "--output", "json", log);
    CommandRun run = CommandRun.of("lines", "--format", "combined", "--alert", id, log);
    assertThat(run.out().lines()).hasSize(1209);
  }

  @Test
  void why_saysWhoAndWhat() {
    CommandRun run = CommandRun.of("replay", "--format", "combined", "--why", log);
    assertThat(run.out())
        .contains("  top section: /shop with ")
        .contains(
            "  top client: 192.0.2.1 with 1209 of 1209 requests (100%, none in the window before)")
        .doesNotContain("secret=1");
    assertThat(CommandRun.of("replay", "--format", "combined", log).out())
        .doesNotContain("top client");
  }
}
