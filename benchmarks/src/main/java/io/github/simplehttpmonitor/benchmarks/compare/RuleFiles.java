package io.github.simplehttpmonitor.benchmarks.compare;

import io.github.simplehttpmonitor.benchmarks.SeedLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Configurations with rules that never fire, so that what they cost is the watching. None uses
 * {@code matches}, whose cost is that of the pattern.
 */
final class RuleFiles {

  private static final Pattern SECTION = Pattern.compile("\"[A-Z]+ (/[^/ ?\"]*)");
  private static final String UNREACHABLE = "1000000000000000";

  private final List<String> sections;

  RuleFiles(SeedLog seed) {
    this.sections = sections(new String(seed.bytes(), StandardCharsets.ISO_8859_1));
  }

  /** The eight sections with most requests. */
  private static List<String> sections(String log) {
    Map<String, Integer> counts = new HashMap<>();
    for (Matcher m = SECTION.matcher(log); m.find(); ) {
      counts.merge(m.group(1), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Integer>>comparingInt(entry -> -entry.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(8)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The rule that there is without a configuration. */
  static String one() {
    return file(List.of(of("rate")));
  }

  /** The same, and one that no request is of. */
  static String never() {
    return file(List.of(of("rate"), of("rate", "where", "status == 999")));
  }

  /** Fifty rules over eight queries. */
  String eightQueries() {
    List<Map<String, String>> queries =
        List.of(
            of("rate"),
            of("ratio", "of", "status >= 500"),
            of("rate", "where", inSection(0)),
            of("bytes"),
            of("rate", "where", "status in 400..499", "group_by", "[section]"),
            of("count", "where", "status == 404", "group_by", "[client]"),
            of("distinct", "field", "client"),
            of("rate", "where", "method == \"POST\" && !(userAgent contains \"bot\")"));
    List<Map<String, String>> rules = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Map<String, String> rule = new LinkedHashMap<>(queries.get(i % queries.size()));
      boolean isShare = rule.containsValue("ratio");
      // No two thresholds of a query are the same.
      rule.put("above", isShare ? 90 + i / 10 + "." + i % 10 + "%" : UNREACHABLE + i);
      rules.add(rule);
    }
    return file(rules);
  }

  /** Fifty rules, each over a query of its own. */
  String fiftyQueries() {
    List<Map<String, String>> rules = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      rules.add(of("rate", "where", inSection(i)));
      rules.add(of("ratio", "of", "status >= 500", "where", inSection(i)));
      rules.add(of("bytes", "where", inSection(i)));
      rules.add(of("ratio", "of", "status == 404", "where", inSection(i)));
    }
    for (String status : List.of("200", "301", "304", "404", "403", "500")) {
      rules.add(of("rate", "where", "status == " + status));
    }
    rules.add(of("rate", "where", "method == \"POST\""));
    rules.add(of("rate", "where", "method == \"HEAD\""));
    rules.add(of("rate", "where", "userAgent contains \"bot\""));
    rules.add(of("rate", "where", "client in 10.0.0.0/8"));
    rules.add(of("rate", "where", "statusClass == \"5xx\" && path contains \".php\""));
    rules.add(of("distinct", "field", "client"));
    rules.add(of("distinct", "field", "path"));
    rules.add(of("max", "field", "bytes"));
    rules.add(of("rate", "group_by", "[client]"));
    rules.add(of("ratio", "of", "status >= 500", "group_by", "[section]"));
    rules.add(of("rate", "where", "status in 400..499", "group_by", "[client]"));
    rules.add(of("bytes", "group_by", "[section, statusClass]"));
    return file(rules);
  }

  /** A thousand rules, each over a part of the site that nobody visits. */
  static String idle() {
    List<Map<String, String>> rules = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rules.add(of("rate", "where", "path startsWith \"/service-" + i + "/\""));
    }
    return file(rules);
  }

  private String inSection(int place) {
    // A log with fewer sections has some queries twice, which is told by the figures.
    return "path startsWith \"" + sections.get(place % sections.size()) + "\"";
  }

  private static Map<String, String> of(String measure, String... more) {
    Map<String, String> rule = new LinkedHashMap<>();
    rule.put("measure", measure);
    for (int i = 0; i < more.length; i += 2) {
      rule.put(more[i], more[i + 1]);
    }
    return rule;
  }

  private static String file(List<Map<String, String>> rules) {
    StringBuilder text = new StringBuilder("rules:\n");
    for (int i = 0; i < rules.size(); i++) {
      Map<String, String> rule = rules.get(i);
      text.append("  - name: rule-").append(i).append('\n');
      rule.forEach((key, value) -> text.append("    " + key + ": " + yaml(value) + "\n"));
      if (!rule.containsKey("above")) {
        text.append("    above: ").append(rule.containsValue("ratio") ? "99.9%" : UNREACHABLE);
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String yaml(String value) {
    return value.contains("\"") ? "'" + value.replace("'", "''") + "'" : value;
  }
}
