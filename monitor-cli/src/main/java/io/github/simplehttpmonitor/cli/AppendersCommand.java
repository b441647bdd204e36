package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.notification.AppenderFactory;
import io.github.simplehttpmonitor.core.notification.Silences;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends an alert that is marked as a test through every appender named, and says how it went. */
abstract class AppendersCommand implements Command {

  /** The rule of the test, so that nobody takes it for an alert. */
  static final String RULE = "TEST of simple-http-monitor, please ignore";

  /** How long one appender may take. */
  private static final long PATIENCE_SECONDS = 60;

  @Option(
      names = "--appender",
      paramLabel = "NAME[:KEY=VALUE,...]",
      required = true,
      description = "What to test, written as for 'monitor'. May be repeated.")
  private List<String> appenders = new ArrayList<>();

  @Option(names = "--plugins", paramLabel = "FOLDER", description = PluginOption.DESCRIPTION)
  private @Nullable String plugins;

  @Mixin private StandardOptions standard = new StandardOptions();

  @Override
  public final boolean isDebug() {
    return standard.debug;
  }

  @Override
  public final int run(Environment environment, Console console) throws IOException {
    Plugins found = Plugins.in(Plugins.folder(environment, plugins));
    AppenderRegistry registry = found.appenders();
    found.problems().forEach(console::say);
    registry.problems().forEach(console::say);
    boolean failed = false;
    InstantSource clock = InstantSource.system();
    AppenderFactory factory = new AppenderFactory(Silences.NONE, null, clock);
    for (String text : appenders) {
      AppenderSpec spec = AppenderSpec.parse(text);
      AppenderProvider provider = registry.find(spec.name());
      Appender appender =
          spec.create(
              provider,
              factory,
              new AppenderContext(
                  Map.of(), ZoneId.systemDefault(), environment.out(), environment.variables()));
      String problem = tried(appender, events(clock.instant()));
      failed |= !problem.isEmpty();
      console.print(
          SafeText.escape(spec.name() + ": " + (problem.isEmpty() ? "delivered" : problem)) + "\n");
    }
    return failed ? ExitCode.FAILURE : ExitCode.OK;
  }

  /** An alert that fires and ends at once, so that it is left standing nowhere. */
  private static List<Event> events(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    return List.of(
        alert(AlertEvent.State.FIRING, at.minusSeconds(1), now),
        alert(AlertEvent.State.RESOLVED, at, now));
  }

  private static AlertEvent alert(AlertEvent.State state, Instant at, Instant now) {
    Instant start = at.truncatedTo(ChronoUnit.MINUTES);
    return new AlertEvent(RULE, Map.of(), state, at, start.isBefore(at) ? start : at, 0, 0, 0, now);
  }

  /** {@return what went wrong, empty if nothing did} */
  private static String tried(Appender appender, List<Event> events) {
    FutureTask<String> task = new FutureTask<>(() -> delivered(appender, events));
    Thread thread = new Thread(task, "appender-test");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return "failed: nothing came of it within " + PATIENCE_SECONDS + " seconds";
    } catch (ExecutionException e) {
      return "failed: " + e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String delivered(Appender appender, List<Event> events) {
    try (appender) {
      for (Event event : events) {
        appender.append(List.of(event));
      }
      return "";
    } catch (AppenderException e) {
      return "failed: " + e.getMessage();
    } catch (Exception | LinkageError e) {
      return "failed: " + e;
    }
  }
}
