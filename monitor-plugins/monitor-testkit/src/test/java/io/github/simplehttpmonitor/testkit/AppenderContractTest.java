package io.github.simplehttpmonitor.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.core.appender.ExecAppenderProvider;
import io.github.simplehttpmonitor.core.appender.FileAppenderProvider;
import io.github.simplehttpmonitor.core.appender.JsonAppender;
import io.github.simplehttpmonitor.core.appender.TextAppender;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The appenders that come with the library keep the contract. */
class AppenderContractTest {

  private static final class UnwritableOutput extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  @Nested
  class Text extends AppenderContract {
    @Override
    protected Appender newAppender() {
      return new TextAppender(new ByteArrayOutputStream(), ZoneOffset.UTC, true);
    }

    @Override
    protected Appender newFailingAppender() {
      return new TextAppender(new UnwritableOutput(), ZoneOffset.UTC, false);
    }
  }

  @Nested
  class Json extends AppenderContract {
    @Override
    protected Appender newAppender() {
      return new JsonAppender(new ByteArrayOutputStream());
    }

    @Override
    protected Appender newFailingAppender() {
      return new JsonAppender(new UnwritableOutput());
    }
  }

  private static Appender made(AppenderProvider provider, Map<String, String> options) {
    return provider.create(
        new AppenderContext(options, ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of()));
  }

  @Nested
  class File extends AppenderContract {
    @TempDir private Path folder;

    @Override
    protected Appender newAppender() {
      return made(
          new FileAppenderProvider(),
          Map.of("path", folder.resolve("events").toString(), "max-size", "10k"));
    }

    @Override
    protected @Nullable Appender newFailingAppender() {
      Path full = Path.of("/dev/full");
      return Files.isWritable(full)
          ? made(new FileAppenderProvider(), Map.of("path", full.toString(), "form", "text"))
          : null;
    }
  }

  @Nested
  class Exec extends AppenderContract {
    @Override
    protected Appender newAppender() {
      assumeTrue(Files.isExecutable(Path.of("/bin/cat")), "there is no /bin/cat");
      return made(new ExecAppenderProvider(), Map.of("command", "/bin/cat"));
    }

    @Override
    protected Appender newFailingAppender() {
      return made(new ExecAppenderProvider(), Map.of("command", "/no/such/program"));
    }
  }
}
