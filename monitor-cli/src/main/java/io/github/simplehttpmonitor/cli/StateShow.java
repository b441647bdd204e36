package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.StateDescription;
import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.appender.SafeText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explains a state directory. */
final class StateShow {

  private static final int LABEL_WIDTH = 18;

  private final StringBuilder text = new StringBuilder();

  private StateShow() {}

  static int show(Console console, String name) throws IOException {
    StateDescription state;
    try {
      state = StateDescription.read(Path.of(name));
    } catch (InvalidPathException e) {
      throw CliException.usage("'" + name + "' is not a file name: " + e.getReason());
    } catch (NoSuchFileException e) {
      throw CliException.failure("there is no state in " + name);
    } catch (IOException e) {
      throw CliException.failure("the state in " + name + " cannot be read: " + e.getMessage());
    }
    StateShow show = new StateShow();
    show.add(state);
    console.print(show.text.toString());
    return ExitCode.OK;
  }

  private void add(StateDescription state) {
    row("written", state.written().toString());
    row("last line", time(state.last()));
    row("evaluated up to", time(state.evaluated()));
    Accounting a = state.total().accounting();
    row(
        "lines",
        number(a.lines())
            + " = "
            + number(a.parsed())
            + " parsed + "
            + number(a.malformed())
            + " malformed + "
            + number(a.ignored())
            + " ignored");
    row(
        "alerts",
        number(state.total().alertsFired())
            + " fired, "
            + number(state.total().alertsResolved())
            + " resolved");
    row("firing", state.firing().isEmpty() ? "-" : safe(String.join(", ", state.firing())));
    for (StateDescription.Source source : state.sources()) {
      row(
          "log",
          safe(source.path())
              + ", format "
              + safe(source.format())
              + ", from byte "
              + number(source.position()));
    }
    for (StateDescription.Waiting waiting : state.undelivered()) {
      row("undelivered", number(waiting.events()) + " for " + safe(waiting.appender()));
    }
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "-" : time.toString();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String safe(String text) {
    return SafeText.escape(text);
  }

  private void row(String label, String value) {
    text.append(label).append(" ".repeat(LABEL_WIDTH - label.length())).append(value).append('\n');
  }
}
