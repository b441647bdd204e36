package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.appender.Anonymizer;
import io.github.simplehttpmonitor.core.delivery.Channel;
import io.github.simplehttpmonitor.core.delivery.Spool;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.runtime.DiskSpool;
import io.github.simplehttpmonitor.core.runtime.RunSettings;
import io.github.simplehttpmonitor.core.runtime.SavedSources;
import io.github.simplehttpmonitor.core.runtime.StateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a monitor's state in a directory: reads it at the start, writes it again and again, and
 * gives each appender the alerts that it has not delivered.
 */
final class StateKeeper implements Closeable {

  private static final int MAX_COMPARED = 1_000;

  private final Path folder;
  private final StateDirectory directory;
  private final RunSettings settings;
  private final long intervalNanos;
  private final @Nullable Anonymizer anonymizer;
  private final OpenAlerts open = new OpenAlerts();
  private final Map<String, List<AlertEvent>> undelivered = new LinkedHashMap<>();
  private final Map<String, DiskSpool> spools = new LinkedHashMap<>();
  private final List<NoticeEvent> notices = new ArrayList<>();
  private @Nullable SavedSources resumed;
  private long lastNanos;
  private boolean written;
  private boolean failing;

  private StateKeeper(Path folder, StateDirectory directory, RunSettings settings, int anonymity) {
    this.folder = folder;
    this.directory = directory;
    this.settings = settings;
    this.intervalNanos = settings.statsInterval().toNanos();
    this.anonymizer = anonymity == 0 ? null : new Anonymizer(anonymity);
  }

  /** Takes the directory, which nobody else may have. */
  static StateKeeper open(Path folder, RunSettings settings, int anonymity) {
    try {
      return new StateKeeper(folder, StateDirectory.open(folder), settings, anonymity);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static StateException unusable(Path folder, IOException e) {
    return new StateException(
        "the state directory " + folder + " cannot be used: " + e.getMessage(), e);
  }

  /**
   * {@return an engine that goes on where the last run ended, or a new one}
   *
   * @param makes makes an engine
   */
  Engine start(Supplier<Engine> makes) {
    byte[] content = null;
    Engine engine = makes.get();
    try {
      content = directory.read();
      if (content != null) {
        StateCheckpoint checkpoint = StateCheckpoint.read(content, engine);
        resumed = checkpoint.sources();
        checkpoint.firing().forEach(open::note);
        checkpoint
            .undelivered()
            .forEach(waiting -> undelivered.put(waiting.appender(), waiting.events()));
      }
      return engine;
    } catch (StateDirectory.FormException e) {
      return anew(makes, e);
    } catch (IOException e) {
      if (content == null) {
        throw unusable(folder, e);
      }
      return anew(makes, e);
    }
  }

  private Engine anew(Supplier<Engine> makes, IOException why) {
    try {
      warn(
          "state-unreadable",
          "the state in "
              + folder
              + " cannot be read: "
              + why.getMessage()
              + "; it is kept as "
              + directory.setAside()
              + ", and the monitor starts as without one");
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    return makes.get();
  }

  /** {@return where the reading of the logs goes on, null if there was no run before} */
  @Nullable SavedSources resumed() {
    return resumed;
  }

  /**
   * {@return where the alerts of an appender wait} Those that it has not delivered are in it, the
   * oldest first. Called after {@link #start}.
   */
  Spool spool(String appender) {
    DiskSpool spool = spools.get(appender);
    if (spool == null) {
      spool = openSpool(directory.spool(appender));
      spools.put(appender, spool);
      fill(spool, appender);
    }
    return spool;
  }

  private DiskSpool openSpool(Path file) {
    try {
      try {
        return DiskSpool.open(file, this::anonymous);
      } catch (StateDirectory.FormException e) {
        warn(
            "state-unreadable",
            file
                + " cannot be read: "
                + e.getMessage()
                + "; it is kept as "
                + StateDirectory.setAside(file)
                + ", and what waited in it is not told");
        return DiskSpool.open(file, this::anonymous);
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /** Puts what the checkpoint knows of among what the spool holds, each once. */
  private void fill(DiskSpool spool, String appender) {
    Map<String, AlertEvent> all = new LinkedHashMap<>();
    for (Event event : spool.first(Integer.MAX_VALUE)) {
      all.put(event.id(), (AlertEvent) event);
    }
    for (AlertEvent event : undelivered.getOrDefault(appender, List.of())) {
      all.put(event.id(), event);
    }
    List<AlertEvent> ordered =
        all.values().stream().sorted(Comparator.comparing(AlertEvent::at)).toList();
    undelivered.put(appender, ordered);
    if (ordered.isEmpty()) {
      return;
    }
    try {
      spool.replace(ordered);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /** {@return what an appender took of alerts that are on, or whose end it has not taken} */
  List<AlertEvent> taken(String appender) {
    return open.takenBut(undelivered.getOrDefault(appender, List.of()));
  }

  /** Says what there is to say of the state, once the appenders of {@link #spool} are there. */
  void begin(Engine engine) {
    undelivered.keySet().removeAll(spools.keySet());
    undelivered.forEach(
        (appender, events) -> {
          if (!events.isEmpty()) {
            spool(appender);
            warn(
                "state-appender-gone",
                events.size()
                    + " events of alerts wait for the appender '"
                    + appender
                    + "', which there is not any more; they wait on");
          }
        });
    undelivered.clear();
    notices.forEach(engine::tell);
    notices.clear();
    Instant evaluated = instant(engine.watermarkMicros());
    for (AlertEvent last : open.ofOtherRules(engine.firing())) {
      engine.tell(
          notice(
              "state-rule-changed",
              NoticeEvent.Severity.WARNING,
              "the alert of the rule '"
                  + last.rule()
                  + "' ends: the rule is gone or another one, which begins anew"));
      Instant at = evaluated == null ? last.at() : evaluated.truncatedTo(ChronoUnit.SECONDS);
      engine.tellEnd(ended(last, at.isBefore(last.at()) ? last.at() : at));
    }
  }

  private static AlertEvent ended(AlertEvent last, Instant at) {
    return new AlertEvent(
        last.rule(),
        last.group(),
        last.severity(),
        AlertEvent.State.RESOLVED,
        at,
        last.startedAt(),
        last.value(),
        last.threshold(),
        last.hits(),
        last.labels(),
        last.summary(),
        null,
        null);
  }

  /** Takes note of what is told. */
  void note(Event event) {
    open.note(event instanceof AlertEvent alert ? anonymous(alert) : event);
  }

  private AlertEvent anonymous(AlertEvent alert) {
    return anonymizer == null ? alert : Alerts.mapText(alert, anonymizer::anonymize);
  }

  private String anonymous(String text) {
    return anonymizer == null ? text : anonymizer.anonymize(text);
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
    // First, so that what leaves a spool from here on stays in its file.
    Map<DiskSpool, Long> positions = new LinkedHashMap<>();
    spools.values().forEach(spool -> positions.put(spool, spool.position()));
    try {
      StateCheckpoint checkpoint =
          new StateCheckpoint(
              sources,
              open.events(),
              channels.stream()
                  .map(
                      channel ->
                          new StateCheckpoint.Waiting(
                              channel.counters().name(),
                              channel.undelivered().stream().map(this::anonymous).toList()))
                  .toList());
      directory.write(
          checkpoint.toBytes(
              description(engine, sources, checkpoint, channels),
              out -> engine.writeTo(out, this::anonymous)));
      positions.forEach(DiskSpool::commit);
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
                    + reason(e)
                    + "; a restart would go on from the last one"));
      }
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isEmpty() ? e.toString() : message;
  }

  private StateDescription description(
      Engine engine, SavedSources sources, StateCheckpoint checkpoint, List<Channel> channels) {
    List<StateDescription.Waiting> waiting = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      String appender = channels.get(i).counters().name();
      long events = count(checkpoint.undelivered().get(i).events(), spools.get(appender));
      if (events > 0) {
        waiting.add(new StateDescription.Waiting(appender, events));
      }
    }
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
        waiting);
  }

  /** An alert that is being delivered may be in both. */
  private static long count(List<AlertEvent> events, @Nullable DiskSpool spool) {
    if (spool == null || spool.size() == 0 || events.isEmpty()) {
      return events.size() + (spool == null ? 0 : spool.size());
    }
    Set<String> ids = new HashSet<>();
    events.forEach(event -> ids.add(event.id()));
    List<Event> first = spool.first(MAX_COMPARED);
    first.forEach(event -> ids.add(event.id()));
    return ids.size() + spool.size() - first.size();
  }

  private static @Nullable Instant instant(long micros) {
    return micros == Long.MIN_VALUE ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private void warn(String code, String message) {
    notices.add(notice(code, NoticeEvent.Severity.WARNING, message));
  }

  private static NoticeEvent notice(String code, NoticeEvent.Severity severity, String message) {
    return new NoticeEvent(code, severity, "", message, Instant.EPOCH, null);
  }

  @Override
  public void close() {
    spools.values().forEach(StateKeeper::close);
    close(directory);
  }

  private static void close(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      // It ends with the process at the latest.
      return;
    }
  }
}
