package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.time.LocalDate;

/**
 * Takes the head of syslog off: RFC 3164 with or without {@code <PRI>}, host and tag, the file
 * formats of rsyslog and journalctl's short ones (RFC 3339 or seconds in the place of {@code Mmm dd
 * hh:mm:ss}), and RFC 5424 with its structured data. A time without a year is of the year that
 * brings it nearest to the context's reference.
 */
final class SyslogPeeler extends Peeler {

  private static final int MAX_TAG = 64;

  private final TimeReader iso;
  private final TimeReader epoch;
  private final DateAndClock clock;
  private final int referenceYear;
  private final long referenceDay;

  SyslogPeeler(ParserContext context) {
    iso = TimeSpec.ISO.newReader(context.zone());
    epoch = TimeSpec.EPOCH.newReader(context.zone());
    clock = new DateAndClock(context.zone());
    LocalDate day = LocalDate.ofInstant(context.reference(), context.zone());
    referenceYear = day.getYear();
    referenceDay = day.toEpochDay();
  }

  @Override
  int peel(byte[] b, int from, int to) {
    clear();
    int start = afterCount(b, from, to);
    int at = priority(b, start, to);
    boolean hasPriority = at > start;
    if (at + 2 < to && b[at] == '1' && b[at + 1] == ' ') {
      int end = rfc5424(b, at + 2, to);
      if (end >= 0) {
        return peeled(b, end, to);
      }
    }
    int end = stamp(b, at, to);
    if (end < 0) {
      return hasPriority ? peeled(b, message(b, at, to, false), to) : start;
    }
    return peeled(b, message(b, skipSpaces(b, end, to), to, true), to);
  }

  /** The index after the octet count that RFC 6587 puts before messages on a stream. */
  private static int afterCount(byte[] b, int from, int to) {
    int at = from;
    while (at < to && at - from < 7 && TimeReader.isDigit(b[at])) {
      at++;
    }
    return at > from && at + 1 < to && b[at] == ' ' && b[at + 1] == '<' ? at + 1 : from;
  }

  private static int priority(byte[] b, int from, int to) {
    if (from >= to || b[from] != '<') {
      return from;
    }
    int close = Bytes.indexOf(b, from, Math.min(to, from + 5), '>');
    return close > from + 1 && Numbers.whole(b, from + 1, close) >= 0 ? close + 1 : from;
  }

  /** Reads the head of RFC 5424 after its version; returns where the message begins, or -1. */
  private int rfc5424(byte[] b, int from, int to) {
    int at = from;
    if (at + 1 < to && b[at] == '-' && b[at + 1] == ' ') {
      at++;
    } else {
      at = time(iso, b, at, to);
      if (at < 0) {
        return -1;
      }
    }
    for (int i = 0; i < 4; i++) {
      if (at >= to || b[at] != ' ') {
        return -1;
      }
      at = wordEnd(b, at + 1, to);
    }
    if (at >= to || at + 1 >= to) {
      return -1;
    }
    at = structuredData(b, at + 1, to);
    if (at < 0) {
      return -1;
    }
    at = skipSpaces(b, at, to);
    boolean mark =
        to - at >= 3
            && b[at] == (byte) 0xEF
            && b[at + 1] == (byte) 0xBB
            && b[at + 2] == (byte) 0xBF;
    return mark ? at + 3 : at;
  }

  private static int structuredData(byte[] b, int from, int to) {
    if (b[from] == '-') {
      return from + 1;
    }
    int at = from;
    boolean quoted = false;
    while (at < to && b[at] == '[') {
      for (at++; at < to && (quoted || b[at] != ']'); at++) {
        if (b[at] == '\\' && quoted) {
          at++;
        } else if (b[at] == '"') {
          quoted = !quoted;
        }
      }
      if (at >= to) {
        return -1;
      }
      at++;
    }
    return at > from ? at : -1;
  }

  /** Reads the time of a head that is not RFC 5424's; returns the index after it, or -1. */
  private int stamp(byte[] b, int from, int to) {
    int end = time(iso, b, from, to);
    if (end >= 0) {
      return end;
    }
    end = traditional(b, from, to);
    return end >= 0 ? end : seconds(b, from, to);
  }

  /** {@code Mmm dd hh:mm:ss}, with a year before or after the time, with or without a fraction. */
  private int traditional(byte[] b, int from, int to) {
    if (to - from < 15 || b[from + 3] != ' ') {
      return -1;
    }
    int month = TimeReader.month(b[from], b[from + 1], b[from + 2]);
    int dayFrom = skipSpaces(b, from + 4, to);
    int dayTo = wordEnd(b, dayFrom, to);
    int day = dayTo - dayFrom > 2 ? -1 : (int) Numbers.whole(b, dayFrom, dayTo);
    int wordFrom = skipSpaces(b, dayTo, to);
    int wordTo = wordEnd(b, wordFrom, to);
    int year = -1;
    if (wordTo - wordFrom == 4 && Numbers.whole(b, wordFrom, wordTo) >= 0) {
      year = (int) Numbers.whole(b, wordFrom, wordTo);
      wordFrom = skipSpaces(b, wordTo, to);
      wordTo = wordEnd(b, wordFrom, to);
    }
    int clockTo = wordTo > wordFrom && b[wordTo - 1] == ':' ? wordTo - 1 : wordTo;
    if (month == 0 || day < 1 || !clock.clock(b, wordFrom, clockTo)) {
      return -1;
    }
    long epochDay = year >= 0 ? TimeReader.epochDay(year, month, day) : nearest(month, day);
    if (epochDay == TimeReader.INVALID_DAY) {
      return -1;
    }
    timeMicros = clock.micros(epochDay, true);
    timeFrom = from;
    timeTo = clockTo;
    return wordTo;
  }

  private long nearest(int month, int day) {
    long best = TimeReader.INVALID_DAY;
    for (int year = referenceYear - 1; year <= referenceYear + 1; year++) {
      long candidate = TimeReader.epochDay(year, month, day);
      if (Math.abs(candidate - referenceDay) < Math.abs(best - referenceDay)) {
        best = candidate;
      }
    }
    return best;
  }

  private int seconds(byte[] b, int from, int to) {
    int word = wordEnd(b, from, to);
    int point = Bytes.indexOf(b, from, word, '.');
    if (point - from < 9 || point - from > 11 || epoch.read(b, from, word) != word) {
      return -1;
    }
    timeMicros = epoch.micros;
    timeFrom = from;
    timeTo = word;
    return word;
  }

  /** Where the message begins after host and tag, each of which may be missing. */
  private static int message(byte[] b, int from, int to, boolean hasTime) {
    int first = wordEnd(b, from, to);
    if (isTag(b, from, first)) {
      return skipSpaces(b, first, to);
    }
    if (!hasTime) {
      return from;
    }
    int second = skipSpaces(b, first, to);
    int end = wordEnd(b, second, Math.min(to, second + MAX_TAG));
    return isTag(b, second, end) ? skipSpaces(b, end, to) : second;
  }

  private static boolean isTag(byte[] b, int from, int to) {
    if (to - from < 2 || b[to - 1] != ':') {
      return false;
    }
    int first = b[from] | 0x20;
    return (first >= 'a' && first <= 'z') || b[from] == '_' || b[from] == '/';
  }
}
