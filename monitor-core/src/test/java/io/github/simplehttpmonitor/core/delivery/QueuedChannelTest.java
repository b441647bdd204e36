package io.github.simplehttpmonitor.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.ClosedOutputException;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class QueuedChannelTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static Event silence(long second) {
    Instant start = Instant.ofEpochSecond(second * 10);
    return new SilenceEvent(start, start.plusSeconds(10), 1, null);
  }

  private static Event alert(long second) {
    Instant at = Instant.ofEpochSecond(second);
    return new AlertEvent("rule", Map.of(), AlertEvent.State.FIRING, at, at, 1, 0, 1, null);
  }

  private static void assertAddsUp(Channel channel, long accepted) {
    DeliveryCounters c = channel.counters();
    assertThat(c.delivered() + c.dropped() + c.waiting()).isEqualTo(accepted);
  }

  /** Blocks in its first call until it is let go. */
  private static final class BlockedAppender implements Appender {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);
    final List<Event> taken = new ArrayList<>();
    volatile boolean closed;

    @Override
    public void append(List<Event> events) {
      entered.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      taken.addAll(events);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void events_areDeliveredInOrder_andTheAppenderIsClosed() {
    List<Event> taken = new ArrayList<>();
    AtomicInteger closed = new AtomicInteger();
    QueuedChannel channel =
        new QueuedChannel(
            "list",
            new Appender() {
              @Override
              public void append(List<Event> events) {
                taken.addAll(events);
              }

              @Override
              public void close() {
                closed.incrementAndGet();
              }
            },
            100,
            true);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      events.add(silence(i));
    }
    for (int i = 0; i < 1_000; i += 50) {
      channel.accept(events.subList(i, i + 50));
    }
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(taken).isEqualTo(events);
    assertThat(closed).hasValue(1);
    assertThat(channel.counters()).isEqualTo(new DeliveryCounters("list", 1_000, 0, 0, 0));
    assertThat(channel.problem()).isEmpty();
  }

  @Test
  void blockedAppender_neverDelaysLive_andCostsNoAlert() throws InterruptedException {
    BlockedAppender blocked = new BlockedAppender();
    QueuedChannel channel = new QueuedChannel("blocked", blocked, 10, false);
    channel.accept(List.of(silence(0)));
    assertThat(blocked.entered.await(10, TimeUnit.SECONDS)).isTrue();
    List<Event> alerts = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      channel.accept(List.of(silence(i)));
      if (i % 200 == 0) {
        alerts.add(alert(i));
        channel.accept(List.of(alert(i)));
      }
    }
    assertThat(channel.counters().waiting()).isEqualTo(11);
    assertAddsUp(channel, 1_006);
    blocked.letGo.countDown();
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(blocked.taken).containsAll(alerts).contains(silence(1_000)).hasSize(11);
    assertThat(channel.counters().dropped()).isEqualTo(995);
    assertAddsUp(channel, 1_006);
  }

  @Test
  void queueOfAlertsOnly_dropsTheOldest() throws InterruptedException {
    BlockedAppender blocked = new BlockedAppender();
    QueuedChannel channel = new QueuedChannel("blocked", blocked, 3, false);
    channel.accept(List.of(silence(0)));
    assertThat(blocked.entered.await(10, TimeUnit.SECONDS)).isTrue();
    channel.accept(List.of(alert(1), alert(2), alert(3), alert(4)));
    blocked.letGo.countDown();
    channel.close(PATIENCE);
    assertThat(blocked.taken).containsExactly(silence(0), alert(2), alert(3), alert(4));
  }

  @Test
  void replay_waitsForRoom() throws Exception {
    BlockedAppender blocked = new BlockedAppender();
    QueuedChannel channel = new QueuedChannel("blocked", blocked, 3, true);
    CountDownLatch accepted = new CountDownLatch(1);
    Thread replay =
        new Thread(
            () -> {
              for (int i = 0; i < 100; i++) {
                channel.accept(List.of(silence(i)));
              }
              accepted.countDown();
            });
    replay.start();
    assertThat(blocked.entered.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(accepted.getCount()).isEqualTo(1);
    blocked.letGo.countDown();
    assertThat(accepted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(blocked.taken).hasSize(100);
    assertThat(channel.counters().dropped()).isZero();
  }

  @Test
  void retryableFailure_isTriedAgain_withTheSameEvents() {
    List<List<Event>> tries = new ArrayList<>();
    QueuedChannel channel =
        new QueuedChannel(
            "flaky",
            events -> {
              tries.add(events);
              if (tries.size() < 3) {
                throw new RetryableAppenderException("not now");
              }
            },
            10,
            false);
    channel.accept(List.of(alert(1), silence(2)));
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(tries).hasSize(3).containsOnly(List.of(alert(1), silence(2)));
    assertThat(channel.counters()).isEqualTo(new DeliveryCounters("flaky", 2, 2, 0, 0));
    assertThat(channel.problem()).isEqualTo("not now");
  }

  @Test
  void closing_doesNotWaitForTriesBeyondItsPatience() {
    CountDownLatch tried = new CountDownLatch(1);
    QueuedChannel channel =
        new QueuedChannel(
            "down",
            events -> {
              tried.countDown();
              throw new RetryableAppenderException("down");
            },
            10,
            false);
    channel.accept(List.of(alert(1)));
    assertThat(channel.close(Duration.ofMillis(1))).isFalse();
    assertAddsUp(channel, 1);
    assertThat(channel.counters().delivered()).isZero();
  }

  @Test
  void permanentFailures_areCounted_andTheNextBatchIsTried() throws Exception {
    List<Throwable> failures =
        List.of(
            new AppenderException("no"),
            new IllegalStateException("broken"),
            new NoClassDefFoundError("missing/Type"),
            new StackOverflowError(),
            new AssertionError("surprise"));
    for (Throwable failure : failures) {
      CyclicBarrier failed = new CyclicBarrier(2);
      AtomicInteger calls = new AtomicInteger();
      QueuedChannel channel =
          new QueuedChannel(
              "broken",
              events -> {
                if (calls.incrementAndGet() == 1) {
                  try {
                    failed.await(10, TimeUnit.SECONDS);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  QueuedChannelTest.<RuntimeException>sneak(failure);
                }
              },
              10,
              true);
      channel.accept(List.of(silence(1)));
      failed.await(10, TimeUnit.SECONDS);
      channel.accept(List.of(silence(2)));
      assertThat(channel.close(PATIENCE)).as("%s", failure).isTrue();
      assertThat(channel.counters()).isEqualTo(new DeliveryCounters("broken", 1, 0, 1, 0));
      assertThat(channel.problem()).isNotEmpty();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable e) throws T {
    throw (T) e;
  }

  @Test
  void failureToClose_staysHere() {
    QueuedChannel channel =
        new QueuedChannel(
            "unclosable",
            new Appender() {
              @Override
              public void append(List<Event> events) {}

              @Override
              public void close() throws AppenderException {
                throw new AppenderException("cannot be closed");
              }
            },
            10,
            false);
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(channel.problem()).isEqualTo("cannot be closed");
  }

  @Test
  void closedOutput_takesNothingMore_andIsNoProblem() {
    CountDownLatch called = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    QueuedChannel channel =
        new QueuedChannel(
            "head",
            events -> {
              calls.incrementAndGet();
              called.countDown();
              throw new ClosedOutputException(null);
            },
            1,
            true);
    for (int i = 0; i < 100; i++) {
      channel.accept(List.of(silence(i)));
    }
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(calls).hasValue(1);
    assertThat(channel.isOutputClosed()).isTrue();
    assertThat(channel.problem()).isEmpty();
    assertThat(channel.counters()).isEqualTo(new DeliveryCounters("head", 0, 0, 100, 0));
  }

  @Test
  void closing_blockedAppender_endsWithItsPatience() throws InterruptedException {
    BlockedAppender blocked = new BlockedAppender();
    QueuedChannel channel = new QueuedChannel("blocked", blocked, 10, false);
    channel.accept(List.of(silence(0)));
    assertThat(blocked.entered.await(10, TimeUnit.SECONDS)).isTrue();
    channel.accept(List.of(silence(1)));
    assertThat(channel.close(Duration.ofMillis(10))).isFalse();
    assertThat(channel.counters()).isEqualTo(new DeliveryCounters("blocked", 0, 0, 0, 2));
    channel.accept(List.of(silence(2)));
    assertThat(channel.counters().dropped()).isEqualTo(1);
    assertThat(blocked.closed).isFalse();
    blocked.letGo.countDown();
  }
}
