package io.github.simplehttpmonitor.cli;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says how a run ended: the summary on standard error, and the exit code. */
final class Report {

  private final RunOptions options;
  private final Console console;
  private final DateTimeFormatter times;

  Report(RunOptions options, ZoneId zone, Console console) {
    this.options = options;
    this.console = console;
    this.times =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(zone);
  }

  /** Says it. */
  int tell(Summary summary, Terminal terminal) {
    if (terminal.isClosed()) {
      // As after 'head -1': whoever closed the output has seen enough.
      return ExitCode.OK;
    }
    if (!options.quiet) {
      accounts(summary);
      alerts(summary.event());
      say("%,d lines in %s", summary.event().accounting().lines(), rate(summary));
      hints(summary, terminal.firstMalformed());
    }
    return exitCode(summary);
  }

  private void accounts(Summary summary) {
    SummaryEvent event = summary.event();
    Accounting a = event.accounting();
    say(
        "%,d lines = %,d parsed + %,d malformed + %,d ignored",
        a.lines(), a.parsed(), a.malformed(), a.ignored());
    if (a.parsed() > 0) {
      say(
          "%,d parsed = %,d on time + %,d late + %,d implausible + %,d untimed%s; %,d missed",
          a.parsed(),
          a.onTime(),
          a.late(),
          a.implausible(),
          a.untimed(),
          a.filtered() == 0 ? "" : String.format(Locale.ROOT, " + %,d filtered", a.filtered()),
          a.missed());
    }
    Instant first = event.first();
    Instant last = event.last();
    if (first != null && last != null) {
      say("from %s to %s", times.format(first), times.format(last));
    }
  }

  private void alerts(SummaryEvent event) {
    say(
        "%,d alerts fired, %,d resolved, %,d still firing%s",
        event.alertsFired(),
        event.alertsResolved(),
        event.stillFiring().size(),
        event.stillFiring().isEmpty() ? "" : ": " + String.join(", ", event.stillFiring()));
  }

  private static String rate(Summary summary) {
    double seconds = Math.max(1, summary.elapsed().toMillis()) / 1_000.0;
    long lines = summary.event().accounting().lines();
    return String.format(Locale.ROOT, "%.1f s, %,d lines/s", seconds, Math.round(lines / seconds));
  }

  private void hints(Summary summary, @Nullable MalformedEvent malformed) {
    Accounting a = summary.event().accounting();
    if (malformed != null) {
      String line = malformed.lineNumber() > 0 ? " --line " + malformed.lineNumber() : "";
      say(
          "%,d lines were no records; 'formats explain %s%s' shows why",
          a.malformed(), malformed.source(), line);
    }
    if (a.missed() > 0) {
      say(
          "%,d requests came after their statistics; a longer --allowed-lateness keeps more",
          a.missed());
    }
    for (Summary.Delivery delivery : summary.deliveries()) {
      if (delivery.retried() + delivery.dropped() + delivery.waiting() > 0) {
        say(
            "%s: %,d events delivered, %,d tries repeated, %,d dropped, %,d left waiting%s",
            delivery.appender(),
            delivery.delivered(),
            delivery.retried(),
            delivery.dropped(),
            delivery.waiting(),
            delivery.problem().isEmpty() ? "" : "; last failure: " + delivery.problem());
      }
    }
    if (summary.interrupted()) {
      say("ended early; what was read until then is above");
    }
  }

  private int exitCode(Summary summary) {
    Accounting a = summary.event().accounting();
    boolean nothingParsed = a.parsed() == 0 && a.lines() > a.ignored();
    boolean lost = summary.deliveries().stream().anyMatch(d -> d.dropped() + d.waiting() > 0);
    if (summary.failures() > 0 || nothingParsed || lost || (options.strict && a.malformed() > 0)) {
      return ExitCode.FAILURE;
    }
    return options.failOnAlert && summary.event().alertsFired() > 0 ? ExitCode.ALERT : ExitCode.OK;
  }

  @FormatMethod
  private void say(@FormatString String format, Object... values) {
    console.say(String.format(Locale.ROOT, format, values));
  }
}
