package io.github.simplehttpmonitor.cli.text;

import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.List;

/**
 * Shows a place in a text: the text, escaped, and under it a caret. What is far from the place is
 * left out, for a caret under a line that the terminal breaks points nowhere.
 */
public final class Caret {

  private static final String INDENT = "  ";
  private static final String ELLIPSIS = "…";

  /** Columns shown before and after the place. */
  private static final int BEFORE = 50;

  private static final int AFTER = 22;

  private Caret() {}

  /**
   * {@return two lines}
   *
   * @param column the place, in chars from 0; from the end on it is behind the text
   */
  public static List<String> under(String text, int column) {
    int at = Math.max(0, Math.min(column, text.length()));
    return render(SafeText.escape(text.substring(0, at)), SafeText.escape(text.substring(at)));
  }

  /**
   * {@return two lines}
   *
   * @param line as it was in the log; what is not UTF-8 appears as {@code \xNN}
   * @param column the place, in bytes from 0; from the end on it is behind the line
   */
  public static List<String> under(byte[] line, int column) {
    String whole = Bytes.toText(line, 0, line.length);
    int at = Math.max(0, Math.min(column, line.length));
    String before = Bytes.toText(line, 0, at);
    // A place within a character is meant to be the character.
    while (!whole.startsWith(before)) {
      at--;
      before = Bytes.toText(line, 0, at);
    }
    return render(SafeText.escape(before), SafeText.escape(whole.substring(before.length())));
  }

  private static List<String> render(String before, String after) {
    String left = before;
    if (DisplayWidth.of(before) > BEFORE) {
      int from = before.length();
      while (from > 0 && DisplayWidth.of(before.substring(from)) < BEFORE) {
        from = before.offsetByCodePoints(from, -1);
      }
      left = ELLIPSIS + before.substring(from);
    }
    int budget = BEFORE + AFTER - DisplayWidth.of(left);
    String right = after;
    if (DisplayWidth.of(after) > budget) {
      int to = 0;
      while (to < after.length() && DisplayWidth.of(after.substring(0, to)) < budget) {
        to = after.offsetByCodePoints(to, 1);
      }
      right = after.substring(0, to) + ELLIPSIS;
    }
    return List.of(INDENT + left + right, INDENT + " ".repeat(DisplayWidth.of(left)) + "^");
  }
}
