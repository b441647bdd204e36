package io.github.simplehttpmonitor.parser.formats;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A time in whatever form, for formats that let users choose it: CLF with or without its brackets,
 * ISO 8601, also with a blank before the zone, {@code 2006/01/02 15:04:05}, an HTTP date (RFC 9110
 * section 5.6.7), or a number since 1970: of seconds if it has up to 11 digits, of milliseconds up
 * to 14, of microseconds up to 17, else of nanoseconds. (Eleven digits of seconds end in 5138, and
 * twelve of milliseconds begin in 1973.)
 */
final class AutoTime extends TimeReader {

  private static final long LAST_SECOND_MICROS = 100_000_000_000L * 1_000_000;

  private static final int ISO_WITH_SPACES = 0;
  private static final int SLASHES = 1;
  private static final int HTTP_DATE = 2;
  private static final String[] PATTERNS = {
    "%Y-%m-%d %H:%M:%S%f %z", "%Y/%m/%d %H:%M:%S%f", "%a, %d %b %Y %H:%M:%S %z"
  };

  private final TimeReader clf;
  private final TimeReader iso;
  private final TimeReader seconds = new EpochTime(1_000_000);
  private final TimeReader millis = new EpochTime(1_000);
  private final TimeReader micros17 = new EpochTime(1);
  private final TimeReader nanos = new NanoTime();

  /** The patterns beside CLF and ISO 8601, by their place in {@link #PATTERNS}, once needed. */
  private final @Nullable TimeReader[] others = new @Nullable TimeReader[PATTERNS.length];

  private final ZoneId zone;

  AutoTime(ZoneId zone) {
    this.zone = zone;
    clf = new ClfTime(zone);
    iso = new IsoTime(zone);
  }

  private TimeReader other(int index) {
    TimeReader known = others[index];
    if (known != null) {
      return known;
    }
    TimeReader made = new PatternTime(PATTERNS[index], zone);
    others[index] = made;
    return made;
  }

  @Override
  int read(byte[] b, int from, int to) {
    boolean bracket = from < to && b[from] == '[';
    int start = bracket ? from + 1 : from;
    TimeReader reader = reader(b, start, to);
    int end = reader.read(b, start, to);
    if (reader == iso && end >= 0 && end < to && b[end] == ' ') {
      reader = other(ISO_WITH_SPACES);
      end = reader.read(b, start, to);
    }
    micros = reader.micros;
    if (!bracket || end < 0) {
      return end;
    }
    return end < to && b[end] == ']' ? end + 1 : -1 - end;
  }

  @Override
  boolean readScientific(byte[] b, int from, int to) {
    micros = JsonNumber.scaled(b, from, to, 6);
    while (micros >= LAST_SECOND_MICROS) {
      micros /= 1_000;
    }
    return micros != JsonNumber.INVALID;
  }

  private TimeReader reader(byte[] b, int from, int to) {
    int digits = 0;
    int at = from + (from < to && b[from] == '-' ? 1 : 0);
    while (at + digits < to && digits < 20 && isDigit(b[at + digits])) {
      digits++;
    }
    int next = at + digits < to ? b[at + digits] : 0;
    if (digits == 0) {
      return other(HTTP_DATE);
    }
    if (next == '/') {
      return digits == 4 ? other(SLASHES) : clf;
    }
    if (next == '-') {
      return iso;
    }
    return digits <= 11 ? seconds : digits <= 14 ? millis : digits <= 17 ? micros17 : nanos;
  }
}
