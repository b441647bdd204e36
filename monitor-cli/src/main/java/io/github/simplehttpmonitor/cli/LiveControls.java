package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.MonitorStatus;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a monitor while it runs: SIGHUP reads the rules again, SIGUSR1 shows its
 * status, and a file holds that all the time.
 */
final class LiveControls implements AutoCloseable {

  private static final int STATUS_SECONDS = 5;

  private final Monitor monitor;
  private final RunOptions options;
  private final Console console;
  private final List<Runnable> undo = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private List<AlertRule> rules;
  private boolean writeFailed;

  private LiveControls(
      Monitor monitor, RunOptions options, Console console, List<AlertRule> rules) {
    this.monitor = monitor;
    this.options = options;
    this.console = console;
    this.rules = rules;
  }

  /** Starts listening, until closed. */
  static LiveControls start(
      Monitor monitor, RunOptions options, Console console, @Nullable Configured configured) {
    LiveControls controls =
        new LiveControls(
            monitor, options, console, configured == null ? List.of() : configured.rules());
    if (configured != null) {
      controls.listen("HUP", controls::reload);
    }
    controls.listen("USR1", () -> monitor.requestStatus(controls::show));
    String file = options.statusFile;
    if (file != null) {
      controls.keep(Path.of(file));
    }
    return controls;
  }

  private void listen(String signal, Runnable action) {
    Runnable back = Signals.handle(signal, action);
    if (back != null) {
      undo.add(back);
    }
  }

  /** Reads the rules again; a bad file changes nothing. */
  synchronized void reload() {
    List<AlertRule> next;
    try {
      next = Configured.again(options);
    } catch (CliException e) {
      console.say(e.lines().toArray(new String[0]));
      console.say("the rules stay as they were");
      return;
    }
    long kept = next.stream().filter(rules::contains).count();
    rules = next;
    monitor.replaceRules(next);
    console.say(
        next.size()
            + " rules read again: "
            + kept
            + " as before, "
            + (next.size() - kept)
            + " new");
  }

  private void show(MonitorStatus status) {
    console.say(StatusText.of(status).split("\n", -1));
  }

  private void keep(Path file) {
    Thread writer =
        new Thread(
            () -> {
              try {
                do {
                  monitor.requestStatus(status -> write(file, status));
                } while (!closed.await(STATUS_SECONDS, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "status");
    writer.setDaemon(true);
    writer.start();
  }

  private void write(Path file, MonitorStatus status) {
    Path part = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(part, StatusText.of(status));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      writeFailed = false;
    } catch (IOException e) {
      if (!writeFailed) {
        console.say("the status file cannot be written: " + e);
      }
      writeFailed = true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    undo.forEach(Runnable::run);
  }
}
