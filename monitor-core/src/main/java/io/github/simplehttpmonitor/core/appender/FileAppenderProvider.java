package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Makes appenders that write to a file. */
public final class FileAppenderProvider implements AppenderProvider {

  private static final String PATH = "path";
  private static final String FORM = "form";
  private static final String MAX_SIZE = "max-size";
  private static final String ROTATE = "rotate";
  private static final String KEEP = "keep";

  private static final List<AppenderOption> OPTIONS =
      List.of(
          new AppenderOption(PATH, "", "the file; its folder has to be there"),
          new AppenderOption(FORM, "json", "json or text"),
          new AppenderOption(MAX_SIZE, "100M", "how large it grows before it is rotated; 0: any"),
          new AppenderOption(ROTATE, "never", "never, hourly or daily"),
          new AppenderOption(KEEP, "7", "how many rotated files are kept, FILE.1 the newest"),
          EventSelection.option("all"));

  /** For {@link java.util.ServiceLoader}. */
  public FileAppenderProvider() {}

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String description() {
    return "writes events to a file, as text or JSON lines, and rotates it";
  }

  @Override
  public boolean reachesOutside() {
    return false;
  }

  @Override
  public List<AppenderOption> options() {
    return OPTIONS;
  }

  @Override
  public Appender create(AppenderContext context) {
    AppenderOptions options = AppenderOptions.of(context, OPTIONS);
    Path path;
    try {
      path = Path.of(options.required(PATH));
    } catch (InvalidPathException e) {
      throw options.wrong(PATH, "the name of a file");
    }
    FileAppender.Period period =
        FileAppender.Period.valueOf(
            options.oneOf(ROTATE, List.of("never", "hourly", "daily")).toUpperCase(Locale.ROOT));
    boolean json = options.oneOf(FORM, List.of("json", "text")).equals("json");
    FileAppender.Settings settings =
        new FileAppender.Settings(
            path, options.bytes(MAX_SIZE), period, options.number(KEEP, 0, 1_000), context.zone());
    try {
      return new FileAppender(
          settings,
          out -> json ? new JsonAppender(out) : new TextAppender(out, context.zone(), false),
          EventSelection.of(options),
          InstantSource.system(),
          FileAppender.OPENER);
    } catch (IOException e) {
      throw new IllegalArgumentException(FileAppender.message(path, e), e);
    }
  }
}
