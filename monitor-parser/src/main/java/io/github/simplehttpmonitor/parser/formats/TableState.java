package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.ParserState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the directives of a tabular log said so far. Immutable; its serialised form is a byte 1, a
 * byte for the writer, four bytes of offset, eight of date and the names of the columns in UTF-8.
 *
 * @param fields the names of the columns as written, empty if there were none yet
 * @param writer who wrote the log, one of the constants below
 * @param offsetMinutes how far the log's times are ahead of UTC
 * @param dateMicros the date of the last date directive in microseconds since 1970, or {@link
 *     AccessRecord#ABSENT}
 */
record TableState(String fields, int writer, int offsetMinutes, long dateMicros) {

  /** No software is named. */
  static final int UNNAMED = 0;

  /** Microsoft's IIS or HTTP.SYS: durations in milliseconds, no quotes. */
  static final int MICROSOFT = 1;

  /** IIS Advanced Logging and Blue Coat's SGOS: durations in milliseconds, and quotes. */
  static final int MILLISECONDS = 2;

  /** Any other software. */
  static final int OTHER = 3;

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 14;

  static final TableState EMPTY = new TableState("", UNNAMED, 0, AccessRecord.ABSENT);

  TableState withFields(String newFields) {
    return new TableState(newFields, writer, offsetMinutes, dateMicros);
  }

  TableState withWriter(int newWriter) {
    return new TableState(fields, newWriter, offsetMinutes, dateMicros);
  }

  TableState withOffset(int minutes) {
    return new TableState(fields, writer, minutes, dateMicros);
  }

  TableState withDate(long micros) {
    return new TableState(fields, writer, offsetMinutes, micros);
  }

  long offsetMicros() {
    return offsetMinutes * 60_000_000L;
  }

  ParserState encode() {
    byte[] names = fields.getBytes(StandardCharsets.UTF_8);
    return ParserState.of(
        ByteBuffer.allocate(HEAD_BYTES + names.length)
            .put(VERSION)
            .put((byte) writer)
            .putInt(offsetMinutes)
            .putLong(dateMicros)
            .put(names)
            .array());
  }

  /** Reads the serialised form; what is none gives the state of a log before its first line. */
  static TableState decode(byte[] bytes, TableState initial) {
    if (bytes.length < HEAD_BYTES || bytes[0] != VERSION) {
      return initial;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, HEAD_BYTES - 1);
    int writer = in.get();
    int offset = in.getInt();
    long date = in.getLong();
    String names = new String(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES, StandardCharsets.UTF_8);
    return new TableState(names, writer, offset, date);
  }
}
