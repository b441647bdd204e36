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
  private final int capacity;
  private int made;

  /** The next segment to hand out; negative until the first one, whatever its number, was begun. */
  private long nextToMerge = -1;

  private long end = Long.MAX_VALUE;
  private @Nullable Throwable failure;
  private boolean closed;
  private long nextNumber;

  /** A segment with its bytes and what a worker made of them. */
  static final class Segment<R> {
    final Block block = new Block();
    final R result;
    long number;

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
      thread.start();
    }
  }

  private void work() {
    try {
      Worker<R> worker = workers.get();
      for (Segment<R> segment = begin(); segment != null; segment = begin()) {
        blocks.load(segment.number, segment.block);
        worker.process(segment);
        finished(segment);
      }
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
    }
  }

  private synchronized @Nullable Segment<R> begin() throws IOException {
    while (free.isEmpty() && made == capacity && !closed) {
      await();
    }
    if (closed || end != Long.MAX_VALUE || failure != null) {
      return null;
    }
    Segment<R> segment;
    if (free.isEmpty()) {
      segment = new Segment<>(results.get());
      made++;
    } else {
      segment = free.remove(free.size() - 1);
    }
    long number = blocks.next(segment.block);
    if (number < 0) {
      end = nextNumber;
      notifyAll();
      return null;
    }
    segment.number = number;
    nextNumber = number + 1;
    if (nextToMerge < 0) {
      nextToMerge = number;
    }
    return segment;
  }

  private synchronized void finished(Segment<R> segment) {
    done.put(segment.number, segment);
    notifyAll();
  }

  private synchronized void failed(Throwable e) {
    if (failure == null) {
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
      if (end != Long.MAX_VALUE && (nextToMerge < 0 || nextToMerge >= end)) {
        return null;
      }
      Throwable problem = failure;
      if (problem instanceof IOException io) {
        throw io;
      }
      if (problem != null) {
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
