package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.JsonSource.Kind;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills a record from the values of an object. Times, status, sizes and durations are read whether
 * anybody wants them or not, so that a line is malformed or not for everybody; text only where it
 * is wanted. Null, an empty text and a hyphen are absent. Not thread-safe.
 */
final class JsonValues {

  private static final byte[] PROTOCOL_PREFIX = {'H', 'T', 'T', 'P', '/'};

  /** A source with what it became for these fields. */
  private record Reader(
      JsonSource source, int value, int second, int slot, int group, @Nullable TimeReader time) {}

  private final Map<String, TimeReader> timeReaders = new HashMap<>();
  private final Reader[] readers;
  private final boolean lenient;
  private final JsonTarget target;
  private final int[] requestValues;

  /** The text at hand: its bytes, and whether they are in the scratch space. */
  private byte[] text = {};

  private int from;
  private int to;
  private boolean scratch;

  JsonValues(JsonDefinition definition, JsonNodes nodes, ParserContext context) {
    Fields fields = context.fields();
    lenient = definition.lenient();
    target = new JsonTarget(fields);
    List<JsonSource> sources = new ArrayList<>(definition.sources());
    Set<Field> known = new HashSet<>();
    for (JsonSource source : sources) {
      known.add(source.field());
    }
    for (Field field : fields.list()) {
      JsonPath path =
          Field.wellKnown().contains(field) || known.contains(field)
              ? null
              : JsonDefinitionReader.pathOf(field.name());
      if (path != null) {
        sources.add(new JsonSource(path, null, field, Kind.TEXT, 0, null, false));
      }
    }
    List<Reader> made = new ArrayList<>();
    List<Integer> requests = new ArrayList<>();
    Field last = null;
    int group = 0;
    for (JsonSource source : sources) {
      group += last != null && last.equals(source.field()) ? 0 : 1;
      last = source.field();
      if (isRequest(source)) {
        requests.add(nodes.value(source.path()));
      }
      int slot = fields.slot(source.field());
      if (slot < 0 && isMereText(source)) {
        continue;
      }
      TimeSpec time = source.time();
      JsonPath second = source.second();
      made.add(
          new Reader(
              source,
              nodes.value(source.path()),
              second == null ? -1 : nodes.value(second),
              slot,
              group,
              time == null ? null : reader(time, source.utc() ? ZoneOffset.UTC : context.zone())));
    }
    readers = made.toArray(new Reader[0]);
    requestValues = new int[requests.size()];
    for (int i = 0; i < requestValues.length; i++) {
      requestValues[i] = requests.get(i);
    }
  }

  /** {@return a reader, the same for all values that are written alike} */
  private TimeReader reader(TimeSpec time, ZoneId zone) {
    String key = zone.getId() + ' ' + time.pattern();
    TimeReader known = timeReaders.get(key);
    if (known != null) {
      return known;
    }
    TimeReader made = time.newReader(zone);
    timeReaders.put(key, made);
    return made;
  }

  private static boolean isMereText(JsonSource source) {
    return switch (source.kind()) {
      case TEXT, ADDRESS, PROTOCOL -> true;
      default -> false;
    };
  }

  /** Whether an object with this value tells of a request. */
  private static boolean isRequest(JsonSource source) {
    return switch (source.kind()) {
      case REQUEST, TARGET, PATH, STATUS -> true;
      default -> source.field().equals(Field.METHOD);
    };
  }

  /** {@return whether the object tells of a request at all} */
  boolean hasRequest(byte[] b, JsonScanner scanner) {
    for (int value : requestValues) {
      if (isPresent(b, scanner, value)) {
        return true;
      }
    }
    return requestValues.length == 0;
  }

  static boolean isPresent(byte[] b, JsonScanner scanner, int value) {
    if (!scanner.has(value)) {
      return false;
    }
    int from = scanner.from(value);
    int length = scanner.to(value) - from;
    return length > 1 || (length == 1 && b[from] != '-');
  }

  /** Fills the record. Returns {@link LineResult#PARSED} or the code of a malformed line. */
  int fill(byte[] b, int lineFrom, JsonScanner scanner, AccessRecord record) {
    target.reset();
    int taken = 0;
    int doubted = 0;
    int code = LineResult.PARSED;
    int malformed = LineResult.PARSED;
    for (Reader reader : readers) {
      if (reader.group == taken || !isPresent(b, scanner, reader.value)) {
        continue;
      }
      if (reader.group != doubted) {
        malformed = malformed == LineResult.PARSED ? code : malformed;
        code = LineResult.PARSED;
      }
      if (read(reader, b, scanner, record)) {
        taken = reader.group;
        code = reader.group == doubted ? LineResult.PARSED : code;
      } else if (isStrict(reader.source.kind()) && code == LineResult.PARSED) {
        doubted = reader.group;
        code =
            LineResult.malformed(
                reason(reader.source.kind()), scanner.from(reader.value) - lineFrom);
      }
    }
    target.finish(record);
    return malformed == LineResult.PARSED ? code : malformed;
  }

  private boolean isStrict(Kind kind) {
    return switch (kind) {
      case TIME, STATUS -> true;
      case SIZE, DURATION -> !lenient;
      default -> false;
    };
  }

  private static MalformedReason reason(Kind kind) {
    return kind == Kind.TIME
        ? MalformedReason.TIME
        : kind == Kind.STATUS ? MalformedReason.STATUS : MalformedReason.NUMBER;
  }

  /** Reads one value. Returns false if it says nothing of the field. */
  private boolean read(Reader reader, byte[] b, JsonScanner scanner, AccessRecord record) {
    byte type = scanner.type(reader.value);
    Kind kind = reader.source.kind();
    if (type == JsonScanner.CONTAINER && !isExtension(reader)) {
      return false;
    }
    boolean ofTarget =
        kind == Kind.REQUEST || kind == Kind.TARGET || kind == Kind.PATH || kind == Kind.QUERY;
    if (ofTarget && type != JsonScanner.STRING) {
      return false;
    }
    take(b, scanner, reader.value, record);
    return switch (kind) {
      case REQUEST -> {
        set(reader.slot, record);
        yield target.request(text, from, to, scratch, record);
      }
      case TARGET -> target.target(text, from, to, scratch, record);
      case PATH -> target.path(text, from, to, scratch, record);
      case QUERY -> target.query(text, from, to, scratch, record);
      case TIME -> time(reader, b, scanner, record);
      case STATUS -> status(reader, record);
      case SIZE -> size(reader, record);
      case DURATION, DURATION_TEXT -> duration(reader, type, record);
      case PROTOCOL, ADDRESS, TEXT -> {
        if (kind == Kind.PROTOCOL) {
          protocol(record);
        } else if (kind == Kind.ADDRESS) {
          withoutPort();
        }
        set(reader.slot, record);
        yield true;
      }
    };
  }

  private static boolean isExtension(Reader reader) {
    return reader.source.kind() == Kind.TEXT && !Field.wellKnown().contains(reader.source.field());
  }

  /** Takes a value in hand, decoded. */
  private void take(byte[] b, JsonScanner scanner, int value, AccessRecord record) {
    text = b;
    from = scanner.from(value);
    to = scanner.to(value);
    scratch = scanner.type(value) == JsonScanner.STRING && Bytes.indexOf(b, from, to, '\\') >= 0;
    if (scratch) {
      int start = record.reserveScratch(to - from);
      text = record.scratch();
      to = JsonText.decode(b, from, to, text, start);
      from = start;
    }
  }

  private void set(int slot, AccessRecord record) {
    if (scratch) {
      record.setScratchSlice(slot, from, to);
    } else {
      record.setSlice(slot, from, to);
    }
  }

  /** Writes the name of the protocol before a mere version. */
  private void protocol(AccessRecord record) {
    if (from == to || !TimeReader.isDigit(text[from])) {
      return;
    }
    int length = to - from;
    int start = record.reserveScratch(PROTOCOL_PREFIX.length + length);
    byte[] source = scratch ? record.scratch() : text;
    System.arraycopy(PROTOCOL_PREFIX, 0, record.scratch(), start, PROTOCOL_PREFIX.length);
    System.arraycopy(source, from, record.scratch(), start + PROTOCOL_PREFIX.length, length);
    text = record.scratch();
    from = start;
    to = start + PROTOCOL_PREFIX.length + length;
    scratch = true;
  }

  /** Leaves out the port of {@code 192.0.2.1:80} and {@code [2001:db8::1]:80}, and the brackets. */
  private void withoutPort() {
    int colon = Bytes.lastIndexOf(text, from, to, ':');
    boolean bracket = from < to && text[from] == '[';
    if (bracket && (text[to - 1] == ']' || (colon > from && text[colon - 1] == ']'))) {
      to = text[to - 1] == ']' ? to - 1 : colon - 1;
      from++;
    } else if (colon > from && Bytes.indexOf(text, from, colon, ':') < 0) {
      to = colon;
    }
  }

  private boolean time(Reader reader, byte[] b, JsonScanner scanner, AccessRecord record) {
    TimeReader time = reader.time;
    if (time == null) {
      throw new IllegalStateException("a time without a reader");
    }
    if (reader.second >= 0) {
      if (!isPresent(b, scanner, reader.second)) {
        return false;
      }
      join(b, scanner, reader.second, record);
    }
    if (time.read(text, from, to) != to && !time.readScientific(text, from, to)) {
      return false;
    }
    record.setTimeMicros(time.micros);
    set(reader.slot, record);
    return true;
  }

  /** Puts another value behind the one at hand, with a blank between them. */
  private void join(byte[] b, JsonScanner scanner, int value, AccessRecord record) {
    int length = scanner.to(value) - scanner.from(value);
    int start = record.reserveScratch(to - from + 1 + length);
    byte[] out = record.scratch();
    System.arraycopy(scratch ? out : text, from, out, start, to - from);
    int middle = start + to - from;
    out[middle] = ' ';
    to = JsonText.decode(b, scanner.from(value), scanner.to(value), out, middle + 1);
    from = start;
    text = out;
    scratch = true;
  }

  private boolean status(Reader reader, AccessRecord record) {
    long value = JsonNumber.scaled(text, from, to, 0);
    if (value == JsonNumber.INVALID || value > 999 || (value > 0 && value < 100)) {
      return false;
    }
    // Proxies log 0 or -1 when nothing was answered.
    if (value > 0) {
      record.setStatus((int) value);
      set(reader.slot, record);
    }
    return true;
  }

  private boolean size(Reader reader, AccessRecord record) {
    long value = JsonNumber.scaled(text, from, to, 0);
    if (value == JsonNumber.INVALID) {
      return false;
    }
    if (value >= 0) {
      if (reader.source.field().equals(Field.BYTES)) {
        record.setBytes(value);
      } else {
        record.setRequestBytes(value);
      }
      set(reader.slot, record);
    }
    return true;
  }

  private boolean duration(Reader reader, byte type, AccessRecord record) {
    long value =
        reader.source.kind() == Kind.DURATION_TEXT
            ? JsonNumber.INVALID
            : JsonNumber.scaled(text, from, to, reader.source.exponent());
    if (value == JsonNumber.INVALID && type == JsonScanner.STRING) {
      value = JsonNumber.duration(text, from, to);
    }
    if (value == JsonNumber.INVALID) {
      return false;
    }
    if (value >= 0) {
      record.setDurationMicros(value);
      set(reader.slot, record);
    }
    return true;
  }
}
