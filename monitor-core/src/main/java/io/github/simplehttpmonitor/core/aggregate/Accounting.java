package io.github.simplehttpmonitor.core.aggregate;

/**
 * What became of every line. Always:
 *
 * <ul>
 *   <li>{@code lines = parsed + malformed + ignored}
 *   <li>{@code parsed = onTime + late + implausible + untimed + filtered}, once the input has
 *       ended; before, up to 100 records of a source may still wait for a decision about their time
 *   <li>{@code missed <= late}, {@code lateAfterIdle <= late}
 * </ul>
 *
 * @param lines physical lines, or records given directly
 * @param parsed lines that are a record
 * @param malformed lines that do not fit the format
 * @param ignored blank lines, comments, directives
 * @param onTime records whose pane was still open when they came
 * @param late records whose pane had been evaluated: they count in windows that are still open
 * @param missed late records whose statistics interval had been reported without them
 * @param implausible records whose time was not believed; they count nowhere else
 * @param untimed records without a time
 * @param filtered records that a filter or a range of time left out
 * @param lateAfterIdle late records that were so only because a silent log let time go on
 */
public record Accounting(
    long lines,
    long parsed,
    long malformed,
    long ignored,
    long onTime,
    long late,
    long missed,
    long implausible,
    long untimed,
    long filtered,
    long lateAfterIdle) {

  /** {@return whether the sums add up, as they must at the end of a run} */
  public boolean addsUp() {
    return lines == parsed + malformed + ignored
        && parsed == onTime + late + implausible + untimed + filtered
        && missed <= late
        && lateAfterIdle <= late;
  }
}
