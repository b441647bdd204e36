package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.spi.Suggestion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The texts that the build writes: the help of every command, which is shown without loading the
 * library that made it, and the completion for bash.
 */
public final class GeneratedTexts {

  private static final String FOLDER = "io/github/simplehttpmonitor/cli/help/";

  private static final List<String> COMMANDS =
      List.of(
          "",
          "monitor",
          "replay",
          "lines",
          "rules",
          "rules check",
          "rules test",
          "rules backtest",
          "config",
          "config print",
          "config schema",
          "status",
          "formats",
          "formats list",
          "formats detect",
          "formats explain",
          "plugins",
          "plugins list",
          "appenders",
          "appenders test",
          "silence",
          "silence add",
          "silence list",
          "silence end",
          "state",
          "state show",
          "completion",
          "help");

  private GeneratedTexts() {}

  /**
   * Writes them.
   *
   * @param args the folder of classes, and the folder for the completion
   * @throws IOException if they cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]).resolve(FOLDER));
    for (String command : COMMANDS) {
      Files.writeString(folder.resolve(file(command)), made(command));
    }
    Path completion = Files.createDirectories(Path.of(args[1]));
    Files.writeString(completion.resolve(Console.NAME + ".bash"), Cli.completion());
  }

  /** {@return the help of a command, made by the library} */
  static String made(String command) {
    CommandLine line = Cli.commandLine();
    StringTokenizer names = new StringTokenizer(command);
    while (names.hasMoreTokens()) {
      String name = names.nextToken();
      CommandLine next = line.getSubcommands().get(name);
      if (next == null) {
        String nearest = Suggestion.nearest(name, line.getSubcommands().keySet());
        throw CliException.usage(
            "there is no command '"
                + name
                + "'"
                + (nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?"));
      }
      line = next;
    }
    return line.getUsageMessage();
  }

  private static String file(String command) {
    return "help" + (command.isEmpty() ? "" : "-" + command.replace(' ', '-')) + ".txt";
  }

  /** {@return the help that this command line asks for and nothing else, null if it does not} */
  static @Nullable String help(String... args) throws IOException {
    if (args.length == 0) {
      return null;
    }
    String last = args[args.length - 1];
    int from = 0;
    int to = args.length;
    if (last.equals("--help") || last.equals("-h")) {
      to--;
    } else if (args[0].equals("help")) {
      from++;
    } else {
      return null;
    }
    String command = String.join(" ", Arrays.asList(args).subList(from, to));
    if (!COMMANDS.contains(command)) {
      return null;
    }
    return text(file(command));
  }

  /**
   * Reads a text from where this class comes from: a class loader looks for it in all of the JDK
   * first, which takes longer than all the rest.
   */
  private static @Nullable String text(String file) throws IOException {
    String entry = FOLDER + file;
    File origin =
        new File(
            GeneratedTexts.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    if (origin.isFile()) {
      try (ZipFile jar = new ZipFile(origin)) {
        ZipEntry found = jar.getEntry(entry);
        return found == null ? null : text(jar.getInputStream(found));
      }
    }
    return text(GeneratedTexts.class.getResourceAsStream("/" + entry));
  }

  private static @Nullable String text(@Nullable InputStream stream) throws IOException {
    if (stream == null) {
      return null;
    }
    try (InputStream in = stream) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
