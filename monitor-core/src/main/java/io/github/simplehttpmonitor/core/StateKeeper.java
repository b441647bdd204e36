package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.delivery.Channel;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.runtime.RunSettings;
import io.github.simplehttpmonitor.core.runtime.SavedSources;
import io.github.simplehttpmonitor.core.runtime.StateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a monitor's state in a directory: reads it at the start, writes it again and again. */
final class StateKeeper implements Closeable {

  private static final long MICROS = 1_000_000L;

  private final Path folder;
  private final StateDirectory directory;
  private final RunSettings settings;
  private final long intervalNanos;
  private long lastNanos;
  private boolean written;
  private boolean failing;

  private StateKeeper(Path folder, StateDirectory directory, RunSettings settings) {
    this.folder = folder;
    this.directory = directory;
    this.settings = settings;
    this.intervalNanos = settings.statsInterval().toNanos();
  }

  /** Takes the directory, which nobody else may have. */
  static StateKeeper open(Path folder, RunSettings settings) {
    try {
      return new StateKeeper(folder, StateDirectory.open(folder), settings);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static StateException unusable(Path folder, IOException e) {
    return new StateException(
        "the state directory " + folder + " cannot be used: " + e.getMessage(), e);
  }

  /**
   * What a monitor begins with.
   *
   * @param notices what the user has to know of the state
   */
  record Start(Engine engine, @Nullable StateCheckpoint checkpoint, List<NoticeEvent> notices) {}

  /**
   * {@return an engine that goes on where the last run ended, or a new one}
   *
   * @param makes makes an engine
   */
  Start start(Supplier<Engine> makes) {
    byte[] content = null;
    Engine engine = makes.get();
    try {
      content = directory.read();
      if (content == null) {
        return new Start(engine, null, List.of());
      }
      StateCheckpoint checkpoint = StateCheckpoint.read(content, engine);
      List<NoticeEvent> notices = new ArrayList<>();
      for (String rule : checkpoint.gone()) {
        notices.add(
            notice(
                "state-rule-changed",
                NoticeEvent.Severity.WARNING,
                "the alert of the rule '"
                    + rule
                    + "' was on; the rule has changed since, so it begins anew"));
      }
      return new Start(engine, checkpoint, notices);
    } catch (StateDirectory.FormException e) {
      return anew(makes, e);
    } catch (IOException e) {
      if (content == null) {
        throw unusable(folder, e);
      }
      return anew(makes, e);
    }
  }

  private Start anew(Supplier<Engine> makes, IOException why) {
    Path kept;
    try {
      kept = directory.setAside();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    NoticeEvent notice =
        notice(
            "state-unreadable",
            NoticeEvent.Severity.WARNING,
            "the state in "
                + folder
                + " cannot be read: "
                + why.getMessage()
                + "; it is kept as "
                + kept
                + ", and the monitor starts as without one");
    return new Start(makes.get(), null, List.of(notice));
  }

  /** Gives the appenders what they had not taken. */
  static void redeliver(StateCheckpoint checkpoint, List<Channel> channels) {
    List<Channel> left = new ArrayList<>(channels);
    for (StateCheckpoint.Waiting waiting : checkpoint.undelivered()) {
      for (Channel channel : List.copyOf(left)) {
        if (channel.counters().name().equals(waiting.appender())) {
          left.remove(channel);
          if (!waiting.events().isEmpty()) {
            channel.accept(List.<Event>copyOf(waiting.events()));
          }
          break;
        }
      }
    }
  }

  /** {@return whether it is time to write again} */
  boolean isDue() {
    return !written || settings.nanoTime().getAsLong() - lastNanos >= intervalNanos;
  }

  /** Writes a checkpoint, after everything that was told has been given to the appenders. */
  void write(Engine engine, @Nullable SavedSources sources, List<Channel> channels) {
    if (sources == null) {
      return;
    }
    lastNanos = settings.nanoTime().getAsLong();
    written = true;
    try {
      directory.write(
          StateCheckpoint.toBytes(
              description(engine, sources, channels), engine, sources, channels));
      if (failing) {
        failing = false;
        engine.tell(
            notice("state-written", NoticeEvent.Severity.INFO, "the state is written again"));
      }
    } catch (IOException e) {
      if (!failing) {
        failing = true;
        engine.tell(
            notice(
                "state-unwritable",
                NoticeEvent.Severity.WARNING,
                "the state cannot be written to "
                    + folder
                    + ": "
                    + e
                    + "; a restart would go on from the last one"));
      }
    }
  }

  private StateDescription description(
      Engine engine, SavedSources sources, List<Channel> channels) {
    return new StateDescription(
        settings.clock().instant(),
        instant(engine.maxMicros()),
        instant(engine.watermarkMicros()),
        new SummaryEvent.Total(
            engine.totalAccounting(), engine.totalAlertsFired(), engine.totalAlertsResolved()),
        sources.sources().stream()
            .map(
                source ->
                    new StateDescription.Source(
                        source.path(), source.format(), source.follower().position()))
            .toList(),
        engine.firing(),
        channels.stream()
            .map(
                channel ->
                    new StateDescription.Waiting(
                        channel.counters().name(), channel.undelivered().size()))
            .filter(waiting -> waiting.events() > 0)
            .toList());
  }

  private static @Nullable Instant instant(long micros) {
    return micros == Long.MIN_VALUE
        ? null
        : Instant.ofEpochSecond(
            Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
  }

  private static NoticeEvent notice(String code, NoticeEvent.Severity severity, String message) {
    return new NoticeEvent(code, severity, "", message, Instant.EPOCH, null);
  }

  @Override
  public void close() {
    try {
      directory.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest.
      return;
    }
  }
}
