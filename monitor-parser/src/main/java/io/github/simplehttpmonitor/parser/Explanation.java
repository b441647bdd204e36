package io.github.simplehttpmonitor.parser;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a format makes of one line, field by field, and where the line stops fitting.
 *
 * @param line the line as text
 * @param outcome parsed, ignored or malformed
 * @param values the present fields; of a malformed line, those before the place where it stops
 * @param reason why the line is malformed, else null
 * @param column where it stops fitting, in bytes from 0, else -1
 * @param extraFields whether the line goes on after the format's last field
 * @param cut whether it ends before the format's last field
 */
public record Explanation(
    String line,
    Outcome outcome,
    List<Value> values,
    @Nullable MalformedReason reason,
    int column,
    boolean extraFields,
    boolean cut) {

  /** What became of the line. */
  public enum Outcome {
    /** It is a record. */
    PARSED,
    /** It is blank, a comment or a directive. */
    IGNORED,
    /** It does not fit. */
    MALFORMED
  }

  /**
   * A field's value.
   *
   * @param field which field
   * @param text its value, decoded
   * @param from offset of its first byte in the line, or -1 if it had to be decoded
   * @param to offset after its last byte in the line, or -1
   */
  public record Value(Field field, String text, int from, int to) {}

  /** Makes the list unmodifiable. */
  public Explanation {
    values = List.copyOf(values);
  }

  /** {@return what the format makes of the line, read alone} */
  public static Explanation of(LogFormat format, byte[] line) {
    Fields fields = Fields.of(format.fields());
    return of(format.newParser(ParserContext.of(fields)), fields, line);
  }

  /**
   * {@return what the parser makes of the line in its present state}
   *
   * @param fields those the parser was made with
   */
  public static Explanation of(LineParser parser, Fields fields, byte[] line) {
    AccessRecord record = new AccessRecord(fields);
    int code = parser.parse(line, 0, line.length, record);
    boolean malformed = LineResult.isMalformed(code);
    List<Value> values = new ArrayList<>();
    for (int slot = 0; slot < fields.size() && code != LineResult.IGNORED; slot++) {
      String text = record.text(slot);
      if (text != null) {
        // A line that was wrapped and had to be decoded has its fields in another buffer.
        boolean raw = record.isRaw(slot) && record.buffer(slot) == line;
        values.add(
            new Value(
                fields.list().get(slot),
                text,
                raw ? record.from(slot) : -1,
                raw ? record.to(slot) : -1));
      }
    }
    return new Explanation(
        Bytes.toText(line, 0, line.length),
        malformed
            ? Outcome.MALFORMED
            : code == LineResult.PARSED ? Outcome.PARSED : Outcome.IGNORED,
        values,
        malformed ? LineResult.reason(code) : null,
        malformed ? LineResult.column(code) : -1,
        record.hasExtraFields(),
        record.isCut());
  }
}
