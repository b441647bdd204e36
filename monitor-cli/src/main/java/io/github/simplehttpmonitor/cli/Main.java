package io.github.simplehttpmonitor.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Starts the command. */
public final class Main {

  private Main() {}

  /**
   * Runs the command and leaves with its exit code.
   *
   * @param args the command line
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] args) throws IOException {
    System.exit(run(System.out, args));
  }

  @CanIgnoreReturnValue
  static int run(PrintStream out, String... args) throws IOException {
    if (args.length == 1 && args[0].equals("--version")) {
      out.println("simple-http-monitor " + version());
      return 0;
    }
    if (args.length == 2 && args[0].equals("replay")) {
      try (Stream<String> lines = Files.lines(Path.of(args[1]), StandardCharsets.ISO_8859_1)) {
        out.println(String.format(Locale.ROOT, "%,d lines", lines.count()));
      }
      return 0;
    }
    return 2;
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Main.class.getPackage().getImplementationVersion(), "development");
  }
}
