package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.rules.Table;
import io.github.simplehttpmonitor.core.MonitorStatus;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.alert.SummaryTemplate;
import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.spi.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The status of a monitor for people. Its first line tells how old it is. */
final class StatusText {

  static final String FIRST = "status of " + Console.NAME + " at ";

  private static final int MAX_CELL = 40;

  private StatusText() {}

  static String of(MonitorStatus status) {
    StringBuilder text = new StringBuilder();
    text.append(FIRST).append(status.at().truncatedTo(ChronoUnit.SECONDS)).append('\n');
    Instant latest = status.latest();
    if (latest == null) {
      text.append("no request yet\n");
    } else {
      text.append(
          String.format(
              Locale.ROOT,
              "the last request is of %s, %s before; evaluated until %s%n",
              latest,
              Durations.format(
                  Duration.ofSeconds(
                      Math.max(0, Duration.between(latest, status.at()).toSeconds()))),
              status.evaluated()));
    }
    Accounting a = status.accounting();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d lines = %,d parsed + %,d malformed + %,d ignored; %,d late, %,d missed;"
                + " 99.9%% within %ds%n",
            a.lines(),
            a.parsed(),
            a.malformed(),
            a.ignored(),
            a.late(),
            a.missed(),
            status.latenessSeconds()));
    SummaryEvent.Total total = status.total();
    if (total != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "with the runs before: %,d lines, %,d alerts fired, %,d resolved%n",
              total.accounting().lines(),
              total.alertsFired(),
              total.alertsResolved()));
    }
    List<List<String>> rules = new ArrayList<>();
    rules.add(List.of("RULE", "GROUP", "STATE", "VALUE", "LIMIT", "SINCE"));
    status.rules().forEach(rule -> rules.add(row(rule)));
    text.append(Table.of(rules));
    List<List<String>> appenders = new ArrayList<>();
    appenders.add(List.of("APPENDER", "DELIVERED", "WAITING", "RETRIED", "DROPPED", "PROBLEM"));
    status.deliveries().forEach(delivery -> appenders.add(row(delivery)));
    return text.append(Table.of(appenders)).toString();
  }

  private static List<String> row(RuleStatus rule) {
    Instant since = rule.since();
    return List.of(
        cell(rule.rule()),
        cell(String.join(", ", rule.group().values())),
        rule.severity() == null
            ? rule.phase().name().toLowerCase(Locale.ROOT)
            : rule.severity().name().toLowerCase(Locale.ROOT),
        SummaryTemplate.number(rule.value()),
        SummaryTemplate.number(rule.threshold()),
        since == null ? "-" : since.toString());
  }

  private static List<String> row(Summary.Delivery delivery) {
    return List.of(
        cell(delivery.appender()),
        Long.toString(delivery.delivered()),
        Long.toString(delivery.waiting()),
        Long.toString(delivery.retried()),
        Long.toString(delivery.dropped()),
        cell(delivery.problem()));
  }

  private static String cell(String value) {
    return value.isEmpty() ? "-" : SafeText.escape(value, MAX_CELL);
  }
}
