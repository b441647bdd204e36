package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.spi.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** From the command line to an exit code. */
final class Cli {

  private static final String DEFAULT_COMMAND = "monitor";

  private static final Set<String> OF_ROOT = Set.of("-h", "--help", "-V", "--version");

  /** The names of all commands. */
  static final Set<String> COMMANDS =
      Set.of(
          "monitor",
          "replay",
          "lines",
          "rules",
          "config",
          "status",
          "formats",
          "plugins",
          "appenders",
          "silence",
          "state",
          "completion",
          "help");

  private Cli() {}

  static int run(Environment environment, String... args) {
    Console console = new Console(environment.out(), environment.err());
    boolean debug = Arrays.asList(args).contains("--debug");
    try {
      if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
        console.print(Version.text() + "\n");
        return ExitCode.OK;
      }
      String help = GeneratedTexts.help(args);
      if (help != null) {
        console.print(help);
        return ExitCode.OK;
      }
      return parsed(environment, console, args);
    } catch (CliException e) {
      console.say(e.lines().toArray(new String[0]));
      trace(debug, console, e);
      return e.exitCode();
    } catch (IOException e) {
      if (isClosedOutput(e)) {
        return ExitCode.OK;
      }
      console.say(String.valueOf(e.getMessage()));
      trace(debug, console, e);
      return ExitCode.FAILURE;
    } catch (RuntimeException | Error e) {
      console.say(unexpected(e) + (debug ? "" : " (--debug shows more)"));
      trace(debug, console, e);
      return ExitCode.FAILURE;
    }
  }

  /** One line even for what nobody foresaw; memory is what users can do something about. */
  private static String unexpected(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return "there is not enough memory ("
            + cause.getMessage()
            + "); give it more by SIMPLE_HTTP_MONITOR_JAVA_OPTS=-Xmx..., or take a smaller"
            + " --max-line-bytes or --jobs";
      }
      cause = cause.getCause();
    }
    Throwable shown = e.getCause() == null ? e : e.getCause();
    return "this should not happen: " + (shown == e ? e : e.getMessage() + ": " + shown);
  }

  private static boolean isClosedOutput(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe") || message.contains("stream closed");
  }

  private static void trace(boolean debug, Console console, Throwable e) {
    if (debug) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      console.say(text.toString().split("\\R"));
    }
  }

  private static int parsed(Environment environment, Console console, String... args)
      throws IOException {
    String[] all = withCommand(args);
    CommandLine alone = alone(all[0]);
    ParseResult result;
    try {
      result =
          alone == null
              ? commandLine().parseArgs(all)
              : alone.parseArgs(Arrays.copyOfRange(all, 1, all.length));
    } catch (ParameterException e) {
      throw CliException.usage(messages(e).toArray(new String[0]));
    }
    refuseEmptyNames(result);
    while (result.hasSubcommand()) {
      result = result.subcommand();
      refuseEmptyNames(result);
    }
    CommandLine chosen = result.commandSpec().commandLine();
    if (result.isUsageHelpRequested()) {
      console.print(alone == null ? chosen.getUsageMessage() : GeneratedTexts.made(all[0]));
      return ExitCode.OK;
    }
    if (result.isVersionHelpRequested()) {
      console.print(Version.text() + "\n");
      return ExitCode.OK;
    }
    Command command = chosen.getCommand();
    return command.run(environment, console);
  }

  /** An empty name of a file would be the current folder. */
  private static void refuseEmptyNames(ParseResult result) {
    for (OptionSpec option : result.matchedOptions()) {
      if (isName(option) && option.stringValues().contains("")) {
        throw CliException.usage(option.longestName() + ": " + InputFiles.EMPTY);
      }
    }
    for (PositionalParamSpec parameter : result.matchedPositionals()) {
      if (isName(parameter) && parameter.stringValues().contains("")) {
        throw CliException.usage(InputFiles.EMPTY);
      }
    }
  }

  private static boolean isName(ArgSpec spec) {
    return spec.paramLabel().startsWith("FILE") || spec.paramLabel().startsWith("FOLDER");
  }

  /** Without the name of a command it is the default one. */
  private static String[] withCommand(String... args) {
    if (args.length > 0 && (COMMANDS.contains(args[0]) || OF_ROOT.contains(args[0]))) {
      return args;
    }
    refuseMisspelt(args);
    String[] all = new String[args.length + 1];
    all[0] = DEFAULT_COMMAND;
    System.arraycopy(args, 0, all, 1, args.length);
    return all;
  }

  /** What is nearly a command and is no file is not one to wait for. */
  private static void refuseMisspelt(String... args) {
    String first = args.length == 0 ? "" : args[0];
    if (first.isEmpty() || !first.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      return;
    }
    String meant =
        first.equals("version") ? "--version" : Suggestion.nearest(first, new TreeSet<>(COMMANDS));
    if (!meant.isEmpty() && !Files.exists(Path.of(first))) {
      throw CliException.usage(
          "there is neither a command nor a file '" + first + "'; did you mean '" + meant + "'?",
          "(a log of that name that is not there yet is ./" + first + ")");
    }
  }

  /**
   * {@return the command of that name without the others, whose options would have to be looked at
   * in every start; null if it is not one of those that are used most}
   */
  private static @Nullable CommandLine alone(String name) {
    Command command =
        switch (name) {
          case "monitor" -> new Commands.Live();
          case "replay" -> new Commands.Archive();
          case "lines" -> new Commands.Lines();
          default -> null;
        };
    return command == null ? null : configured(new CommandLine(command));
  }

  private static List<String> messages(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      List<String> near = unmatched.getSuggestions();
      String first = unmatched.getUnmatched().get(0);
      message = "unknown option '" + first + "'" + meant(near);
    }
    int choice = message.indexOf("expected one of [");
    if (choice >= 0) {
      message =
          message.substring(0, choice)
              + message
                  .substring(choice)
                  .toLowerCase(Locale.ROOT)
                  .replace(" (case-insensitive)", "");
    }
    return List.of(message, "'" + Console.NAME + " --help' shows what there is");
  }

  private static String meant(List<String> near) {
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  static CommandLine commandLine() {
    return configured(new CommandLine(new Commands.Root()));
  }

  private static CommandLine configured(CommandLine line) {
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUnmatchedOptionsArePositionalParams(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setAbbreviatedOptionsAllowed(false);
  }

  /** {@return the completion for bash} */
  static String completion() {
    return AutoComplete.bash(Console.NAME, commandLine());
  }
}
