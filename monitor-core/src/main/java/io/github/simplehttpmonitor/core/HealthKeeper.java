package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.delivery.Channel;
import io.github.simplehttpmonitor.core.delivery.DeliveryCounters;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the state of the monitor now and then, for whoever asks on another thread, and notices when
 * an appender begins to fail or works again.
 */
final class HealthKeeper {

  /** How old the state may be. */
  private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

  /** How long nothing more is said of an appender that fails and recovers again and again. */
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final List<Watched> watched = new ArrayList<>();
  private long takenAt;
  private volatile MonitorHealth latest = MonitorHealth.NOTHING_YET;

  private static final class Watched {
    final Channel channel;
    boolean saidFailing;
    long saidAt;

    Watched(Channel channel, long now) {
      this.channel = channel;
      this.saidAt = now - QUIET_NANOS;
    }
  }

  HealthKeeper(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.takenAt = nanoTime.getAsLong() - MAX_AGE_NANOS;
  }

  void watch(Channel channel) {
    watched.add(new Watched(channel, nanoTime.getAsLong()));
  }

  /** {@return the state when it was last taken} */
  MonitorHealth latest() {
    return latest;
  }

  /** Takes the state if the last one is old. To be called by the thread of the engine. */
  void refresh(Engine engine) {
    long now = nanoTime.getAsLong();
    if (now - takenAt >= MAX_AGE_NANOS) {
      takenAt = now;
      take(engine);
    }
  }

  /** Takes the state. To be called by the thread of the engine. */
  void take(Engine engine) {
    List<MonitorHealth.Delivery> deliveries = new ArrayList<>();
    for (Watched each : watched) {
      DeliveryCounters counters = each.channel.counters();
      deliveries.add(
          new MonitorHealth.Delivery(
              counters.name(),
              counters.delivered(),
              counters.retried(),
              counters.dropped(),
              counters.waiting(),
              each.channel.isFailing()));
    }
    latest =
        new MonitorHealth(
            engine.accounting(),
            instant(engine.maxMicros()),
            instant(engine.watermarkMicros()),
            engine.alertsFired(),
            engine.alertsResolved(),
            engine.lateness(),
            deliveries,
            engine.total());
  }

  private static @Nullable Instant instant(long micros) {
    return micros == Long.MIN_VALUE
        ? null
        : Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  /** {@return what has to be said of the appenders, each at most once in a while} */
  List<NoticeEvent> changes(Instant at) {
    List<NoticeEvent> notices = new ArrayList<>();
    long now = nanoTime.getAsLong();
    for (Watched each : watched) {
      boolean failing = each.channel.isFailing();
      if (failing != each.saidFailing && (!failing || now - each.saidAt >= QUIET_NANOS)) {
        each.saidFailing = failing;
        each.saidAt = now;
        notices.add(notice(each.channel, failing, at));
      }
    }
    return notices;
  }

  private static NoticeEvent notice(Channel channel, boolean failing, Instant at) {
    String name = channel.counters().name();
    return failing
        ? new NoticeEvent(
            "appender-failing",
            NoticeEvent.Severity.WARNING,
            name,
            "the appender " + name + " fails: " + channel.problem(),
            at,
            null)
        : new NoticeEvent(
            "appender-recovered",
            NoticeEvent.Severity.INFO,
            name,
            "the appender " + name + " works again",
            at,
            null);
  }
}
