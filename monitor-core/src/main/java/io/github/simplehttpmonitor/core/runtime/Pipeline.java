package io.github.simplehttpmonitor.core.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Workers that process the segments of one input ahead of whoever takes the results in their order.
 * The number of segments under way is bounded, and so is the memory.
 */
final class Pipeline<R> implements Closeable {

  private final Blocks blocks;
  private final Supplier<R> results;
  private final Supplier<Worker<R>> workers;
  private final List<Segment<R>> free = new ArrayList<>();
  private final Map<Long, Segment<R>> done = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final int capacity;
  private int made;

  /** The order of the next segment to hand out. */
  private long nextToMerge;

  private long end = Long.MAX_VALUE;
  private long failedAt = Long.MAX_VALUE;
  private @Nullable Throwable failure;
  private boolean closed;

  /** Held by the worker that reads; never asked for by one that holds the pipeline itself. */
  private final Object reading = new Object();

  /** How many segments were begun; guarded by {@link #reading}. */
  private long begun;

  /** A segment with its bytes and what a worker made of them. */
  static final class Segment<R> {
    final Block block = new Block();
    final R result;

    /** Its number in the input. */
    long number;

    /** Its number among those that were read, from 0. */
    private long order;

    Segment(R result) {
      this.result = result;
    }
  }

  /** Processes segments on one thread. */
  interface Worker<R> {
    /** Makes the result, which may hold an earlier one, of the segment's bytes. */
    void process(Segment<R> segment);
  }

  /**
   * Starts the workers.
   *
   * @param results makes the results that segments carry around
   * @param workers makes a worker, on its thread
   * @param jobs how many
   */
  Pipeline(Blocks blocks, Supplier<R> results, Supplier<Worker<R>> workers, int jobs) {
    this.blocks = blocks;
    this.results = results;
    this.workers = workers;
    this.capacity = 2 * jobs + 1;
    for (int i = 0; i < jobs; i++) {
      Thread thread = new Thread(this::work, "segments-" + (i + 1));
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** {@return the threads of the workers} */
  List<Thread> threads() {
    return List.copyOf(threads);
  }

  /** {@return how many segments there are, which bounds the memory} */
  synchronized int made() {
    return made;
  }

  private void work() {
    Segment<R> segment = null;
    try {
      Worker<R> worker = workers.get();
      for (segment = begin(); segment != null; segment = begin()) {
        blocks.load(segment.number, segment.block);
        worker.process(segment);
        finished(segment);
      }
    } catch (IOException | RuntimeException | Error e) {
      failed(segment == null ? 0 : segment.order, e);
    }
  }

  /** Takes the next segment of the input. Reading may take long, so nobody else waits for it. */
  private @Nullable Segment<R> begin() {
    Segment<R> segment = reserve();
    if (segment == null) {
      return null;
    }
    synchronized (reading) {
      if (isOver()) {
        return null;
      }
      try {
        segment.number = blocks.next(segment.block);
      } catch (IOException | RuntimeException | Error e) {
        failed(begun, e);
        return null;
      }
      if (segment.number < 0) {
        ended();
        return null;
      }
      segment.order = begun++;
      return segment;
    }
  }

  /** Waits for a segment to be free. */
  private synchronized @Nullable Segment<R> reserve() {
    while (free.isEmpty() && made == capacity && !isOver()) {
      await();
    }
    if (isOver()) {
      return null;
    }
    if (!free.isEmpty()) {
      return free.remove(free.size() - 1);
    }
    made++;
    return new Segment<>(results.get());
  }

  private synchronized boolean isOver() {
    return closed || end != Long.MAX_VALUE || failure != null;
  }

  private synchronized void ended() {
    end = begun;
    notifyAll();
  }

  private synchronized void finished(Segment<R> segment) {
    done.put(segment.order, segment);
    notifyAll();
  }

  /** Remembers the earliest failure: what comes before it is still merged. */
  private synchronized void failed(long order, Throwable e) {
    if (order < failedAt) {
      failedAt = order;
      failure = e;
    }
    notifyAll();
  }

  /** {@return the next segment in order, to be given back; null at the end} */
  synchronized @Nullable Segment<R> take() throws IOException {
    while (true) {
      Segment<R> segment = done.remove(nextToMerge);
      if (segment != null) {
        nextToMerge++;
        return segment;
      }
      if (nextToMerge >= end) {
        return null;
      }
      if (nextToMerge >= failedAt) {
        Throwable problem = failure;
        if (problem instanceof IOException io) {
          throw io;
        }
        throw new IllegalStateException("a worker failed", problem);
      }
      await();
    }
  }

  synchronized void giveBack(Segment<R> segment) {
    free.add(segment);
    notifyAll();
  }

  // Both callers wait in loops over their own conditions.
  @SuppressWarnings("WaitNotInLoop")
  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
