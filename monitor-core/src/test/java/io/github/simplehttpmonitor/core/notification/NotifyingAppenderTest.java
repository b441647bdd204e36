package io.github.simplehttpmonitor.core.notification;

import static io.github.simplehttpmonitor.core.support.TestAlerts.firing;
import static io.github.simplehttpmonitor.core.support.TestAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.appender.Anonymizer;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.HealthReader;
import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class NotifyingAppenderTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  private final List<Event> taken = new ArrayList<>();
  private int failures;
  private boolean retryable = true;
  private Instant now = T;

  private final class Flaky implements HealthReader {
    private Supplier<MonitorHealth> health = () -> MonitorHealth.NOTHING_YET;

    @Override
    public void append(List<Event> events) throws AppenderException {
      if (failures > 0) {
        failures--;
        throw retryable ? new RetryableAppenderException("down") : new AppenderException("no");
      }
      taken.addAll(events);
    }

    @Override
    public void read(Supplier<MonitorHealth> source) {
      health = source;
    }
  }

  private final Flaky flaky = new Flaky();
  private final NotifyingAppender appender =
      new NotifyingAppender(
          flaky,
          new Notifications(NotificationPolicy.DEFAULT, Silences.NONE),
          (InstantSource) () -> now);

  @Test
  void failureThatMayPass_tellsOnce_whenItIsTriedAgain() throws Exception {
    failures = 2;
    List<Event> batch = List.of(firing("a", "", T), firing("b", "", T));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> appender.append(batch))
          .isInstanceOf(RetryableAppenderException.class);
    }
    appender.append(batch);
    assertThat(taken)
        .extracting(event -> ((NotificationEvent) event).rule())
        .containsExactly("a", "b");
    assertThat(taken).extracting(Event::observedAt).containsOnly(T);
  }

  @Test
  void failureForGood_losesOneMessage_andTheNextIsTold() throws Exception {
    failures = 1;
    retryable = false;
    assertThatThrownBy(() -> appender.append(List.of(firing("a", "", T))))
        .isInstanceOfSatisfying(AppenderException.class, e -> assertThat(e.lostOf(5)).isEqualTo(1));
    appender.append(List.of(firing("b", "", T)));
    assertThat(taken).hasSize(1);
  }

  @Test
  void whatWaits_isToldByTheTick() throws Exception {
    appender.append(List.of(firing("a", "/x", T)));
    appender.tick();
    assertThat(taken).isEmpty();
    now = T.plusSeconds(30);
    appender.tick();
    assertThat(taken).hasSize(1);
  }

  @Test
  void whatIsNotToldYet_isPending() throws Exception {
    AlertEvent grouped = firing("a", "/x", T);
    AlertEvent plain = firing("b", "", T.plusSeconds(1));
    failures = 1;
    assertThatThrownBy(() -> appender.append(List.of(grouped, plain)))
        .isInstanceOf(RetryableAppenderException.class);
    assertThat(appender.pending()).containsExactly(grouped, plain);
    appender.append(List.of(grouped, plain));
    assertThat(appender.pending()).containsExactly(grouped);
    now = T.plusSeconds(31);
    appender.tick();
    assertThat(appender.pending()).isEmpty();
  }

  @Test
  void whatWasToldInARunBefore_isRemindedOf_andItsEndTold() throws Exception {
    appender.resume(List.of(firing("a", "", T)));
    appender.tick();
    assertThat(taken).isEmpty();
    now = T.plusSeconds(4 * 3_600);
    appender.tick();
    assertThat(taken)
        .singleElement()
        .satisfies(
            message ->
                assertThat(((NotificationEvent) message).reason())
                    .isEqualTo(NotificationEvent.Reason.REPEAT));
    assertThat(appender.pending()).isEmpty();
    appender.append(List.of(resolved("a", "", T, now)));
    assertThat(taken).hasSize(2);
    assertThat(((NotificationEvent) taken.get(1)).resolved()).hasSize(1);
  }

  @Test
  void whatComesTwice_isToldOnce() throws Exception {
    AlertEvent begin = firing("a", "", T);
    AlertEvent end = resolved("a", "", T, T.plusSeconds(60));
    appender.append(List.of(begin));
    appender.append(List.of(begin));
    assertThat(taken).hasSize(1);
    appender.append(List.of(begin, end));
    appender.append(List.of(begin, end));
    assertThat(taken).hasSize(2);
    assertThat(appender.pending()).isEmpty();
  }

  @Test
  void health_getsThrough() {
    MonitorHealth health = MonitorHealth.NOTHING_YET;
    appender.read(() -> health);
    assertThat(flaky.health.get()).isSameAs(health);
  }

  private final class Provider implements AppenderProvider {
    private final boolean outside;

    Provider(boolean outside) {
      this.outside = outside;
    }

    @Override
    public String name() {
      return "test";
    }

    @Override
    public boolean reachesOutside() {
      return outside;
    }

    @Override
    public List<AppenderOption> options() {
      return List.of(new AppenderOption("url", "", "where"));
    }

    @Override
    public Appender create(AppenderContext context) {
      return taken::addAll;
    }
  }

  private static AppenderContext context(Map<String, String> options) {
    return new AppenderContext(options, ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of());
  }

  private static MalformedEvent line(String text) {
    return new MalformedEvent("a.log", 1, text, null, 1, 0, T, T);
  }

  @Test
  void factory_redactsWhatLeavesTheMachine_unlessAskedNotTo() throws Exception {
    AppenderFactory factory = new AppenderFactory(Silences.NONE, new Anonymizer(1), null);
    MalformedEvent event = line("192.0.2.77 GET /login?password=hunter2");
    factory.create(new Provider(true), context(Map.of())).append(List.of(event));
    factory.create(new Provider(true), context(Map.of("redact", "off"))).append(List.of(event));
    factory.create(new Provider(false), context(Map.of())).append(List.of(event));
    assertThat(taken)
        .extracting(e -> ((MalformedEvent) e).line())
        .containsExactly(
            "192.0.2.0 GET /login?password=***",
            "192.0.2.0 GET /login?password=hunter2",
            "192.0.2.0 GET /login?password=hunter2");
  }

  @Test
  void factory_digestsOnRequest_andMindsSilences() throws Exception {
    AppenderFactory factory = new AppenderFactory((a, at) -> a.rule().equals("b"), null, null);
    Appender each = factory.create(new Provider(true), context(Map.of()));
    each.append(List.of(firing("a", "", T), firing("b", "", T)));
    assertThat(taken).singleElement().isInstanceOf(AlertEvent.class);
    taken.clear();
    factory
        .create(new Provider(true), context(Map.of("digest", "on")))
        .append(List.of(firing("a", "", T)));
    assertThat(taken).singleElement().isInstanceOf(NotificationEvent.class);
  }

  @Test
  void factory_namesTheNearestOption_amongAll() {
    AppenderFactory factory = new AppenderFactory(Silences.NONE, null, null);
    assertThatThrownBy(() -> factory.create(new Provider(true), context(Map.of("ulr", "x"))))
        .hasMessageContaining("no option 'ulr'; did you mean 'url'?");
    assertThatThrownBy(() -> factory.create(new Provider(true), context(Map.of("digset", "x"))))
        .hasMessageContaining("did you mean 'digest'?");
    assertThatThrownBy(
            () -> factory.create(new Provider(true), context(Map.of("group-wait", "soon"))))
        .hasMessageContaining("group-wait");
  }
}
