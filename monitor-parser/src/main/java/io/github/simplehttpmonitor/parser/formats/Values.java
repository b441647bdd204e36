package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.MalformedReason;
import org.jspecify.annotations.Nullable;

/** Reads values that are whole slices of a line, more leniently than those of CLF are read. */
final class Values {

  private Values() {}

  /** Sets the status; zero or a negative number is what servers write that gave no answer. */
  static @Nullable MalformedReason status(
      int slot, byte[] b, int from, int to, AccessRecord record) {
    long value = Numbers.isNegative(b, from, to) ? 0 : Numbers.whole(b, from, to);
    if (value < 0 || value > 999) {
      return MalformedReason.STATUS;
    }
    if (value > 0) {
      record.setStatus((int) value);
      record.setSlice(slot, from, to);
    }
    return null;
  }

  /** Sets a size; a negative one is absent, a plus sign says that it was not the last word. */
  static @Nullable MalformedReason size(
      Field field, int slot, byte[] b, int from, int to, AccessRecord record) {
    if (Numbers.isNegative(b, from, to)) {
      return null;
    }
    int start = from < to && b[from] == '+' ? from + 1 : from;
    long value = Numbers.whole(b, start, to);
    if (value < 0) {
      return MalformedReason.NUMBER;
    }
    if (field.equals(Field.BYTES)) {
      record.setBytes(value);
    } else if (field.equals(Field.REQUEST_BYTES)) {
      record.setRequestBytes(value);
    }
    record.setSlice(slot, start, to);
    return null;
  }

  /**
   * Reads a duration, perhaps after a plus sign, in a unit or, if that is 0, in the one that is
   * written after it. Returns microseconds, or -1 if it is none.
   */
  static long duration(byte[] b, int from, int to, long unitMicros) {
    int start = from < to && b[from] == '+' ? from + 1 : from;
    if (unitMicros > 0) {
      return Numbers.decimal(b, start, to, unitMicros);
    }
    int end = start;
    while (end < to && (TimeReader.isDigit(b[end]) || b[end] == '.')) {
      end++;
    }
    int word = end;
    while (word < to && b[word] == ' ') {
      word++;
    }
    long unit = unit(b, word, to);
    return unit < 0 ? -1 : Numbers.decimal(b, start, end, unit);
  }

  /** The microseconds in a unit's name: s, sec, ms, msecs, us, micros, or none, seconds. */
  private static long unit(byte[] b, int from, int to) {
    if (from >= to) {
      return 1_000_000;
    }
    boolean micro =
        (b[from] == 'm' && from + 1 < to && b[from + 1] == 'i') || b[from] == 'u' || b[from] < 0;
    if (micro) {
      return 1;
    }
    return b[from] == 'm' ? 1_000 : b[from] == 's' ? 1_000_000 : -1;
  }
}
