package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.EventVisitor;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Events in words, for messages: what {@link TextAppender} writes, and lines for the kinds it
 * leaves out. What could act on a terminal or end a line is escaped; markup of a receiver's own is
 * not. Safe for any number of threads.
 */
public final class EventText {

  /** How many alerts of a notification are written out. */
  private static final int MAX_LISTED = 20;

  /** The longest headline, in characters. */
  private static final int MAX_HEADLINE = 200;

  private final ZoneId zone;

  /**
   * Makes one.
   *
   * @param zone the zone of the times shown
   */
  public EventText(ZoneId zone) {
    this.zone = zone;
  }

  /** {@return the event in one line, the subject of a mail for instance} */
  public String headline(Event event) {
    List<String> lines = lines(event);
    String first = lines.isEmpty() ? event.type() : lines.get(0);
    return SafeText.escape(first, MAX_HEADLINE);
  }

  /** {@return the event in lines, without line feeds; a kind that has no words gives none} */
  public List<String> lines(Event event) {
    List<String> lines = new ArrayList<>();
    event.accept(new Words(lines));
    if (lines.isEmpty()) {
      lines.addAll(asPrinted(event));
    }
    return lines;
  }

  private List<String> asPrinted(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new TextAppender(bytes, zone, false).append(List.of(event));
    } catch (AppenderException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private final class Words implements EventVisitor {

    private final List<String> lines;

    Words(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void alert(AlertEvent event) {
      lines.addAll(EventText.this.alert(event));
    }

    @Override
    public void notice(NoticeEvent event) {
      lines.add(SafeText.escape(event.text()));
    }

    @Override
    public void summary(SummaryEvent event) {
      lines.add(
          event.accounting().lines()
              + " lines read, "
              + event.alertsFired()
              + " alerts fired, "
              + event.alertsResolved()
              + " resolved, "
              + event.alertsFiring()
              + " still firing");
    }

    @Override
    public void notification(NotificationEvent event) {
      List<AlertEvent> firing = event.firing();
      List<AlertEvent> resolved = event.resolved();
      if (firing.size() + resolved.size() == 1
          && event.omitted() == 0
          && event.reason() == NotificationEvent.Reason.CHANGE) {
        lines.addAll(EventText.this.alert(firing.isEmpty() ? resolved.get(0) : firing.get(0)));
        return;
      }
      lines.add(counts(event));
      List<AlertEvent> all = new ArrayList<>(firing);
      all.addAll(resolved);
      for (AlertEvent alert : all.subList(0, Math.min(all.size(), MAX_LISTED))) {
        lines.addAll(EventText.this.alert(alert));
      }
      long more = all.size() - MAX_LISTED + event.omitted();
      if (more > 0) {
        lines.add("and " + more + " more");
      }
    }

    private String counts(NotificationEvent event) {
      StringBuilder text = new StringBuilder();
      if (event.reason() == NotificationEvent.Reason.CATCH_UP) {
        text.append("While nobody was told: ");
      }
      if (!event.rule().isEmpty()) {
        text.append(SafeText.escape(event.rule(), MAX_HEADLINE / 2)).append(": ");
      }
      int firing = event.firing().size();
      int resolved = event.resolved().size();
      String still = event.reason() == NotificationEvent.Reason.CHANGE ? "" : " still";
      if (firing > 0 || resolved == 0) {
        text.append(firing).append(firing == 1 ? " alert" : " alerts").append(still);
        text.append(firing == 1 ? " fires" : " fire");
      }
      if (resolved > 0) {
        text.append(firing > 0 ? ", " : "");
        text.append(resolved).append(resolved == 1 ? " has" : " have").append(" ended");
      }
      if (event.omitted() > 0) {
        text.append(", ").append(event.omitted()).append(" more");
      }
      return text.toString();
    }
  }

  private List<String> alert(AlertEvent alert) {
    String group = Alerts.groupText(alert);
    List<String> lines = new ArrayList<>(asPrinted(alert));
    if (!group.isEmpty() && !lines.isEmpty() && !lines.get(0).contains(SafeText.escape(group))) {
      lines.set(0, lines.get(0) + " (" + SafeText.escape(group, MAX_HEADLINE) + ")");
    }
    return lines;
  }
}
