package io.github.simplehttpmonitor.core.notification;

import io.github.simplehttpmonitor.core.appender.Anonymizer;
import io.github.simplehttpmonitor.core.appender.Redaction;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes an appender with what every appender has around it: redaction of what leaves the machine,
 * and for those that reach outside the policy of notifications and silences. Immutable.
 */
public final class AppenderFactory {

  private static final String REDACT = "redact";

  private final Silences silences;
  private final @Nullable Anonymizer anonymizer;
  private final @Nullable InstantSource clock;

  /**
   * Makes a factory.
   *
   * @param silences of which alerts nobody is told
   * @param anonymizer for the addresses of clients, null to leave them
   * @param clock the clock on the wall; null in a replay, where its time is that of the events
   */
  public AppenderFactory(
      Silences silences, @Nullable Anonymizer anonymizer, @Nullable InstantSource clock) {
    this.silences = silences;
    this.anonymizer = anonymizer;
    this.clock = clock;
  }

  /** {@return the options that appenders of this provider have beside their own} */
  public static List<AppenderOption> commonOptions(
      AppenderProvider provider, AppenderContext context) {
    if (!provider.reachesOutside()) {
      return List.of();
    }
    List<AppenderOption> options = new ArrayList<>();
    options.add(
        new AppenderOption(REDACT, "on", "whether secrets are taken out of what stands in logs"));
    options.addAll(NotificationPolicy.options(provider.isForPeople(context)));
    return options;
  }

  /**
   * {@return the appender that the options ask for}
   *
   * @throws IllegalArgumentException if they make no sense; the message is for the user
   */
  public Appender create(AppenderProvider provider, AppenderContext context) {
    List<AppenderOption> common = commonOptions(provider, context);
    Set<String> names = common.stream().map(AppenderOption::name).collect(Collectors.toSet());
    Map<String, String> own = new LinkedHashMap<>(context.options());
    own.keySet().removeAll(names);
    Map<String, String> around = new LinkedHashMap<>(context.options());
    around.keySet().retainAll(names);
    AppenderOptions options = AppenderOptions.of(context.withOptions(around), common);
    if (!provider.options().isEmpty()) {
      List<AppenderOption> all = new ArrayList<>(provider.options());
      all.addAll(common);
      AppenderOptions unused = AppenderOptions.of(context, all);
    }
    Appender appender = provider.create(context.withOptions(own));
    return around(appender, provider.reachesOutside(), options);
  }

  private Appender around(Appender appender, boolean outside, AppenderOptions options) {
    Appender result = appender;
    if (outside && options.isOn(REDACT)) {
      result = new MappingAppender(result, Redaction::redact);
    }
    result = anonymous(result);
    if (!outside) {
      return result;
    }
    NotificationPolicy policy = NotificationPolicy.of(options);
    return policy.digest() || silences != Silences.NONE
        ? new NotifyingAppender(result, new Notifications(policy, silences), clock)
        : result;
  }

  /** {@return the appender behind the anonymizer, if there is one} */
  public Appender anonymous(Appender appender) {
    Anonymizer present = anonymizer;
    return present == null ? appender : new MappingAppender(appender, present::anonymize);
  }
}
