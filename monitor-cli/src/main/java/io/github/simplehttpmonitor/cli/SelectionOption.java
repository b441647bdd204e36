package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.text.Caret;
import io.github.simplehttpmonitor.cli.text.FieldNames;
import io.github.simplehttpmonitor.core.MonitorBuilder;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.filter.FilterException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that say which requests count. */
final class SelectionOption {

  static final String WHERE =
      "Count only requests that pass the filter: 'status >= 500 && path startsWith \"/api\"'.";

  static final String SINCE =
      "Count only requests from then on: 2026-01-31T12:00:00Z, '2026-01-31 12:00', 2h (ago).";

  static final String UNTIL = "Count only requests before then; as --since.";

  private SelectionOption() {}

  /** Sets what was given. */
  static void apply(
      MonitorBuilder builder,
      @Nullable String where,
      @Nullable String since,
      @Nullable String until,
      ZoneId zone) {
    if (where != null) {
      builder.where(filter(where));
    }
    Instant from = since == null ? null : time("--since", since, zone);
    Instant to = until == null ? null : time("--until", until, zone);
    if (from != null && to != null && !from.isBefore(to)) {
      throw CliException.usage("--until: " + until + " is not after --since " + since);
    }
    if (from != null) {
      builder.since(from);
    }
    if (to != null) {
      builder.until(to);
    }
  }

  /** {@return the filter; what is wrong with it ends the command} */
  static Filter filter(String expression) {
    try {
      return FieldNames.filter(expression);
    } catch (FilterException e) {
      List<String> lines = new ArrayList<>();
      lines.add("--where: " + e.getMessage());
      lines.addAll(Caret.under(e.source(), e.column()));
      throw CliException.usage(lines.toArray(new String[0]));
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--where: " + e.getMessage());
    }
  }

  private static Instant time(String option, String text, ZoneId zone) {
    try {
      return Moments.parse(text, zone, Clock.systemUTC().instant());
    } catch (IllegalArgumentException e) {
      throw CliException.usage(option + ": " + e.getMessage());
    }
  }
}
