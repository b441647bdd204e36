package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.state.StateForm;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns records in the order of their lines into events in the order of their time. Reads no clock
 * and starts no thread: when time goes on without records, the caller says so. Not thread-safe.
 *
 * <p>Time goes by the watermark, the lowest over the open partitions of the highest believed time
 * minus the partition's allowed lateness. A partition cannot hold it back more than an hour. When
 * it passes the end of a pane, everything that ends there is evaluated, in the order of time,
 * statistics before rules, rules in their order.
 */
public final class Engine {

  /** How much of a silence before a single last jump is believed without another line. */
  private static final long MAX_UNCONFIRMED_JUMP = 30 * 24 * Times.HOUR;

  /** Records needed before a warning about late ones means anything. */
  private static final int MIN_FOR_WARNING = 1_000;

  /** Lines late for a silent log's sake before it is said. */
  private static final int MIN_LATE_AFTER_IDLE = 10;

  private static final int FORM_VERSION = 1;

  private EngineSettings settings;
  private Fields fields;
  private final @Nullable RecordPredicate selection;
  private final Counters counters = new Counters();

  /** What was counted before this run. */
  private final Counters base = new Counters();

  /** Partitions of a run before, until they are opened again. */
  private final Map<String, Partition> restored = new LinkedHashMap<>();

  private final List<Partition> partitions = new ArrayList<>();
  private Rules rules;
  private final StatisticsTrack statistics;
  private final Narrator narrator;

  private long watermark = Times.NONE;

  /** Up to where rules were evaluated before the first record, by the clock. */
  private long waited = Times.NONE;

  /** What the watermark would be if no partition were ever silent. */
  private long linesWatermark = Times.NONE;

  /** When the watermark passes this, a second has ended and there may be something to evaluate. */
  private long nextCheck = Times.NONE;

  /** What closed partitions were to time, see {@link #advance}. */
  private long closedHigh = Times.NONE;

  private final LagHistogram closedLags = new LagHistogram();
  private long first = Long.MAX_VALUE;
  private long last = Times.NONE;
  private long max = Times.NONE;
  private boolean pushed;
  private boolean warnedOfLateness;

  /** How far time had gone on, at most, past lines that came after all. */
  private long behindIdle;

  private boolean finished;
  private @Nullable EvidenceSource evidence;
  private boolean isResumed;

  /**
   * Makes an engine.
   *
   * @param fields the fields of the records it will be given, made of {@link #wantedFields}
   * @param out is told every event at once
   */
  public Engine(EngineSettings settings, Fields fields, Consumer<Event> out) {
    this.settings = settings;
    this.fields = fields;
    this.selection = settings.selection().bind(fields);
    long interval = Times.micros(settings.statsInterval());
    this.statistics = new StatisticsTrack(interval, fields.slot(Field.PATH));
    this.rules = new Rules(settings.rules(), settings.queries(), fields);
    this.narrator = new Narrator(settings, interval, out);
  }

  /** Sets who gets every malformed line, in the order in which they are read. */
  public void setRejects(@Nullable Consumer<? super MalformedEvent> taker) {
    narrator.setRejects(taker);
  }

  /** {@return the fields that the default queries need} */
  public static Fields wantedFields() {
    return wantedFields(Selection.ALL);
  }

  /** {@return the fields that the default queries and this selection need} */
  public static Fields wantedFields(Selection selection) {
    return wantedFields(selection, List.of(), List.of());
  }

  /** {@return the fields that the rules, the queries of statistics and this selection need} */
  public static Fields wantedFields(
      Selection selection, List<AlertRule> rules, List<NamedQuery> queries) {
    Set<Field> wanted = new LinkedHashSet<>();
    wanted.add(Field.PATH);
    Plan plan = new Plan();
    Rules.plan(plan, rules, queries);
    wanted.addAll(plan.fields());
    wanted.addAll(selection.fields());
    return Fields.of(wanted);
  }

  /**
   * Puts other rules in force. Rules that are equal to one that was keep their windows and alerts;
   * what others had firing is resolved at the last evaluation.
   *
   * @return the fields that records have to have from now on; those they had are among them, in
   *     their places
   */
  public Fields replaceRules(List<AlertRule> newRules) {
    Set<Field> wanted = new LinkedHashSet<>(fields.list());
    wanted.addAll(wantedFields(settings.selection(), newRules, settings.queries()).list());
    fields = Fields.of(wanted);
    settings = settings.with(newRules);
    for (AlertEvent alert : rules.endWithout(settings.rules())) {
      count(alert);
      emit(alert);
    }
    rules = new Rules(settings.rules(), settings.queries(), fields, rules);
    partitions.forEach(partition -> partition.convert(fields));
    return fields;
  }

  /** {@return the requests that count} */
  public Selection selection() {
    return settings.selection();
  }

  /** Sets who says why an alert fired; without it nobody does. */
  public void setEvidence(EvidenceSource source) {
    evidence = source;
  }

  /** {@return an empty result for the segments of a partition with this lateness} */
  public SegmentPartial newPartial(Duration lateness) {
    return new SegmentPartial(settings, fields, lateness);
  }

  /** Begins a partition, which from now on holds time back until it is closed. */
  public Partition open(String name, Duration lateness) {
    Partition before = restored.remove(name);
    if (before != null) {
      before.lateness = Times.micros(lateness);
      return before;
    }
    Partition partition = new Partition(name, Times.micros(lateness));
    partitions.add(partition);
    return partition;
  }

  /** Ends a partition: what waited in it is decided, and it does not hold time back any more. */
  public void close(Partition partition) {
    if (!partition.closed) {
      settle(partition);
      partition.closed = true;
      partitions.remove(partition);
      closedLags.merge(partition.lags);
      closedHigh = Math.max(closedHigh, partition.watermark());
      advance();
    }
  }

  /** Takes one record. The record may be reused afterwards. */
  public void record(Partition partition, AccessRecord record) {
    counters.lines++;
    counters.parsed++;
    partition.lineNumber++;
    long time = record.timeMicros();
    if (time == AccessRecord.ABSENT) {
      if (isSelected(record)) {
        counters.untimed++;
      } else {
        counters.filtered++;
      }
    } else if (partition.jumps.isEmpty()
        && partition.isAnchored()
        && time <= partition.max
        && time > partition.max - Times.HOUR) {
      // Nearly every line comes here.
      partition.backRun = 0;
      partition.support++;
      count(partition, time, record);
    } else if (time < Times.MIN || time > Times.MAX) {
      implausible(partition, time);
    } else if (partition.isAnchored()) {
      doubt(partition, time, record);
    } else {
      park(partition, record);
    }
  }

  /** Takes one line that is no record and not meant to be one. */
  public void ignored(Partition partition) {
    counters.lines++;
    counters.ignored++;
    partition.lineNumber++;
  }

  /**
   * Takes one malformed line.
   *
   * @param code says why, see {@link io.github.simplehttpmonitor.parser.LineResult}
   */
  public void malformed(Partition partition, byte[] buffer, int from, int to, int code) {
    counters.lines++;
    counters.malformed++;
    partition.lineNumber++;
    catchUpSilence();
    if (partition.isAnchored()) {
      rules.malformed(Math.max(partition.max, watermark));
    }
    narrator.malformed(partition, buffer, from, to, code, now());
  }

  /**
   * Ends a segment of the input, see {@link
   * io.github.simplehttpmonitor.core.aggregate.SectionCounts}.
   */
  public void segmentEnd() {
    statistics.fold();
    rules.segmentEnd();
  }

  /**
   * Adds what a worker found in the partition's next segment, if that is the same as giving the
   * engine its lines: time is known and none of the segment's times is in doubt.
   *
   * @return false if nothing was done and the lines have to be given one by one
   */
  public boolean merge(Partition p, SegmentPartial segment) {
    if (!isMergeable(p, segment)) {
      return false;
    }
    long linesBefore = p.lineNumber;
    counters.lines += segment.lines - segment.items.size();
    long parsedBefore = counters.parsed;
    counters.ignored += segment.ignored;
    counters.untimed += segment.untimed;
    counters.filtered += segment.filtered;
    counters.onTime += segment.onTime;
    if (segment.timed > 0) {
      p.backRun = 0;
      p.support += segment.timed;
    }
    if (segment.onTime > 0) {
      first = Math.min(first, segment.firstCounted);
      last = Math.max(last, segment.lastCounted);
      statistics.addAll(segment);
      rules.addAll(segment.aggregates);
    }
    for (SegmentPartial.Item item : segment.items) {
      raise(p, item.time());
      AccessRecord record = item.record();
      p.lineNumber = linesBefore + item.lineIndex();
      // Whether there are many late ones is asked at each.
      counters.parsed = parsedBefore + item.parsed();
      if (record == null) {
        malformed(p, item.bytes(), 0, item.bytes().length, item.code());
      } else {
        counters.lines++;
        count(p, record.timeMicros(), record);
      }
    }
    counters.parsed = parsedBefore + segment.parsed;
    raise(p, segment.max);
    p.lineNumber = linesBefore + segment.lines;
    segmentEnd();
    return true;
  }

  private boolean isMergeable(Partition p, SegmentPartial segment) {
    if (!segment.isRegular() || !p.parked.isEmpty() || !p.jumps.isEmpty() || pushed) {
      return false;
    }
    if (segment.first == Times.NONE) {
      return true;
    }
    return p.isAnchored()
        && segment.first <= p.max + Times.HOUR
        && segment.min > p.max - Times.HOUR
        && isAlone(p)
        && earliestOnTime(segment) > watermark;
  }

  private boolean isAlone(Partition p) {
    for (int i = 0; i < partitions.size(); i++) {
      Partition other = partitions.get(i);
      if (other != p && !other.idle) {
        return false;
      }
    }
    return true;
  }

  /** The end of the second of a segment's earliest record that is not among its items. */
  private static long earliestOnTime(SegmentPartial segment) {
    long second = segment.seconds.nextInUse(Long.MIN_VALUE);
    return second == Long.MAX_VALUE ? Long.MAX_VALUE : (second + 1) * Times.SECOND;
  }

  private void raise(Partition p, long time) {
    max = Math.max(max, time);
    if (time > p.max) {
      p.max = time;
      p.idle = false;
      advance();
    }
  }

  private void doubt(Partition p, long time, AccessRecord record) {
    for (Partition.Jump jump : p.jumps) {
      jump.linesSince++;
      jump.returned |= time <= base(p) + Times.HOUR;
    }
    if (time > base(p) + Times.HOUR) {
      p.backRun = 0;
      p.jumps.add(new Partition.Jump(record.copy()));
      confirmJumps(p, time);
    } else {
      believe(p, time, record);
      release(p);
    }
    while (!p.jumps.isEmpty() && p.jumps.get(0).linesSince >= Partition.MAX_WAIT) {
      decide(p, p.jumps.get(0));
    }
  }

  /** What a jump is measured from: an idle log's time has gone on without it. */
  private long base(Partition p) {
    return Math.max(p.max, watermark);
  }

  private void believe(Partition p, long time, AccessRecord record) {
    if (time <= p.max - Times.HOUR) {
      p.backRun++;
      if (p.isWrong()) {
        restart(p, time);
      }
    } else {
      p.backRun = 0;
      p.support++;
    }
    if (time > p.max) {
      p.max = time;
      p.idle = false;
      advance();
    }
    count(p, time, record);
  }

  private void confirmJumps(Partition p, long time) {
    int near = 0;
    for (Partition.Jump jump : p.jumps) {
      near += Math.abs(jump.record.timeMicros() - time) <= Times.HOUR ? 1 : 0;
    }
    // The newest lies near itself.
    if (near > 1) {
      moveTo(p, time);
    }
  }

  /** Believes a jump to this time, and all records that wait and are no jumps any more then. */
  private void moveTo(Partition p, long time) {
    List<Partition.Jump> waiting = new ArrayList<>(p.jumps);
    p.jumps.clear();
    long lowest = time;
    for (Partition.Jump jump : waiting) {
      long candidate = jump.record.timeMicros();
      if (Math.abs(candidate - time) <= Times.HOUR) {
        lowest = Math.min(lowest, candidate);
      }
    }
    p.jumps.addAll(waiting);
    // A log with long pauses: jumps before this one that nothing came back from are part of it.
    for (Partition.Jump jump : waiting) {
      if (jump.record.timeMicros() < lowest && !jump.returned && p.jumps.remove(jump)) {
        believe(p, jump.record.timeMicros(), jump.record);
      }
    }
    if (lowest > p.max) {
      p.max = lowest;
      p.support = 0;
      max = Math.max(max, lowest);
      p.idle = false;
      advance();
    }
    release(p);
  }

  /** Believes the records that waited as jumps and are none any more. */
  private void release(Partition p) {
    int i = 0;
    while (i < p.jumps.size()) {
      Partition.Jump jump = p.jumps.get(i);
      if (jump.record.timeMicros() <= base(p) + Times.HOUR) {
        p.jumps.remove(i);
        believe(p, jump.record.timeMicros(), jump.record);
        i = 0;
      } else {
        i++;
      }
    }
  }

  /** Decides about a jump that no later line confirmed: was it followed by lines of before? */
  private void decide(Partition p, Partition.Jump jump) {
    long time = jump.record.timeMicros();
    if (!jump.returned && time <= base(p) + MAX_UNCONFIRMED_JUMP) {
      moveTo(p, time);
      return;
    }
    p.jumps.remove(jump);
    implausible(p, time);
  }

  private void implausible(Partition p, long time) {
    counters.implausible++;
    if (counters.implausible == 1) {
      notice(
          "implausible-time",
          NoticeEvent.Severity.WARNING,
          p.name,
          "a line's time is not believed: "
              + Times.instant(time)
              + (p.isAnchored() ? " among lines of " + Times.instant(p.max) : "")
              + "; such lines are counted as implausible");
    }
  }

  private void park(Partition p, AccessRecord record) {
    AccessRecord detached = record.copy();
    long time = detached.timeMicros();
    p.parked.add(detached);
    for (AccessRecord other : p.parked) {
      if (other != detached && Math.abs(other.timeMicros() - time) <= Times.HOUR) {
        anchor(p, beginningBefore(p, other.timeMicros()));
        return;
      }
    }
    if (p.parked.size() >= Partition.MAX_WAIT) {
      anchor(p, p.parked.get(0).timeMicros());
    }
  }

  /** The lowest of the parked times that a pause may separate from this one. */
  private static long beginningBefore(Partition p, long time) {
    long lowest = time;
    for (AccessRecord record : p.parked) {
      if (record.timeMicros() >= time - MAX_UNCONFIRMED_JUMP) {
        lowest = Math.min(lowest, record.timeMicros());
      }
    }
    return lowest;
  }

  private void anchor(Partition p, long time) {
    if (waited != Times.NONE && max == Times.NONE) {
      if (time - p.lateness < waited) {
        // The clock is ahead of the log, or the log is an old one: no line is late for that.
        rules.restart();
      }
      waited = Times.NONE;
    }
    p.max = time;
    p.support = 0;
    max = Math.max(max, time);
    List<AccessRecord> waiting = new ArrayList<>(p.parked);
    p.parked.clear();
    advance();
    for (AccessRecord record : waiting) {
      doubt(p, record.timeMicros(), record);
    }
  }

  /** Decides whatever waits in a partition. */
  private void settle(Partition p) {
    if (!p.parked.isEmpty()) {
      anchor(p, p.parked.get(0).timeMicros());
    }
    while (!p.jumps.isEmpty()) {
      decide(p, p.jumps.get(0));
    }
  }

  private void restart(Partition p, long time) {
    long from = p.max;
    int lines = p.backRun;
    p.support = lines;
    p.backRun = 0;
    p.max = time;
    if (partitions.stream().allMatch(other -> other == p || goesBack(other, time))) {
      flush(endOfSecond(from));
      statistics.restart();
      rules.restart();
      narrator.restart();
      watermark = Times.NONE;
      linesWatermark = Times.NONE;
      nextCheck = Times.NONE;
      closedHigh = Times.NONE;
      for (Partition other : partitions) {
        // A silent one must not hold the others where time was before.
        other.max = Math.min(other.max, time);
      }
      max = time;
    }
    notice(
        "time-restarted",
        NoticeEvent.Severity.WARNING,
        p.name,
        String.format(
            Locale.ROOT,
            "%,d lines in a row lie more than an hour back: time restarts at %s, after %s",
            lines,
            Times.instant(time),
            Times.instant(from)));
    advance();
  }

  /** Whether a partition lets the others' time restart there: it is silent, or there itself. */
  private static boolean goesBack(Partition other, long time) {
    return other.idle || other.max <= time + Times.HOUR;
  }

  private void count(Partition p, long time, AccessRecord record) {
    max = Math.max(max, time);
    if (!isSelected(record)) {
      counters.filtered++;
      return;
    }
    last = Math.max(last, time);
    if (endOfSecond(time) > watermark) {
      counters.onTime++;
    } else {
      counters.late++;
      p.lags.add(p.max - time);
      if (endOfSecond(time) > linesWatermark) {
        counters.lateAfterIdle++;
        warnOfBuffering(time);
      }
      // So far back, nothing that could still hold it is kept.
      boolean gone = time <= max - Math.max(Times.HOUR, p.lateness + Times.SECOND);
      if (gone || statistics.isReported(time)) {
        counters.missed++;
        if (gone) {
          narrator.gone();
        }
        warnOfLateness();
        if (!gone) {
          first = Math.min(first, time);
          rules.addLate(time, record);
        }
        return;
      }
      first = Math.min(first, time);
      statistics.add(time, record);
      rules.addLate(time, record);
      return;
    }
    first = Math.min(first, time);
    statistics.add(time, record);
    rules.add(time, record);
  }

  /**
   * Says once that a log's lines come long after their times, as from a writer that buffers them.
   */
  private void warnOfBuffering(long time) {
    behindIdle = Math.max(behindIdle, watermark - time);
    if (counters.lateAfterIdle == MIN_LATE_AFTER_IDLE) {
      notice(
          "buffered",
          NoticeEvent.Severity.WARNING,
          "",
          String.format(
              Locale.ROOT,
              "lines come in bursts, up to %ds after time had gone on without them: does the server"
                  + " buffer its log? --idle that much longer would keep them on time",
              behindIdle / Times.SECOND + 1));
    }
  }

  private boolean isSelected(AccessRecord record) {
    return selection == null || selection.test(record);
  }

  private static long endOfSecond(long time) {
    return (Math.floorDiv(time, Times.SECOND) + 1) * Times.SECOND;
  }

  /** Lets time go on as far as the records make it. */
  private void advance() {
    long low = Long.MAX_VALUE;
    long lowAwake = Long.MAX_VALUE;
    long high = closedHigh;
    for (int i = 0; i < partitions.size(); i++) {
      Partition p = partitions.get(i);
      long mark = p.watermark();
      high = Math.max(high, mark);
      if (!p.idle) {
        lowAwake = Math.min(lowAwake, mark);
      }
      if (!p.idle || p.isAnchored()) {
        low = Math.min(low, mark);
      }
    }
    if (high == Times.NONE) {
      return;
    }
    linesWatermark = Math.max(linesWatermark, atMostAnHourBehind(low, high));
    long natural = atMostAnHourBehind(lowAwake, high);
    if (natural > watermark) {
      pushed = false;
      advanceTo(natural);
    }
  }

  private static long atMostAnHourBehind(long low, long high) {
    return low == Long.MAX_VALUE ? high : Math.max(low, high - Times.HOUR);
  }

  private void advanceTo(long limit) {
    watermark = limit;
    if (limit < nextCheck) {
      return;
    }
    nextCheck = endOfSecond(limit);
    evaluate(Math.min(limit, settings.selection().untilMicros()));
  }

  /** Evaluates everything that ends by the limit, in the order of time. */
  private void evaluate(long limit) {
    evaluate(limit, false);
  }

  /**
   * Evaluates everything that ends by the limit and, if so asked, the panes and intervals that are
   * open at the last record, in the order of time.
   */
  private void evaluate(long limit, boolean closing) {
    long untilMicros = settings.selection().untilMicros();
    long lastToClose = closing ? Math.min(max, untilMicros - 1) : Times.NONE;
    while (true) {
      long statisticsEnd = statistics.nextEnd();
      long rulesEnd = rules.nextEnd(limit, lastToClose);
      long end =
          Math.min(rulesEnd, closing || statisticsEnd <= limit ? statisticsEnd : Long.MAX_VALUE);
      if (end == Long.MAX_VALUE) {
        break;
      }
      if (statisticsEnd == end) {
        silenceUntil(end - statistics.length());
        report(end);
      }
      if (rulesEnd == end) {
        for (AlertEvent alert : rules.evaluate(end)) {
          silenceUntil(statistics.lastEndBy(Math.min(end, limit)));
          count(alert);
          emit(explained(alert));
        }
      }
    }
    silenceUntil(statistics.lastEndBy(limit));
    rules.dropBelow(Math.min(limit, watermark), statistics.reportedUntil());
  }

  private AlertEvent explained(AlertEvent alert) {
    EvidenceSource source = evidence;
    if (source == null || alert.state() != AlertEvent.State.FIRING) {
      return alert;
    }
    for (AlertRule rule : settings.rules()) {
      if (rule.name().equals(alert.rule())) {
        return alert.withEvidence(source.gather(rule, alert));
      }
    }
    return alert;
  }

  private void report(long end) {
    StatisticsEvent event = statistics.report(end, rules.statistics(end));
    emit(event);
    narrator.intervalReported(event.requests(), event.end());
  }

  private void count(AlertEvent alert) {
    if (alert.isBeginning()) {
      counters.alertsFired++;
    } else if (alert.state() == AlertEvent.State.RESOLVED) {
      counters.alertsResolved++;
    }
  }

  private void silenceUntil(long end) {
    long from = statistics.reportedUntil();
    if (from != Times.NONE && end > from) {
      narrator.silence(from, end, counters.parsed > 0);
      statistics.skipTo(end);
    }
  }

  private void catchUpSilence() {
    if (watermark != Times.NONE) {
      long limit = Math.min(watermark, settings.selection().untilMicros());
      silenceUntil(Math.min(statistics.lastEndBy(limit), beforeNextReport()));
    }
  }

  private long beforeNextReport() {
    long end = statistics.nextEnd();
    return end == Long.MAX_VALUE ? end : end - statistics.length();
  }

  private void emit(Event event) {
    narrator.tell(event);
  }

  private void notice(String code, NoticeEvent.Severity severity, String source, String message) {
    emit(new NoticeEvent(code, severity, source, message, now(), null));
  }

  private Instant now() {
    return max == Times.NONE ? Instant.EPOCH : Times.instant(max);
  }

  private void warnOfLateness() {
    if (!warnedOfLateness
        && counters.parsed >= MIN_FOR_WARNING
        && counters.missed * 1_000 > counters.parsed) {
      warnedOfLateness = true;
      notice(
          "lateness",
          NoticeEvent.Severity.WARNING,
          "",
          String.format(
              Locale.ROOT,
              "more than 0.1%% of the requests come too late for their statistics;"
                  + " --allowed-lateness %ds would have kept 99.9%% of them",
              latenessFor(0.999)));
    }
  }

  /** {@return the lateness, in seconds, that would have kept this share of the records on time} */
  public int latenessFor(double share) {
    LagHistogram all = new LagHistogram();
    all.merge(closedLags);
    partitions.forEach(p -> all.merge(p.lags));
    return all.secondsForAtMost((long) (counters.parsed * (1 - share)));
  }

  /**
   * Lets time go on without records, as it does when all sources have been read to their end and
   * are silent.
   *
   * @param micros event time; ignored if time is there already
   */
  public void pushTo(long micros) {
    for (Partition p : partitions) {
      if (!p.parked.isEmpty()) {
        anchor(p, p.parked.get(0).timeMicros());
      }
    }
    if (max != Times.NONE && micros > watermark) {
      pushed = true;
      advanceTo(micros);
    }
  }

  /**
   * Lets time go on before the first record, for which there is only the clock: rules that can be
   * met without requests are evaluated as if it had begun when the waiting did. Does nothing once
   * there has been a record.
   *
   * @param began when the waiting began, in microseconds
   * @param now the time
   */
  public void waitUntil(long began, long now) {
    long lateness = 0;
    for (Partition p : partitions) {
      lateness = Math.max(lateness, p.lateness);
    }
    long limit = Math.min(now - lateness, settings.selection().untilMicros());
    if (max != Times.NONE || limit < waited + Times.SECOND) {
      return;
    }
    waited = limit;
    rules.waitFrom(began);
    for (long end = rules.nextEnd(limit, Times.NONE);
        end != Long.MAX_VALUE;
        end = rules.nextEnd(limit, Times.NONE)) {
      for (AlertEvent alert : rules.evaluate(end)) {
        count(alert);
        emit(alert);
      }
    }
    rules.waited(limit);
  }

  /** Says that a partition is silent, so that it holds the others back no more, or is not. */
  public void setIdle(Partition partition, boolean idle) {
    if (partition.idle != idle) {
      partition.idle = idle;
      advance();
    }
  }

  /**
   * Says that requests cannot be seen now, so that their absence means nothing.
   *
   * @param why one line for people; empty when they can be seen again
   */
  public void setBlind(String why) {
    narrator.setBlind(why);
  }

  /** Sets the value of a measure of the monitoring itself, from now on. */
  public void gauge(Measure.Kind kind, double value) {
    rules.gauge(kind, value);
  }

  /**
   * Says that nothing was requested in an interval before the first record, or why that could not
   * be seen.
   */
  public void silentBeforeFirst(Instant start, Instant end) {
    narrator.silence(Times.micros(start), Times.micros(end), counters.parsed > 0);
  }

  /** Tells an event from outside in its place among the engine's own. */
  public void tell(Event event) {
    catchUpSilence();
    emit(event);
  }

  /** Tells the end of an alert of a rule that is not there any more. */
  public void tellEnd(AlertEvent alert) {
    count(alert);
    tell(alert);
  }

  /** {@return the highest believed time, {@link Long#MIN_VALUE} before there is one} */
  public long maxMicros() {
    return max;
  }

  /** {@return the time up to which everything has been evaluated, or {@link Long#MIN_VALUE}} */
  public long watermarkMicros() {
    return watermark;
  }

  /** {@return how far the late records were behind} */
  public MonitorHealth.Lateness lateness() {
    LagHistogram all = new LagHistogram();
    all.merge(closedLags);
    partitions.forEach(p -> all.merge(p.lags));
    return all.toLateness();
  }

  /** {@return how often a rule began to fire in this run} */
  public long alertsFired() {
    return counters.alertsFired - base.alertsFired;
  }

  /** {@return how often one stopped in this run} */
  public long alertsResolved() {
    return counters.alertsResolved - base.alertsResolved;
  }

  /** {@return where the rules stand} */
  public List<RuleStatus> status() {
    return rules.status();
  }

  /** {@return what became of the lines of this run so far} */
  public Accounting accounting() {
    return counters.since(base);
  }

  /** Evaluates everything up to this time, and what is open at the last record. */
  private void flush(long end) {
    watermark = Math.max(watermark, end);
    nextCheck = endOfSecond(watermark);
    evaluate(Math.min(watermark, settings.selection().untilMicros()), true);
  }

  /**
   * Ends the input: closes the pane of the last time stamp, lets time run on if so asked, reports
   * what is open and ends with the summary.
   *
   * @param thenSilence how long time runs on
   * @return the summary, which was told as the last event
   */
  public SummaryEvent finish(Duration thenSilence) {
    if (finished) {
      throw new IllegalStateException("the engine has finished");
    }
    finished = true;
    List.copyOf(partitions).forEach(this::close);
    if (max != Times.NONE) {
      flush(endOfSecond(max) + Math.min(Times.micros(thenSilence), Times.MAX - max));
    }
    narrator.finish(now());
    return summarize();
  }

  /**
   * Ends the run, but not the input, with which another run goes on from {@link #writeTo}: nothing
   * is closed or decided.
   *
   * @return the summary, which was told as the last event
   */
  public SummaryEvent suspend() {
    if (finished) {
      throw new IllegalStateException("the engine has finished");
    }
    finished = true;
    long waiting = waiting();
    counters.lines -= waiting;
    counters.parsed -= waiting;
    SummaryEvent summary = summarize();
    counters.lines += waiting;
    counters.parsed += waiting;
    return summary;
  }

  /** Lines whose time is in doubt, which are accounted for in the run that decides. */
  private long waiting() {
    return partitions.stream().mapToLong(Partition::waiting).sum();
  }

  private SummaryEvent summarize() {
    SummaryEvent summary =
        new SummaryEvent(
            accounting(),
            first == Long.MAX_VALUE ? null : Times.instant(first),
            last == Times.NONE ? null : Times.instant(last),
            alertsFired(),
            alertsResolved(),
            rules.firing(),
            false,
            total(),
            now(),
            null);
    emit(summary);
    return summary;
  }

  /** {@return the counts of all runs with one state, null if this is the first} */
  public SummaryEvent.@Nullable Total total() {
    return isResumed
        ? new SummaryEvent.Total(totalAccounting(), totalAlertsFired(), totalAlertsResolved())
        : null;
  }

  /** {@return what became of the lines of all runs with one state} */
  public Accounting totalAccounting() {
    return counters.toAccounting();
  }

  /** {@return how often a rule began to fire in all runs with one state} */
  public long totalAlertsFired() {
    return counters.alertsFired;
  }

  /** {@return how often one stopped in all runs with one state} */
  public long totalAlertsResolved() {
    return counters.alertsResolved;
  }

  /** {@return the rules with an alert that is on} */
  public List<String> firing() {
    return rules.firing();
  }

  /** Writes everything that another engine needs to go on after the last line. */
  public void writeTo(DataOutput out) throws IOException {
    writeTo(out, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param text is done to the texts of records that wait for a decision about their time
   */
  public void writeTo(DataOutput out, UnaryOperator<String> text) throws IOException {
    out.writeByte(FORM_VERSION);
    for (long time : new long[] {watermark, linesWatermark, nextCheck, closedHigh}) {
      out.writeLong(time);
    }
    out.writeLong(first);
    out.writeLong(last);
    out.writeLong(max);
    out.writeBoolean(pushed);
    out.writeBoolean(warnedOfLateness);
    out.writeLong(behindIdle);
    counters.writeTo(out);
    closedLags.writeTo(out);
    narrator.writeTo(out);
    out.writeInt(partitions.size());
    for (Partition partition : partitions) {
      partition.writeTo(out, text);
    }
    StateForm.writeText(out, counted());
    out.writeLong(statistics.length());
    StateForm.writeBlock(out, statistics::writeTo);
    StateForm.writeBlock(out, rules::writeTo);
  }

  /**
   * Takes over what {@link #writeTo} wrote, in an engine that was just made. Partitions wait to be
   * opened again; rules and statistics that are others now begin anew.
   *
   * @return the names of rules whose alerts were on and are forgotten, as the rules have changed
   * @throws IOException if it cannot be read; the engine is useless then
   */
  public List<String> readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != FORM_VERSION) {
      throw new IOException("the state of an engine of version " + version + " cannot be read");
    }
    watermark = in.readLong();
    linesWatermark = in.readLong();
    nextCheck = in.readLong();
    closedHigh = in.readLong();
    first = in.readLong();
    last = in.readLong();
    max = in.readLong();
    pushed = in.readBoolean();
    warnedOfLateness = in.readBoolean();
    behindIdle = in.readLong();
    counters.readFrom(in);
    closedLags.readFrom(in);
    narrator.readFrom(in);
    for (int left = in.readInt(); left > 0; left--) {
      Partition partition = Partition.readFrom(in, fields);
      partitions.add(partition);
      restored.put(partition.name, partition);
    }
    boolean sameRequests = StateForm.readText(in).equals(counted());
    boolean sameStatistics = in.readLong() == statistics.length() && sameRequests;
    DataInput ofStatistics = StateForm.readBlock(in);
    if (sameStatistics) {
      statistics.readFrom(ofStatistics);
    }
    DataInput ofRules = StateForm.readBlock(in);
    List<String> gone = List.of();
    if (sameRequests) {
      gone = rules.readFrom(ofRules);
      waited = max == Times.NONE ? rules.evaluatedUntil() : Times.NONE;
    }
    isResumed = true;
    base.copyFrom(counters);
    long waiting = waiting();
    base.lines -= waiting;
    base.parsed -= waiting;
    return gone;
  }

  /** What decides which requests are counted at all. */
  private String counted() {
    return String.valueOf(settings.selection().where());
  }

  /** {@return the allowed lateness of a partition of the run before, null if there was none} */
  public @Nullable Duration restoredLateness(String name) {
    Partition partition = restored.get(name);
    return partition == null ? null : Duration.of(partition.lateness, ChronoUnit.MICROS);
  }

  /** Closes the partitions of the run before that were not opened again. */
  public void closeUnopened() {
    List<Partition> left = List.copyOf(restored.values());
    restored.clear();
    left.forEach(this::close);
  }
}
