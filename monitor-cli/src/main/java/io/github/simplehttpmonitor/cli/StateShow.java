package io.github.simplehttpmonitor.cli;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
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
    line("written           %s", state.written());
    line("last line         %s", time(state.last()));
    line("evaluated up to   %s", time(state.evaluated()));
    Accounting a = state.total().accounting();
    line(
        "lines             %,d = %,d parsed + %,d malformed + %,d ignored",
        a.lines(), a.parsed(), a.malformed(), a.ignored());
    line(
        "alerts            %,d fired, %,d resolved",
        state.total().alertsFired(), state.total().alertsResolved());
    line("firing            %s", state.firing().isEmpty() ? "-" : safe(state.firing().toString()));
    for (StateDescription.Source source : state.sources()) {
      line(
          "log               %s, format %s, from byte %,d",
          safe(source.path()), safe(source.format()), source.position());
    }
    for (StateDescription.Waiting waiting : state.undelivered()) {
      line("undelivered       %,d for %s", waiting.events(), safe(waiting.appender()));
    }
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "-" : time.toString();
  }

  private static String safe(String text) {
    return SafeText.escape(text);
  }

  @FormatMethod
  private void line(@FormatString String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
