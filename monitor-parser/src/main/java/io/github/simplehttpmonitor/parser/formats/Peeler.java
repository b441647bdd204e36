package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * Finds the line within a line that something wrapped: a syslog daemon, a container runtime. Not
 * thread-safe: it keeps what the last call found.
 */
abstract class Peeler {

  /** What {@link #peel} returns of a line that is wrapped. */
  static final int PEELED = -1;

  /** Holds the inner line; the outer line's buffer unless it had to be decoded. */
  byte[] body = {};

  /** Where the inner line begins in {@link #body}. */
  int bodyFrom;

  /** Where it ends there. */
  int bodyTo;

  /** Whether the inner line goes on in a later line of the same stream. */
  boolean partial;

  /** Which of two streams the line is of, 0 or 1. */
  int stream;

  /** When the wrapper got the line, in microseconds since 1970, or {@link AccessRecord#ABSENT}. */
  long timeMicros;

  /** Where that time stands in the outer line. */
  int timeFrom;

  /** Where it ends there. */
  int timeTo;

  /**
   * Finds the inner line.
   *
   * @return {@link #PEELED}, or the index of the byte that is not the wrapper's
   */
  abstract int peel(byte[] b, int from, int to);

  /** Sets the result to a slice of the outer line. */
  final int peeled(byte[] b, int from, int to) {
    body = b;
    bodyFrom = from;
    bodyTo = to;
    return PEELED;
  }

  final void clear() {
    partial = false;
    stream = 0;
    timeMicros = AccessRecord.ABSENT;
  }

  /** Reads a time of RFC 3339 that a space or the end follows; returns the index after it or -1. */
  final int time(TimeReader iso, byte[] b, int from, int to) {
    if (to - from < 19 || b[from + 4] != '-' || b[from + 10] != 'T') {
      return -1;
    }
    int end = iso.read(b, from, to);
    if (end < 0 || (end < to && b[end] != ' ')) {
      return -1;
    }
    timeMicros = iso.micros;
    timeFrom = from;
    timeTo = end;
    return end;
  }

  static int skipSpaces(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] == ' ') {
      at++;
    }
    return at;
  }

  /** The index of the next space, or the end. */
  static int wordEnd(byte[] b, int from, int to) {
    int space = Bytes.indexOf(b, from, to, ' ');
    return space < 0 ? to : space;
  }
}
