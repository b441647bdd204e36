package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import org.jspecify.annotations.Nullable;

/** Puts the texts of a row's columns into the record, decoded where they are encoded. */
final class ColumnText {

  private final RequestLine requestLine;
  private final int targetSlot;
  private final int querySlot;
  private int stemFrom;
  private int stemTo;
  private int queryFrom;
  private int queryTo;

  ColumnText(Fields fields) {
    requestLine = new RequestLine(fields);
    targetSlot = fields.slot(Field.TARGET);
    querySlot = fields.slot(Field.QUERY);
  }

  /** Begins a row. */
  void begin() {
    stemTo = -1;
    queryTo = -1;
  }

  /** Sets the column that the cutter found. */
  void set(Column column, int slot, Cutter cutter, byte[] b, AccessRecord record) {
    int from = cutter.from;
    int to = cutter.to;
    boolean encoded =
        switch (column.coding()) {
          case PLAIN -> cutter.escaped;
          case PLUS -> cutter.escaped || (!cutter.quoted && Bytes.indexOf(b, from, to, '+') >= 0);
          case PERCENT -> cutter.escaped || Bytes.indexOf(b, from, to, '%') >= 0;
          case BACKSLASH -> Bytes.indexOf(b, from, to, '\\') >= 0;
        };
    if (!encoded) {
      record.setSlice(slot, from, to);
      return;
    }
    int start = record.reserveScratch(to - from);
    byte[] out = record.scratch();
    int end =
        switch (column.coding()) {
          case PLUS ->
              cutter.quoted
                  ? undouble(b, from, to, out, start)
                  : Bytes.copyPlusAsSpace(b, from, to, out, start);
          case PERCENT -> percent(b, from, to, out, start);
          case BACKSLASH -> Escapes.decode(b, from, to, out, start);
          case PLAIN -> undouble(b, from, to, out, start);
        };
    record.setScratchSlice(slot, start, end);
  }

  /** Sets an address, which has a port, without it and the brackets of IPv6. */
  static void address(int slot, byte[] b, int from, int to, AccessRecord record) {
    if (slot < 0) {
      return;
    }
    int colon = Bytes.lastIndexOf(b, from, to, ':');
    if (b[from] == '[') {
      int close = Bytes.indexOf(b, from, to, ']');
      if (close > 0) {
        record.setSlice(slot, from + 1, close);
        return;
      }
    }
    // HAProxy and others write IPv6 without brackets: the last colon is the port's all the same.
    record.setSlice(slot, from, colon > from && isPort(b, colon + 1, to) ? colon : to);
  }

  private static boolean isPort(byte[] b, int from, int to) {
    return to - from <= 5 && Numbers.whole(b, from, to) >= 0;
  }

  /** Sets a text with another before it. */
  void prefixed(byte[] prefix, int slot, byte[] b, int from, int to, AccessRecord record) {
    if (slot >= 0) {
      int start = record.reserveScratch(prefix.length + to - from);
      System.arraycopy(prefix, 0, record.scratch(), start, prefix.length);
      System.arraycopy(b, from, record.scratch(), start + prefix.length, to - from);
      record.setScratchSlice(slot, start, start + prefix.length + to - from);
    }
  }

  /** Sets the parts of a request line; OTHER if it is the one of a connection without requests. */
  @Nullable MalformedReason request(int slot, Cutter cutter, byte[] b, AccessRecord record) {
    int from = cutter.from;
    int to = cutter.to;
    if (b[from] == '-' && from + 1 < to && b[from + 1] == ' ') {
      return from + 2 < to && b[from + 2] == '-' ? MalformedReason.OTHER : null;
    }
    if (slot < 0 && !requestLine.isWanted()) {
      return null;
    }
    if (!cutter.escaped) {
      record.setSlice(slot, from, to);
      requestLine.split(b, from, to, false, record);
      return null;
    }
    int start = record.reserveScratch(to - from);
    byte[] out = record.scratch();
    int end = Escapes.decode(b, from, to, out, start);
    record.setScratchSlice(slot, start, end);
    requestLine.split(out, start, end, true, record);
    return null;
  }

  /** Sets a target, or remembers a part of one. */
  void target(Column.Role role, Cutter cutter, byte[] b, AccessRecord record) {
    if (role == Column.Role.QUERY) {
      queryFrom = b[cutter.from] == '?' ? cutter.from + 1 : cutter.from;
      queryTo = cutter.to;
    } else if (role == Column.Role.STEM || stemTo < 0) {
      stemFrom = cutter.from;
      stemTo = cutter.to;
    }
  }

  /** Ends a row: puts the target together. */
  void finish(byte[] b, AccessRecord record) {
    if (stemTo >= 0) {
      requestLine.target(b, afterHost(b), stemTo, false, record);
    }
    if (queryTo < 0) {
      return;
    }
    record.setSlice(querySlot, queryFrom, queryTo);
    if (targetSlot >= 0 && stemTo >= 0) {
      int stem = stemTo - stemFrom;
      int start = record.reserveScratch(stem + 1 + queryTo - queryFrom);
      byte[] out = record.scratch();
      System.arraycopy(b, stemFrom, out, start, stem);
      out[start + stem] = '?';
      System.arraycopy(b, queryFrom, out, start + stem + 1, queryTo - queryFrom);
      record.setScratchSlice(targetSlot, start, start + stem + 1 + queryTo - queryFrom);
    }
  }

  /** Where the path of a target like {@code example.com/a} begins; else where the target does. */
  private int afterHost(byte[] b) {
    int slash = Bytes.indexOf(b, stemFrom, stemTo, '/');
    boolean host =
        slash > stemFrom
            && Bytes.indexOf(b, stemFrom, slash, '.') > 0
            && Bytes.indexOfEither(b, stemFrom, slash, ':', '?') < 0;
    return host ? slash : stemFrom;
  }

  private static int undouble(byte[] b, int from, int to, byte[] out, int at) {
    int end = at;
    for (int i = from; i < to; i++) {
      out[end++] = b[i];
      if (b[i] == '"' && i + 1 < to && b[i + 1] == '"') {
        i++;
      }
    }
    return end;
  }

  /** Decodes once, and once more what was encoded twice. */
  private static int percent(byte[] b, int from, int to, byte[] out, int at) {
    int end = at;
    for (int i = from; i < to; i++) {
      int value = percentAt(b, i, to);
      if (value < 0) {
        out[end++] = b[i];
        continue;
      }
      i += 2;
      if (value == '%' && i + 2 < to) {
        int high = Numbers.hex(b[i + 1]);
        int low = Numbers.hex(b[i + 2]);
        if (high >= 0 && low >= 0) {
          value = high << 4 | low;
          i += 2;
        }
      }
      out[end++] = (byte) value;
    }
    return end;
  }

  private static int percentAt(byte[] b, int at, int to) {
    if (b[at] != '%' || at + 2 >= to) {
      return -1;
    }
    int high = Numbers.hex(b[at + 1]);
    int low = Numbers.hex(b[at + 2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
