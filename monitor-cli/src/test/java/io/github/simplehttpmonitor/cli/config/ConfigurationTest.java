package io.github.simplehttpmonitor.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.NoData;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

  /** Has every key there is. */
  static final String FULL =
      """
      tz: Europe/Berlin
      idle: 7s
      max_line_bytes: 64k
      where: status != 444
      state_dir: /var/lib/simple-http-monitor
      sources:
        - files: [/var/log/nginx/access.log, "/var/log/nginx/*.log"]
          format: [combined, common]
          time_format: iso
          allowed_lateness: 5s
          tz: UTC
        - files: other.log
          format_file: /etc/nginx/nginx.conf
      statistics:
        interval: 30s
        queries:
          - name: errors
            measure: ratio
            of: status >= 500
            where: path startsWith "/api"
            group_by: [virtualHost]
          - name: slowest
            measure: max
            field: duration
      rules:
        - name: api-errors
          measure: ratio
          of: status >= 500
          where: path startsWith "/api"
          group_by: [section, { route: ["/users/:id", "/files/*"] }]
          window: 5m
          warning: { above: 1% }
          critical: { above: 0.05, recovery: 0.02 }
          for: 1m
          keep_firing_for: 5m
          no_data: keep
          max_groups: 50
          labels: { team: web }
          summary: "{percent} % of requests fail"
        - name: drop
          measure: rate
          below: 1
          recovery: 2
        - name: odd
          measure: p99.9
          field: duration
          window: 1h
          outside: [10ms, 500ms]
        - name: more
          measure: bytes
          above: 1M
        - name: critical-drop
          measure: count
          critical: { below: 5 }
        - name: range
          measure: mean
          field: bytes
          warning: { outside: [1, 100k], recovery: [10, 50k] }
      appenders:
        - name: webhook
          options: { url: "https://example.com/hook", token: "${HOOK_TOKEN}" }
          severity: critical
          labels: { team: web }
      """;

  @TempDir private Path folder;

  private static Configuration parse(String text) {
    return Configuration.parse("monitor.yaml", text);
  }

  private static List<String> problems(String text) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> parse(text));
    assertThat(e).as("a problem with %s", text).isNotNull();
    return e.lines();
  }

  @Test
  void everyKey_isRead() {
    Configuration read = parse(FULL);
    assertThat(read.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(read.idle()).isEqualTo(Duration.ofSeconds(7));
    assertThat(read.maxLineBytes()).isEqualTo(65_536);
    assertThat(read.where()).isEqualTo(Filter.parse("status != 444"));
    assertThat(read.sources())
        .containsExactly(
            new Configuration.SourceEntry(
                List.of("/var/log/nginx/access.log", "/var/log/nginx/*.log"),
                List.of("combined", "common"),
                null,
                "iso",
                Duration.ofSeconds(5),
                ZoneId.of("UTC")),
            new Configuration.SourceEntry(
                List.of("other.log"), List.of(), "/etc/nginx/nginx.conf", null, null, null));
    assertThat(read.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(read.queries())
        .extracting(named -> named.query().measure().toString())
        .containsExactly("ratio(status >= 500)", "max(duration)");
    List<AlertRule> rules = read.rules();
    assertThat(rules).isNotNull();
    assertThat(rules.get(0))
        .isEqualTo(
            AlertRule.builder(
                    "api-errors",
                    Query.of(Measure.ratio(Filter.parse("status >= 500")), Duration.ofMinutes(5))
                        .where(Filter.parse("path startsWith \"/api\""))
                        .groupBy(
                            List.of(
                                GroupKey.of("section"),
                                GroupKey.route(List.of("/users/:id", "/files/*")))))
                .warning(Condition.above(0.01))
                .critical(Condition.above(0.05, 0.02))
                .pendingFor(Duration.ofMinutes(1))
                .keepFiringFor(Duration.ofMinutes(5))
                .noData(NoData.KEEP)
                .maxGroups(50)
                .labels(Map.of("team", "web"))
                .summary("{percent} % of requests fail")
                .build());
    assertThat(rules.get(1))
        .isEqualTo(
            AlertRule.builder("drop", Query.of(Measure.rate(), Duration.ofMinutes(2)))
                .critical(Condition.below(1, 2))
                .build());
    assertThat(rules.get(2).query().measure()).isEqualTo(Measure.percentile(Field.DURATION, 0.999));
    assertThat(rules.get(2).levels().get(0).condition()).isEqualTo(Condition.outside(0.01, 0.5));
    assertThat(rules.get(3).levels().get(0).condition()).isEqualTo(Condition.above(1 << 20));
    assertThat(rules.get(5).levels().get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(read.appenders().get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(read.appenders().get(0).place().line()).isEqualTo(60);
    assertThat(read.stateDirectory()).isEqualTo(Path.of("/var/lib/simple-http-monitor"));
  }

  @Test
  void print_readsBackToTheSame() {
    Configuration read = parse(FULL);
    assertThat(parse(read.toYaml())).isEqualTo(read);
    assertThat(parse(Configuration.empty().toYaml())).isEqualTo(Configuration.empty());
  }

  @Test
  void print_masksSecrets_butNotTheirVariables() {
    String text =
        parse(
                """
                appenders:
                  - name: webhook
                    options:
                      url: https://me:hunter2@example.com/hook?token=abc
                      password: hunter3
                      token: ${TOKEN}
                """)
            .toYaml();
    assertThat(text)
        .doesNotContain("hunter", "abc")
        .contains("https://***@example.com/hook?***", "password: \"***\"", "\"${TOKEN}\"");
  }

  @Test
  void emptyFile_saysNothing() {
    assertThat(parse("")).isEqualTo(Configuration.empty());
    assertThat(parse("# only a comment\n")).isEqualTo(Configuration.empty());
  }

  @Test
  void filterOfAWrongType_showsTheCaretInTheLine() {
    assertThat(
            problems(
                "rules:\n  - name: a\n    measure: count\n    where: status >= \"x\"\n    above: 1\n"))
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).startsWith("monitor.yaml:4:22: where: ").contains("status");
              assertThat(lines.get(1)).isEqualTo("      where: status >= \"x\"");
              assertThat(lines.get(2)).isEqualTo("  " + " ".repeat(21) + "^");
            });
  }

  @Test
  void misspeltFieldOfTheWholeFilter_isNamed() {
    assertThat(problems("where: metod == 'GET'\n").get(0))
        .isEqualTo("monitor.yaml:1:8: where: there is no field 'metod'; did you mean 'method'?");
  }

  @Test
  void emptyFileName_isNamed() {
    assertThat(problems("sources:\n  - files: ['']\n").get(0))
        .contains("files: the name of a file is empty");
  }

  @Test
  void warningsInOrder_areTaken() {
    String rule = "rules:\n  - name: a\n    measure: count\n    ";
    for (String levels :
        List.of(
            "warning: {above: 5}\n    critical: {above: 10}\n",
            "warning: {below: 5}\n    critical: {below: 1}\n",
            "warning: {outside: [5, 50]}\n    critical: {above: 100}\n",
            "warning: {below: 5}\n    critical: {above: 1}\n")) {
      assertThat(parse(rule + levels).rules()).hasSize(1);
    }
    assertThat(problems(rule + "warning: {below: 1}\n    critical: {below: 5}\n").get(0))
        .contains("never a warning");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'status == bad'",
        "\"status == bad\"",
        "status == bad",
        "\"path == \\\"a\\\" && status == bad\""
      })
  void filterError_isFoundInEveryStyleOfQuotes(String where) {
    List<String> lines = problems("where: " + where + "\n");
    int caret = lines.get(2).indexOf('^');
    assertThat(lines.get(1).substring(caret)).as(String.join("\n", lines)).startsWith("bad");
  }

  @Test
  void filterError_inABlock_isShownInTheFilter() {
    assertThat(problems("where: >-\n  status ==\n  bad\n"))
        .anyMatch(line -> line.contains("status == bad"))
        .anyMatch(line -> line.matches(" +\\^"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          winow: 5m | 4:5: a rule has no key 'winow'; did you mean 'window'?
          field: durration | 4:12: field: there is no field 'durration'; did you mean 'duration'?
          group_by: [clent] | 4:16: group_by: there is no field 'clent'; did you mean 'client'?
          where: stauts == 404 | 4:12: where: there is no field 'stauts'; did you mean 'status'?
          window: 500ms | 4:13: window: a window is 1s to 24h long, not 500ms
          window: 121s | 4:13: window: a window is a whole number of panes
          window: 5 | 4:13: window: '5' is not a duration
          warning: { above: 5, recovery: 6 } | 4:36: recovery: the recovery threshold 6.0 is above
          recovery: 11 | 4:15: recovery: the recovery threshold 11.0 is above the threshold 10.0
          critical: { above: 5 } | 4:15: critical: the rule says twice when it is critical
          warning: { } | 4:14: a condition is one of
          warning: { above: 11 } | 4:14: warning: what is above 11 is never a warning: above 10 is
          warning: { above: 10 } | 4:14: warning: what is above 10 is never a warning: above 10 is
          warning: { above: 1, below: 2 } | 4:33: a condition is one of
          no_data: maybe | 4:14: no_data: 'maybe' is none of ok, keep, alert
          max_groups: 0 | 4:17: max_groups: a rule tells 1 to 10000 groups apart, not 0
          max_groups: few | 4:17: max_groups: 'few' is not a whole number
          summary: '{valu}' | 4:14: summary: the summary has no placeholder {valu}
          labels: [a] | 4:13: 'labels' is a mapping of keys to values, not a list
          where: [a] | 4:12: where: this is one value, not a list
          where: !(status==1) | 4:12: where: a value that begins with '!' has to be quoted
          where: | 4:11: where: there is no value
          for: soon | 4:10: for: 'soon' is not a duration
          name: b | 4:5: the key 'name' is there twice; first in line 2
          """)
  void badLineOfARule_isNamedWithItsPlace(String line, String message) {
    assertThat(
            problems("rules:\n  - name: a\n    measure: count\n    " + line + "\n    above: 10\n")
                .get(0))
        .startsWith("monitor.yaml:" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          measure: cuont | there is no measure 'cuont'; did you mean 'count'?
          measure: p101 | there is no measure 'p101'
          measure: ratio | ratio needs 'of'
          measure: p99 | p99 needs 'field'
          measure: count, field: bytes | count takes no field
          measure: sum, field: path | sum is of numbers, but path is text
          measure: malformed_ratio, where: status == 1 | takes neither a filter nor groups
          measure: ratio, of: status == 1, above: 5 | a share is from 0 to 1; 5 % is written 5%
          measure: ratio, of: status == 1, above: five | 'five' is no share
          measure: max, field: bytes, above: 5X | '5X' is no size
          measure: rate, above: much | 'much' is not a number
          measure: rate, outside: [5] | a range is a list of two numbers
          measure: rate, outside: [5, 5] | nothing is inside of the range
          """)
  void badMeasure_isNamed(String keys, String message) {
    String above = keys.contains("above") || keys.contains("outside") ? "" : ", above: 0.1";
    assertThat(problems("rules:\n  - {name: a, " + keys + above + "}\n").get(0)).contains(message);
  }

  @Test
  void twoRulesOfOneName_areRefused() {
    String rule = "  - {name: a, measure: count, above: 1}\n";
    assertThat(problems("rules:\n" + rule + rule).get(0))
        .isEqualTo("monitor.yaml:3:12: two rules are called 'a'; the first is in line 2");
  }

  @Test
  void severalMistakes_areToldTogether() {
    assertThat(
            problems(
                "rules:\n  - {name: a, measure: cont}\n  - {measure: count, abov: 1}\nsorces: []\n"))
        .filteredOn(line -> line.startsWith("monitor.yaml:"))
        .hasSizeGreaterThanOrEqualTo(4)
        .anyMatch(line -> line.contains("did you mean 'sources'"));
    assertThat(problems("where: x\n".repeat(60)).size()).isLessThan(70);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules: 5 | this is a list, each part after a dash, not one value
          - a | a configuration is a mapping of keys to values, not a list
          tz: Nowhere | is not a time zone
          idle: x | is not a duration
          max_line_bytes: 3 | limited to 64 to 1G
          sources: [{format: combined}] | a source needs 'files'
          sources: [{files: a, format: common, format_file: b}] | leave 'format' out
          sources: [{files: a, allowed_lateness: 2d}] | the allowed lateness is 0s to 1d
          statistics: {interval: 500ms} | a whole number of seconds from 1s to 1d, not 500ms
          statistics: {queries: [{name: a, measure: source_missing}]} | cannot be shown in statistics
          appenders: [{options: {}}] | an appender needs 'name'
          appenders: [{name: a, severity: bad}] | none of warning, critical
          a: [ | this is not YAML
          a: *b | this is not YAML
          where: "\\q" | this is not YAML
          """)
  void otherMistakes(String text, String message) {
    assertThat(problems(text).get(0)).contains(message).startsWith("monitor.yaml:1:");
  }

  @Test
  void hostileFiles_areBounded() throws IOException {
    assertThat(problems("[".repeat(100_000)).get(0)).contains("nested more than 20 deep");
    StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(problems(laughs.toString()).get(0)).contains("more than 100 aliases");
    Path large = Files.write(folder.resolve("large.yaml"), new byte[YamlFile.MAX_BYTES + 1]);
    assertThatThrownBy(() -> Configuration.read(large)).hasMessageContaining("longer than");
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'#', (byte) 0xE4});
    assertThatThrownBy(() -> Configuration.read(latin)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> Configuration.read(folder)).hasMessageContaining("is a directory");
    assertThatThrownBy(() -> Configuration.read(folder.resolve("none.yaml")))
        .hasMessageContaining("no such file");
  }

  @Test
  void anchors_mayShareParts() {
    assertThat(
            parse(
                    """
                    rules:
                      - { name: a, measure: count, above: 1, labels: &team { team: web } }
                      - { name: b, measure: count, above: 2, labels: *team }
                    """)
                .rules())
        .extracting(AlertRule::labels)
        .containsExactly(Map.of("team", "web"), Map.of("team", "web"));
  }
}
