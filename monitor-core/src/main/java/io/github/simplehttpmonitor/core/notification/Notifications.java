package io.github.simplehttpmonitor.core.notification;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.NotificationEvent;
import io.github.simplehttpmonitor.core.event.NotificationEvent.Reason;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides when people are told about alerts, and of which together. Events go in, in their order;
 * what comes out are the events to deliver. It does no I/O and reads no clock: event time is that
 * of the events, and the wall's is given. Not thread-safe.
 *
 * <ul>
 *   <li>Alerts of a rule that has groups wait for others of the rule and come in one message. Those
 *       of a rule without groups come at once.
 *   <li>An alert that ends before it was told is never told.
 *   <li>Of every episode that was told there is exactly one notice of its end, even if it is
 *       silenced by then.
 *   <li>What still fires is repeated; what has ended is not.
 *   <li>What is silenced is told when the silence ends, if it still fires.
 *   <li>Transitions that are old when they come, as after a time in which the monitor was down, are
 *       gathered into one message.
 * </ul>
 */
public final class Notifications {

  /** How many alerts are kept in mind; those beyond are counted only. */
  static final int MAX_TRACKED = 10_000;

  /** How many alerts are listed that came and went while nobody could be told. */
  static final int MAX_CAUGHT_UP = 1_000;

  private final NotificationPolicy policy;
  private final Silences silences;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, Instant> ended = new Recent();
  private final Map<String, AlertEvent> backlog = new LinkedHashMap<>();
  private final List<AlertEvent> backlogEnded = new ArrayList<>();
  private long backlogOmitted;
  private Instant backlogSeen = Instant.MIN;
  private Instant eventTime = Instant.MIN;
  private int tracked;

  /** What is known of a rule: the alerts that fire, and those that wait to be told. */
  private static final class Group {
    final String rule;
    final Map<String, AlertEvent> told = new LinkedHashMap<>();
    final Map<String, AlertEvent> waiting = new LinkedHashMap<>();
    final List<AlertEvent> ending = new ArrayList<>();
    long omitted;
    Instant due = Instant.MAX;
    Instant dueOnWall = Instant.MAX;
    Instant lastMessage = Instant.MIN;
    Instant lastOnWall = Instant.MIN;

    Group(String rule) {
      this.rule = rule;
    }

    boolean isEmpty() {
      return told.isEmpty() && waiting.isEmpty() && ending.isEmpty() && omitted == 0;
    }
  }

  /** Episodes that have ended, by alert, so that an end that comes twice is told once. */
  private static final class Recent extends LinkedHashMap<String, Instant> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
      return size() > MAX_TRACKED;
    }
  }

  /** Makes one that knows of no alert. */
  public Notifications(NotificationPolicy policy, Silences silences) {
    this.policy = policy;
    this.silences = silences;
  }

  /**
   * Takes an event.
   *
   * @param wall the time on the wall now; in a replay, where none passes, that of the event
   * @return what is to be delivered now
   */
  public List<Event> on(Event event, Instant wall) {
    List<Event> out = new ArrayList<>();
    boolean timed = event.at().isAfter(Instant.EPOCH);
    if (timed && event.at().isAfter(eventTime)) {
      eventTime = event.at();
    }
    boolean old = policy.digest() && timed && event.at().plus(policy.catchUpAfter()).isBefore(wall);
    if (timed && !old) {
      catchUp(out, wall);
    }
    if (event instanceof AlertEvent alert) {
      if (old) {
        noteOld(alert, wall);
      } else {
        note(alert, wall);
      }
    }
    if (event instanceof SummaryEvent) {
      catchUp(out, wall);
      groups.values().forEach(group -> tell(group, out, wall));
    } else {
      tellDue(out, wall);
    }
    if (!(event instanceof AlertEvent)) {
      out.add(event);
    }
    return out;
  }

  /**
   * Takes note of the time on the wall: repeats, and tells what has waited long enough though no
   * event came.
   *
   * @return what is to be delivered now
   */
  public List<Event> tick(Instant wall) {
    List<Event> out = new ArrayList<>();
    if (!backlogSeen.equals(Instant.MIN) && !wall.isBefore(backlogSeen.plus(policy.groupWait()))) {
      catchUp(out, wall);
    }
    tellDue(out, wall);
    if (policy.digest() && !policy.repeat().isZero()) {
      for (Group group : groups.values()) {
        if (!group.told.isEmpty() && !wall.isBefore(group.lastOnWall.plus(policy.repeat()))) {
          List<AlertEvent> audible =
              group.told.values().stream().filter(alert -> !isSilenced(alert)).toList();
          if (!audible.isEmpty()) {
            out.add(message(group.rule, Reason.REPEAT, audible, List.of(), 0));
          }
          group.lastOnWall = wall;
        }
      }
    }
    return out;
  }

  /**
   * Takes note of alerts that are on and were told in an earlier run.
   *
   * @param wall the time on the wall now, from which on people are reminded
   */
  void resume(List<AlertEvent> firing, Instant wall) {
    for (AlertEvent alert : firing) {
      Group group = groups.computeIfAbsent(alert.rule(), Group::new);
      group.lastOnWall = wall;
      if (tracked < MAX_TRACKED && group.told.put(Alerts.key(alert), alert) == null) {
        tracked++;
      }
    }
  }

  /** {@return what was taken and is still to be told} */
  List<AlertEvent> pending() {
    List<AlertEvent> pending = new ArrayList<>(backlogEnded);
    pending.addAll(backlog.values());
    for (Group group : groups.values()) {
      pending.addAll(group.ending);
      pending.addAll(group.waiting.values());
    }
    return pending;
  }

  private boolean isSilenced(AlertEvent alert) {
    return silences.isSilenced(alert, eventTime);
  }

  private void note(AlertEvent alert, Instant wall) {
    Group group = groups.computeIfAbsent(alert.rule(), Group::new);
    String key = Alerts.key(alert);
    if (Alerts.isFiring(alert)) {
      AlertEvent before = group.told.get(key);
      if (isKnown(alert, before)) {
        groups.values().removeIf(Group::isEmpty);
        return;
      }
      if (before == null && !group.waiting.containsKey(key)) {
        if (tracked >= MAX_TRACKED) {
          group.omitted++;
          schedule(group, alert, wall);
          return;
        }
        tracked++;
      }
      group.waiting.put(key, alert);
    } else {
      boolean waited = group.waiting.remove(key) != null;
      boolean told = group.told.remove(key) != null;
      tracked -= waited || told ? 1 : 0;
      boolean first = !alert.startedAt().equals(ended.put(key, alert.startedAt()));
      // One whose beginning came in an earlier run was told then.
      if (told || (!waited && first)) {
        group.ending.add(alert);
      } else {
        groups.values().removeIf(Group::isEmpty);
        return;
      }
    }
    schedule(group, alert, wall);
  }

  /** An event may come twice, as what is tried again, or after a restart. */
  private boolean isKnown(AlertEvent firing, @Nullable AlertEvent told) {
    return (told != null && !firing.at().isAfter(told.at()))
        || firing.startedAt().equals(ended.get(Alerts.key(firing)));
  }

  private void schedule(Group group, AlertEvent alert, Instant wall) {
    Instant due = eventTime;
    if (policy.digest() && !Alerts.groupText(alert).isEmpty()) {
      due =
          group.lastMessage.equals(Instant.MIN)
              ? eventTime.plus(policy.groupWait())
              : group.lastMessage.plus(policy.groupInterval());
      due = due.isBefore(eventTime) ? eventTime.plus(policy.groupWait()) : due;
    }
    if (due.isBefore(group.due)) {
      group.due = due;
      group.dueOnWall =
          wall.plusSeconds(Math.max(0, due.getEpochSecond() - eventTime.getEpochSecond()));
    }
  }

  private void tellDue(List<Event> out, Instant wall) {
    for (Group group : groups.values()) {
      if (!eventTime.isBefore(group.due) || !wall.isBefore(group.dueOnWall)) {
        tell(group, out, wall);
      }
    }
    groups.values().removeIf(Group::isEmpty);
  }

  private void tell(Group group, List<Event> out, Instant wall) {
    List<AlertEvent> firing = new ArrayList<>();
    for (Iterator<Map.Entry<String, AlertEvent>> i = group.waiting.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<String, AlertEvent> waiting = i.next();
      if (!isSilenced(waiting.getValue())) {
        firing.add(waiting.getValue());
        group.told.put(waiting.getKey(), waiting.getValue());
        i.remove();
      }
    }
    if (!firing.isEmpty() || !group.ending.isEmpty() || group.omitted > 0) {
      if (policy.digest()) {
        out.add(message(group.rule, Reason.CHANGE, firing, group.ending, group.omitted));
      } else {
        out.addAll(group.ending);
        out.addAll(firing);
      }
      group.lastMessage = eventTime;
      group.lastOnWall = wall;
    }
    group.ending.clear();
    group.omitted = 0;
    // What is silenced stays due, so that it is told as soon as it is not.
    if (group.waiting.isEmpty()) {
      group.due = Instant.MAX;
      group.dueOnWall = Instant.MAX;
    }
  }

  private void noteOld(AlertEvent alert, Instant wall) {
    backlogSeen = wall;
    String key = Alerts.key(alert);
    Group group = groups.get(alert.rule());
    if (group != null && (group.told.containsKey(key) || group.waiting.containsKey(key))) {
      note(alert, wall);
      return;
    }
    if (Alerts.isFiring(alert) && isKnown(alert, null)) {
      return;
    }
    if (Alerts.isFiring(alert) && backlog.size() < MAX_CAUGHT_UP) {
      backlog.put(key, alert);
      return;
    }
    backlog.remove(key);
    boolean first = !alert.startedAt().equals(ended.put(key, alert.startedAt()));
    if (backlogEnded.size() < MAX_CAUGHT_UP && first) {
      backlogEnded.add(alert);
    } else if (first) {
      backlogOmitted++;
    }
  }

  private void catchUp(List<Event> out, Instant wall) {
    if (backlogSeen.equals(Instant.MIN)) {
      return;
    }
    List<AlertEvent> firing = new ArrayList<>();
    backlog.forEach(
        (key, alert) -> {
          Group group = groups.computeIfAbsent(alert.rule(), Group::new);
          tracked++;
          if (isSilenced(alert)) {
            group.waiting.put(key, alert);
            group.due = eventTime;
          } else {
            group.told.put(key, alert);
            group.lastOnWall = wall;
            firing.add(alert);
          }
        });
    List<AlertEvent> came = backlogEnded.stream().filter(alert -> !isSilenced(alert)).toList();
    if (!firing.isEmpty() || !came.isEmpty() || backlogOmitted > 0) {
      List<AlertEvent> all = new ArrayList<>(firing);
      all.addAll(came);
      boolean one = all.stream().map(AlertEvent::rule).distinct().count() == 1;
      String rule = one ? all.get(0).rule() : "";
      out.add(message(rule, Reason.CATCH_UP, firing, came, backlogOmitted));
    }
    backlog.clear();
    backlogEnded.clear();
    backlogOmitted = 0;
    backlogSeen = Instant.MIN;
  }

  private NotificationEvent message(
      String rule,
      Reason reason,
      List<AlertEvent> firing,
      List<AlertEvent> resolved,
      long omitted) {
    return new NotificationEvent(rule, reason, firing, resolved, omitted, eventTime, null);
  }
}
