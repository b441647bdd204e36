package io.github.simplehttpmonitor.prometheus;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.HealthReader;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.spi.ResumableAppender;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps what is served as metrics, and the server that serves it. */
final class PrometheusAppender implements HealthReader, ResumableAppender {

  /** How many rules have a series of their own. */
  static final int MAX_RULES = 1_000;

  /** How many firing alerts are counted. */
  private static final int MAX_FIRING = 100_000;

  private final InstantSource clock;
  private final Set<String> firing = new HashSet<>();
  private final Map<String, Long> firingByRule = new TreeMap<>();
  private volatile Supplier<MonitorHealth> health = () -> MonitorHealth.NOTHING_YET;
  private @Nullable MetricsServer server;

  PrometheusAppender(InstantSource clock) {
    this.clock = clock;
  }

  void serve(MetricsServer started) {
    server = started;
  }

  @Override
  public void read(Supplier<MonitorHealth> source) {
    health = source;
  }

  @Override
  public void append(List<Event> events) {
    for (Event event : events) {
      if (event instanceof AlertEvent alert) {
        note(alert);
      }
    }
  }

  @Override
  public void resume(List<AlertEvent> alerts) {
    alerts.forEach(this::note);
  }

  private synchronized void note(AlertEvent alert) {
    String key = Alerts.key(alert);
    boolean fires = Alerts.isFiring(alert);
    if (fires ? firing.size() < MAX_FIRING && firing.add(key) : firing.remove(key)) {
      boolean known = firingByRule.containsKey(alert.rule());
      if (known || firingByRule.size() < MAX_RULES) {
        firingByRule.merge(alert.rule(), fires ? 1L : -1L, Long::sum);
      }
    }
  }

  /** {@return the metrics now} */
  MetricSnapshots snapshots() {
    Map<String, Long> alerts;
    synchronized (this) {
      alerts = Map.copyOf(firingByRule);
    }
    return Metrics.of(health.get(), alerts, clock.instant());
  }

  @Override
  public void close() {
    MetricsServer running = server;
    if (running != null) {
      running.close();
    }
  }
}
