package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.spi.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a whole configuration. */
final class ConfigReader {

  private static final String AUTO = "auto";

  private final Problems problems;
  private final Section root;

  ConfigReader(YamlFile file) {
    this.problems = file.problems();
    this.root = new Section(problems, "a configuration", file.root(), ConfigKeys.ROOT);
  }

  Configuration read() {
    ZoneId zone = root.zone("tz");
    Duration idle = root.duration("idle");
    Integer maxLineBytes = root.as("max_line_bytes", ConfigReader::lineBytes);
    Filter where = root.filter("where");
    Path stateDirectory = root.as("state_dir", Path::of);
    List<Configuration.SourceEntry> sources = new ArrayList<>();
    for (Node node : root.sequence("sources")) {
      Configuration.SourceEntry source = source(node);
      if (source != null) {
        sources.add(source);
      }
    }
    Section statistics = root.section("statistics", ConfigKeys.STATISTICS);
    Duration interval = statistics.as("interval", ConfigReader::interval);
    List<NamedQuery> queries = queries(statistics);
    List<AlertRule> rules = root.has("rules") ? rules() : null;
    List<Configuration.AppenderEntry> appenders = new ArrayList<>();
    for (Node node : root.sequence("appenders")) {
      Configuration.AppenderEntry appender = appender(node);
      if (appender != null) {
        appenders.add(appender);
      }
    }
    problems.throwIfAny();
    return new Configuration(
        zone,
        idle,
        maxLineBytes,
        where,
        stateDirectory,
        sources,
        interval,
        queries,
        rules,
        appenders);
  }

  private static Integer lineBytes(String text) {
    double bytes =
        Thresholds.parse(
            text,
            io.github.simplehttpmonitor.core.query.Measure.sum(
                io.github.simplehttpmonitor.parser.Field.BYTES));
    if (!(bytes >= 64 && bytes <= 1 << 30)) {
      throw new IllegalArgumentException("a line is limited to 64 to 1G bytes, not " + text);
    }
    return (int) bytes;
  }

  private static Duration interval(String text) {
    Duration interval = Durations.parse(text);
    try {
      Monitor.builder().statsInterval(interval);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).replace(interval.toString(), text), e);
    }
    return interval;
  }

  private Configuration.@Nullable SourceEntry source(Node node) {
    Section section = new Section(problems, "a source", node, ConfigKeys.SOURCE);
    List<String> files = section.texts("files");
    if (files.isEmpty()) {
      problems.add(node, "a source needs 'files': the names of logs, or patterns of names");
      return null;
    }
    if (files.contains("")) {
      section.problem("files", "the name of a file is empty");
      return null;
    }
    String lateness = section.text("allowed_lateness");
    Duration fixed =
        lateness == null || lateness.equals(AUTO)
            ? null
            : section.as("allowed_lateness", ConfigReader::lateness);
    List<String> formats = section.texts("format");
    String formatFile = section.text("format_file");
    if (formatFile != null && !formats.isEmpty()) {
      section.problem("format_file", "it says all of the format; leave 'format' out");
    }
    return new Configuration.SourceEntry(
        files,
        formats.equals(List.of(AUTO)) ? List.of() : formats,
        formatFile,
        section.text("time_format"),
        fixed,
        section.zone("tz"));
  }

  private static Duration lateness(String text) {
    Duration lateness = Durations.parse(text);
    if (lateness.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("the allowed lateness is 0s to 1d, not " + text);
    }
    return lateness;
  }

  private List<NamedQuery> queries(Section statistics) {
    Map<String, NamedQuery> queries = new LinkedHashMap<>();
    for (Node node : statistics.sequence("queries")) {
      Section section = new Section(problems, "a query", node, ConfigKeys.QUERY);
      String name = section.required("name");
      Query query = new QueryReader(section).read(RuleReader.DEFAULT_WINDOW);
      if (name == null || query == null) {
        continue;
      }
      try {
        if (queries.putIfAbsent(name, new NamedQuery(name, query)) != null) {
          section.problem("name", "two queries are called '" + name + "'");
        }
      } catch (IllegalArgumentException e) {
        section.problem("measure", String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(queries.values());
  }

  private List<AlertRule> rules() {
    List<AlertRule> rules = new ArrayList<>();
    Map<String, Node> names = new LinkedHashMap<>();
    for (Node node : root.sequence("rules")) {
      RuleReader reader = new RuleReader(problems, node);
      AlertRule rule = reader.read();
      if (rule == null) {
        continue;
      }
      Node earlier = names.putIfAbsent(rule.name(), reader.nameNode());
      if (earlier != null) {
        problems.add(
            reader.nameNode(),
            "two rules are called '"
                + rule.name()
                + "'; the first is in line "
                + problems.place(earlier).line());
      }
      rules.add(rule);
    }
    return rules;
  }

  private Configuration.@Nullable AppenderEntry appender(Node node) {
    Section section = new Section(problems, "an appender", node, ConfigKeys.APPENDER);
    String name = section.required("name");
    if (name == null) {
      return null;
    }
    return new Configuration.AppenderEntry(
        name,
        section.map("options"),
        section.choice("severity", Severity.class),
        section.map("labels"),
        problems.place(node));
  }
}
