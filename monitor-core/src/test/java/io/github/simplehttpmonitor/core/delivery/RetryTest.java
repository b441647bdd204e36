package io.github.simplehttpmonitor.core.delivery;

import static io.github.simplehttpmonitor.core.support.TestAlerts.firing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.PeriodicAppender;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trying again, leaving alone and keeping, with a time that passes when somebody waits. */
@Timeout(20)
class RetryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());

  /** Always the longest pause there may be. */
  private final RandomGenerator longest =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return -1;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private long pass(Condition condition, long time) {
    pauses.add(TimeUnit.NANOSECONDS.toMillis(time));
    nanos.addAndGet(time);
    return 0;
  }

  private QueuedChannel channel(Appender appender, int capacity, boolean archive, Spool spool) {
    return new QueuedChannel(
        "test",
        appender,
        capacity,
        archive,
        spool,
        new QueuedChannel.Surroundings(nanos::get, longest, this::pass));
  }

  private static SilenceEvent silence(long second) {
    return new SilenceEvent(T.plusSeconds(second), T.plusSeconds(second + 10), 1, null);
  }

  private static Event alert(long second) {
    return firing("rule", "", T.plusSeconds(second));
  }

  @Test
  void pauses_double_upToTheirBound() {
    List<Long> bounds = new ArrayList<>();
    for (int failed = 1; failed <= 9; failed++) {
      bounds.add(TimeUnit.NANOSECONDS.toMillis(RetryPolicy.LIVE.pauseNanos(failed, longest)));
    }
    assertThat(bounds)
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L);
    assertThat(RetryPolicy.LIVE.pauseNanos(Integer.MAX_VALUE, longest))
        .isEqualTo(Duration.ofMinutes(1).toNanos());
  }

  @Test
  void jitter_isFull() {
    Random random = new Random(1);
    long bound = RetryPolicy.LIVE.firstPause().toNanos();
    List<Long> drawn = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      drawn.add(RetryPolicy.LIVE.pauseNanos(1, random));
    }
    assertThat(drawn).allMatch(pause -> pause >= 0 && pause <= bound);
    assertThat(drawn).anyMatch(pause -> pause < bound / 10).anyMatch(pause -> pause > bound * 0.9);
  }

  @Test
  void retryAfter_isWaitedFor_ifItIsLonger() {
    List<Event> taken = new ArrayList<>();
    QueuedChannel channel =
        channel(
            events -> {
              if (pauses.isEmpty()) {
                throw new RetryableAppenderException("busy", null, Duration.ofSeconds(7));
              }
              taken.addAll(events);
            },
            10,
            true,
            Spool.NONE);
    channel.accept(List.of(alert(1)));
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(taken).hasSize(1);
    assertThat(pauses).containsExactly(7_000L);
    assertThat(channel.counters()).isEqualTo(new DeliveryCounters("test", 1, 1, 0, 0));
  }

  @Test
  void outage_isSurvived_untilItIsGivenUp() throws Exception {
    CountDownLatch givenUp = new CountDownLatch(1);
    List<Event> taken = Collections.synchronizedList(new ArrayList<>());
    AtomicLong failures = new AtomicLong();
    QueuedChannel channel =
        channel(
            events -> {
              if (events.get(0).equals(alert(1))) {
                failures.incrementAndGet();
                throw new RetryableAppenderException("down");
              }
              taken.addAll(events);
              givenUp.countDown();
            },
            10,
            false,
            Spool.NONE);
    channel.accept(List.of(alert(1)));
    while (channel.counters().dropped() == 0) {
      Thread.onSpinWait();
    }
    channel.accept(List.of(alert(2)));
    assertThat(givenUp.await(10, TimeUnit.SECONDS)).isTrue();
    channel.close(PATIENCE);
    assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofHours(1), Duration.ofHours(2));
    assertThat(failures).hasValueBetween(55, 80);
    assertThat(taken).containsExactly(alert(2));
    assertThat(channel.counters().dropped()).isEqualTo(1);
    assertThat(channel.counters().delivered()).isEqualTo(1);
    assertThat(channel.isFailing()).isFalse();
  }

  @Test
  void breaker_opensAfterFiveFailures_andLetsOneThroughAfterAMinute() {
    CircuitBreaker breaker = new CircuitBreaker();
    for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
      assertThat(breaker.waitNanos(0)).isZero();
      breaker.failed(0);
    }
    long minute = CircuitBreaker.COOL_DOWN.toNanos();
    assertThat(breaker.waitNanos(0)).isEqualTo(minute);
    assertThat(breaker.waitNanos(minute - 1)).isEqualTo(1);
    assertThat(breaker.waitNanos(minute)).isZero();
    breaker.failed(minute);
    assertThat(breaker.waitNanos(minute)).as("open again at once").isEqualTo(minute);
    breaker.succeeded();
    assertThat(breaker.waitNanos(minute)).isZero();
  }

  @Test
  void brokenPlugIn_isLeftAlone_andItsEventsWait() throws Exception {
    AtomicLong calls = new AtomicLong();
    List<Event> taken = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch works = new CountDownLatch(1);
    QueuedChannel channel =
        channel(
            events -> {
              if (calls.incrementAndGet() <= CircuitBreaker.FAILURES) {
                throw new NoSuchMethodError("'void gone()'");
              }
              taken.addAll(events);
              works.countDown();
            },
            100,
            false,
            Spool.NONE);
    for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
      channel.accept(List.of(alert(i)));
      while (channel.counters().dropped() <= i) {
        Thread.onSpinWait();
      }
    }
    assertThat(channel.problem())
        .startsWith("it does not fit this version")
        .contains("NoSuchMethodError");
    channel.accept(List.of(alert(99)));
    assertThat(works.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pauses).containsExactly(60_000L);
    assertThat(taken).containsExactly(alert(99));
    channel.close(PATIENCE);
    assertThat(channel.counters().dropped()).isEqualTo(CircuitBreaker.FAILURES);
  }

  @Test
  void replay_doesNotWaitForABrokenPlugIn() {
    QueuedChannel channel =
        channel(
            events -> {
              throw new IllegalStateException("broken");
            },
            10,
            true,
            Spool.NONE);
    for (int i = 0; i < 10_000; i++) {
      channel.accept(List.of(silence(i)));
    }
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(channel.counters().dropped()).isEqualTo(10_000);
    assertThat(pauses).isEmpty();
  }

  @Test
  void partOfABatch_isCountedAsLost() {
    QueuedChannel channel =
        channel(
            events -> {
              throw new AppenderException("one of them", null, 1);
            },
            10,
            true,
            Spool.NONE);
    channel.accept(List.of(alert(1), alert(2), alert(3)));
    channel.close(PATIENCE);
    assertThat(channel.counters().delivered() + channel.counters().dropped()).isEqualTo(3);
    assertThat(channel.counters().dropped()).isBetween(1L, 3L);
  }

  /** Keeps in memory what a state folder would keep. */
  private static final class MemorySpool implements Spool {
    final List<Event> kept = Collections.synchronizedList(new ArrayList<>());

    @Override
    public boolean keep(Event event) {
      return kept.add(event);
    }

    @Override
    public List<Event> first(int max) {
      return List.copyOf(kept.subList(0, Math.min(max, kept.size())));
    }

    @Override
    public void remove(int count) {
      kept.subList(0, count).clear();
    }

    @Override
    public long size() {
      return kept.size();
    }
  }

  @Test
  void transitionsWithoutRoom_waitInTheSpool_andComeInOrder() throws Exception {
    MemorySpool spool = new MemorySpool();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    List<Event> taken = new ArrayList<>();
    QueuedChannel channel =
        channel(
            events -> {
              entered.countDown();
              try {
                letGo.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              taken.addAll(events);
            },
            3,
            false,
            spool);
    List<Event> alerts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      alerts.add(alert(i));
    }
    channel.accept(alerts.subList(0, 1));
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    channel.accept(alerts.subList(1, 100));
    channel.accept(List.of(silence(1)));
    assertThat(channel.counters())
        .as("96 in the spool, the silence has no room")
        .isEqualTo(new DeliveryCounters("test", 0, 0, 1, 100));
    letGo.countDown();
    assertThat(channel.close(PATIENCE)).isTrue();
    assertThat(taken).isEqualTo(alerts);
    assertThat(spool.kept).isEmpty();
  }

  @Test
  void whatIsLeftAtTheEnd_isKept_andComesInTheNextRun() {
    MemorySpool spool = new MemorySpool();
    CountDownLatch never = new CountDownLatch(1);
    QueuedChannel blocked =
        channel(
            events -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            10,
            false,
            spool);
    blocked.accept(List.of(alert(1), silence(1), alert(2)));
    assertThat(blocked.close(Duration.ofMillis(20))).isFalse();
    assertThat(spool.kept).containsExactly(alert(1), alert(2));
    never.countDown();

    List<Event> taken = Collections.synchronizedList(new ArrayList<>());
    QueuedChannel next = channel(taken::addAll, 10, false, spool);
    assertThat(next.close(PATIENCE)).isTrue();
    assertThat(taken).containsExactly(alert(1), alert(2));
    assertThat(spool.kept).isEmpty();
  }

  @Test
  void periodicAppender_isCalledWhenItIsTime_byTheChannelsThread() throws Exception {
    CountDownLatch ticks = new CountDownLatch(3);
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    PeriodicAppender periodic =
        new PeriodicAppender() {
          @Override
          public void append(List<Event> events) {}

          @Override
          public Duration period() {
            return Duration.ofSeconds(30);
          }

          @Override
          public void tick() {
            threads.add(Thread.currentThread().getName());
            ticks.countDown();
          }
        };
    QueuedChannel channel = channel(periodic, 10, false, Spool.NONE);
    assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();
    channel.close(PATIENCE);
    assertThat(threads).containsOnly("appender-test");
    assertThat(pauses.subList(0, 3)).containsOnly(30_000L);
  }

  @Test
  void periodicAppender_withoutAThread_isCalledByTheMonitor() {
    List<Long> ticks = new ArrayList<>();
    PeriodicAppender periodic =
        new PeriodicAppender() {
          @Override
          public void append(List<Event> events) {}

          @Override
          public Duration period() {
            return Duration.ofSeconds(30);
          }

          @Override
          public void tick() {
            ticks.add(nanos.get() / 1_000_000_000L);
          }
        };
    DirectChannel channel = new DirectChannel("direct", periodic, Spool.NONE, nanos::get);
    for (int second = 0; second <= 65; second++) {
      nanos.set(second * 1_000_000_000L);
      channel.tick();
    }
    assertThat(ticks).containsExactly(30L, 60L);
  }
}
