package io.github.simplehttpmonitor.parser.internal;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import io.github.simplehttpmonitor.parser.spi.StringLogFormat;
import java.util.List;

/** Providers named in the service files under {@code plugins} of the test resources. */
public final class TestProviders {

  private TestProviders() {}

  /** Reads lines that are nothing but a path. */
  public static class PathsOnly implements LogFormatProvider {
    @Override
    public String name() {
      return "paths";
    }

    @Override
    public List<String> aliases() {
      return List.of("combined", "only-paths");
    }

    @Override
    public LogFormat create(FormatOptions options) {
      if (!options.definition().isEmpty()) {
        throw new IllegalArgumentException("no definition, please");
      }
      return new StringLogFormat() {
        @Override
        public String name() {
          return "paths";
        }

        @Override
        public List<Field> fields() {
          return List.of(Field.PATH);
        }

        @Override
        protected int parseLine(String line, AccessRecord record) {
          record.set(Field.PATH, line).setTimeMicros(0);
          return line.startsWith("/") ? LineResult.PARSED : malformed(0);
        }
      };
    }
  }

  /** Has a name that is taken. */
  public static final class SecondCombined extends PathsOnly {
    @Override
    public String name() {
      return "Combined";
    }
  }

  /** Cannot be made. */
  public static final class FailsToStart extends PathsOnly {
    /** Always fails. */
    public FailsToStart() {
      throw new IllegalStateException("no licence");
    }
  }

  /** Fails when asked for its other names. */
  public static final class FailsToSayItsNames extends PathsOnly {
    @Override
    public String name() {
      return "half";
    }

    @Override
    public List<String> aliases() {
      throw new UnsupportedOperationException("no aliases");
    }
  }

  /** Fails when its format is made, which detection does. */
  public static final class FailsToCreate extends PathsOnly {
    @Override
    public String name() {
      return "fails-to-create";
    }

    @Override
    public LogFormat create(FormatOptions options) {
      throw new IllegalStateException("no configuration");
    }
  }
}
