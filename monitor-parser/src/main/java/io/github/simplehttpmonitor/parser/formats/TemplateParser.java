package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.Template.Place;
import io.github.simplehttpmonitor.parser.formats.Template.Role;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of one {@link Template}, each in time linear in its length: a place ends where the
 * text after it is found first.
 */
final class TemplateParser {

  private final byte[] prefix;
  private final Place[] places;
  private final byte[][] afters;
  private final int[] slots;
  private final @Nullable TimeReader[] times;
  private final RequestLine requestLine;
  private final int lastEssential;
  private boolean escapes;
  private int misfit;

  TemplateParser(Template template, ParserContext context) {
    Fields fields = context.fields();
    prefix = template.prefix().getBytes(StandardCharsets.UTF_8);
    places = template.places().toArray(new Place[0]);
    slots = new int[places.length];
    afters = new byte[places.length][];
    times = new @Nullable TimeReader[places.length];
    requestLine = new RequestLine(fields);
    int essential = 0;
    for (int i = 0; i < places.length; i++) {
      TimeSpec spec = places[i].time();
      afters[i] = places[i].after().getBytes(StandardCharsets.UTF_8);
      slots[i] = fields.slot(places[i].field());
      times[i] = spec == null ? null : spec.newReader(context.zone());
      essential = places[i].isEssential() ? i : essential;
    }
    lastEssential = essential;
  }

  /** Reads a line that is not empty; the code is one of {@link LineResult}. */
  int parse(byte[] b, int from, int to, AccessRecord record) {
    record.reset(b);
    if (!Bytes.startsWith(b, from, to, prefix)) {
      return mismatch(b, from, to, prefix, from);
    }
    int at = from + prefix.length;
    int last = places.length - 1;
    for (int i = 0; i <= last; i++) {
      Place place = places[i];
      int end =
          place.role() == Role.TIME
              ? timeEnd(i, afters[i], b, at, to)
              : end(place, afters[i], b, at, to);
      boolean open = end < 0;
      if (open && i < lastEssential) {
        return LineResult.malformed(MalformedReason.TRUNCATED, to - from);
      }
      int stop = open ? closedEnd(place, b, at, to) : end;
      MalformedReason reason = value(place, i, b, at, stop, record);
      if (reason != null) {
        return LineResult.malformed(reason, misfit - from);
      }
      if (open) {
        if (i < last) {
          record.markCut();
        }
        return LineResult.PARSED;
      }
      at = Math.min(to, end + afters[i].length);
    }
    for (int i = at; i < to; i++) {
      if (b[i] != ' ' && b[i] != '\t' && b[i] != '\r') {
        record.markExtraFields();
      }
    }
    return at < to && b[at] != ' ' && b[at] != '\t'
        ? LineResult.malformed(MalformedReason.SEPARATOR, at - from)
        : LineResult.PARSED;
  }

  /** Where a last place ends whose line stops short: before a lone closing quote and blanks. */
  private static int closedEnd(Place place, byte[] b, int at, int to) {
    int end = to;
    while (end > at && (b[end - 1] == ' ' || b[end - 1] == '\r')) {
      end--;
    }
    return place.quoted() && end > at && b[end - 1] == '"' ? end - 1 : end;
  }

  /** Where a place ends; -1 if the text after it does not come. */
  private int end(Place place, byte[] after, byte[] b, int at, int to) {
    escapes = false;
    if (place.role() == Role.BLANKS) {
      int i = at;
      while (i < to && b[i] == ' ') {
        i++;
      }
      return i;
    }
    if (place.role() == Role.REST) {
      return to;
    }
    if (after.length == 0) {
      int space = Bytes.indexOf(b, at, to, ' ');
      return space < 0 ? to : space;
    }
    return place.quoted() ? quotedEnd(after, b, at, to) : plainEnd(after, b, at, to);
  }

  /** Where a time ends: it may hold the text that is after it. */
  private int timeEnd(int i, byte[] after, byte[] b, int at, int to) {
    TimeReader reader = times[i];
    int end = reader == null ? -1 : reader.read(b, at, to);
    return end >= 0 && Bytes.startsWith(b, end, to, after) ? end : plainEnd(after, b, at, to);
  }

  private static int plainEnd(byte[] after, byte[] b, int at, int to) {
    if (after.length == 0) {
      return to;
    }
    int found = Bytes.indexOf(b, at, to, after[0]);
    while (found >= 0 && !Bytes.startsWith(b, found, to, after)) {
      found = Bytes.indexOf(b, found + 1, to, after[0]);
    }
    return found;
  }

  private int quotedEnd(byte[] after, byte[] b, int at, int to) {
    int escaped = -1;
    for (int p = Bytes.indexOfEither(b, at, to, '"', '\\');
        p >= 0;
        p = Bytes.indexOfEither(b, p + 1, to, '"', '\\')) {
      boolean backslash = b[p] == '\\';
      if (backslash) {
        escapes = true;
        p++;
      }
      if (p < to && b[p] == '"' && closes(after, b, p, to)) {
        if (!backslash) {
          return p;
        }
        escaped = escaped < 0 ? p : escaped;
      }
    }
    return escaped;
  }

  private static boolean closes(byte[] after, byte[] b, int quote, int to) {
    return Bytes.startsWith(b, quote, to, after)
        && (after.length > 1 || quote + 1 == to || b[quote + 1] == ' ');
  }

  private @Nullable MalformedReason value(
      Place place, int i, byte[] b, int from, int to, AccessRecord record) {
    misfit = from;
    if (from == to || (to - from == 1 && b[from] == '-')) {
      // Quotes with nothing between them hold an empty text; elsewhere nothing is nothing.
      if (place.quoted() && from == to && place.role() == Role.TEXT) {
        record.setSlice(slots[i], from, to);
      }
      return place.role() == Role.TIME ? MalformedReason.TIME : null;
    }
    return switch (place.role()) {
      case BLANKS -> null;
      case WORD -> {
        int space = Bytes.indexOf(b, from, to, ' ');
        misfit = space < 0 ? from : space;
        record.setSlice(slots[i], from, to);
        yield space < 0 ? null : MalformedReason.SEPARATOR;
      }
      case ADDRESS -> {
        ColumnText.address(slots[i], b, from, to, record);
        yield null;
      }
      case TIME -> time(i, b, from, to, record);
      case STATUS -> Values.status(slots[i], b, from, to, record);
      case SIZE -> Values.size(place.field(), slots[i], b, from, to, record);
      case DURATION -> duration(place, i, b, from, to, record);
      case TEXT, REST, REQUEST, TARGET -> {
        text(place.role(), slots[i], b, from, to, record);
        yield null;
      }
    };
  }

  private @Nullable MalformedReason time(int i, byte[] b, int from, int to, AccessRecord record) {
    TimeReader reader = times[i];
    if (reader == null) {
      throw new IllegalStateException("a time without a reader");
    }
    int end = reader.read(b, from, to);
    if (end != to) {
      misfit = end < 0 ? Math.min(to, -1 - end) : end;
      return MalformedReason.TIME;
    }
    record.setTimeMicros(reader.micros);
    record.setSlice(slots[i], from, to);
    return null;
  }

  private @Nullable MalformedReason duration(
      Place place, int i, byte[] b, int from, int to, AccessRecord record) {
    if (Numbers.isNegative(b, from, to)) {
      return null;
    }
    long micros = Values.duration(b, from, to, place.unitMicros());
    if (micros < 0) {
      return MalformedReason.NUMBER;
    }
    record.setDurationMicros(micros);
    record.setSlice(slots[i], from, to);
    return null;
  }

  private void text(Role role, int slot, byte[] b, int from, int to, AccessRecord record) {
    boolean split = role == Role.REQUEST || role == Role.TARGET;
    if (slot < 0 && !(split && requestLine.isWanted())) {
      return;
    }
    byte[] bytes = b;
    int start = from;
    int end = to;
    boolean scratch = escapes && Bytes.indexOf(b, from, to, '\\') >= 0;
    if (scratch) {
      start = record.reserveScratch(to - from);
      bytes = record.scratch();
      end = Escapes.decode(b, from, to, bytes, start);
      record.setScratchSlice(slot, start, end);
    } else {
      record.setSlice(slot, from, to);
    }
    if (role == Role.REQUEST) {
      requestLine.split(bytes, start, end, scratch, record);
    } else if (role == Role.TARGET) {
      requestLine.target(bytes, start, end, scratch, record);
    }
  }

  private static int mismatch(byte[] b, int at, int to, byte[] expected, int from) {
    int i = at;
    while (i < to && i - at < expected.length && b[i] == expected[i - at]) {
      i++;
    }
    return LineResult.malformed(
        i >= to ? MalformedReason.TRUNCATED : MalformedReason.SEPARATOR, i - from);
  }
}
