package io.github.simplehttpmonitor.core.appender;

import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Makes appenders that write to a file. */
public final class FileAppenderProvider implements AppenderProvider {

  private static final String PATH = "path";
  private static final String FORM = "form";
  private static final String MAX_SIZE = "max-size";
  private static final String ROTATE = "rotate";
  private static final String KEEP = "keep";

  /** What events in JSON begin with. */
  private static final byte[] BEGINNING = "{\"v\":".getBytes(StandardCharsets.US_ASCII);

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
    refuseInputs(path, context);
    FileAppender.Period period =
        FileAppender.Period.valueOf(
            options.oneOf(ROTATE, List.of("never", "hourly", "daily")).toUpperCase(Locale.ROOT));
    boolean json = options.oneOf(FORM, List.of("json", "text")).equals("json");
    FileAppender.Settings settings =
        new FileAppender.Settings(
            path, options.bytes(MAX_SIZE), period, options.number(KEEP, 0, 1_000), context.zone());
    try {
      if (json && !isFree(path)) {
        throw new IllegalArgumentException(
            path + " is there already and holds something else; events need a file of their own");
      }
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

  /** Neither the file nor what it is renamed to may be a log that is read. */
  private static void refuseInputs(Path path, AppenderContext context) {
    String rotated = path.getFileName() + ".";
    boolean refused = context.isInput(path);
    for (Path input : context.inputs()) {
      String name = String.valueOf(input.getFileName());
      boolean numbered =
          name.startsWith(rotated)
              && name.length() > rotated.length()
              && name.chars().skip(rotated.length()).allMatch(c -> c >= '0' && c <= '9');
      refused = refused || (numbered && context.isInput(path.resolveSibling(name)));
    }
    if (refused) {
      throw new IllegalArgumentException(
          path + " is, or is renamed to, a log that is read; events need a file of their own");
    }
  }

  /** Whether the file is not there, is empty, or begins as one of events does. */
  private static boolean isFree(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(BEGINNING.length);
      return Arrays.equals(head, Arrays.copyOf(BEGINNING, head.length));
    }
  }
}
