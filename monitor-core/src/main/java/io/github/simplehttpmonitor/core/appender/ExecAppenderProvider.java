package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes appenders that run a command for each event. */
public final class ExecAppenderProvider implements AppenderProvider {

  private static final String COMMAND = "command";
  private static final String TIMEOUT = "timeout";

  private static final List<AppenderOption> OPTIONS =
      List.of(
          new AppenderOption(
              COMMAND,
              "",
              "a program and its arguments, separated by blanks; quotes keep words together, no"
                  + " shell reads it"),
          new AppenderOption(TIMEOUT, "10s", "how long it may run"),
          EventSelection.option("alert"));

  /** For {@link java.util.ServiceLoader}. */
  public ExecAppenderProvider() {}

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public String description() {
    return "runs a command for each event, which it gets as JSON on its standard input";
  }

  @Override
  public List<AppenderOption> options() {
    return OPTIONS;
  }

  @Override
  public Appender create(AppenderContext context) {
    AppenderOptions options = AppenderOptions.of(context, OPTIONS);
    List<String> words = words(options);
    return new ExecAppender(
        words,
        options.duration(TIMEOUT, Duration.ofMillis(1), Duration.ofMinutes(10)),
        EventSelection.of(options));
  }

  private static List<String> words(AppenderOptions options) {
    String text = options.required(COMMAND);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean any = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 ? c == '"' || c == '\'' : c == quote) {
        quote = quote == 0 ? c : 0;
        any = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (any) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
        any = true;
      }
    }
    if (any) {
      words.add(word.toString());
    }
    if (quote != 0 || words.isEmpty() || words.get(0).isEmpty()) {
      throw options.wrong(COMMAND, "a command: a quote is not closed, or there is no program");
    }
    return words;
  }
}
