package io.github.simplehttpmonitor.prometheus;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes metrics of the health of the monitor. No label's value comes from a log. */
final class Metrics {

  /** How many appenders have series of their own. */
  private static final int MAX_APPENDERS = 100;

  /** How much of a label's value is kept, in characters. */
  private static final int MAX_LABEL = 200;

  private final List<MetricSnapshot> all = new ArrayList<>();

  private Metrics() {}

  static MetricSnapshots of(MonitorHealth health, Map<String, Long> firing, Instant now) {
    Metrics metrics = new Metrics();
    metrics.lines(health.accounting());
    metrics.alerts(health, firing);
    metrics.time(health, now);
    metrics.lateness(health.lateness());
    metrics.deliveries(health.deliveries());
    return new MetricSnapshots(metrics.all);
  }

  private void lines(Accounting a) {
    all.add(
        counter(
            "http_monitor_lines",
            "Lines read.",
            point(a.parsed(), "result", "parsed"),
            point(a.malformed(), "result", "malformed"),
            point(a.ignored(), "result", "ignored")));
    all.add(
        counter(
            "http_monitor_requests",
            "Lines that are a request, by what became of it.",
            point(a.onTime(), "result", "on_time"),
            point(a.late(), "result", "late"),
            point(a.implausible(), "result", "implausible"),
            point(a.untimed(), "result", "untimed"),
            point(a.filtered(), "result", "filtered")));
    all.add(
        counter(
            "http_monitor_missed_requests",
            "Late requests whose statistics had been told.",
            point(a.missed())));
  }

  private void alerts(MonitorHealth health, Map<String, Long> firing) {
    all.add(
        counter(
            "http_monitor_alert_transitions",
            "How often alerts began to fire and stopped.",
            point(health.alertsFired(), "state", "firing"),
            point(health.alertsResolved(), "state", "resolved")));
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    firing.forEach(
        (rule, count) -> {
          String label = label(rule);
          if (seen.add(label)) {
            points.add(gaugePoint((double) count, "rule", label));
          }
        });
    gauge("http_monitor_alerts_firing", "Alerts that fire now.", points);
  }

  private void time(MonitorHealth health, Instant now) {
    instant("http_monitor_newest_timestamp_seconds", "The newest request.", health.newest());
    instant(
        "http_monitor_watermark_timestamp_seconds",
        "The time up to which everything has been evaluated.",
        health.watermark());
    Instant watermark = health.watermark();
    if (watermark != null) {
      gauge(
          "http_monitor_watermark_lag_seconds",
          "How far the watermark is behind the clock.",
          List.of(gaugePoint(seconds(Duration.between(watermark, now)))));
    }
  }

  private void instant(String name, String help, @Nullable Instant value) {
    if (value != null) {
      gauge(name, help, List.of(gaugePoint(seconds(Duration.between(Instant.EPOCH, value)))));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private void lateness(MonitorHealth.Lateness lateness) {
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    lateness
        .buckets()
        .forEach(
            bucket -> {
              bounds.add((double) bucket.upToSeconds());
              counts.add(bucket.count());
            });
    bounds.add(Double.POSITIVE_INFINITY);
    counts.add(0L);
    all.add(
        HistogramSnapshot.builder()
            .name("http_monitor_lateness_seconds")
            .help("How far late requests were behind the newest one, an hour at most.")
            .dataPoint(
                HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                    .sum((double) lateness.sumSeconds())
                    .build())
            .build());
  }

  private void deliveries(List<MonitorHealth.Delivery> deliveries) {
    List<CounterDataPointSnapshot> events = new ArrayList<>();
    List<CounterDataPointSnapshot> retries = new ArrayList<>();
    List<GaugeDataPointSnapshot> waiting = new ArrayList<>();
    List<GaugeDataPointSnapshot> failing = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (MonitorHealth.Delivery delivery : deliveries) {
      String name = label(delivery.appender());
      if (seen.size() >= MAX_APPENDERS || !seen.add(name)) {
        continue;
      }
      events.add(point(delivery.delivered(), "appender", name, "result", "delivered"));
      events.add(point(delivery.dropped(), "appender", name, "result", "dropped"));
      retries.add(point(delivery.retried(), "appender", name));
      waiting.add(gaugePoint((double) delivery.waiting(), "appender", name));
      failing.add(gaugePoint(delivery.failing() ? 1 : 0, "appender", name));
    }
    CounterDataPointSnapshot[] none = new CounterDataPointSnapshot[0];
    all.add(
        counter(
            "http_monitor_delivery_events",
            "Events that an appender took, and those given up.",
            events.toArray(none)));
    all.add(
        counter(
            "http_monitor_delivery_retries",
            "How often a delivery was tried again.",
            retries.toArray(none)));
    gauge("http_monitor_delivery_waiting_events", "Events that wait for an appender.", waiting);
    gauge("http_monitor_delivery_failing", "Whether the last delivery failed.", failing);
  }

  private static String label(String text) {
    return text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL);
  }

  private static CounterSnapshot counter(
      String name, String help, CounterDataPointSnapshot... points) {
    CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(help);
    for (CounterDataPointSnapshot point : points) {
      builder.dataPoint(point);
    }
    return builder.build();
  }

  private void gauge(String name, String help, List<GaugeDataPointSnapshot> points) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
    points.forEach(builder::dataPoint);
    all.add(builder.build());
  }

  private static CounterDataPointSnapshot point(long value, String... labels) {
    return CounterDataPointSnapshot.builder()
        .value((double) value)
        .labels(Labels.of(labels))
        .build();
  }

  private static GaugeDataPointSnapshot gaugePoint(double value, String... labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build();
  }
}
