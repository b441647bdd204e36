package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A bounded queue in front of an appender, emptied by a daemon thread of its own. When it is full,
 * a replay waits for room; live, the oldest event that is not a transition of an alert makes room,
 * so that a blocked appender never delays the reading and never costs an alert for statistics. When
 * nothing but transitions wait, they go on waiting in the {@link Spool}; only when that has no room
 * is one dropped.
 *
 * <p>What may pass is tried again, see {@link RetryPolicy}; an appender that keeps failing is left
 * alone for a while, see {@link CircuitBreaker}, and its events wait. Safe for any number of
 * threads.
 */
public final class QueuedChannel implements Channel {

  private static final int MAX_BATCH = 256;

  /** The longest pause between tries once the run ends. */
  private static final long CLOSING_PAUSE_NANOS = 1_000_000_000L;

  /** How a thread waits on a condition; tests let time pass instead. */
  interface Waiting {
    long await(Condition condition, long nanos) throws InterruptedException;
  }

  /** Time and chance, given by tests. */
  record Surroundings(LongSupplier nanoTime, RandomGenerator random, Waiting waiting) {}

  private final String name;
  private final Attempt attempt;
  private final int capacity;
  private final boolean archive;
  private final RetryPolicy retry;
  private final Spool spool;
  private final Surroundings around;
  private final CircuitBreaker breaker = new CircuitBreaker();
  private final Deque<Event> queue = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int queuedAlerts;
  private List<Event> inFlight = List.of();
  private boolean fromSpool;
  private boolean closing;
  private boolean abandoned;
  private boolean ended;
  private long delivered;
  private long retried;
  private long dropped;

  /**
   * Makes a channel and starts its thread.
   *
   * @param capacity how many events may wait
   * @param archive whether {@link #accept} waits when the queue is full, somebody waits for the end
   *     of the run, and no time passes
   */
  public QueuedChannel(String name, Appender appender, int capacity, boolean archive) {
    this(name, appender, capacity, archive, Spool.NONE);
  }

  /**
   * Makes a channel and starts its thread.
   *
   * @param spool where transitions wait that do not fit, and those of the run before
   */
  public QueuedChannel(String name, Appender appender, int capacity, boolean archive, Spool spool) {
    this(
        name,
        appender,
        capacity,
        archive,
        spool,
        new Surroundings(
            System::nanoTime, () -> ThreadLocalRandom.current().nextLong(), Condition::awaitNanos));
  }

  QueuedChannel(
      String name,
      Appender appender,
      int capacity,
      boolean archive,
      Spool spool,
      Surroundings around) {
    this.name = name;
    this.attempt = new Attempt(name, appender);
    this.capacity = capacity;
    this.archive = archive;
    this.retry = archive ? RetryPolicy.ARCHIVE : RetryPolicy.LIVE;
    this.spool = spool;
    this.around = around;
    Thread thread = new Thread(this::run, "appender-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void accept(List<Event> events) {
    lock.lock();
    try {
      for (Event event : events) {
        if (closing || attempt.isOutputClosed()) {
          dropped++;
          continue;
        }
        while (archive && queue.size() >= capacity && !attempt.isOutputClosed()) {
          changed.awaitUninterruptibly();
        }
        put(event);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void put(Event event) {
    boolean behindSpool = event instanceof AlertEvent && spool.size() > 0;
    if (!behindSpool && (queue.size() < capacity || removeUnkept())) {
      enqueue(event);
    } else if (!isKept(event)) {
      dropped++;
    } else if (!spool.keep(event)) {
      if (queue.size() >= capacity) {
        dequeue();
        dropped++;
      }
      enqueue(event);
    }
  }

  private void enqueue(Event event) {
    queue.add(event);
    queuedAlerts += event instanceof AlertEvent ? 1 : 0;
  }

  private Event dequeue() {
    Event event = queue.removeFirst();
    queuedAlerts -= event instanceof AlertEvent ? 1 : 0;
    return event;
  }

  private boolean removeUnkept() {
    for (Iterator<Event> i = queue.iterator(); i.hasNext(); ) {
      if (!isKept(i.next())) {
        i.remove();
        dropped++;
        return true;
      }
    }
    return false;
  }

  private static boolean isKept(Event event) {
    return event instanceof AlertEvent || event instanceof SummaryEvent;
  }

  private void run() {
    long period = archive ? 0 : attempt.periodNanos();
    long nextTick = now() + period;
    while (true) {
      List<Event> batch = take(period == 0 ? Long.MAX_VALUE : nextTick);
      if (!batch.isEmpty()) {
        deliver(batch);
      } else if (isClosing()) {
        break;
      }
      if (period > 0 && now() - nextTick >= 0 && breaker.waitNanos(now()) == 0) {
        nextTick = now() + (ticked() ? period : retry.pauseNanos(1, around.random()));
      }
    }
    attempt.close();
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long now() {
    return around.nanoTime().getAsLong();
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private boolean ticked() {
    switch (attempt.tick()) {
      case ACCEPTED -> {
        breaker.succeeded();
        return true;
      }
      case RETRY -> {
        breaker.failed(now());
        count(true, 0, 0);
        return false;
      }
      case FAILED -> {
        breaker.failed(now());
        count(false, 0, attempt.lost());
        return true;
      }
    }
    throw new AssertionError();
  }

  /** {@return the next events; none if it is closing, or time for a tick} */
  private List<Event> take(long until) {
    lock.lock();
    try {
      while (queue.isEmpty() && spool.size() == 0 && !closing) {
        long left = until == Long.MAX_VALUE ? Long.MAX_VALUE : until - now();
        if (left <= 0) {
          return List.of();
        }
        if (until == Long.MAX_VALUE) {
          changed.awaitUninterruptibly();
        } else {
          around.waiting().await(changed, left);
        }
      }
      if (abandoned) {
        return List.of();
      }
      List<Event> batch = new ArrayList<>();
      // Alerts of the queue are older than those of the spool; the rest has no such order.
      fromSpool = queuedAlerts == 0 && spool.size() > 0;
      if (fromSpool) {
        batch.addAll(spool.first(MAX_BATCH));
      }
      while (!fromSpool && !queue.isEmpty() && batch.size() < MAX_BATCH) {
        batch.add(dequeue());
      }
      inFlight = List.copyOf(batch);
      changed.signalAll();
      return inFlight;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private void deliver(List<Event> batch) {
    long begun = now();
    for (int failed = 1; ; failed++) {
      if (!isCallAllowed()) {
        if (archive) {
          count(false, 0, batch.size());
        }
        return;
      }
      switch (attempt.append(batch)) {
        case ACCEPTED -> {
          breaker.succeeded();
          count(false, batch.size(), 0);
          return;
        }
        case FAILED -> {
          if (attempt.lost() == 0) {
            breaker.succeeded();
          } else {
            breaker.failed(now());
          }
          count(false, batch.size() - attempt.lost(), attempt.lost());
          return;
        }
        case RETRY -> {
          breaker.failed(now());
          // What waits on disk waits through any outage.
          if (spool == Spool.NONE && now() - begun >= retry.giveUpAfter().toNanos()) {
            count(false, 0, batch.size());
            return;
          }
          long own = retry.pauseNanos(failed, around.random());
          if (!pause(own, attempt.retryAfter().toNanos())) {
            return;
          }
          count(true, 0, 0);
        }
      }
    }
  }

  /** Waits while the breaker is open, except in a replay. */
  private boolean isCallAllowed() {
    long wait = breaker.waitNanos(now());
    return wait == 0 || (!archive && pause(wait, 0));
  }

  /**
   * Waits; when the run ends, not longer than the receiver asked for.
   *
   * @return whether to go on, rather than to leave what is in flight
   */
  private boolean pause(long ownNanos, long askedNanos) {
    lock.lock();
    try {
      boolean wasClosing = closing;
      long own = closing ? Math.min(ownNanos, CLOSING_PAUSE_NANOS) : ownNanos;
      long begun = now();
      long pause = Math.max(own, askedNanos);
      for (long left = pause; left > 0 && !abandoned; left = pause - (now() - begun)) {
        around.waiting().await(changed, left);
        if (closing && !wasClosing) {
          pause = askedNanos;
        }
      }
      return !abandoned;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abandoned = true;
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void count(boolean again, int taken, int lost) {
    lock.lock();
    try {
      retried += again ? 1 : 0;
      delivered += taken;
      dropped += lost;
      if (!again) {
        if (fromSpool) {
          spool.remove(inFlight.size());
        }
        inFlight = List.of();
        fromSpool = false;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void tick() {
    // The thread of the channel does it.
  }

  @Override
  public List<AlertEvent> undelivered() {
    // In this order, an event that is passed on meanwhile is found at least once.
    Map<String, AlertEvent> left = new LinkedHashMap<>();
    lock.lock();
    try {
      List<Event> events = new ArrayList<>(fromSpool ? List.of() : inFlight);
      events.addAll(queue);
      for (Event event : events) {
        if (event instanceof AlertEvent alert) {
          left.put(alert.id(), alert);
        }
      }
    } finally {
      lock.unlock();
    }
    for (AlertEvent alert : attempt.pending()) {
      left.put(alert.id(), alert);
    }
    return left.values().stream().sorted(Comparator.comparing(AlertEvent::at)).toList();
  }

  @Override
  public DeliveryCounters counters() {
    lock.lock();
    try {
      int taken = fromSpool ? 0 : inFlight.size();
      return new DeliveryCounters(
          name, delivered, retried, dropped, queue.size() + taken + spool.size());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isOutputClosed() {
    return attempt.isOutputClosed();
  }

  @Override
  public boolean isFailing() {
    return attempt.isFailing();
  }

  @Override
  public String problem() {
    return attempt.problem();
  }

  @Override
  public boolean close(Duration patience) {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      long left = patience.toNanos();
      while (left > 0 && !ended) {
        left = changed.awaitNanos(left);
      }
      boolean all = queue.isEmpty() && inFlight.isEmpty() && spool.size() == 0;
      abandoned = true;
      keepTheRest();
      changed.signalAll();
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** What is in flight may arrive all the same: better twice than never. */
  private void keepTheRest() {
    if (!fromSpool) {
      List<Event> lost = new ArrayList<>(inFlight);
      lost.removeIf(event -> isKept(event) && spool.keep(event));
      inFlight = lost;
    }
    queue.removeIf(event -> isKept(event) && spool.keep(event));
  }
}
