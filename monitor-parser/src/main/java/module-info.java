import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;

/** Access-log lines to records: the contract of a log format, and the formats everybody has. */
@SuppressWarnings("module")
@org.jspecify.annotations.NullMarked
module io.github.simplehttpmonitor.parser {
  requires static transitive org.jspecify;
  requires re2j;

  // The record and the contract of a format.
  exports io.github.simplehttpmonitor.parser;
  // Formats by name, and detection.
  exports io.github.simplehttpmonitor.parser.formats;
  // For authors of formats.
  exports io.github.simplehttpmonitor.parser.spi;
  exports io.github.simplehttpmonitor.parser.internal to
      io.github.simplehttpmonitor.core,
      io.github.simplehttpmonitor.cli;

  uses LogFormatProvider;
}
