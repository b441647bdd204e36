package io.github.simplehttpmonitor.core.event;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What appenders ask of an {@link AlertEvent}, in one place. */
public final class Alerts {

  /** The name of the label that is the rule. */
  public static final String RULE = "rule";

  /** The name of the label that says how bad it is. */
  public static final String SEVERITY = "severity";

  private Alerts() {}

  /** {@return whether it fires, rather than has ended} */
  public static boolean isFiring(AlertEvent alert) {
    return alert.state() == AlertEvent.State.FIRING;
  }

  /** {@return what the alerts of one episode have in common and no other alert has} */
  public static String key(AlertEvent alert) {
    return alert.rule() + '\n' + alert.group();
  }

  /** {@return how bad it is, in lower case} */
  public static String severity(AlertEvent alert) {
    return alert.severity().name().toLowerCase(Locale.ROOT);
  }

  /** {@return the group for people, empty if there is none; log text} */
  public static String groupText(AlertEvent alert) {
    return alert.group().entrySet().stream()
        .map(key -> key.getKey() + '=' + key.getValue())
        .collect(Collectors.joining(" "));
  }

  /**
   * {@return what describes it and what silences match, by name: the rule's labels, rule, severity
   * and the keys of the group; the values of the last are log text}
   */
  public static Map<String, String> labels(AlertEvent alert) {
    Map<String, String> labels = new LinkedHashMap<>(alert.labels());
    labels.put(RULE, alert.rule());
    labels.put(SEVERITY, severity(alert));
    labels.putAll(alert.group());
    return labels;
  }

  /** {@return the alert with this done to each of its texts that may hold log text} */
  public static AlertEvent mapText(AlertEvent alert, UnaryOperator<String> text) {
    Map<String, String> group = new LinkedHashMap<>();
    alert.group().forEach((key, value) -> group.put(key, text.apply(value)));
    return new AlertEvent(
        alert.rule(),
        group,
        alert.severity(),
        alert.state(),
        alert.at(),
        alert.startedAt(),
        alert.value(),
        alert.threshold(),
        alert.hits(),
        alert.labels(),
        text.apply(alert.summary()),
        mapText(alert.evidence(), text),
        alert.observedAt());
  }

  private static @Nullable Evidence mapText(
      @Nullable Evidence evidence, UnaryOperator<String> text) {
    if (evidence == null) {
      return null;
    }
    return new Evidence(
        evidence.requests(),
        evidence.before(),
        evidence.partial(),
        evidence.tops().stream()
            .map(
                top ->
                    new Evidence.Top(
                        top.field(),
                        text.apply(top.value()),
                        top.requests(),
                        top.share(),
                        top.before(),
                        top.shareBefore()))
            .toList(),
        evidence.samples().stream().map(text).toList());
  }
}
