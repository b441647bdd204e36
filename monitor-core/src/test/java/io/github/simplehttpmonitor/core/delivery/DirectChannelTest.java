package io.github.simplehttpmonitor.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.ClosedOutputException;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectChannelTest {

  private static final List<Event> EVENTS =
      List.of(new SilenceEvent(Instant.EPOCH, Instant.EPOCH.plusSeconds(10), 1, null));

  @Test
  void events_areDeliveredInTheCall() {
    List<Event> taken = new ArrayList<>();
    DirectChannel channel = new DirectChannel("list", taken::addAll);
    channel.accept(EVENTS);
    assertThat(taken).isEqualTo(EVENTS);
    assertThat(channel.counters()).isEqualTo(new DeliveryCounters("list", 1, 0, 0, 0));
    assertThat(channel.close(Duration.ZERO)).isTrue();
  }

  @Test
  void failures_staysHere_withoutASecondTry() {
    List<Throwable> failures =
        List.of(
            new AppenderException("no"),
            new RetryableAppenderException("not now"),
            new IllegalStateException("broken"),
            new NoClassDefFoundError("missing/Type"));
    for (Throwable failure : failures) {
      DirectChannel channel =
          new DirectChannel("broken", events -> DirectChannelTest.<RuntimeException>sneak(failure));
      channel.accept(EVENTS);
      assertThat(channel.counters()).isEqualTo(new DeliveryCounters("broken", 0, 0, 1, 0));
      assertThat(channel.problem()).isNotEmpty();
      assertThat(channel.isOutputClosed()).isFalse();
    }
  }

  @Test
  void anInterruptThatTheAppenderLeft_doesNotReachTheReading() {
    DirectChannel channel =
        new DirectChannel("leaves", events -> Thread.currentThread().interrupt());
    channel.accept(EVENTS);
    assertThat(Thread.interrupted()).isFalse();
    Thread.currentThread().interrupt();
    channel.accept(EVENTS);
    assertThat(Thread.interrupted()).as("one from outside stays").isTrue();
  }

  @Test
  void closedOutput_isNotWrittenToAgain() {
    List<Event> tried = new ArrayList<>();
    DirectChannel channel =
        new DirectChannel(
            "head",
            events -> {
              tried.addAll(events);
              throw new ClosedOutputException(null);
            });
    channel.accept(EVENTS);
    channel.accept(EVENTS);
    assertThat(tried).hasSize(1);
    assertThat(channel.isOutputClosed()).isTrue();
    assertThat(channel.counters().dropped()).isEqualTo(2);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable e) throws T {
    throw (T) e;
  }
}
