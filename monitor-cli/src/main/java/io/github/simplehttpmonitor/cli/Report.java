package io.github.simplehttpmonitor.cli;

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
  private final ZoneId zone;

  Report(RunOptions options, ZoneId zone, Console console) {
    this.options = options;
    this.console = console;
    this.zone = zone;
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
      total(summary.event());
      say("{} lines in {}", summary.event().accounting().lines(), rate(summary));
      if (summary.event().partial()) {
        say("this is a part only: it was ended before everything was read");
      }
      hints(summary, terminal.firstMalformed());
    }
    // What did not arrive is the reason of an exit code, so that it is said also when quiet.
    summary.deliveries().stream()
        .filter(delivery -> !options.quiet || delivery.dropped() + delivery.waiting() > 0)
        .forEach(this::delivery);
    return exitCode(summary);
  }

  private void accounts(Summary summary) {
    SummaryEvent event = summary.event();
    Accounting a = event.accounting();
    say(
        "{} lines = {} parsed + {} malformed + {} ignored",
        a.lines(),
        a.parsed(),
        a.malformed(),
        a.ignored());
    if (a.parsed() > 0) {
      say(
          "{} parsed = {} on time + {} late + {} implausible + {} untimed{}; {} missed",
          a.parsed(),
          a.onTime(),
          a.late(),
          a.implausible(),
          a.untimed(),
          a.filtered() == 0 ? "" : Counted.text(" + {} filtered", a.filtered()),
          a.missed());
    }
    Instant first = event.first();
    Instant last = event.last();
    if (first != null && last != null) {
      DateTimeFormatter times =
          DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(zone);
      say("from {} to {}", times.format(first), times.format(last));
    }
  }

  private void total(SummaryEvent event) {
    SummaryEvent.Total total = event.total();
    if (total != null) {
      say(
          "with the runs before: {} lines, {} alerts fired, {} resolved",
          total.accounting().lines(),
          total.alertsFired(),
          total.alertsResolved());
    }
  }

  private void alerts(SummaryEvent event) {
    say(
        "{} alerts fired, {} resolved, {} still firing{}",
        event.alertsFired(),
        event.alertsResolved(),
        event.alertsFiring(),
        event.stillFiring().isEmpty() ? "" : ": " + String.join(", ", event.stillFiring()));
  }

  private static String rate(Summary summary) {
    long millis = Math.max(1, summary.elapsed().toMillis());
    long lines = summary.event().accounting().lines();
    long tenths = (millis + 50) / 100;
    return Counted.text(
        "{} s, {} lines/s", tenths / 10 + "." + tenths % 10, Math.round(lines * 1_000.0 / millis));
  }

  private void hints(Summary summary, @Nullable MalformedEvent malformed) {
    Accounting a = summary.event().accounting();
    if (malformed != null) {
      String line = malformed.lineNumber() > 0 ? " --line " + malformed.lineNumber() : "";
      say(
          "{} lines were no records; 'formats explain {}{}' shows why",
          a.malformed(),
          malformed.source(),
          line);
    }
    if (a.missed() > 0) {
      say(
          "{} requests came after their statistics; a longer --allowed-lateness keeps more",
          a.missed());
    }
  }

  private void delivery(Summary.Delivery delivery) {
    if (delivery.retried() + delivery.dropped() + delivery.waiting() > 0) {
      say(
          "{}: {} events delivered, {} tries repeated, {} dropped, {} left waiting{}",
          delivery.appender(),
          delivery.delivered(),
          delivery.retried(),
          delivery.dropped(),
          delivery.waiting(),
          delivery.problem().isEmpty() ? "" : "; last failure: " + delivery.problem());
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

  private void say(String pattern, Object... values) {
    console.say(Counted.text(pattern, values));
  }
}
