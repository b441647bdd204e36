package io.github.simplehttpmonitor.core.notification;

import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import java.time.Duration;
import java.util.List;

/**
 * How people are told about alerts. Immutable.
 *
 * @param digest whether the alerts of a rule come in one message; otherwise each is passed on as it
 *     is, and nothing is repeated
 * @param groupWait how long the first alert of a group waits for others of its rule, in event time
 * @param groupInterval how long after a message of a rule further ones are gathered, in event time
 * @param repeat how long after a message people are reminded of what still fires, by the clock on
 *     the wall; zero for never
 * @param catchUpAfter how old a transition may be when it is first seen; older ones come in one
 *     message of their own
 */
public record NotificationPolicy(
    boolean digest,
    Duration groupWait,
    Duration groupInterval,
    Duration repeat,
    Duration catchUpAfter) {

  /** The values that Alertmanager has by default. */
  public static final NotificationPolicy DEFAULT =
      new NotificationPolicy(
          true,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          Duration.ofMinutes(15));

  /** Passes every alert on. */
  public static final NotificationPolicy EACH =
      new NotificationPolicy(
          false, Duration.ZERO, Duration.ZERO, Duration.ZERO, DEFAULT.catchUpAfter());

  private static final String DIGEST = "digest";
  private static final String GROUP_WAIT = "group-wait";
  private static final String GROUP_INTERVAL = "group-interval";
  private static final String REPEAT = "repeat";

  private static final Duration MOST = Duration.ofDays(7);

  /** The options that {@link #of} reads. */
  static List<AppenderOption> options(boolean digest) {
    return List.of(
        new AppenderOption(
            DIGEST, digest ? "on" : "off", "whether the alerts of a rule come in one message"),
        new AppenderOption(
            GROUP_WAIT, "30s", "how long the first alert of a rule with groups waits for others"),
        new AppenderOption(
            GROUP_INTERVAL, "5m", "how long further alerts of the rule are gathered"),
        new AppenderOption(
            REPEAT, "4h", "how long until people are reminded of what still fires; 0s: never"));
  }

  static NotificationPolicy of(AppenderOptions options) {
    NotificationPolicy digest =
        new NotificationPolicy(
            true,
            options.duration(GROUP_WAIT, Duration.ZERO, MOST),
            options.duration(GROUP_INTERVAL, Duration.ZERO, MOST),
            options.duration(REPEAT, Duration.ZERO, MOST),
            DEFAULT.catchUpAfter());
    return options.isOn(DIGEST) ? digest : EACH;
  }
}
