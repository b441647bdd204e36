package io.github.simplehttpmonitor.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Segments on several threads: in order, few at once, and none of the threads is left. */
@Timeout(20)
class PipelineTest {

  private static final byte[] LINE =
      "192.0.2.1 - - [01/Jan/2024:00:00:00 +0000] \"GET /api/user HTTP/1.1\" 200 17\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** Lines without end, or to the end that is set. */
  private static final class Endless extends InputStream {
    private final long length;
    private long at;

    Endless(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return at == length ? -1 : LINE[(int) (at++ % LINE.length)];
    }

    @Override
    public int read(byte[] b, int off, int len) {
      if (at == length) {
        return -1;
      }
      int from = (int) (at % LINE.length);
      int count = (int) Math.min(length - at, Math.min(len, LINE.length - from));
      System.arraycopy(LINE, from, b, off, count);
      at += count;
      return count;
    }
  }

  private static final class Size {
    long bytes;
  }

  private static void size(Pipeline.Segment<Size> segment) {
    segment.result.bytes = segment.block.to - segment.block.from;
  }

  private static void join(Pipeline<?> pipeline) {
    for (Thread thread : pipeline.threads()) {
      try {
        thread.join(10_000);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void hugeInput_isReadWithFewSegments() throws IOException {
    long length = 300L << 20;
    AtomicLong results = new AtomicLong();
    Pipeline<Size> pipeline =
        new Pipeline<>(
            new StreamBlocks(new Endless(length), 1 << 20, Blocks.SEGMENT_BYTES),
            () -> {
              results.incrementAndGet();
              return new Size();
            },
            () -> PipelineTest::size,
            2);
    long bytes = 0;
    try (pipeline) {
      for (var segment = pipeline.take(); segment != null; segment = pipeline.take()) {
        bytes += segment.result.bytes;
        assertThat(segment.block.buffer.length).isLessThan(5 << 20);
        pipeline.giveBack(segment);
      }
    }
    assertThat(bytes).isEqualTo(length);
    assertThat(pipeline.made()).isLessThanOrEqualTo(5);
    assertThat(results).hasValueLessThanOrEqualTo(5);
    join(pipeline);
  }

  @Test
  void segmentsComeInOrder_evenIfTheFirstIsDoneLast() throws IOException {
    CountDownLatch others = new CountDownLatch(3);
    Pipeline<Size> pipeline =
        new Pipeline<>(
            new StreamBlocks(new Endless(100_000), 1_000, 10_000),
            Size::new,
            () ->
                segment -> {
                  segment.result.bytes = segment.number;
                  if (segment.number == 0) {
                    await(others);
                  }
                  others.countDown();
                },
            3);
    List<Long> order = new ArrayList<>();
    try (pipeline) {
      for (var segment = pipeline.take(); segment != null; segment = pipeline.take()) {
        order.add(segment.result.bytes);
        pipeline.giveBack(segment);
      }
    }
    assertThat(order).isSorted().hasSizeGreaterThan(9);
    join(pipeline);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void segmentsThatBeginInTheMiddleOfTheInput_areTakenToo() throws IOException {
    Blocks blocks = new StreamBlocks(new Endless(100_000), 1_000, 10_000);
    Block first = new Block();
    assertThat(blocks.next(first)).isZero();
    long bytes = first.to;
    Pipeline<Size> pipeline = new Pipeline<>(blocks, Size::new, () -> PipelineTest::size, 2);
    try (pipeline) {
      for (var segment = pipeline.take(); segment != null; segment = pipeline.take()) {
        bytes += segment.result.bytes;
        pipeline.giveBack(segment);
      }
    }
    assertThat(bytes).isEqualTo(100_000);
    join(pipeline);
  }

  @Test
  void failureOfAWorker_isToldAfterTheSegmentsBeforeIt() throws IOException {
    Pipeline<Size> pipeline =
        new Pipeline<>(
            new StreamBlocks(new Endless(100_000), 1_000, 10_000),
            Size::new,
            () ->
                segment -> {
                  if (segment.number == 3) {
                    throw new UncheckedIOException(new IOException("broken"));
                  }
                },
            4);
    for (int i = 0; i < 3; i++) {
      pipeline.giveBack(pipeline.take());
    }
    assertThatThrownBy(pipeline::take)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("broken");
    // Also those that wait for a free segment end, even if nobody closes the pipeline.
    join(pipeline);
  }

  @Test
  void inputThatBlocks_neitherDelaysWhatIsDone_norTheEnd() throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    InputStream in =
        new InputStream() {
          private final InputStream first = new Endless(25_000);

          @Override
          public int read() throws IOException {
            throw new IOException("not asked for");
          }

          @Override
          public int read(byte[] b, int off, int len) throws IOException {
            int count = first.read(b, off, len);
            if (count < 0) {
              asked.countDown();
              PipelineTest.await(goOn);
            }
            return count;
          }
        };
    Pipeline<Size> pipeline =
        new Pipeline<>(new StreamBlocks(in, 1_000, 10_000), Size::new, () -> PipelineTest::size, 2);
    await(asked);
    assertThat(pipeline.take()).isNotNull();
    assertThat(pipeline.take()).isNotNull();
    pipeline.close();
    goOn.countDown();
    join(pipeline);
  }

  @Test
  void closedEarly_endsTheThreads() throws IOException {
    Pipeline<Size> pipeline =
        new Pipeline<>(
            new StreamBlocks(new Endless(Long.MAX_VALUE), 1_000, 10_000),
            Size::new,
            () -> PipelineTest::size,
            4);
    pipeline.giveBack(pipeline.take());
    pipeline.close();
    join(pipeline);
  }

  @Test
  void hugeReplay_countsEveryLine() {
    long lines = 300_000;
    ArchiveRun.Result result =
        ArchiveRun.of(2, Blocks.SEGMENT_BYTES).replay(new Endless(lines * LINE.length));
    assertThat(result.accounting().onTime()).isEqualTo(lines);
    assertThat(ArchiveRun.of(2, 100).replay(new ByteArrayInputStream(LINE)).accounting().lines())
        .isOne();
  }
}
