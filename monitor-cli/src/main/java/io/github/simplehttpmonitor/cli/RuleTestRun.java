package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.config.RuleTestFile;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.MonitorBuilder;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.SummaryTemplate;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.spi.Durations;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Runs one test of rules and says how what happened differs from what was expected. */
final class RuleTestRun {

  private static final double EPSILON = 1e-6;

  private final List<AlertRule> rules;
  private final RuleTestFile.Case test;
  private final List<AlertEvent> alerts = new ArrayList<>();

  RuleTestRun(List<AlertRule> rules, RuleTestFile.Case test) {
    this.rules = rules;
    this.test = test;
  }

  /** {@return the differences, empty if there are none} */
  List<String> differences() throws IOException {
    MonitorBuilder builder =
        Monitor.builder()
            .rules(rules)
            .zone(ZoneOffset.UTC)
            .thenSilence(test.thenSilence().plus(silenceOfSeries()))
            .listener(
                event -> {
                  if (event instanceof AlertEvent alert && isLookedAt(alert)) {
                    alerts.add(alert);
                  }
                });
    String format = test.format();
    try {
      if (format != null) {
        builder.format(format);
      }
      run(builder.build());
    } catch (IllegalArgumentException e) {
      return List.of(test.place() + ": " + e.getMessage());
    }
    return compared();
  }

  private boolean isLookedAt(AlertEvent alert) {
    return test.only().isEmpty() || test.only().contains(alert.rule());
  }

  private void run(Monitor monitor) throws IOException {
    Path file = test.file();
    String lines = test.lines();
    if (file != null) {
      if (monitor.replay(file).failures() > 0) {
        throw new IllegalArgumentException(file + " cannot be read");
      }
    } else if (lines != null) {
      monitor.replay("lines", new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    } else {
      feed(monitor);
      monitor.finish();
    }
  }

  private void feed(Monitor monitor) {
    List<AccessRecord> records = new ArrayList<>();
    int steps = 0;
    for (RuleTestFile.Series series : test.series()) {
      records.add(record(series.fields()));
      steps = Math.max(steps, series.values().size());
    }
    long start = micros(test.start());
    long step = test.step().toMillis() * 1_000;
    for (int i = 0; i < steps; i++) {
      for (int s = 0; s < records.size(); s++) {
        List<Long> values = test.series().get(s).values();
        long count = i < values.size() ? values.get(i) : 0;
        // Spread over the step, so that a long one is no burst at its beginning.
        for (long n = 0; n < count; n++) {
          monitor.accept(records.get(s).setTimeMicros(start + i * step + n * step / count));
        }
      }
    }
  }

  /** How long it is from the second of the last request to the end of the last step. */
  private Duration silenceOfSeries() {
    long step = test.step().toMillis() * 1_000;
    long end = 0;
    long last = -1;
    for (RuleTestFile.Series series : test.series()) {
      List<Long> values = series.values();
      end = Math.max(end, values.size() * step);
      for (int i = values.size() - 1; i >= 0 && last < i * step; i--) {
        long count = values.get(i);
        if (count > 0) {
          last = Math.max(last, i * step + (count - 1) * step / count);
        }
      }
    }
    long second = 1_000_000;
    return last < 0
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, end - (last / second + 1) * second) * 1_000);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static AccessRecord record(Map<String, String> fields) {
    List<Field> all = new ArrayList<>(Field.wellKnown());
    fields.keySet().stream().map(Field::of).filter(f -> !all.contains(f)).forEach(all::add);
    AccessRecord record = new AccessRecord(Fields.of(all));
    fields.forEach((name, value) -> set(record, Field.of(name), value));
    return record;
  }

  private static void set(AccessRecord record, Field field, String value) {
    try {
      if (field.equals(Field.STATUS)) {
        record.setStatus(Integer.parseInt(value));
      } else if (field.equals(Field.BYTES)) {
        record.setBytes(Long.parseLong(value));
      } else if (field.equals(Field.REQUEST_BYTES)) {
        record.setRequestBytes(Long.parseLong(value));
      } else if (field.equals(Field.DURATION)) {
        record.setDurationMicros(Durations.parse(value).toNanos() / 1_000);
      } else if (field.type() == Field.Type.TEXT) {
        record.set(field, value);
      } else {
        throw new IllegalArgumentException("a series has no '" + field + "' of its own");
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(field + ": '" + value + "' is not a whole number", e);
    }
  }

  private List<String> compared() {
    List<String> differences = new ArrayList<>();
    List<AlertEvent> left = new ArrayList<>(alerts);
    for (RuleTestFile.Expected expected : test.expected()) {
      AlertEvent found =
          left.stream().filter(alert -> isMeant(expected, alert)).findFirst().orElse(null);
      if (found == null) {
        differences.add("- " + shown(expected) + nearest(expected, left));
      } else {
        left.remove(found);
        differences.addAll(differing(expected, found));
      }
    }
    left.forEach(alert -> differences.add("+ " + shown(alert)));
    return differences;
  }

  private static boolean isMeant(RuleTestFile.Expected expected, AlertEvent alert) {
    return alert.rule().equals(expected.rule())
        && alert.state() == expected.state()
        && alert.at().equals(expected.at())
        && alert.group().entrySet().containsAll(expected.group().entrySet());
  }

  private String nearest(RuleTestFile.Expected expected, List<AlertEvent> left) {
    return left.stream()
        .filter(alert -> alert.rule().equals(expected.rule()))
        .filter(alert -> alert.state() == expected.state())
        .min(
            (a, b) ->
                Duration.between(expected.at(), a.at())
                    .abs()
                    .compareTo(Duration.between(expected.at(), b.at()).abs()))
        .map(alert -> "; the nearest is at " + shown(alert.at()) + group(alert.group()))
        .orElse("");
  }

  private List<String> differing(RuleTestFile.Expected expected, AlertEvent alert) {
    List<String> differences = new ArrayList<>();
    String where = "~ " + shown(alert.at()) + " " + alert.rule() + ": ";
    if (expected.severity() != null && expected.severity() != alert.severity()) {
      differences.add(
          where
              + "expected severity "
              + lower(expected.severity())
              + ", is "
              + lower(alert.severity()));
    }
    Double value = expected.value();
    if (value != null
        && !(Math.abs(value - alert.value()) <= EPSILON * Math.max(1, Math.abs(value)))) {
      differences.add(where + "expected value " + value + ", is " + alert.value());
    }
    if (expected.hits() != null && expected.hits() != alert.hits()) {
      differences.add(where + "expected hits " + expected.hits() + ", is " + alert.hits());
    }
    if (expected.summary() != null && !Objects.equals(expected.summary(), alert.summary())) {
      differences.add(where + "expected summary '" + expected.summary() + "'");
      differences.add(where + "is               '" + alert.summary() + "'");
    }
    return differences;
  }

  private String shown(RuleTestFile.Expected expected) {
    return shown(expected.at())
        + " "
        + expected.rule()
        + " "
        + lower(expected.state())
        + group(expected.group())
        + " (expected in line "
        + expected.place().line()
        + ")";
  }

  private String shown(AlertEvent alert) {
    return shown(alert.at())
        + " "
        + alert.rule()
        + " "
        + lower(alert.state())
        + group(alert.group())
        + ", "
        + lower(alert.severity())
        + ", value "
        + SummaryTemplate.number(alert.value())
        + ", hits "
        + alert.hits();
  }

  private static String group(Map<String, String> group) {
    return group.isEmpty() ? "" : " " + group;
  }

  private String shown(Instant at) {
    Duration since = Duration.between(test.start(), at);
    return since.isNegative() || since.compareTo(Duration.ofDays(2)) > 0
        ? at.toString()
        : Durations.format(since);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
