package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * Reads a line of another format that is a value of an object, as container engines and log
 * forwarders wrap it. Its fields are copied into the scratch space of the record, for the bytes
 * they are slices of are not those of the outer line.
 */
final class JsonInnerLine {

  /** How long {@code host program: } before a line can be. */
  private static final int MAX_PREFIX = 128;

  private final int value;
  private final LineParser parser;
  private final AccessRecord inner;
  private byte[] decoded = {};

  /**
   * Makes a reader.
   *
   * @param value the number of the value
   */
  JsonInnerLine(int value, LineParser parser, Fields fields) {
    this.value = value;
    this.parser = parser;
    this.inner = new AccessRecord(fields);
  }

  /** Reads the line and copies it. Returns a code of {@link LineResult}. */
  int read(byte[] b, int lineFrom, JsonScanner scanner, AccessRecord record) {
    if (!scanner.has(value) || scanner.type(value) != JsonScanner.STRING) {
      return LineResult.malformed(MalformedReason.MISSING, 0);
    }
    int from = scanner.from(value);
    int to = scanner.to(value);
    if (decoded.length < to - from) {
      decoded = new byte[Math.max(to - from, 2 * decoded.length)];
    }
    int end = JsonText.decode(b, from, to, decoded, 0);
    while (end > 0 && (decoded[end - 1] == '\n' || decoded[end - 1] == '\r')) {
      end--;
    }
    int start = afterProgram(decoded, end);
    int code = parser.parse(decoded, start, end, inner);
    if (LineResult.isMalformed(code) && start > 0) {
      code = parser.parse(decoded, 0, end, inner);
    }
    if (LineResult.isMalformed(code)) {
      return LineResult.malformed(LineResult.reason(code), from - lineFrom);
    }
    if (code == LineResult.PARSED) {
      copy(inner, record);
    }
    return code;
  }

  /** {@return where a line goes on after {@code host program: }, as syslog has it, or 0} */
  private static int afterProgram(byte[] b, int end) {
    int limit = Math.min(end, MAX_PREFIX);
    int colon = Bytes.indexOf(b, 0, limit, ':');
    while (colon > 0 && colon + 1 < limit && b[colon + 1] != ' ') {
      colon = Bytes.indexOf(b, colon + 1, limit, ':');
    }
    if (colon < 0 || colon + 1 >= limit || Bytes.indexOf(b, 0, colon, '"') >= 0) {
      return 0;
    }
    return colon + 2;
  }

  /** Copies a record into the scratch space of another with the same fields, which is empty. */
  static void copy(AccessRecord source, AccessRecord record) {
    for (int slot = 0; slot < source.fields().size(); slot++) {
      if (source.has(slot)) {
        int length = source.to(slot) - source.from(slot);
        int start = record.reserveScratch(length);
        System.arraycopy(source.buffer(slot), source.from(slot), record.scratch(), start, length);
        record.setScratchSlice(slot, start, start + length);
      }
    }
    record
        .setTimeMicros(source.timeMicros())
        .setStatus(source.status())
        .setBytes(source.bytes())
        .setDurationMicros(source.durationMicros())
        .setRequestBytes(source.requestBytes());
    if (source.hasExtraFields()) {
      record.markExtraFields();
    }
    if (source.isCut()) {
      record.markCut();
    }
  }
}
