package io.github.simplehttpmonitor.testkit;

import io.github.simplehttpmonitor.core.appender.JsonAppender;
import io.github.simplehttpmonitor.core.appender.TextAppender;
import io.github.simplehttpmonitor.core.spi.Appender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;

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
}
