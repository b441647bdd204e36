package io.github.simplehttpmonitor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which standard streams are a terminal. The launcher says so. Without it, Linux tells by
 * the links in {@code /proc}; {@link System#console()} only knows of input and output together, and
 * from Java 22 on not even that.
 */
final class Terminals {

  /** The system property of the launcher: the numbers of the streams, {@code 12} for instance. */
  static final String PROPERTY = "simple-http-monitor.terminals";

  private static final int DEFAULT_WIDTH = 80;

  private Terminals() {}

  static Set<Integer> find() {
    Set<Integer> found = new TreeSet<>();
    String told = System.getProperty(PROPERTY);
    for (int stream = 0; stream <= 2; stream++) {
      if (told != null ? told.indexOf('0' + stream) >= 0 : isTerminal(stream)) {
        found.add(stream);
      }
    }
    return found;
  }

  // Asked only below Java 22, where null still means that there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal(int stream) {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return Runtime.version().feature() < 22 && System.console() != null;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      // A closed stream has no link.
      return false;
    }
  }

  /** {@return how many columns there are, as far as the environment says} */
  static int width(Environment environment) {
    String columns = environment.variable("COLUMNS").orElse("");
    return columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }

  /** {@return whether the locale's character set has more than ASCII} */
  static boolean isUnicode(Environment environment) {
    String locale =
        environment
            .variable("LC_ALL")
            .or(() -> environment.variable("LC_CTYPE"))
            .or(() -> environment.variable("LANG"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    return locale.contains("utf-8") || locale.contains("utf8");
  }
}
