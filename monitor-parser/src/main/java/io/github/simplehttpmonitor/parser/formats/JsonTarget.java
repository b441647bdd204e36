package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * Puts method, target, path, query and virtual host together from what an object has of them. A
 * target of its own is preferred to the one in a request line, and that to a path and a query
 * apart, which servers rewrite. What is decided depends on the values alone, not on what is wanted.
 * Not thread-safe.
 */
final class JsonTarget {

  private final RequestLine requestLine;
  private final boolean wanted;
  private final int targetSlot;
  private final int pathSlot;
  private final int querySlot;
  private final int hostSlot;

  /** Whether a target has been found. */
  private boolean found;

  /** Whether it can have a query that is logged apart. */
  private boolean open;

  /** The target: its bytes, unless they are in the scratch space. */
  private byte[] line = {};

  private int from;
  private int to;
  private boolean scratch;
  private int hostFrom;
  private int hostTo;

  JsonTarget(Fields fields) {
    requestLine = new RequestLine(fields);
    targetSlot = fields.slot(Field.TARGET);
    pathSlot = fields.slot(Field.PATH);
    querySlot = fields.slot(Field.QUERY);
    hostSlot = fields.slot(Field.VIRTUAL_HOST);
    wanted = requestLine.isWanted() || hostSlot >= 0;
  }

  void reset() {
    found = false;
    open = true;
    from = 0;
    to = -1;
    hostTo = -1;
  }

  /** Takes a request line, or a target alone. Returns whether it is one. */
  boolean request(byte[] b, int start, int end, boolean inScratch, AccessRecord record) {
    if (b[start] == '/') {
      return target(b, start, end, inScratch, record);
    }
    if (Bytes.indexOf(b, start, end, ' ') < 0) {
      return host(b, start, end) && target(b, start, end, inScratch, record);
    }
    if (!wanted) {
      return true;
    }
    requestLine.split(b, start, end, inScratch, record);
    found = isRequestLine(b, start, end);
    open = !found;
    return true;
  }

  /** Whether there are two words or more, and the first one looks like a method. */
  private static boolean isRequestLine(byte[] b, int start, int end) {
    int at = start;
    while (at < end && (((b[at] | 0x20) >= 'a' && (b[at] | 0x20) <= 'z') || b[at] == '-')) {
      at++;
    }
    return at > start && at + 1 < end && b[at] == ' ';
  }

  /** Takes a target, or a whole URL. */
  boolean target(byte[] b, int start, int end, boolean inScratch, AccessRecord record) {
    if (!wanted) {
      return true;
    }
    if (found) {
      record.setSlice(targetSlot, 0, -1);
      record.setSlice(pathSlot, 0, -1);
      record.setSlice(querySlot, 0, -1);
    }
    requestLine.target(b, start, end, inScratch, record);
    found = true;
    line = b;
    from = start;
    to = end;
    scratch = inScratch;
    open = Bytes.indexOfEither(b, start, end, '?', '#') < 0;
    host(b, start, end);
    return true;
  }

  /** Takes a path, unless there is a target already. */
  boolean path(byte[] b, int start, int end, boolean inScratch, AccessRecord record) {
    return found || target(b, start, end, inScratch, record);
  }

  /** Takes a query that is logged apart, unless the target has one. */
  boolean query(byte[] b, int start, int end, boolean inScratch, AccessRecord record) {
    int first = b[start] == '?' ? start + 1 : start;
    if (!wanted || !open || first == end) {
      return true;
    }
    if (inScratch) {
      record.setScratchSlice(querySlot, first, end);
    } else {
      record.setSlice(querySlot, first, end);
    }
    if (to >= 0 && targetSlot >= 0) {
      int length = to - from;
      int at = record.reserveScratch(length + 1 + end - first);
      byte[] out = record.scratch();
      System.arraycopy(scratch ? out : line, from, out, at, length);
      out[at + length] = '?';
      System.arraycopy(inScratch ? out : b, first, out, at + length + 1, end - first);
      record.setScratchSlice(targetSlot, at, at + length + 1 + end - first);
    }
    return true;
  }

  /** Notes the authority of a URL (RFC 3986 section 3.2) without the user. */
  private boolean host(byte[] b, int start, int end) {
    hostTo = -1;
    int colon = b[start] == '/' ? -1 : Bytes.indexOf(b, start, Math.min(end, start + 16), ':');
    if (colon < 0 || colon + 2 >= end || b[colon + 1] != '/' || b[colon + 2] != '/') {
      return false;
    }
    int authority = colon + 3;
    int stop = authority;
    while (stop < end && b[stop] != '/' && b[stop] != '?' && b[stop] != '#') {
      stop++;
    }
    int user = Bytes.lastIndexOf(b, authority, stop, '@');
    hostFrom = user < 0 ? authority : user + 1;
    hostTo = stop;
    return true;
  }

  /** Gives the host of a URL to a record that has no other. */
  void finish(AccessRecord record) {
    if (hostSlot >= 0 && hostTo > hostFrom && !record.has(hostSlot)) {
      if (scratch) {
        record.setScratchSlice(hostSlot, hostFrom, hostTo);
      } else {
        record.setSlice(hostSlot, hostFrom, hostTo);
      }
    }
  }
}
