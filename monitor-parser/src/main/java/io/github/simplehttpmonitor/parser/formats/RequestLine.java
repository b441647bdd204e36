package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * Splits a request line (RFC 9112 section 3) as far as it goes: real logs have TLS handshakes,
 * spaces in the target, two spaces before the protocol, or no protocol at all. What is not there
 * stays absent. Not thread-safe, for it remembers where the bytes are.
 */
final class RequestLine {

  /** {@code HTTP/} as the low bytes of a long. */
  private static final long HTTP = 0x2F50545448L;

  private static final long HTTP_MASK = 0xFFFFFFFFFFL;

  private final int methodSlot;
  private final int targetSlot;
  private final int pathSlot;
  private final int querySlot;
  private final int protocolSlot;
  private final boolean wanted;
  private final boolean targetWanted;

  RequestLine(Fields fields) {
    methodSlot = fields.slot(Field.METHOD);
    targetSlot = fields.slot(Field.TARGET);
    pathSlot = fields.slot(Field.PATH);
    querySlot = fields.slot(Field.QUERY);
    protocolSlot = fields.slot(Field.PROTOCOL);
    targetWanted = targetSlot >= 0 || pathSlot >= 0 || querySlot >= 0;
    wanted = targetWanted || methodSlot >= 0 || protocolSlot >= 0;
  }

  /** Whether any part of the request line is wanted. */
  boolean isWanted() {
    return wanted;
  }

  /** Splits {@code b[from, to)}, which is a slice of the line or, if so told, of the scratch. */
  void split(byte[] b, int from, int to, boolean scratch, AccessRecord record) {
    int space = Bytes.indexOf(b, from, to, ' ');
    if (space < 0) {
      if (from < to && (b[from] == '/' || isAbsolute(b, from, to))) {
        target(b, from, to, scratch, record);
      }
      return;
    }
    if (!isToken(b, from, space)) {
      return;
    }
    set(record, methodSlot, from, space, scratch);
    int start = space + 1;
    int end = to;
    int protocol = protocolAt(b, start, to);
    if (protocol >= 0) {
      set(record, protocolSlot, protocol, to, scratch);
      end = protocol - 1;
    }
    while (start < end && b[start] == ' ') {
      start++;
    }
    while (end > start && b[end - 1] == ' ') {
      end--;
    }
    if (start < end) {
      target(b, start, end, scratch, record);
    }
  }

  /** Splits a request target into path and query. */
  void target(byte[] b, int from, int to, boolean scratch, AccessRecord record) {
    if (!targetWanted) {
      return;
    }
    set(record, targetSlot, from, to, scratch);
    int pathFrom = from;
    if (b[from] != '/') {
      if (isAbsolute(b, from, to)) {
        pathFrom = afterAuthority(b, from, to);
      } else if (isAuthority(b, from, to)) {
        return;
      }
    }
    int end = Bytes.indexOfEither(b, pathFrom, to, '?', '#');
    int pathTo = end < 0 ? to : end;
    set(record, pathSlot, pathFrom, pathTo, scratch);
    if (querySlot >= 0 && end >= 0 && b[end] == '?') {
      int fragment = Bytes.indexOf(b, end, to, '#');
      set(record, querySlot, end + 1, fragment < 0 ? to : fragment, scratch);
    }
  }

  private static void set(AccessRecord record, int slot, int from, int to, boolean scratch) {
    if (scratch) {
      record.setScratchSlice(slot, from, to);
    } else {
      record.setSlice(slot, from, to);
    }
  }

  /** {@return where a last word like HTTP/1.1 begins, or -1} */
  private static int protocolAt(byte[] b, int from, int to) {
    int usual = to - 8;
    if (usual > from
        && b[usual - 1] == ' '
        && (Bytes.longAt(b, usual) & HTTP_MASK) == HTTP
        && TimeReader.isDigit(b[usual + 5])) {
      return usual;
    }
    int space = Bytes.lastIndexOf(b, Math.max(from - 1, to - 32), to, ' ');
    if (space < 0) {
      return -1;
    }
    int slash = Bytes.indexOf(b, space + 1, to, '/');
    if (slash <= space + 1 || slash + 1 >= to || b[slash + 1] < '0' || b[slash + 1] > '9') {
      return -1;
    }
    for (int i = space + 1; i < slash; i++) {
      if (b[i] < 'A' || b[i] > 'Z') {
        return -1;
      }
    }
    return space + 1;
  }

  /** Whether the slice is a token of RFC 9110 section 5.6.2, of a plausible length. */
  private static boolean isToken(byte[] b, int from, int to) {
    if (from == to || to - from > 32) {
      return false;
    }
    for (int i = from; i < to; i++) {
      int c = b[i];
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (!letter && !(c >= '0' && c <= '9') && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a target begins with a scheme and {@code ://}. */
  private static boolean isAbsolute(byte[] b, int from, int to) {
    int colon = Bytes.indexOf(b, from, Math.min(to, from + 16), ':');
    return colon > from
        && colon + 2 < to
        && b[colon + 1] == '/'
        && b[colon + 2] == '/'
        && isToken(b, from, colon);
  }

  private static int afterAuthority(byte[] b, int from, int to) {
    int authority = Bytes.indexOf(b, from, to, ':') + 3;
    int slash = Bytes.indexOf(b, authority, to, '/');
    int end = slash < 0 ? to : slash;
    int query = Bytes.indexOfEither(b, authority, end, '?', '#');
    return query < 0 ? end : query;
  }

  /** Whether a target is {@code host:port}, as CONNECT has it. */
  private static boolean isAuthority(byte[] b, int from, int to) {
    int colon = Bytes.lastIndexOf(b, from, to, ':');
    if (colon <= from || colon + 1 == to) {
      return false;
    }
    for (int i = colon + 1; i < to; i++) {
      if (b[i] < '0' || b[i] > '9') {
        return false;
      }
    }
    return Bytes.indexOf(b, from, to, '/') < 0;
  }
}
