package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An engine with what it told; seconds count from {@link Logs#T}. */
final class EngineDriver {

  static final AlertRule DEFAULT_RULE = AlertRule.highTraffic(10, Duration.ofMinutes(2));

  final List<Event> events = new ArrayList<>();
  final Engine engine;
  private final AccessRecord record;

  EngineDriver(EngineSettings settings) {
    Fields fields = Engine.wantedFields(Selection.ALL, settings.rules(), settings.queries());
    engine = new Engine(settings, fields, events::add);
    record = new AccessRecord(fields);
  }

  static EngineDriver replaying(AlertRule... rules) {
    return new EngineDriver(
        new EngineSettings(Duration.ofSeconds(10), List.of(rules), Selection.ALL, true, 10));
  }

  static EngineDriver live(AlertRule... rules) {
    return new EngineDriver(
        new EngineSettings(Duration.ofSeconds(10), List.of(rules), Selection.ALL, false, 10));
  }

  Partition open(int latenessSeconds) {
    return engine.open("log", Duration.ofSeconds(latenessSeconds));
  }

  void at(Partition partition, long second) {
    at(partition, second, "/api/user");
  }

  void at(Partition partition, long second, String path) {
    micros(partition, (Logs.T + second) * Times.SECOND, path);
  }

  void micros(Partition partition, long micros, String path) {
    record.clear().setTimeMicros(micros);
    if (path != null) {
      record.set(Field.PATH, path);
    }
    engine.record(partition, record);
  }

  void times(int count, Partition partition, long second) {
    for (int i = 0; i < count; i++) {
      at(partition, second);
    }
  }

  void garbage(Partition partition, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    engine.malformed(
        partition, bytes, 0, bytes.length, LineResult.malformed(MalformedReason.SEPARATOR, 3));
  }

  void push(long second) {
    engine.pushTo((Logs.T + second) * Times.SECOND);
  }

  SummaryEvent finish() {
    return engine.finish(Duration.ZERO);
  }

  <E extends Event> List<E> only(Class<E> type) {
    return Logs.only(type, events);
  }

  List<AlertEvent> alerts() {
    return only(AlertEvent.class);
  }

  List<StatisticsEvent> statistics() {
    return only(StatisticsEvent.class);
  }

  List<SilenceEvent> silences() {
    return only(SilenceEvent.class);
  }

  List<String> noticeCodes() {
    return only(NoticeEvent.class).stream().map(NoticeEvent::code).toList();
  }

  long reportedRequests() {
    return statistics().stream().mapToLong(StatisticsEvent::requests).sum();
  }

  static Instant instant(long second) {
    return Instant.ofEpochSecond(Logs.T + second);
  }

  static long second(Instant instant) {
    return instant.getEpochSecond() - Logs.T;
  }
}
