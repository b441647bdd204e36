package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Lines of one log read by one parser, with all fields of the format wanted. */
final class LogReading {

  static final Instant REFERENCE = Instant.parse("2024-03-01T00:00:00Z");

  private final Fields fields;
  private final LineParser parser;

  LogReading(String format) {
    this(FormatRegistry.builtIn().create(format));
  }

  LogReading(LogFormat format) {
    this(format, ZoneOffset.UTC, ParserContext.DEFAULT_MAX_LINE_BYTES);
  }

  LogReading(LogFormat format, ZoneId zone, int maxLineBytes) {
    fields = Fields.of(format.fields());
    parser = format.newParser(new ParserContext(fields, zone, REFERENCE, maxLineBytes));
  }

  /** Reads a line into a record of its own. */
  Reading read(String line) {
    return read(line.getBytes(StandardCharsets.UTF_8));
  }

  Reading read(byte[] line) {
    AccessRecord record = new AccessRecord(fields);
    int code = parser.parse(line, 0, line.length, record);
    return new Reading(code, code == LineResult.PARSED ? record.copy() : record);
  }

  /** Reads lines; returns the last one. */
  Reading last(String... lines) {
    Reading last = read("");
    for (String line : lines) {
      last = read(line);
    }
    return last;
  }

  ParserState state() {
    return parser.state();
  }

  void restore(ParserState state) {
    parser.restore(state);
  }

  /** What becomes of a line in words: the outcome and, of a record, all that it says. */
  String describe(byte[] line) {
    Reading reading = read(line);
    if (reading.code() != LineResult.PARSED) {
      return reading.outcome();
    }
    AccessRecord record = reading.record();
    List<String> parts = new ArrayList<>();
    for (Field field : fields.list()) {
      String text = record.text(field);
      if (text != null) {
        parts.add(field + "=" + text);
      }
    }
    parts.add(
        record.time()
            + " "
            + record.status()
            + " "
            + record.bytes()
            + " "
            + record.durationMicros()
            + " "
            + record.requestBytes()
            + record.isCut()
            + record.hasExtraFields());
    return String.join("|", parts);
  }
}
