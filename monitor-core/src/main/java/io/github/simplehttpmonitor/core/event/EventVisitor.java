package io.github.simplehttpmonitor.core.event;

/** Handles events by kind. Every method does nothing unless it is overridden. */
public interface EventVisitor {

  /** Requests of one interval. */
  default void statistics(StatisticsEvent event) {}

  /** One or more intervals in a row without requests. */
  default void silence(SilenceEvent event) {}

  /** A rule began to fire, or stopped. */
  default void alert(AlertEvent event) {}

  /** What people are to be told about alerts. */
  default void notification(NotificationEvent event) {}

  /** A line that is not a record. */
  default void malformed(MalformedEvent event) {}

  /** Something the operator should know about the monitoring itself. */
  default void notice(NoticeEvent event) {}

  /** The end, with the accounts. */
  default void summary(SummaryEvent event) {}

  /** Any kind that this version of the visitor does not know. */
  default void other(Event event) {}
}
