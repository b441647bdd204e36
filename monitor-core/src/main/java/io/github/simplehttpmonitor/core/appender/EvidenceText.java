package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.event.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in indented lines why an alert fired, safe to show on a terminal. */
final class EvidenceText {

  /** How much of a value or a line is shown, in characters. */
  private static final int MAX_VALUE = 80;

  private static final int MAX_LINE = 200;

  private EvidenceText() {}

  static List<String> lines(Evidence evidence) {
    List<String> lines = new ArrayList<>();
    for (Evidence.Top top : evidence.tops()) {
      Double before = top.shareBefore();
      lines.add(
          String.format(
              Locale.ROOT,
              "  top %s: %s with %d of %d requests (%.0f%%%s)",
              top.field(),
              SafeText.escape(top.value(), MAX_VALUE),
              top.requests(),
              evidence.requests(),
              100 * top.share(),
              before == null
                  ? ", none in the window before"
                  : String.format(Locale.ROOT, ", %.0f%% in the window before", 100 * before)));
    }
    for (String sample : evidence.samples()) {
      lines.add("  " + SafeText.escape(sample, MAX_LINE));
    }
    return lines;
  }
}
