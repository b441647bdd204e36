package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.core.source.LineCounts;
import io.github.simplehttpmonitor.core.source.PipeReader;
import io.github.simplehttpmonitor.core.source.PollResult;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Standard input or a FIFO. Its format is found by its first bytes, so it has none before. */
final class LivePipe implements Live {

  private final String name;
  private final PipeReader pipe;
  private final int maxLineBytes;
  private final Function<byte[], PartitionReader> begin;
  private final Consumer<@Nullable IOException> end;
  private final LineCounts counts = new LineCounts();
  private @Nullable PartitionReader reader;
  private @Nullable LineAssembler lines;
  private boolean ended;

  /**
   * Makes one.
   *
   * @param begin is given the first bytes and makes who gets the lines
   * @param end is told of the end, with what failed if something did
   */
  LivePipe(
      String name,
      PipeReader pipe,
      int maxLineBytes,
      Function<byte[], PartitionReader> begin,
      Consumer<@Nullable IOException> end) {
    this.name = name;
    this.pipe = pipe;
    this.maxLineBytes = maxLineBytes;
    this.begin = begin;
    this.end = end;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PollResult poll(int maxBytes) {
    long before = counts.lines();
    long bytes = 0;
    while (bytes < maxBytes && !ended) {
      byte[] chunk = pipe.poll();
      if (chunk == null) {
        break;
      }
      bytes += chunk.length;
      accept(chunk);
    }
    if (pipe.isEnded() && !ended) {
      ended = true;
      finishLines();
      end.accept(pipe.failure());
    }
    return new PollResult(
        bytes,
        counts.lines() - before,
        !pipe.hasMore(),
        pipe.failure() == null || !ended
            ? PollResult.State.FOLLOWING
            : PollResult.State.UNREADABLE);
  }

  private void accept(byte[] chunk) {
    LineAssembler assembler = lines;
    if (assembler == null) {
      PartitionReader made = begin.apply(chunk);
      assembler = new LineAssembler(maxLineBytes, made, counts);
      reader = made;
      lines = assembler;
    }
    assembler.accept(chunk, 0, chunk.length);
  }

  private void finishLines() {
    if (lines != null) {
      lines.finish();
    }
  }

  @Override
  public @Nullable PartitionReader reader() {
    return reader;
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  @Override
  public void finish() {
    finishLines();
    pipe.close();
  }
}
