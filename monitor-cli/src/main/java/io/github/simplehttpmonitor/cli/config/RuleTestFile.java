package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.spi.Durations;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Tests of rules: inputs, and the alerts that they have to make.
 *
 * @param rules the rules under test
 * @param tests the tests
 */
public record RuleTestFile(List<AlertRule> rules, List<Case> tests) {

  static final List<String> ROOT_KEYS = List.of("rules", "tests");

  static final List<String> CASE_KEYS =
      List.of(
          "name",
          "start",
          "step",
          "series",
          "lines",
          "file",
          "format",
          "then_silence",
          "only",
          "expect");

  static final List<String> EXPECT_KEYS =
      List.of("rule", "at", "state", "severity", "group", "value", "hits", "summary");

  private static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  /** Makes the lists unmodifiable. */
  public RuleTestFile {
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }

  /**
   * A test, with one kind of input.
   *
   * @param name what is tested
   * @param place where it is
   * @param start the time of the first values
   * @param step the time between values
   * @param series requests by their number in each step; empty for the other kinds
   * @param lines the text of a log
   * @param file a log
   * @param format of lines or file; null to find it by looking
   * @param thenSilence how long time runs on after the end
   * @param only the rules whose alerts are looked at; empty for all
   * @param expected what has to happen, and nothing else
   */
  public record Case(
      String name,
      Place place,
      Instant start,
      Duration step,
      List<Series> series,
      @Nullable String lines,
      @Nullable Path file,
      @Nullable String format,
      Duration thenSilence,
      List<String> only,
      List<Expected> expected) {}

  /**
   * Requests that look the same.
   *
   * @param values how many there are in each step
   * @param fields what they look like
   */
  public record Series(List<Long> values, Map<String, String> fields) {}

  /**
   * What has to happen; null where it does not matter.
   *
   * @param rule the rule's name
   * @param at the end of the window
   * @param state firing or resolved
   * @param severity how bad
   * @param group the group, as far as it matters
   * @param value within a millionth
   * @param hits the requests in the window
   * @param summary the line for people
   * @param place where it is
   */
  public record Expected(
      String rule,
      Instant at,
      AlertEvent.State state,
      @Nullable Severity severity,
      Map<String, String> group,
      @Nullable Double value,
      @Nullable Long hits,
      @Nullable String summary,
      Place place) {}

  /**
   * Reads a file; names of other files in it are beside it.
   *
   * @throws ConfigException if it is wrong, or the file of its rules is
   */
  public static RuleTestFile read(Path path) {
    return new Reader(path).read();
  }

  /** Reads a file. */
  private static final class Reader {
    private final Path path;
    private final Problems problems;
    private final Section root;
    private List<AlertRule> rules = List.of();

    Reader(Path path) {
      this.path = path;
      YamlFile file = YamlFile.read(path);
      this.problems = file.problems();
      this.root = new Section(problems, "a file of tests", file.root(), ROOT_KEYS);
    }

    private Path beside(String name) {
      return path.resolveSibling(name);
    }

    RuleTestFile read() {
      String rulesFile = root.required("rules");
      if (rulesFile != null) {
        List<AlertRule> read = Configuration.read(beside(rulesFile)).rules();
        rules = read == null ? List.of() : read;
        if (rules.isEmpty()) {
          root.problem("rules", "there are no rules in " + rulesFile);
        }
      }
      List<Case> cases = new ArrayList<>();
      for (Node node : root.sequence("tests")) {
        Case test = test(node, cases.size() + 1);
        if (test != null) {
          cases.add(test);
        }
      }
      if (cases.isEmpty() && problems.isEmpty()) {
        problems.add(root.node(), "there are no tests");
      }
      problems.throwIfAny();
      return new RuleTestFile(rules, cases);
    }

    private @Nullable Case test(Node node, int number) {
      Section section = new Section(problems, "a test", node, CASE_KEYS);
      String name = section.text("name");
      Instant given = section.as("start", Reader::instant);
      Instant start = given == null ? DEFAULT_START : given;
      Duration step = section.duration("step");
      if (step != null && step.isZero()) {
        section.problem("step", "the time between values is longer than 0s");
      }
      List<Series> series = new ArrayList<>();
      for (Node part : section.sequence("series")) {
        Series read = series(part);
        if (read != null) {
          series.add(read);
        }
      }
      String lines = section.text("lines");
      String file = section.text("file");
      int inputs =
          (section.has("series") ? 1 : 0) + (lines == null ? 0 : 1) + (file == null ? 0 : 1);
      if (inputs != 1) {
        problems.add(node, "a test has one of 'series', 'lines' and 'file'");
        return null;
      }
      List<String> only = section.texts("only");
      only.stream()
          .filter(rule -> !isRule(rule))
          .forEach(rule -> section.problem("only", noRule(rule)));
      List<Expected> expected = new ArrayList<>();
      for (Node part : section.sequence("expect")) {
        Expected read = expected(part, start);
        if (read != null) {
          expected.add(read);
        }
      }
      Duration silence = section.duration("then_silence");
      return new Case(
          name == null ? "test " + number : name,
          problems.place(node),
          start,
          step == null ? Duration.ofSeconds(1) : step,
          series,
          lines,
          file == null ? null : beside(file),
          section.text("format"),
          silence == null ? Duration.ZERO : silence,
          only,
          expected);
    }

    private @Nullable Series series(Node node) {
      Section section = new Section(problems, "a series", node, List.of());
      Map<String, String> fields = new java.util.LinkedHashMap<>();
      for (String name : section.keys()) {
        String text = section.text(name);
        if (text != null && !name.equals("values")) {
          fields.put(name, text);
        }
      }
      List<Long> values = section.as("values", SeriesValues::parse);
      if (values == null) {
        if (!section.has("values")) {
          problems.add(node, "a series needs 'values': how many requests in each step: 5x60");
        }
        return null;
      }
      return new Series(values, fields);
    }

    private @Nullable Expected expected(Node node, Instant start) {
      Section section = new Section(problems, "an expected alert", node, EXPECT_KEYS);
      String rule = section.required("rule");
      section.required("at");
      Instant at = section.as("at", text -> at(text, start));
      AlertEvent.State state = section.choice("state", AlertEvent.State.class);
      Severity severity = section.choice("severity", Severity.class);
      Double value = section.as("value", Reader::number);
      Integer hits = section.integer("hits");
      if (rule != null && !isRule(rule)) {
        section.problem("rule", noRule(rule));
        return null;
      }
      if (rule == null || at == null) {
        return null;
      }
      return new Expected(
          rule,
          at,
          state == null ? AlertEvent.State.FIRING : state,
          severity,
          section.map("group"),
          value,
          hits == null ? null : (long) hits,
          section.text("summary"),
          problems.place(node));
    }

    private boolean isRule(String name) {
      return rules.stream().anyMatch(rule -> rule.name().equals(name));
    }

    private String noRule(String name) {
      return "there is no rule '"
          + name
          + "'; there are "
          + String.join(", ", rules.stream().map(AlertRule::name).toList());
    }

    private static Double number(String text) {
      try {
        return new java.math.BigDecimal(text).doubleValue();
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("'" + text + "' is not a number", e);
      }
    }

    private static Instant instant(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a time; write it like 2026-01-31T12:00:00Z", e);
      }
    }

    private static Instant at(String text, Instant start) {
      return text.indexOf('-') > 0 ? instant(text) : start.plus(Durations.parse(text));
    }
  }
}
