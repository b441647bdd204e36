package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.delivery.Channel;
import io.github.simplehttpmonitor.core.delivery.DirectChannel;
import io.github.simplehttpmonitor.core.delivery.QueuedChannel;
import io.github.simplehttpmonitor.core.delivery.Spool;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.engine.EngineSettings;
import io.github.simplehttpmonitor.core.engine.Partition;
import io.github.simplehttpmonitor.core.engine.Records;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.runtime.Follow;
import io.github.simplehttpmonitor.core.runtime.Replay;
import io.github.simplehttpmonitor.core.runtime.RunSettings;
import io.github.simplehttpmonitor.core.runtime.SavedSources;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.HealthReader;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.spi.ResumableAppender;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches HTTP requests: statistics in intervals, alerts when there are too many. It reads them
 * from logs, live ({@link #follow}) or from the archive ({@link #replay}), or is given them ({@link
 * #accept}); each monitor does one of these, once.
 *
 * <pre>{@code
 * Monitor monitor = Monitor.builder().requestThreshold(10).listener(System.out::println).build();
 * Summary summary = monitor.replay(Path.of("access.log"));
 * }</pre>
 *
 * <p>Time is that of the requests. Unless {@link MonitorBuilder#isolateAppenders} is asked for, no
 * thread is started and everything happens in the calls. {@link #accept}, {@link #tick} and {@link
 * #finish} may be called by any thread, one at a time by a lock; {@link #stop} at any time.
 */
public final class Monitor {

  /** How many events are gathered before they are delivered together. */
  private static final int MAX_BATCH = 256;

  /** How long a live log is left alone after nothing was read. */
  private static final Duration POLL_PAUSE = Duration.ofMillis(100);

  /** How long the end of a run waits for appenders. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private static final String DIRECT = "records";

  /** How far records given directly may be behind the highest time before them. */
  private static final Duration DIRECT_LATENESS = Duration.ofSeconds(2);

  /** How many records given directly make a segment, see SectionCounts. */
  private static final int RECORDS_PER_SEGMENT = 32_768;

  private RunSettings settings;
  private final MonitorBuilder.Snapshot config;
  private final List<Channel> channels = new ArrayList<>();
  private final HealthKeeper health;
  private final List<Event> pending = new ArrayList<>();
  private final long startNanos;
  private @Nullable Engine engine;
  private @Nullable Partition direct;
  private @Nullable AccessRecord converted;
  private long lastMax = Long.MIN_VALUE;
  private long lastMaxNanos;
  private long lastRecordNanos;
  private int recordsSinceSegment;
  private boolean ended;
  private @Nullable StateKeeper keeper;
  private int failures;
  private boolean archive;
  private volatile @Nullable Replay replay;
  private volatile @Nullable Thread follower;
  private volatile boolean stopped;
  private @Nullable Follow following;

  /** What other threads ask of the one that reads. */
  private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();

  Monitor(MonitorBuilder builder) {
    this.config = builder.snapshot();
    this.settings = builder.runSettings();
    this.startNanos = settings.nanoTime().getAsLong();
    this.health = new HealthKeeper(settings.nanoTime());
  }

  /** {@return a builder with the defaults of the command} */
  public static MonitorBuilder builder() {
    return new MonitorBuilder();
  }

  /**
   * Reads archives in event time, as fast as it can. Files whose times overlap are read side by
   * side, others one after the other, in whatever order they are named. A file that cannot be read
   * is told in a notice and counted in {@link Summary#failures}.
   */
  public Summary replay(Path... files) {
    Replay made = newReplay();
    for (Path file : files) {
      made.add(file);
    }
    return run(made);
  }

  /**
   * Reads one stream in event time and closes it.
   *
   * @param name what it is called in notices
   * @throws IOException if its beginning cannot be read
   */
  public Summary replay(String name, InputStream in) throws IOException {
    Replay made = newReplay();
    made.add(name, in);
    return run(made);
  }

  private Replay newReplay() {
    Replay made = new Replay(settings, begin(true), () -> stopped || isOutputClosed());
    replay = made;
    return made;
  }

  private Summary run(Replay current) {
    current.run();
    failures = current.failures();
    return end();
  }

  /**
   * Follows files until {@link #stop}, or with {@link MonitorBuilder#once} to their end. They may
   * be missing, renamed, truncated and replaced; no line is lost or read twice.
   */
  public Summary follow(Path... files) {
    Path folder = config.stateDirectory();
    if (folder == null) {
      return follow(null, files);
    }
    try (StateKeeper state = StateKeeper.open(folder, settings, config.anonymity())) {
      return follow(state, files);
    }
  }

  private Summary follow(@Nullable StateKeeper state, Path... files) {
    Thread caller = Thread.currentThread();
    keeper = state;
    Engine begun = begin(false);
    Follow follow = new Follow(settings, begun, () -> LockSupport.unpark(caller));
    follower = caller;
    following = follow;
    SavedSources saved = state == null ? null : state.resumed();
    if (saved != null) {
      follow.resume(saved);
    }
    for (Path file : files) {
      follow.add(file);
    }
    Supplier<? extends Map<Path, Path>> finder = config.finder();
    if (finder != null && !settings.once()) {
      follow.lookAgain(finder);
    }
    begun.closeUnopened();
    boolean over = false;
    while (!stopped && !over && !isOutputClosed()) {
      answerRequests();
      boolean read = follow.poll();
      deliver();
      attend();
      if (state != null && state.isDue()) {
        state.write(begun, follow.saved(), channels);
      }
      over = follow.isPastEnd();
      if (!read && !over) {
        over = follow.isAtEnd();
        if (!over && !stopped) {
          LockSupport.parkNanos(POLL_PAUSE.toNanos());
        }
      }
    }
    failures = follow.failures();
    if (state == null) {
      follow.finish();
      return end();
    }
    SavedSources ended = follow.saved();
    follow.suspend();
    // Now there is still somebody to be told if that fails.
    state.write(begun, ended, channels);
    Summary summary = end();
    // What was not delivered in time waits for the next run.
    state.write(begun, ended, channels);
    return summary;
  }

  /**
   * Takes a request that never was a log line. Its time may be in any order, as those of a log; one
   * without gets the time of this call.
   *
   * @param record neither kept nor changed; {@link #newRecord} makes one that is taken without
   *     conversion
   * @throws IllegalStateException after {@link #finish}
   */
  public synchronized void accept(AccessRecord record) {
    if (ended) {
      throw new IllegalStateException("the monitor has finished");
    }
    Partition partition = directPartition();
    answerRequests();
    AccessRecord wanted = converted(record);
    boolean untimed = wanted.timeMicros() == AccessRecord.ABSENT;
    if (untimed) {
      wanted.setTime(settings.clock().instant());
    }
    Engine target = engine();
    target.setIdle(partition, false);
    target.record(partition, wanted);
    if (untimed) {
      wanted.setTimeMicros(AccessRecord.ABSENT);
    }
    if (++recordsSinceSegment == RECORDS_PER_SEGMENT) {
      recordsSinceSegment = 0;
      target.segmentEnd();
    }
    lastRecordNanos = settings.nanoTime().getAsLong();
    if (target.maxMicros() != lastMax) {
      lastMax = target.maxMicros();
      lastMaxNanos = lastRecordNanos;
    }
    if (pending.size() > 0) {
      deliver();
    }
  }

  /** {@return an empty record for {@link #accept}, to be used again and again} */
  public AccessRecord newRecord() {
    return new AccessRecord(settings.context().fields());
  }

  /**
   * Lets time go on when no request comes: after the idle time it follows the monotonic clock. To
   * be called every second or so by programs that {@link #accept} requests. Does nothing after
   * {@link #finish}.
   */
  public synchronized void tick() {
    if (ended) {
      return;
    }
    Partition partition = directPartition();
    answerRequests();
    long now = settings.nanoTime().getAsLong();
    if (now - lastRecordNanos >= settings.idle().toNanos()) {
      Engine target = engine();
      target.setIdle(partition, true);
      target.pushTo(
          target.maxMicros() == Long.MIN_VALUE
              ? Long.MIN_VALUE
              : target.maxMicros() + (now - lastMaxNanos) / 1_000);
      if (target.maxMicros() != lastMax) {
        lastMax = target.maxMicros();
        lastMaxNanos = now;
      }
    }
    deliver();
    attend();
  }

  /** Ends a monitor that was given its requests by {@link #accept}. */
  public synchronized Summary finish() {
    directPartition();
    return end();
  }

  /**
   * Puts other rules in force, from any thread, without losing a line: between two polls of {@link
   * #follow}, or with the next call of {@link #accept} or {@link #tick}. Rules that are equal to
   * one that was in force keep their windows and alerts; what another one had firing is resolved.
   * Does nothing in a {@link #replay}, whose rules are those of its beginning.
   *
   * @throws IllegalArgumentException if two of them have one name
   */
  public void replaceRules(List<AlertRule> rules) {
    MonitorBuilder.checkNames(rules);
    List<AlertRule> next = rules.stream().map(rule -> rule.anonymized(config.anonymity())).toList();
    requests.add(() -> replaceNow(next));
    wakeUp();
  }

  /**
   * Asks how the monitor is doing, from any thread. The answer is given on the thread that reads,
   * between two polls of {@link #follow} or with the next {@link #accept} or {@link #tick}.
   */
  public void requestStatus(Consumer<? super MonitorStatus> answer) {
    requests.add(() -> answer.accept(status()));
    wakeUp();
  }

  private MonitorStatus status() {
    Engine running = engine();
    return new MonitorStatus(
        settings.clock().instant(),
        instant(running.maxMicros()),
        instant(running.watermarkMicros()),
        running.accounting(),
        running.total(),
        running.latenessFor(0.999),
        running.status(),
        deliveries());
  }

  private static @Nullable Instant instant(long micros) {
    return micros == Long.MIN_VALUE
        ? null
        : Instant.EPOCH.plusMillis(Math.floorDiv(micros, 1_000L));
  }

  private List<Summary.Delivery> deliveries() {
    return channels.stream()
        .map(channel -> Summary.Delivery.of(channel.counters(), channel.problem()))
        .toList();
  }

  private void replaceNow(List<AlertRule> rules) {
    Engine running = engine();
    Follow follow = following;
    settings = settings.with(running.replaceRules(rules));
    if (follow != null) {
      follow.changed(settings);
    }
  }

  private void answerRequests() {
    for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
      request.run();
    }
  }

  private void wakeUp() {
    Thread thread = follower;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** {@return how far a replay has come, nothing otherwise; to be called by any thread} */
  public Progress progress() {
    Replay running = replay;
    return running == null
        ? new Progress(0, -1, 0)
        : new Progress(running.bytesRead(), running.bytesTotal(), running.lines());
  }

  /** Asks a running {@link #follow} or {@link #replay} to end soon, with its summary. */
  public void stop() {
    stopped = true;
    wakeUp();
  }

  /** {@return what became of the lines so far; to be called by the thread that reads} */
  public Accounting accounting() {
    Engine running = engine;
    return running == null ? new Accounting(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) : running.accounting();
  }

  /**
   * {@return how the monitor is doing; at most a second old while something is read} May be called
   * by any thread at any time.
   */
  public MonitorHealth health() {
    return health.latest();
  }

  private Partition directPartition() {
    Partition partition = direct;
    if (partition == null) {
      Duration fixed = settings.lateness();
      partition = begin(false).open(DIRECT, fixed != null ? fixed : DIRECT_LATENESS);
      direct = partition;
      lastRecordNanos = settings.nanoTime().getAsLong();
    }
    return partition;
  }

  private AccessRecord converted(AccessRecord record) {
    Fields fields = settings.context().fields();
    if (record.fields().equals(fields)) {
      return record;
    }
    AccessRecord target = converted;
    if (target == null || !target.fields().equals(fields)) {
      target = new AccessRecord(fields);
      converted = target;
    }
    return Records.convert(record, target);
  }

  private Engine begin(boolean isArchive) {
    archive = isArchive;
    if (engine != null) {
      throw new IllegalStateException("a monitor runs once; build another one");
    }
    StateKeeper state = keeper;
    Engine made = state == null ? newEngine(isArchive) : state.start(() -> newEngine(isArchive));
    engine = made;
    config.appenders().forEach(named -> addChannel(named, state));
    if (state != null) {
      state.begin(made);
    }
    return made;
  }

  private void addChannel(MonitorBuilder.NamedAppender named, @Nullable StateKeeper state) {
    String name = state == null ? named.name() : unique(named.name());
    Appender appender = named.appender();
    if (appender instanceof HealthReader reader) {
      reader.read(health::latest);
    }
    Spool spool = state == null ? Spool.NONE : state.spool(name);
    if (state != null && appender instanceof ResumableAppender resumable) {
      resumable.resume(state.taken(name));
    }
    Channel channel =
        config.isolate()
            ? new QueuedChannel(name, appender, MonitorBuilder.QUEUE_CAPACITY, archive, spool)
            : new DirectChannel(name, appender, spool);
    channels.add(channel);
    health.watch(channel);
  }

  /** What waits in the state waits under a name. */
  private String unique(String name) {
    Set<String> used = new HashSet<>();
    channels.forEach(channel -> used.add(channel.counters().name()));
    String candidate = name;
    for (int number = 2; used.contains(candidate); number++) {
      candidate = name + '-' + number;
    }
    return candidate;
  }

  private Engine newEngine(boolean isArchive) {
    Engine made =
        new Engine(
            new EngineSettings(
                settings.statsInterval(),
                config.rules(),
                config.queries(),
                config.selection(),
                isArchive,
                config.malformedShown()),
            settings.context().fields(),
            this::told);
    made.setRejects(config.rejects());
    return made;
  }

  private Engine engine() {
    Engine running = engine;
    if (running == null) {
      throw new IllegalStateException("the monitor has not begun");
    }
    return running;
  }

  private void told(Event event) {
    StateKeeper state = keeper;
    if (state != null) {
      state.note(event);
    }
    pending.add(marked(event).observedAt(settings.clock().instant()));
    // What the operator should know does not wait for a batch of results.
    if (pending.size() >= MAX_BATCH || event instanceof NoticeEvent) {
      deliver();
    }
  }

  /** A summary says whether there was more to read. */
  private Event marked(Event event) {
    boolean partial = stopped && (archive || settings.once());
    return partial && event instanceof SummaryEvent summary ? summary.asPartial() : event;
  }

  private void deliver() {
    if (pending.isEmpty()) {
      return;
    }
    List<Event> batch = List.copyOf(pending);
    pending.clear();
    for (Channel channel : channels) {
      channel.accept(batch);
    }
    health.refresh(engine());
  }

  /** While live: what is due without events, and what has to be said of the appenders. */
  private void attend() {
    channels.forEach(Channel::tick);
    Engine running = engine();
    health.refresh(running);
    long max = running.maxMicros();
    Instant at = max == Long.MIN_VALUE ? Instant.EPOCH : Instant.EPOCH.plus(max, ChronoUnit.MICROS);
    for (NoticeEvent notice : health.changes(at)) {
      running.tell(notice);
    }
  }

  private boolean isOutputClosed() {
    return !channels.isEmpty() && channels.stream().allMatch(Channel::isOutputClosed);
  }

  private Summary end() {
    ended = true;
    SummaryEvent event =
        keeper == null ? engine().finish(settings.thenSilence()) : engine().suspend();
    deliver();
    List<Summary.Delivery> deliveries = new ArrayList<>();
    for (Channel channel : channels) {
      channel.close(CLOSE_PATIENCE);
      deliveries.add(Summary.Delivery.of(channel.counters(), channel.problem()));
    }
    health.take(engine());
    return new Summary(
        (SummaryEvent) marked(event),
        Duration.ofNanos(settings.nanoTime().getAsLong() - startNanos),
        failures,
        stopped,
        deliveries);
  }
}
