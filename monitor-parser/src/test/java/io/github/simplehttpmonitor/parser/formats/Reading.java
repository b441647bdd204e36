package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** One line read by a parser of its own, with all fields of the format wanted. */
record Reading(int code, AccessRecord record) {

  static Reading of(String format, String line) {
    return of(FormatRegistry.builtIn().create(format), line);
  }

  static Reading of(LogFormat format, String line) {
    return of(format, line, ZoneOffset.UTC);
  }

  static Reading of(LogFormat format, String line, ZoneId zone) {
    return of(format, line.getBytes(StandardCharsets.UTF_8), zone);
  }

  static Reading of(LogFormat format, byte[] bytes) {
    return of(format, bytes, ZoneOffset.UTC);
  }

  private static Reading of(LogFormat format, byte[] bytes, ZoneId zone) {
    Fields fields = Fields.of(format.fields());
    AccessRecord record = new AccessRecord(fields);
    int code =
        format
            .newParser(ParserContext.of(fields).withZone(zone))
            .parse(bytes, 0, bytes.length, record);
    return new Reading(code, record);
  }

  String text(Field field) {
    return record.text(field);
  }

  /** The outcome in words: {@code PARSED}, {@code IGNORED} or the reason and column. */
  String outcome() {
    return outcome(code);
  }

  static String outcome(int code) {
    if (LineResult.isMalformed(code)) {
      return LineResult.reason(code) + " " + LineResult.column(code);
    }
    return code == LineResult.PARSED ? "PARSED" : code == LineResult.IGNORED ? "IGNORED" : "?";
  }
}
