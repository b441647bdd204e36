package io.github.simplehttpmonitor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The texts that the build writes: the help of every command, which is shown without loading the
 * library that made it, and the completion for bash.
 */
public final class GeneratedTexts {

  private static final List<String> COMMANDS =
      List.of(
          "",
          "monitor",
          "replay",
          "lines",
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
          "completion");

  private GeneratedTexts() {}

  /**
   * Writes them.
   *
   * @param args the folder of classes, and the folder for the completion
   * @throws IOException if they cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder =
        Files.createDirectories(
            Path.of(args[0], GeneratedTexts.class.getPackageName().split("\\.")).resolve("help"));
    for (String command : COMMANDS) {
      Files.writeString(folder.resolve(file(command)), made(command));
    }
    Path completion = Files.createDirectories(Path.of(args[1]));
    Files.writeString(completion.resolve(Console.NAME + ".bash"), Cli.completion());
  }

  private static String made(String command) {
    CommandLine line = Cli.commandLine();
    StringTokenizer names = new StringTokenizer(command);
    while (names.hasMoreTokens()) {
      line = Objects.requireNonNull(line.getSubcommands().get(names.nextToken()), command);
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
    if (!last.equals("--help") && !last.equals("-h")) {
      return null;
    }
    String command = String.join(" ", Arrays.asList(args).subList(0, args.length - 1));
    if (!COMMANDS.contains(command)) {
      return null;
    }
    try (InputStream in = GeneratedTexts.class.getResourceAsStream("help/" + file(command))) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
