package io.github.simplehttpmonitor.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.EventVisitor;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.parser.MalformedReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Appender} has to do; extend it to test yours. It is given events of every kind,
 * with texts that are empty, huge or hostile, and of kinds that do not exist yet.
 *
 * <p>An appender is called by one thread at a time and never after it has been closed, so neither
 * is tested. It is closed once; closing twice may do anything but throw something else than an
 * {@link AppenderException}.
 */
public abstract class AppenderContract {

  private static final Instant AT = Instant.parse("2024-01-01T00:01:33Z");
  private static final String HUGE = "x".repeat(1 << 20);

  /** Escape sequences, controls, marks of direction, quotes, line feeds, half a character. */
  private static final String HOSTILE =
      "\u001B]0;title\u0007\u009B2J\u202E\u2066\r\n\t\"'\\ <b> %s {} \u0000 \uD83D \uD83D\uDE00 é";

  private @Nullable Appender appender;

  /** For subclasses. */
  protected AppenderContract() {}

  /** {@return a new appender whose output can be reached} */
  protected abstract Appender newAppender() throws Exception;

  /**
   * {@return a new appender whose output fails as soon as anything is written to it, so that it has
   * to throw an {@link AppenderException}; null if there is no such thing, which is the default}
   */
  protected @Nullable Appender newFailingAppender() throws Exception {
    return null;
  }

  @AfterEach
  final void close() throws AppenderException {
    if (appender != null) {
      appender.close();
    }
  }

  private Appender appender() throws Exception {
    Appender made = newAppender();
    appender = made;
    return made;
  }

  private void assertTaken(List<Event> events) throws Exception {
    Appender target = appender();
    assertThatCode(() -> target.append(Collections.unmodifiableList(events)))
        .doesNotThrowAnyException();
  }

  @Test
  final void everyKindOfEvent_isTaken() throws Exception {
    assertTaken(every("/api"));
  }

  @Test
  final void everyKindOfEvent_isTakenAlone() throws Exception {
    Appender target = appender();
    for (Event event : every("/api")) {
      assertThatCode(() -> target.append(List.of(event)))
          .as("%s", event)
          .doesNotThrowAnyException();
    }
  }

  @Test
  final void unknownKindOfEvent_isTaken() throws Exception {
    assertTaken(List.of(new UnknownEvent(AT, null)));
  }

  @Test
  final void emptyTexts_areTaken() throws Exception {
    assertTaken(every(""));
  }

  @Test
  final void hugeTexts_areTaken() throws Exception {
    assertTaken(every(HUGE));
  }

  @Test
  final void hostileTexts_areTaken() throws Exception {
    assertTaken(every(HOSTILE));
  }

  @Test
  final void absentValues_areTaken() throws Exception {
    List<Event> events = new ArrayList<>();
    events.add(new StatisticsEvent(AT, AT.plusSeconds(10), 1, null, 0, 0, null));
    events.add(new MalformedEvent("", 0, null, null, 0, 12, AT, null));
    events.add(
        new SummaryEvent(
            new Accounting(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            null,
            null,
            0,
            0,
            List.of(), false,
            Instant.EPOCH,
            null));
    assertTaken(events);
  }

  @Test
  final void extremeTimesAndNumbers_areTaken() throws Exception {
    List<Event> events = new ArrayList<>();
    for (String time :
        List.of("0001-01-01T00:00:00Z", "1901-12-13T20:45:53Z", "9999-12-31T23:59:59Z")) {
      Instant at = Instant.parse(time);
      events.add(new SilenceEvent(at, at.plusSeconds(1), Long.MAX_VALUE, at));
      for (double value : new double[] {0, -0.0, Double.MAX_VALUE, Double.MIN_VALUE, 1e15}) {
        events.add(
            new AlertEvent(
                "r", Map.of(), AlertEvent.State.FIRING, at, at, value, value, Long.MAX_VALUE, at));
      }
    }
    assertTaken(events);
  }

  @Test
  final void manyBatches_areTaken() throws Exception {
    Appender target = appender();
    List<Event> batch = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      batch.add(new SilenceEvent(AT.plusSeconds(10L * i), AT.plusSeconds(10L * i + 10), 1, AT));
    }
    for (int i = 0; i < 20; i++) {
      assertThatCode(() -> target.append(List.copyOf(batch))).doesNotThrowAnyException();
    }
  }

  @Test
  final void close_withoutAnyEvent() throws Exception {
    Appender target = appender();
    appender = null;
    assertThatCode(target::close).doesNotThrowAnyException();
  }

  @Test
  final void close_twice_throwsAppenderExceptionsAtMost() throws Exception {
    Appender target = appender();
    appender = null;
    target.append(every("/api"));
    target.close();
    try {
      target.close();
    } catch (AppenderException e) {
      // Not asked for, but allowed.
    }
  }

  @Test
  final void failure_isAnAppenderException() throws Exception {
    Appender failing = newFailingAppender();
    if (failing == null) {
      return;
    }
    try {
      failing.append(every("/api"));
      failing.close();
      fail("events that could not be written were accepted");
    } catch (AppenderException e) {
      assertThatCode(() -> closeQuietly(failing)).doesNotThrowAnyException();
    }
  }

  private static void closeQuietly(Appender failing) {
    try {
      failing.close();
    } catch (AppenderException e) {
      // What was not written cannot be written now either.
    }
  }

  private static AlertEvent alert(String text, AlertEvent.State state) {
    return new AlertEvent(text, Map.of("key", text), state, AT, AT, 1, 0, 1, AT);
  }

  /** {@return an event of every kind with this text wherever text may be} */
  private static List<Event> every(String text) {
    return List.of(
        new StatisticsEvent(AT, AT.plusSeconds(10), 130, text, 90, 0, AT),
        new StatisticsEvent(AT, AT.plusSeconds(10), 130, text, 90, 7, AT),
        new SilenceEvent(AT, AT.plusSeconds(3_600), 360, AT),
        new AlertEvent(
            text, Map.of("client", text), AlertEvent.State.FIRING, AT, AT, 10.075, 10, 1_209, AT),
        new AlertEvent(text, Map.of(), AlertEvent.State.RESOLVED, AT, AT, 9.5, 10, 1_196, AT),
        new NotificationEvent(
            text,
            NotificationEvent.Reason.CHANGE,
            List.of(alert(text, AlertEvent.State.FIRING)),
            List.of(alert(text, AlertEvent.State.RESOLVED)),
            3,
            AT,
            AT),
        new MalformedEvent(text, 17, text, MalformedReason.SEPARATOR, 4, 3, AT, AT),
        new NoticeEvent(NoticeEvent.BLIND, NoticeEvent.Severity.WARNING, text, text, AT, AT),
        new NoticeEvent(text, NoticeEvent.Severity.INFO, text, text, AT, AT),
        new SummaryEvent(
            new Accounting(14, 10, 3, 1, 5, 2, 1, 1, 1, 1, 1),
            AT,
            AT.plusSeconds(60),
            2,
            1,
            List.of(text), false,
            AT.plusSeconds(60),
            AT));
  }

  /** A kind of event that a later version may have. */
  private record UnknownEvent(Instant at, @Nullable Instant observedAt) implements Event {

    @Override
    public String type() {
      return "from-a-later-version";
    }

    @Override
    public Event observedAt(@Nullable Instant time) {
      return new UnknownEvent(at, time);
    }

    @Override
    public void accept(EventVisitor visitor) {
      visitor.other(this);
    }
  }
}
