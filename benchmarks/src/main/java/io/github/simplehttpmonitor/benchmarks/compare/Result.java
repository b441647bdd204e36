package io.github.simplehttpmonitor.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as text: tables, notes, bars; and whether something went wrong. */
final class Result {

  private final StringBuilder tables = new StringBuilder();
  private final List<String> bars = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean failed;

  void table(String title, String head, List<String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int columns = head.split("\\|").length - 1;
    tables.append("### ").append(title).append("\n\n").append(head).append('\n');
    tables.append("|---".repeat(1)).append("|--:".repeat(columns - 1)).append("|\n");
    rows.forEach(row -> tables.append(row).append('\n'));
    tables.append('\n');
  }

  void text(String text) {
    tables.append(text).append("\n\n");
  }

  void note(String note) {
    notes.add(note);
  }

  /** Something went wrong that nobody may overlook. */
  void failure(String what) {
    failed = true;
    notes.add("**" + what.strip().replace('\n', ' ').replace("|", "\\|") + "**");
    System.err.println("compare: " + what);
  }

  boolean hasFailed() {
    return failed;
  }

  void bar(String work, String bar, String measured, boolean reached) {
    bars.add(row(work, bar, measured, reached ? "yes" : "**no**"));
  }

  void noBar(String work, String bar, String why) {
    bars.add(row(work, bar, "", why));
  }

  /** A bar on how large a ratio may be. */
  void atMost(String work, String bar, double ratio, double limit) {
    ratio(work, bar, ratio, ratio <= limit);
  }

  /** A bar on how large a ratio must be. */
  void atLeast(String work, String bar, double ratio, double limit) {
    ratio(work, bar, ratio, ratio >= limit);
  }

  private void ratio(String work, String bar, double ratio, boolean reached) {
    if (Double.isNaN(ratio)) {
      noBar(work, bar, "not measured");
    } else {
      bar(work, bar, String.format(Locale.ROOT, "%.2f ×", ratio), reached);
    }
  }

  static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  String toMarkdown(String intro) {
    StringBuilder text = new StringBuilder(intro).append("\n\n");
    if (!bars.isEmpty()) {
      text.append("| work | bar | measured | reached |\n|---|---|--:|---|\n");
      bars.forEach(bar -> text.append(bar).append('\n'));
      text.append('\n');
    }
    if (!notes.isEmpty()) {
      notes.forEach(note -> text.append("- ").append(note).append('\n'));
      text.append('\n');
    }
    return text.append(tables).toString();
  }
}
