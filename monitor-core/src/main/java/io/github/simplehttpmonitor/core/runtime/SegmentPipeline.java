package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.SegmentPartial;
import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.core.source.LineCounts;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Workers that parse the segments of one input ahead of the merge, which takes them in their order.
 * The number of segments under way is bounded, and so is the memory.
 */
final class SegmentPipeline implements Closeable {

  private final Blocks blocks;
  private final LogFormat format;
  private final ParserContext context;
  private final Supplier<SegmentPartial> partials;
  private final List<Segment> free = new ArrayList<>();
  private final Map<Long, Segment> done = new HashMap<>();
  private final int capacity;
  private int made;
  private long nextToMerge;
  private long end = Long.MAX_VALUE;
  private @Nullable Throwable failure;
  private boolean closed;
  private ParserState guess = ParserState.NONE;

  /** A segment with its bytes and what a worker made of them. */
  static final class Segment {
    final Block block = new Block();
    final SegmentPartial partial;
    ParserState entry = ParserState.NONE;
    ParserState exit = ParserState.NONE;
    long number;

    Segment(SegmentPartial partial) {
      this.partial = partial;
    }
  }

  SegmentPipeline(
      Blocks blocks,
      LogFormat format,
      ParserContext context,
      Supplier<SegmentPartial> partials,
      int jobs) {
    this.blocks = blocks;
    this.format = format;
    this.context = context;
    this.partials = partials;
    this.capacity = 2 * jobs + 1;
    for (int i = 0; i < jobs; i++) {
      Thread thread = new Thread(this::work, "segments-" + (i + 1));
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void work() {
    Worker worker = new Worker();
    try {
      for (Segment segment = begin(); segment != null; segment = begin()) {
        blocks.load(segment.number, segment.block);
        worker.parse(segment);
        finished(segment);
      }
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
    }
  }

  /** Parses segments, with a parser of its own. */
  private final class Worker extends LineSinkAdapter {
    private final LineParser parser = format.newParser(context);
    private final AccessRecord record = new AccessRecord(context.fields());
    private @Nullable SegmentPartial target;

    void parse(Segment segment) {
      SegmentPartial partial = segment.partial;
      partial.clear();
      target = partial;
      segment.entry = segment.number == 0 ? ParserState.NONE : guess();
      parser.restore(segment.entry);
      LineAssembler lines = new LineAssembler(context.maxLineBytes(), this, new LineCounts());
      if (segment.number > 0) {
        lines.startInside();
      }
      lines.accept(segment.block.buffer, segment.block.from, segment.block.to);
      lines.finish();
      segment.exit = parser.state();
      note(segment.exit);
    }

    @Override
    public void line(byte[] buffer, int from, int to) {
      SegmentPartial partial = target;
      if (partial == null || !partial.isRegular()) {
        return;
      }
      int code;
      try {
        code = parser.parse(buffer, from, to, record);
      } catch (RuntimeException e) {
        code = LineResult.malformed(MalformedReason.PARSER_FAILED, 0);
      }
      if (code == LineResult.PARSED) {
        partial.record(record);
      } else if (code == LineResult.IGNORED) {
        partial.ignored();
      } else {
        partial.malformed(buffer, from, to, code);
      }
    }

    @Override
    public void overlong(byte[] buffer, int from, int to, long length) {
      SegmentPartial partial = target;
      if (partial != null) {
        partial.malformed(
            buffer, from, to, LineResult.malformed(MalformedReason.TOO_LONG, to - from));
      }
    }
  }

  private synchronized ParserState guess() {
    return guess;
  }

  private synchronized void note(ParserState exit) {
    guess = exit;
  }

  private synchronized @Nullable Segment begin() throws IOException {
    while (free.isEmpty() && made == capacity && !closed) {
      await();
    }
    if (closed || end != Long.MAX_VALUE || failure != null) {
      return null;
    }
    Segment segment;
    if (free.isEmpty()) {
      segment = new Segment(partials.get());
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
    return segment;
  }

  private long nextNumber;

  private synchronized void finished(Segment segment) {
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
  synchronized @Nullable Segment take() throws IOException {
    while (true) {
      Segment segment = done.remove(nextToMerge);
      if (segment != null) {
        nextToMerge++;
        return segment;
      }
      if (nextToMerge >= end) {
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

  synchronized void giveBack(Segment segment) {
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
