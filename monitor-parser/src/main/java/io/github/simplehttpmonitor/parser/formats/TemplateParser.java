package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.Template.Place;
import io.github.simplehttpmonitor.parser.formats.Template.Role;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of one {@link Template}, each in time linear in its length: a place ends where the
 * text after it is found first.
 */
final class TemplateParser {

  /** So many that their number times the largest unit is one. */
  private static final int MAX_DIGITS = 12;

  private final Literal prefix;
  private final Place[] places;
  private final Literal[] afters;
  private final int[] slots;
  private final @Nullable TimeReader[] times;
  private final RequestLine requestLine;
  private final int lastEssential;
  private boolean escapes;
  private int misfit;
  private int reached;

  /**
   * Makes a parser.
   *
   * @param readers those of the format's other templates, which often read the same stamp
   */
  TemplateParser(Template template, ParserContext context, Map<TimeSpec, TimeReader> readers) {
    Fields fields = context.fields();
    prefix = new Literal(template.prefix());
    places = template.places().toArray(new Place[0]);
    slots = new int[places.length];
    afters = new Literal[places.length];
    times = new @Nullable TimeReader[places.length];
    requestLine = new RequestLine(fields);
    int essential = 0;
    for (int i = 0; i < places.length; i++) {
      TimeSpec spec = places[i].time();
      afters[i] = new Literal(places[i].after());
      slots[i] = fields.slot(places[i].field());
      times[i] =
          spec == null ? null : readers.computeIfAbsent(spec, s -> s.newReader(context.zone()));
      essential = places[i].isEssential() ? i : essential;
    }
    lastEssential = essential;
  }

  /** Reads a line that is not empty; the code is one of {@link LineResult}. */
  int parse(byte[] b, int from, int to, AccessRecord record) {
    record.reset(b);
    reached = -1;
    if (!prefix.isAt(b, from, to)) {
      return mismatch(b, from, to, prefix.bytes, from);
    }
    int at = from + prefix.length;
    int last = places.length - 1;
    for (int i = 0; i <= last; i++) {
      Place place = places[i];
      Literal after = afters[i];
      reached = i;
      int end = simpleEnd(place, i, after, b, at, to, record);
      if (end >= 0) {
        at = end + after.length;
        continue;
      }
      end = place.role() == Role.TIME ? timeEnd(i, after, b, at, to) : end(place, after, b, at, to);
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
      at = Math.min(to, end + after.length);
    }
    reached = places.length;
    for (int i = at; i < to; i++) {
      if (b[i] != ' ' && b[i] != '\t' && b[i] != '\r') {
        record.markExtraFields();
      }
    }
    return at < to && b[at] != ' ' && b[at] != '\t'
        ? LineResult.malformed(MalformedReason.SEPARATOR, at - from)
        : LineResult.PARSED;
  }

  /** {@return the index of the place where the last line ended or stopped to fit} */
  int reached() {
    return reached;
  }

  /**
   * {@return how many places this template and another one begin with alike: a line that stops
   * fitting there stops in both}
   */
  int shared(TemplateParser other) {
    int same = Arrays.equals(prefix.bytes, other.prefix.bytes) ? 0 : -1;
    int most = Math.min(lastEssential, other.lastEssential);
    while (same >= 0 && same < most && places[same].equals(other.places[same])) {
      same++;
    }
    return same;
  }

  /**
   * Reads what most lines have at a place without quotes: a text, a time or digits up to the text
   * after them, or a hyphen. Returns where it ends, or -1 for anything else.
   */
  private int simpleEnd(
      Place place, int i, Literal after, byte[] b, int at, int to, AccessRecord record) {
    if (!place.simple() || at >= to) {
      return -1;
    }
    if (b[at] == '-' && place.role() != Role.TIME) {
      return after.isAt(b, at + 1, to) ? at + 1 : -1;
    }
    int end = at;
    switch (place.role()) {
      case TEXT, WORD -> {
        end =
            place.role() == Role.TEXT
                ? after.find(b, at, to)
                : Bytes.indexOfEither(b, at, to, ' ', after.bytes[0]);
        if (end <= at || !after.isAt(b, end, to)) {
          return -1;
        }
        record.setSlice(slots[i], at, end);
        return end;
      }
      case TIME -> {
        TimeReader reader = times[i];
        end = reader == null ? -1 : reader.read(b, at, to);
        if (reader == null || end <= at || !after.isAt(b, end, to)) {
          return -1;
        }
        record.setTimeMicros(reader.micros);
        record.setSlice(slots[i], at, end);
        return end;
      }
      default -> {}
    }
    long value = 0;
    while (end < to && end - at < MAX_DIGITS && TimeReader.isDigit(b[end])) {
      value = value * 10 + b[end++] - '0';
    }
    if (end == at || !after.isAt(b, end, to)) {
      return -1;
    }
    switch (place.role()) {
      case STATUS -> {
        if (value == 0 || value > 999) {
          return -1;
        }
        record.setStatus((int) value);
      }
      case SIZE -> {
        if (place.field().equals(Field.BYTES)) {
          record.setBytes(value);
        } else if (place.field().equals(Field.REQUEST_BYTES)) {
          record.setRequestBytes(value);
        }
      }
      default -> record.setDurationMicros(value * place.unitMicros());
    }
    record.setSlice(slots[i], at, end);
    return end;
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
  private int end(Place place, Literal after, byte[] b, int at, int to) {
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
  private int timeEnd(int i, Literal after, byte[] b, int at, int to) {
    TimeReader reader = times[i];
    int end = reader == null ? -1 : reader.read(b, at, to);
    return end >= 0 && after.isAt(b, end, to) ? end : plainEnd(after, b, at, to);
  }

  private static int plainEnd(Literal after, byte[] b, int at, int to) {
    return after.length == 0 ? to : after.find(b, at, to);
  }

  private int quotedEnd(Literal after, byte[] b, int at, int to) {
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

  private static boolean closes(Literal after, byte[] b, int quote, int to) {
    return after.isAt(b, quote, to) && (after.length > 1 || quote + 1 == to || b[quote + 1] == ' ');
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
