package io.github.simplehttpmonitor.core;

import com.google.common.base.Ticker;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.appender.Anonymizer;
import io.github.simplehttpmonitor.core.engine.AlertRequests;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.Selection;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import io.github.simplehttpmonitor.core.runtime.RunSettings;
import io.github.simplehttpmonitor.core.runtime.SourceSettings;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link Monitor}. Not thread-safe; may be used for one monitor after the other. */
public final class MonitorBuilder {

  /** How many events may wait for an appender. */
  static final int QUEUE_CAPACITY = 10_000;

  private FormatRegistry registry = FormatRegistry.builtIn();
  private @Nullable LogFormat format;
  private ZoneId zone = ZoneId.systemDefault();
  private int maxLineBytes = ParserContext.DEFAULT_MAX_LINE_BYTES;
  private double requestThreshold = 10;
  private Duration window = Duration.ofMinutes(2);
  private @Nullable List<AlertRule> rules;
  private List<NamedQuery> queries = List.of();
  private Duration statsInterval = Duration.ofSeconds(10);
  private @Nullable Duration lateness;
  private Duration idle = Duration.ofSeconds(5);
  private Duration thenSilence = Duration.ZERO;
  private boolean fromStart;
  private boolean once;
  private boolean isolate;
  private boolean evidence;
  private int jobs = 1;
  private @Nullable Supplier<? extends Map<Path, Path>> finder;
  private @Nullable Path stateDirectory;
  private int anonymity;
  private @Nullable Filter where;
  private @Nullable AlertRule behindRule;
  private @Nullable AlertEvent behindAlert;
  private @Nullable Instant since;
  private @Nullable Instant until;
  private @Nullable InputStream standardInput;
  private final Map<String, SourceSettings> sources = new HashMap<>();
  private int malformedShown = 10;
  private @Nullable Consumer<? super MalformedEvent> rejects;
  private Ticker ticker = Ticker.systemTicker();
  private InstantSource clock = InstantSource.system();
  private final List<NamedAppender> appenders = new ArrayList<>();

  /** An appender and the name it has in counters. */
  record NamedAppender(String name, Appender appender) {}

  MonitorBuilder() {}

  /** Sets where formats are looked up; the default is those that come with the library. */
  public MonitorBuilder formats(FormatRegistry value) {
    registry = Objects.requireNonNull(value, "value");
    return this;
  }

  /** Sets the format of the lines; by default it is found by looking at each source. */
  public MonitorBuilder format(LogFormat value) {
    format = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets the format of the lines by name, {@code NAME} or {@code NAME:DEFINITION}.
   *
   * @throws IllegalArgumentException if there is no such format among {@link #formats}
   */
  public MonitorBuilder format(String spec) {
    return format(registry.create(spec));
  }

  /**
   * Sets how one source is read where that differs from the others.
   *
   * @param path the source as it will be given to {@link Monitor#replay} or {@link Monitor#follow}
   * @param ownFormat its format; null for that of all sources
   * @param ownLateness its allowed lateness, up to a day; null for that of all sources
   * @param ownZone the zone of its time stamps that name none; null for that of all sources
   */
  public MonitorBuilder source(
      Path path,
      @Nullable LogFormat ownFormat,
      @Nullable Duration ownLateness,
      @Nullable ZoneId ownZone) {
    sources.put(path.toString(), new SourceSettings(ownFormat, ownLateness, ownZone));
    return this;
  }

  /**
   * Looks every ten seconds while following for logs besides those that are given: what is new is
   * followed from its start, what has been gone for a minute is let go. A log that has only been
   * renamed is not new.
   *
   * @param logs gives the logs that there are now, each with one that was given and whose {@link
   *     #source} settings are its own
   */
  public MonitorBuilder lookAgain(Supplier<? extends Map<Path, Path>> logs) {
    finder = Objects.requireNonNull(logs, "logs");
    return this;
  }

  /** Sets the zone of time stamps that name none; the default is the system's. */
  public MonitorBuilder zone(ZoneId value) {
    zone = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets the limit of a line in bytes, from 64; longer ones are malformed. The default is 1 MiB.
   */
  public MonitorBuilder maxLineBytes(int value) {
    if (value < 64) {
      throw new IllegalArgumentException("a line of " + value + " bytes holds no request");
    }
    maxLineBytes = value;
    return this;
  }

  /** Sets the threshold of the default rule in requests per second; the default is 10. */
  public MonitorBuilder requestThreshold(double value) {
    AlertRule.highTraffic(value, window);
    requestThreshold = value;
    return this;
  }

  /** Sets what the default rule averages over, 1 s to 24 h; the default is 2 min. */
  public MonitorBuilder window(Duration value) {
    AlertRule.highTraffic(requestThreshold, value);
    window = value;
    return this;
  }

  /** Sets the rules, in place of the default one. */
  public MonitorBuilder rules(List<AlertRule> value) {
    checkNames(value);
    rules = List.copyOf(value);
    return this;
  }

  static void checkNames(List<AlertRule> rules) {
    if (rules.stream().map(AlertRule::name).distinct().count() < rules.size()) {
      throw new IllegalArgumentException("two rules have one name");
    }
  }

  /**
   * Sets what statistics show beside the number of requests; their window is the statistics
   * interval.
   */
  public MonitorBuilder statistics(List<NamedQuery> value) {
    if (value.stream().map(NamedQuery::name).distinct().count() < value.size()) {
      throw new IllegalArgumentException("two queries of the statistics have one name");
    }
    queries = List.copyOf(value);
    return this;
  }

  /**
   * Gathers, when an alert begins to fire, who and what made the requests of its window, by reading
   * the end of its logs once more; see {@link
   * io.github.simplehttpmonitor.core.event.AlertEvent#evidence}. By default it does not.
   */
  public MonitorBuilder evidence(boolean value) {
    evidence = value;
    return this;
  }

  /** Sets the length of a statistics interval, whole seconds up to a day; the default is 10 s. */
  public MonitorBuilder statsInterval(Duration value) {
    if (value.getNano() != 0 || value.getSeconds() < 1 || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "a statistics interval is a whole number of seconds from 1s to 1d, not " + value);
    }
    statsInterval = value;
    return this;
  }

  /**
   * Sets how far a line may be behind the highest time so far and still be on time, up to a day. By
   * default it is taken from a sample of each source, between 2 s and 2 min.
   */
  public MonitorBuilder allowedLateness(Duration value) {
    if (value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("the allowed lateness is 0s to 1d, not " + value);
    }
    lateness = value;
    return this;
  }

  /**
   * Sets how long a live log has to be silent until time goes on without it; the default is 5 s.
   */
  public MonitorBuilder idle(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("the idle time is not negative");
    }
    idle = value;
    return this;
  }

  /** Lets time run on for this long after the last line, as if nothing were requested. */
  public MonitorBuilder thenSilence(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("the silence is not negative");
    }
    thenSilence = value;
    return this;
  }

  /** Follows files from their start instead of from their end. */
  public MonitorBuilder fromStart(boolean value) {
    fromStart = value;
    return this;
  }

  /** Ends following when all files have been read to their end. */
  public MonitorBuilder once(boolean value) {
    once = value;
    return this;
  }

  /**
   * Sets how many segments of an archive are parsed at once. The events are the same whatever the
   * number. With the default, 1, no thread is started.
   */
  public MonitorBuilder jobs(int value) {
    if (value < 1 || value > 256) {
      throw new IllegalArgumentException("the number of jobs is 1 to 256, not " + value);
    }
    jobs = value;
    return this;
  }

  /** Counts only the requests that pass the filter; all of them move time. */
  public MonitorBuilder where(Filter value) {
    where = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * Counts only the requests that pass the filter; all of them move time.
   *
   * @throws io.github.simplehttpmonitor.core.filter.FilterException if it is wrong
   */
  public MonitorBuilder where(String expression) {
    return where(Filter.parse(expression));
  }

  /**
   * Counts only the requests that an alert is about: those of its window that pass the rule's
   * filter and belong to the group, and of a share those that make it up. Meant for {@link
   * #buildLines}.
   *
   * @param rule the rule
   * @param alert one of its alerts
   */
  public MonitorBuilder behind(AlertRule rule, AlertEvent alert) {
    behindRule = rule;
    behindAlert = alert;
    until = alert.at();
    since = alert.at().minus(rule.query().window());
    return this;
  }

  /** Counts only requests from this moment on. An archive in order of time is read from there. */
  public MonitorBuilder since(Instant value) {
    since = Objects.requireNonNull(value, "value");
    return this;
  }

  /** Counts only requests before this moment. Reading ends when time has passed it. */
  public MonitorBuilder until(Instant value) {
    until = Objects.requireNonNull(value, "value");
    return this;
  }

  /** Reads this for the path {@code -}, as commands do with standard input. */
  public MonitorBuilder standardInput(InputStream value) {
    standardInput = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * Keeps the state of {@link Monitor#follow} in this directory, which is made if it is not there:
   * positions, windows, alerts, what appenders have not taken. A monitor that is started again with
   * it goes on as if it had never ended, however it did. One monitor at a time uses a directory.
   */
  public MonitorBuilder stateDirectory(Path value) {
    stateDirectory = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * Zeroes the ends of the IP addresses by which rules and queries group, and of those in the state
   * directory. What appenders are given is theirs to change, see {@link
   * io.github.simplehttpmonitor.core.appender.Anonymizer}.
   *
   * @param level 1 to 3, see there; 0, the default, for no change
   */
  public MonitorBuilder anonymity(int level) {
    if (level < 0 || level > Anonymizer.MAX_LEVEL) {
      throw new IllegalArgumentException(
          "a level of anonymity is 0 to " + Anonymizer.MAX_LEVEL + ", not " + level);
    }
    anonymity = level;
    return this;
  }

  /** Sets how many malformed lines per interval have an event of their own; the default is 10. */
  public MonitorBuilder malformedShown(int value) {
    malformedShown = Math.max(0, value);
    return this;
  }

  /**
   * Sets who gets every malformed line, cut to 1,024 bytes, also those that {@link #malformedShown}
   * leaves without an event; on the monitor's own thread, in the order in which they are read. What
   * it throws ends the run. Nothing in it is anonymous.
   */
  public MonitorBuilder rejects(Consumer<? super MalformedEvent> value) {
    rejects = Objects.requireNonNull(value, "value");
    return this;
  }

  /** Adds somebody who is told every event, on the monitor's own thread. */
  public MonitorBuilder listener(Consumer<? super Event> value) {
    return appender("listener", events -> events.forEach(value));
  }

  /** Adds an appender under a name for the counters. */
  public MonitorBuilder appender(String name, Appender value) {
    appenders.add(new NamedAppender(name, value));
    return this;
  }

  /**
   * Puts each appender behind a queue and a daemon thread of its own, so that a slow one delays
   * nothing. By default appenders are called on the monitor's thread, and no thread is started.
   */
  public MonitorBuilder isolateAppenders(boolean value) {
    isolate = value;
    return this;
  }

  /** Sets the monotonic time that lets a silent live log go on; for tests. */
  public MonitorBuilder ticker(Ticker value) {
    ticker = Objects.requireNonNull(value, "value");
    return this;
  }

  /** Sets the clock on the wall, which stamps {@code observedAt} and lines without a time. */
  public MonitorBuilder clock(InstantSource value) {
    clock = Objects.requireNonNull(value, "value");
    return this;
  }

  /** What a monitor keeps of its builder beside the settings of its sources. */
  record Snapshot(
      List<AlertRule> rules,
      List<NamedQuery> queries,
      Selection selection,
      int malformedShown,
      @Nullable Consumer<? super MalformedEvent> rejects,
      List<NamedAppender> appenders,
      boolean isolate,
      @Nullable Path stateDirectory,
      int anonymity,
      @Nullable Supplier<? extends Map<Path, Path>> finder) {}

  private Selection selection() {
    return new Selection(
        where,
        since == null ? Long.MIN_VALUE : micros(since),
        until == null ? Long.MAX_VALUE : micros(until),
        behindRule == null || behindAlert == null
            ? null
            : new AlertRequests(behindRule.anonymized(anonymity).query(), behindAlert.group()));
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  private List<AlertRule> rulesInForce() {
    List<AlertRule> given =
        rules != null ? rules : List.of(AlertRule.highTraffic(requestThreshold, window));
    return given.stream().map(rule -> rule.anonymized(anonymity)).toList();
  }

  /** Statistics are of their intervals, whatever window their queries name. */
  private List<NamedQuery> queriesInForce() {
    return queries.stream()
        .map(
            named ->
                new NamedQuery(
                    named.name(), named.query().over(statsInterval).anonymized(anonymity)))
        .toList();
  }

  Snapshot snapshot() {
    return new Snapshot(
        rulesInForce(),
        queriesInForce(),
        selection(),
        malformedShown,
        rejects,
        List.copyOf(appenders),
        isolate,
        stateDirectory,
        anonymity,
        finder);
  }

  RunSettings runSettings() {
    return new RunSettings(
        format,
        registry,
        new ParserContext(
            Engine.wantedFields(selection(), rulesInForce(), queriesInForce()),
            zone,
            clock.instant(),
            maxLineBytes),
        lateness,
        statsInterval,
        idle,
        thenSilence,
        fromStart,
        once,
        jobs,
        since,
        until,
        standardInput,
        Map.copyOf(sources),
        evidence,
        ticker::read,
        clock);
  }

  /**
   * {@return a search for the lines that {@link #where}, {@link #since} and {@link #until} select}
   *
   * @param notices is told what is wrong with inputs
   */
  public LogLines buildLines(Consumer<NoticeEvent> notices) {
    return new LogLines(this, notices);
  }

  /** {@return a monitor with these settings} */
  public Monitor build() {
    return new Monitor(this);
  }
}
