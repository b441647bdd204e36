package io.github.simplehttpmonitor.cli.rules;

import io.github.simplehttpmonitor.cli.text.DisplayWidth;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.SummaryTemplate;
import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.spi.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What rules did over a log, as text or JSON.
 *
 * @param rules the rules
 * @param episodes their alerts
 * @param first the time of the first request that counted
 * @param last that of the last
 */
public record BacktestReport(
    List<AlertRule> rules, List<Episode> episodes, Instant first, Instant last) {

  /** Names and groups longer than this are cut: the table has to stay a table. */
  private static final int MAX_CELL = 40;

  private static final int MIN_TIMELINE = 20;

  /** Makes the lists unmodifiable. */
  public BacktestReport {
    rules = List.copyOf(rules);
    episodes = List.copyOf(episodes);
  }

  private Instant end() {
    return last.plusSeconds(1);
  }

  /**
   * {@return the tables}
   *
   * @param each whether every episode is shown, not only what they come to
   * @param width the columns of the terminal
   */
  public String text(boolean each, ZoneId zone, int width, boolean unicode) {
    StringBuilder text = new StringBuilder();
    if (each && !episodes.isEmpty()) {
      text.append(Table.of(episodeRows(zone)));
      text.append('\n');
    }
    text.append(Table.of(totalRows()));
    text.append('\n');
    timeline(text, zone, width, unicode);
    return text.toString();
  }

  private List<List<String>> episodeRows(ZoneId zone) {
    DateTimeFormatter times =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(zone);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "RULE", "GROUP", "SEVERITY", "FROM", "TO", "LENGTH", "VALUE", "LIMIT", "HITS", "ID"));
    for (Episode episode : episodes) {
      Instant to = episode.to();
      rows.add(
          List.of(
              cell(episode.rule()),
              cell(String.join(", ", episode.group().values())),
              episode.severity().name().toLowerCase(Locale.ROOT),
              times.format(episode.from()),
              to == null ? "still firing" : times.format(to),
              shown(episode.length(end())),
              SummaryTemplate.number(episode.value()),
              SummaryTemplate.number(episode.threshold()),
              Long.toString(episode.hits()),
              episode.id()));
    }
    return rows;
  }

  private List<List<String>> totalRows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("RULE", "ALERTS", "FIRING", "SHARE", "FLAPPING", "LONGEST"));
    double seconds = Math.max(1, Duration.between(first, end()).toSeconds());
    for (AlertRule rule : rules) {
      Episodes.Total total = Episodes.total(rule, episodes, end());
      rows.add(
          List.of(
              cell(rule.name()),
              Integer.toString(total.alerts()),
              shown(total.firing()),
              String.format(Locale.ROOT, "%.1f%%", 100 * total.firing().toSeconds() / seconds),
              Integer.toString(total.flapping()),
              shown(total.longest())));
    }
    return rows;
  }

  private void timeline(StringBuilder text, ZoneId zone, int width, boolean unicode) {
    int names =
        rules.stream().mapToInt(rule -> DisplayWidth.of(cell(rule.name()))).max().orElse(0) + 2;
    Timeline timeline =
        new Timeline(first, end(), Math.max(MIN_TIMELINE, width - names - 1), unicode);
    for (AlertRule rule : rules) {
      String name = cell(rule.name());
      text.append(name)
          .append(" ".repeat(names - DisplayWidth.of(name)))
          .append(
              timeline.row(
                  episodes.stream().filter(e -> e.rule().equals(rule.name())).toList(), end()))
          .append('\n');
    }
    text.append(" ".repeat(names)).append(timeline.axis(zone)).append('\n');
  }

  private static String cell(String value) {
    return value.isEmpty() ? "-" : SafeText.escape(value, MAX_CELL);
  }

  private static String shown(Duration length) {
    return Durations.format(Duration.ofSeconds(length.toSeconds()));
  }

  /** {@return one JSON object on a line} */
  public String json() {
    List<Object> all = new ArrayList<>();
    for (AlertRule rule : rules) {
      Episodes.Total total = Episodes.total(rule, episodes, end());
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("rule", rule.name());
      object.put("alerts", total.alerts());
      object.put("firingSeconds", total.firing().toSeconds());
      object.put("flapping", total.flapping());
      object.put("longestSeconds", total.longest().toSeconds());
      object.put(
          "episodes",
          episodes.stream()
              .filter(e -> e.rule().equals(rule.name()))
              .map(BacktestReport::json)
              .toList());
      all.add(object);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("v", 1);
    report.put("type", "backtest");
    report.put("first", first.toString());
    report.put("last", last.toString());
    report.put("rules", all);
    return Json.of(report) + "\n";
  }

  private static Map<String, Object> json(Episode episode) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", episode.id());
    object.put("group", episode.group());
    object.put("severity", episode.severity().name().toLowerCase(Locale.ROOT));
    object.put("from", episode.from().toString());
    Instant to = episode.to();
    if (to != null) {
      object.put("to", to.toString());
    }
    object.put("value", episode.value());
    object.put("threshold", episode.threshold());
    object.put("hits", episode.hits());
    return object;
  }
}
