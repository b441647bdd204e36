package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.alert.SummaryTemplate;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.EventVisitor;
import io.github.simplehttpmonitor.core.event.Evidence;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.core.event.StatisticsEvent;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes events as lines for people: statistics, silence, alerts, malformed lines, and notices that
 * requests could not be seen. Other notices and the summary are left to whoever runs the monitor.
 */
public final class TextAppender implements Appender {

  private static final String GREEN = "\u001B[32m";
  private static final String RED = "\u001B[31m";
  private static final String YELLOW = "\u001B[33m";
  private static final String RESET = "\u001B[0m";

  /** How much of a malformed line is shown, in characters. */
  private static final int MAX_LINE = 256;

  private final LineOutput out;
  private final boolean color;
  private final DateTimeFormatter times;
  private final Lines lines = new Lines();

  /**
   * Makes an appender.
   *
   * @param out is written in UTF-8 and flushed after every batch, but not closed
   * @param zone the zone of the times shown
   * @param color whether to use ANSI colours
   */
  public TextAppender(OutputStream out, ZoneId zone, boolean color) {
    this.out = new LineOutput(out);
    this.color = color;
    this.times =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(zone);
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    events.forEach(event -> event.accept(lines));
    out.flush();
  }

  /** Turns each kind of event into a line. */
  private final class Lines implements EventVisitor {

    @Override
    public void statistics(StatisticsEvent event) {
      StringBuilder text =
          new StringBuilder()
              .append(event.requests())
              .append(" requests received during the last ")
              .append(seconds(event.start(), event.end()));
      String top = event.topSection();
      if (top != null) {
        text.append(", most hits received on endpoint: ")
            .append(SafeText.escape(top))
            .append(" with ")
            .append(event.topSectionRequests())
            .append(" requests");
      }
      if (event.maxError() > 0) {
        text.append(" (at most ").append(event.maxError()).append(" more)");
      }
      event
          .values()
          .forEach(
              (name, value) ->
                  text.append(", ")
                      .append(SafeText.escape(name))
                      .append(" = ")
                      .append(SummaryTemplate.number(value)));
      line("", text.toString());
    }

    @Override
    public void silence(SilenceEvent event) {
      line(GREEN, "No requests received during the last " + seconds(event.start(), event.end()));
    }

    @Override
    public void alert(AlertEvent event) {
      boolean resolved = event.state() == AlertEvent.State.RESOLVED;
      String time = times.format(event.at());
      if (event.rule().equals(AlertRule.HIGH_TRAFFIC)) {
        line(
            RED,
            resolved
                ? "End of high traffic alert at " + time
                : "High traffic generated an alert - hits = "
                    + event.hits()
                    + ", triggered at "
                    + time);
      } else {
        line(RED, resolved ? "End of " + name(event) + " alert at " + time : firing(event, time));
      }
      Evidence evidence = event.evidence();
      if (evidence != null) {
        EvidenceText.lines(evidence).forEach(text -> line("", text));
      }
    }

    private static String firing(AlertEvent event, String time) {
      String summary = event.summary();
      return name(event)
          + " generated "
          + (event.severity() == Severity.WARNING ? "a warning" : "an alert")
          + " - value = "
          + SummaryTemplate.number(event.value())
          + ", threshold = "
          + SummaryTemplate.number(event.threshold())
          + ", hits = "
          + event.hits()
          + ", triggered at "
          + time
          + (summary.isEmpty() ? "" : ": " + SafeText.escape(summary));
    }

    private static String name(AlertEvent event) {
      StringBuilder name = new StringBuilder(SafeText.escape(event.rule()));
      event
          .group()
          .forEach(
              (key, value) ->
                  name.append(' ')
                      .append(key)
                      .append('=')
                      .append(SafeText.escape(value, MAX_LINE)));
      return name.toString();
    }

    @Override
    public void malformed(MalformedEvent event) {
      String line = event.line();
      if (event.notShown() > 0) {
        line("", "Incorrect log line format: " + event.notShown() + " more lines, not shown here");
      }
      if (line != null) {
        line("", "Incorrect log line format: " + SafeText.escape(line, MAX_LINE));
      }
    }

    @Override
    public void notice(NoticeEvent event) {
      if (event.code().equals(NoticeEvent.BLIND)) {
        line(YELLOW, SafeText.escape(event.message()));
      }
    }
  }

  private static String seconds(Instant start, Instant end) {
    return Duration.between(start, end).toSeconds() + " seconds";
  }

  private void line(String ansi, String text) {
    out.line(color && !ansi.isEmpty() ? ansi + text + RESET : text);
  }
}
