package io.github.simplehttpmonitor.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs of this machine. */
final class Programs {

  /** Options of JVMs that are meant for other things and would be reported by each start. */
  private static final List<String> UNWANTED =
      List.of(
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "SIMPLE_HTTP_MONITOR_JAVA_OPTS");

  private static final long MAX_MINUTES = 5;

  /**
   * What a program said.
   *
   * @param exitCode negative if it could not be run
   * @param text of both outputs
   */
  record Said(int exitCode, String text) {}

  private Programs() {}

  static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    UNWANTED.forEach(builder.environment()::remove);
    return builder;
  }

  static boolean isThere(String program) {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** Runs it for what it says, which must not be much. */
  static Said ask(String... command) {
    try {
      ProcessBuilder builder = builder(List.of(command));
      builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
      Process process = builder.start();
      CompletableFuture.delayedExecutor(MAX_MINUTES, TimeUnit.MINUTES)
          .execute(process::destroyForcibly);
      byte[] said = process.getInputStream().readAllBytes();
      return new Said(process.waitFor(), new String(said, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new Said(-1, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Said(-1, "");
    }
  }

  /** {@return the first line that is not empty, empty if it cannot be run} */
  static String firstLine(String... command) {
    return ask(command).text().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }
}
