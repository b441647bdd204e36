package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue in front of an appender, emptied by a daemon thread of its own. When it is full,
 * a replay waits for room; live, the oldest event that is not a transition of an alert makes room,
 * so that a blocked appender never delays the reading and never costs an alert for statistics. Only
 * when nothing but transitions wait is one dropped. Safe for any number of threads.
 */
public final class QueuedChannel implements Channel {

  private static final int MAX_BATCH = 256;
  private static final int MAX_TRIES = 5;
  private static final long FIRST_PAUSE_NANOS = 100_000_000L;

  private final String name;
  private final Attempt attempt;
  private final int capacity;
  private final boolean waitForRoom;
  private final Deque<Event> queue = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closing;
  private boolean abandoned;
  private boolean ended;
  private int inFlight;
  private long delivered;
  private long retried;
  private long dropped;

  /**
   * Makes a channel and starts its thread.
   *
   * @param capacity how many events may wait
   * @param waitForRoom whether {@link #accept} waits when the queue is full
   */
  public QueuedChannel(String name, Appender appender, int capacity, boolean waitForRoom) {
    this.name = name;
    this.attempt = new Attempt(name, appender);
    this.capacity = capacity;
    this.waitForRoom = waitForRoom;
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
        while (waitForRoom && queue.size() >= capacity && !attempt.isOutputClosed()) {
          changed.awaitUninterruptibly();
        }
        if (queue.size() >= capacity) {
          makeRoom();
        }
        queue.add(event);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void makeRoom() {
    for (Iterator<Event> i = queue.iterator(); i.hasNext(); ) {
      Event event = i.next();
      if (!(event instanceof AlertEvent) && !(event instanceof SummaryEvent)) {
        i.remove();
        dropped++;
        return;
      }
    }
    queue.removeFirst();
    dropped++;
  }

  private void run() {
    List<Event> batch = new ArrayList<>();
    while (take(batch)) {
      Attempt.Outcome outcome = attempt.append(List.copyOf(batch));
      for (int tries = 1; outcome == Attempt.Outcome.RETRY && tries < MAX_TRIES; tries++) {
        if (!pause(FIRST_PAUSE_NANOS << (tries - 1))) {
          break;
        }
        outcome = attempt.append(List.copyOf(batch));
      }
      done(batch.size(), outcome == Attempt.Outcome.ACCEPTED);
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

  private boolean take(List<Event> batch) {
    batch.clear();
    lock.lock();
    try {
      while (queue.isEmpty() && !closing) {
        changed.awaitUninterruptibly();
      }
      while (!queue.isEmpty() && batch.size() < MAX_BATCH) {
        batch.add(queue.removeFirst());
      }
      inFlight = batch.size();
      changed.signalAll();
      return !batch.isEmpty() && !abandoned;
    } finally {
      lock.unlock();
    }
  }

  private boolean pause(long nanos) {
    lock.lock();
    try {
      retried++;
      long left = nanos;
      while (left > 0 && !abandoned) {
        left = changed.awaitNanos(left);
      }
      return !abandoned;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void done(int count, boolean accepted) {
    lock.lock();
    try {
      inFlight = 0;
      if (accepted) {
        delivered += count;
      } else {
        dropped += count;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public DeliveryCounters counters() {
    lock.lock();
    try {
      return new DeliveryCounters(name, delivered, retried, dropped, queue.size() + inFlight);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isOutputClosed() {
    return attempt.isOutputClosed();
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
      boolean all = queue.isEmpty() && inFlight == 0;
      abandoned = true;
      changed.signalAll();
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
