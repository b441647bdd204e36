package io.github.simplehttpmonitor.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Draws when something was on: a row of cells, each filled as far as its share of time. */
public final class Timeline {

  private static final String[] UNICODE = {"·", "▂", "▄", "▆", "█"};
  private static final String[] ASCII = {".", "-", "=", "+", "#"};
  private static final int MIN_CELLS = 10;

  private final Instant from;
  private final double cellSeconds;
  private final int cells;
  private final String[] marks;

  /**
   * Makes a timeline.
   *
   * @param width how many columns there are
   * @param unicode whether more than ASCII can be shown
   */
  public Timeline(Instant from, Instant to, int width, boolean unicode) {
    this.from = from;
    this.cells = Math.max(MIN_CELLS, width);
    this.marks = unicode ? UNICODE : ASCII;
    this.cellSeconds = Math.max(1, Duration.between(from, to).toSeconds()) / (double) cells;
  }

  /** {@return the row of these episodes} */
  public String row(List<Episode> episodes, Instant endOfLog) {
    double[] filled = new double[cells];
    for (Episode episode : episodes) {
      double start = seconds(episode.from()) / cellSeconds;
      double end = seconds(episode.end(endOfLog)) / cellSeconds;
      int last = Math.min(cells - 1, (int) end);
      for (int i = Math.max(0, (int) start); i <= last; i++) {
        filled[i] += Math.max(0, Math.min(end, i + 1) - Math.max(start, i));
        // However short, it shows.
        filled[i] = Math.max(filled[i], 0.01);
      }
    }
    StringBuilder row = new StringBuilder();
    for (double share : filled) {
      int mark = share == 0 ? 0 : 1 + (int) Math.min(marks.length - 2, share * (marks.length - 1));
      row.append(marks[mark]);
    }
    return row.toString();
  }

  private double seconds(Instant time) {
    return Duration.between(from, time).toMillis() / 1_000.0;
  }

  /** {@return the times under the first cell and every so many after it} */
  public String axis(ZoneId zone) {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(
                cellSeconds * cells > 2 * 86_400 ? "MM-dd HH:mm" : "HH:mm:ss", Locale.ROOT)
            .withZone(zone);
    int step = 16;
    StringBuilder axis = new StringBuilder();
    for (int cell = 0; cell + step / 2 <= cells; cell += step) {
      String label = "|" + format.format(from.plusMillis((long) (cell * cellSeconds * 1_000)));
      axis.append(" ".repeat(cell - axis.length())).append(label);
    }
    return axis.toString();
  }
}
