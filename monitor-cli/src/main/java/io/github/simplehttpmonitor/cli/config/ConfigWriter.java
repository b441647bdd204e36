package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.Level;
import io.github.simplehttpmonitor.core.alert.NoData;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.spi.Durations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a configuration in YAML that reads back to the same, but for what is masked. */
final class ConfigWriter {

  private static final String MASK = "***";

  /** Options whose names hold one of these hold something secret. */
  private static final Pattern SECRET =
      Pattern.compile("pass|secret|token|key|auth|credential|cookie", Pattern.CASE_INSENSITIVE);

  /** What a URL says of who asks, and its query, which is often all that keeps a webhook secret. */
  private static final Pattern URL_SECRET = Pattern.compile("(?<=://)[^/@\\s]*(?=@)|(?<=\\?).+");

  /** What needs no quotes: no YAML parser takes such a word for anything but text. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");

  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private final StringBuilder text = new StringBuilder();

  String write(Configuration c) {
    put("tz", c.zone() == null ? null : quoted(c.zone().getId()));
    put("idle", c.idle() == null ? null : Durations.format(c.idle()));
    put("max_line_bytes", c.maxLineBytes() == null ? null : c.maxLineBytes().toString());
    put("where", c.where() == null ? null : quoted(c.where().toString()));
    put("state_dir", c.stateDirectory() == null ? null : quoted(c.stateDirectory().toString()));
    if (!c.sources().isEmpty()) {
      text.append("sources:\n");
      c.sources().forEach(this::source);
    }
    if (c.interval() != null || !c.queries().isEmpty()) {
      text.append("statistics:\n");
      put("  interval", c.interval() == null ? null : Durations.format(c.interval()));
      if (!c.queries().isEmpty()) {
        text.append("  queries:\n");
        c.queries().forEach(this::query);
      }
    }
    List<AlertRule> rules = c.rules();
    if (rules != null) {
      text.append(rules.isEmpty() ? "rules: []\n" : "rules:\n");
      rules.forEach(this::rule);
    }
    if (!c.appenders().isEmpty()) {
      text.append("appenders:\n");
      c.appenders().forEach(this::appender);
    }
    return text.isEmpty() ? "{}\n" : text.toString();
  }

  private void source(Configuration.SourceEntry source) {
    put("  - files", list(source.files()));
    put("    format", source.formats().isEmpty() ? null : list(source.formats()));
    put("    format_file", source.formatFile() == null ? null : quoted(source.formatFile()));
    put("    time_format", source.timeFormat() == null ? null : quoted(source.timeFormat()));
    put(
        "    allowed_lateness",
        source.lateness() == null ? null : Durations.format(source.lateness()));
    put("    tz", source.zone() == null ? null : quoted(source.zone().getId()));
  }

  private void query(NamedQuery named) {
    put("    - name", quoted(named.name()));
    measured("      ", named.query());
  }

  private void measured(String indent, Query query) {
    put(indent + "measure", QueryReader.name(query.measure()));
    put(
        indent + "of",
        query.measure().of() == null ? null : quoted(query.measure().of().toString()));
    put(
        indent + "field",
        query.measure().field() == null ? null : quoted(query.measure().field().name()));
    put(indent + "where", query.where() == null ? null : quoted(query.where().toString()));
    if (!query.groupBy().isEmpty()) {
      List<String> keys = query.groupBy().stream().map(ConfigWriter::key).toList();
      put(indent + "group_by", "[" + String.join(", ", keys) + "]");
    }
  }

  private static String key(GroupKey key) {
    return key.derivation() == GroupKey.Derivation.PATTERNS && !key.patterns().isEmpty()
        ? "{ route: " + list(key.patterns()) + " }"
        : quoted(key.name());
  }

  private void rule(AlertRule rule) {
    put("  - name", quoted(rule.name()));
    measured("    ", rule.query());
    put("    window", Durations.format(rule.query().window()));
    for (Level level : rule.levels()) {
      put("    " + level.severity().name().toLowerCase(Locale.ROOT), condition(level.condition()));
    }
    put("    for", rule.pendingFor().isZero() ? null : Durations.format(rule.pendingFor()));
    put(
        "    keep_firing_for",
        rule.keepFiringFor().isZero() ? null : Durations.format(rule.keepFiringFor()));
    put(
        "    no_data",
        rule.noData() == NoData.OK ? null : rule.noData().name().toLowerCase(Locale.ROOT));
    put(
        "    max_groups",
        rule.maxGroups() == AlertRule.DEFAULT_MAX_GROUPS
            ? null
            : Integer.toString(rule.maxGroups()));
    put("    labels", rule.labels().isEmpty() ? null : map(new TreeMap<>(rule.labels())));
    put("    summary", rule.summary().isEmpty() ? null : quoted(rule.summary()));
  }

  private static String condition(Condition c) {
    boolean above = c.kind() == Condition.Kind.ABOVE;
    return switch (c.kind()) {
      case ABOVE, BELOW -> {
        double threshold = above ? c.high() : c.low();
        double recovery = above ? c.recoveryHigh() : c.recoveryLow();
        yield "{ "
            + (above ? "above: " : "below: ")
            + number(threshold)
            + (recovery == threshold ? "" : ", recovery: " + number(recovery))
            + " }";
      }
      case OUTSIDE ->
          "{ outside: ["
              + number(c.low())
              + ", "
              + number(c.high())
              + "]"
              + (c.recoveryLow() == c.low() && c.recoveryHigh() == c.high()
                  ? ""
                  : ", recovery: ["
                      + number(c.recoveryLow())
                      + ", "
                      + number(c.recoveryHigh())
                      + "]")
              + " }";
    };
  }

  private void appender(Configuration.AppenderEntry appender) {
    put("  - name", quoted(appender.name()));
    if (!appender.options().isEmpty()) {
      text.append("    options:\n");
      appender
          .options()
          .forEach((key, value) -> put("      " + quoted(key), quoted(masked(key, value))));
    }
    put(
        "    severity",
        appender.severity() == null ? null : appender.severity().name().toLowerCase(Locale.ROOT));
    put("    labels", appender.labels().isEmpty() ? null : map(appender.labels()));
  }

  private static String masked(String key, String value) {
    // A value from the environment is written as the variable's name.
    if (value.startsWith("${") && value.indexOf('}') == value.length() - 1) {
      return value;
    }
    return SECRET.matcher(key).find() ? MASK : URL_SECRET.matcher(value).replaceAll("***");
  }

  private void put(String key, @Nullable String value) {
    if (value != null) {
      text.append(key).append(": ").append(value).append('\n');
    }
  }

  private static String list(List<String> values) {
    return "[" + String.join(", ", values.stream().map(ConfigWriter::quoted).toList()) + "]";
  }

  private static String map(Map<String, String> values) {
    List<String> parts =
        values.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
            .toList();
    return "{ " + String.join(", ", parts) + " }";
  }

  static String number(double value) {
    return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }

  static String quoted(String value) {
    if (PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT))) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if ((c >= ' ' && c <= '~') || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
              }
            });
    return quoted.append('"').toString();
  }
}
