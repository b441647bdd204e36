package io.github.simplehttpmonitor.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for files that are made, and the processes that were started. Both are gone at the end,
 * also when the end is Ctrl-C.
 */
final class Scratch implements AutoCloseable {

  private final Path inputs;
  private final Path folder;
  private final boolean keepAll;
  private final boolean ownInputs;
  private final Set<Process> processes = ConcurrentHashMap.newKeySet();
  private boolean ending;
  private final Thread hook = new Thread(this::clean, "clean-up");

  /**
   * Makes the folder.
   *
   * @param dir where inputs are made and stay, for the next time; null for a folder that goes
   */
  Scratch(@Nullable Path dir, boolean keep) throws IOException {
    this.keepAll = keep;
    this.ownInputs = dir == null;
    if (dir == null) {
      this.folder = Files.createTempDirectory("simple-http-monitor-compare");
      this.inputs = folder;
    } else {
      Files.createDirectories(dir);
      this.inputs = dir;
      this.folder = Files.createTempDirectory(dir, "run");
    }
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path inputs() {
    return inputs;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (ending) {
      throw new IOException("ended");
    }
    Process process = builder.start();
    processes.add(process);
    process.onExit().thenAccept(processes::remove);
    return process;
  }

  private synchronized void end() {
    ending = true;
    for (Process process : processes) {
      List<ProcessHandle> below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void clean() {
    end();
    if (keepAll) {
      System.err.println("compare: kept " + (ownInputs ? folder : inputs));
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("compare: cannot clean " + folder + ": " + e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    clean();
  }
}
