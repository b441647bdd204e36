package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.cli.config.Configuration;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChosenAlertsTest {

  private static final Instant T = Instant.parse("2026-01-01T12:00:00Z");

  private final List<Event> told = new ArrayList<>();
  private boolean fails;

  private ChosenAlerts appender(String keys) {
    Configuration.AppenderEntry entry =
        Configuration.parse("c", "appenders:\n  - { name: a, " + keys + " }\n").appenders().get(0);
    return new ChosenAlerts(
        events -> {
          if (fails) {
            throw new RetryableAppenderException("later", null);
          }
          told.addAll(events);
        },
        entry);
  }

  private static AlertEvent alert(String rule, Severity severity, AlertEvent.State state) {
    return new AlertEvent(
        rule, Map.of(), severity, state, T, T, 1, 1, 1, Map.of("team", rule), "", null, null);
  }

  @Test
  void onlyWhatIsSevereEnough_withItsEnd() throws AppenderException {
    AlertEvent warning = alert("a", Severity.WARNING, AlertEvent.State.FIRING);
    AlertEvent critical = alert("a", Severity.CRITICAL, AlertEvent.State.FIRING);
    AlertEvent resolved = alert("a", Severity.WARNING, AlertEvent.State.RESOLVED);
    ChosenAlerts appender = appender("severity: critical");
    appender.append(List.of(warning, resolved, new SilenceEvent(T, T.plusSeconds(10), 1, null)));
    assertThat(told).isEmpty();
    appender.append(List.of(warning, critical, warning, resolved));
    assertThat(told).containsExactly(critical, warning, resolved);
  }

  @Test
  void onlyTheLabelsAskedFor() throws AppenderException {
    AlertEvent ours = alert("web", Severity.WARNING, AlertEvent.State.FIRING);
    AlertEvent theirs = alert("db", Severity.CRITICAL, AlertEvent.State.FIRING);
    appender("labels: { team: web }").append(List.of(theirs, ours));
    assertThat(told).containsExactly(ours);
  }

  @Test
  void anEndThatIsTriedAgain_isNotLost() throws AppenderException {
    AlertEvent firing = alert("a", Severity.CRITICAL, AlertEvent.State.FIRING);
    AlertEvent resolved = alert("a", Severity.CRITICAL, AlertEvent.State.RESOLVED);
    ChosenAlerts appender = appender("severity: critical");
    appender.append(List.of(firing));
    fails = true;
    assertThatThrownBy(() -> appender.append(List.of(resolved)))
        .isInstanceOf(RetryableAppenderException.class);
    fails = false;
    appender.append(List.of(resolved));
    assertThat(told).containsExactly(firing, resolved);
  }

  @Test
  void theEndOfWhatWasToldInARunBefore_isTold_andNoOther() throws AppenderException {
    AlertEvent critical = alert("a", Severity.CRITICAL, AlertEvent.State.FIRING);
    AlertEvent warning = alert("a", Severity.WARNING, AlertEvent.State.FIRING);
    AlertEvent other = alert("b", Severity.WARNING, AlertEvent.State.FIRING);
    ChosenAlerts appender = appender("severity: critical");
    appender.resume(List.of(critical, warning, other));
    assertThat(told).isEmpty();
    AlertEvent end = alert("a", Severity.WARNING, AlertEvent.State.RESOLVED);
    appender.append(List.of(end, alert("b", Severity.WARNING, AlertEvent.State.RESOLVED)));
    assertThat(told).containsExactly(end);
  }
}
