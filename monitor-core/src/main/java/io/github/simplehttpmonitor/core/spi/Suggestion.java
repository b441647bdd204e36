package io.github.simplehttpmonitor.core.spi;

import java.util.Collection;
import java.util.Locale;

/** What somebody may have meant. */
public final class Suggestion {

  private Suggestion() {}

  /** {@return the name that differs least from what was written, empty if all differ a lot} */
  public static String nearest(String written, Collection<String> names) {
    String wanted = written.toLowerCase(Locale.ROOT);
    String nearest = "";
    int least = 1 + Math.max(1, written.length() / 3);
    for (String name : names) {
      int distance = distance(wanted, name);
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  /** The number of letters to insert, delete, replace or swap (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
