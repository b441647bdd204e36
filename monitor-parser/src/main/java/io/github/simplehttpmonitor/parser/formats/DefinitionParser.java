package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.Element.Kind;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The one parser of all definitions: walks the elements of a definition over a line, each in time
 * linear in the line's length. This class contains ugly, performance-optimized code.
 *
 * <p>A quoted field ends at the first quote that the rest of the format can follow; if there is
 * none, at an escaped one that does; if there is none and nothing essential is missing, at the end
 * of the line. Where only such fields remain and nobody wants them, the walk stops early: they
 * cannot make the line malformed any more.
 */
final class DefinitionParser implements LineParser {

  /** How often the text after a last field's quote is examined, to stay linear on hostile lines. */
  private static final int MAX_REST_CHECKS = 16;

  private static final int MAX_DIGITS = 18;

  /** What {@link #number} is where a hyphen stands for a duration. */
  private static final long NONE = -1;

  private static final long MAX_SUM = Long.MAX_VALUE / 2;

  private final byte[] prefix;
  private final Element[] elements;
  private final byte[][] separators;
  private final Literal[] literals;

  /** Of each text without quotes before one byte, that byte; else 0. */
  private final byte[] marks;

  private final int[] slots;

  /** Whether each element is a number, which is not asked of it for every line. */
  private final boolean[] numeric;

  private final @Nullable TimeReader[] times;
  private final RequestLine requestLine;
  private final Escaping escaping;
  private final int lastEssential;
  private final int lastNeeded;
  private final @Nullable CommonHead head;
  private boolean escapes;
  private long number;

  DefinitionParser(Definition definition, ParserContext context) {
    this(definition, context, true);
  }

  /** Makes a parser that may be told to walk over all elements of all lines, for tests. */
  DefinitionParser(Definition definition, ParserContext context, boolean quick) {
    Fields fields = context.fields();
    this.prefix = definition.prefix().getBytes(StandardCharsets.UTF_8);
    this.elements = definition.elements().toArray(new Element[0]);
    this.separators = new byte[elements.length][];
    this.literals = new Literal[elements.length];
    this.marks = new byte[elements.length];
    this.slots = new int[elements.length];
    this.numeric = new boolean[elements.length];
    this.times = new @Nullable TimeReader[elements.length];
    this.requestLine = new RequestLine(fields);
    this.escaping = definition.escaping();
    int essential = 0;
    for (int i = 0; i < elements.length; i++) {
      Element element = elements[i];
      literals[i] = new Literal(element.separator());
      separators[i] = literals[i].bytes;
      boolean simple = element.kind() == Kind.TEXT && !element.quoted();
      marks[i] = simple && literals[i].length == 1 ? separators[i][0] : 0;
      slots[i] = fields.slot(element.field());
      numeric[i] = element.isNumeric();
      TimeSpec spec = element.time();
      boolean utc = element.kind() == Kind.UTC_PART;
      times[i] = spec == null ? null : spec.newReader(utc ? ZoneOffset.UTC : context.zone());
      essential = element.isEssential() ? i : essential;
    }
    this.lastEssential = essential;
    this.lastNeeded = lastNeeded();
    this.head = quick ? CommonHead.of(elements, times, fields) : null;
  }

  /** The last element that has to be looked at; those after it are text nobody wants. */
  private int lastNeeded() {
    int last = elements.length - 1;
    while (last > lastEssential && slots[last] < 0 && elements[last].isText()) {
      byte[] before = separators[last - 1];
      boolean opened = before.length > 1 && before[before.length - 1] == '"';
      if (!opened || !elements[last].quoted()) {
        break;
      }
      last--;
    }
    return last;
  }

  @Override
  public int parse(byte[] b, int from, int to, AccessRecord record) {
    record.reset(b);
    if (from == to || (b[from] <= ' ' && isBlank(b, from, to))) {
      return LineResult.IGNORED;
    }
    if (!Bytes.startsWith(b, from, to, prefix)) {
      return mismatch(b, from, to, prefix, from);
    }
    int at = from + prefix.length;
    int last = elements.length - 1;
    CommonHead quick = head;
    for (int i = 0; i <= last; i++) {
      int end = -1;
      if (quick != null && i == quick.first) {
        end = quick.read(b, at, to, record);
        if (end >= 0) {
          i = quick.last;
        }
      }
      Element element = elements[i];
      if (end < 0 && marks[i] != 0) {
        end = word(i, b, at, to, record);
      }
      if (end < 0) {
        end = value(element, i, b, at, to, record);
      }
      if (end < 0) {
        return malformed(element, -1 - end, from, to);
      }
      byte[] separator = separators[i];
      int length = separator.length;
      if (length == 1 && end < to && b[end] == separator[0]) {
        at = end + element.consumed();
      } else if (length != 1 && literals[i].isAt(b, end, to)) {
        at = end + length;
      } else if (i >= lastEssential && endsHere(b, end, to, element)) {
        if (i < last) {
          record.markCut();
        }
        return LineResult.PARSED;
      } else {
        return mismatch(b, end, to, separator, from);
      }
      if (i == lastNeeded) {
        break;
      }
    }
    if (at < to && lastNeeded == last) {
      if (b[at] != ' ' && b[at] != '\t') {
        return LineResult.malformed(MalformedReason.SEPARATOR, at - from);
      }
      if (!isBlank(b, at, to)) {
        record.markExtraFields();
      }
    }
    return LineResult.PARSED;
  }

  /** Whether the line may end at {@code end}: at most the closing quote and blanks follow. */
  private static boolean endsHere(byte[] b, int end, int to, Element element) {
    boolean closed = end < to && element.quoted() && b[end] == '"';
    return isBlank(b, closed ? end + 1 : end, to);
  }

  /** Reads a text up to one byte after it, without blanks around it; -1 if it is not such. */
  private int word(int i, byte[] b, int at, int to, AccessRecord record) {
    byte mark = marks[i];
    if (at + 1 < to && b[at] == '-' && b[at + 1] == mark) {
      return at + 1;
    }
    int end = Bytes.indexOf(b, at, to, mark);
    if (end <= at || b[at] == ' ' || b[end - 1] == ' ') {
      return -1;
    }
    record.setSlice(slots[i], at, end);
    return end;
  }

  /** Reads one value and stores it. Returns the index after it, or -1 - the index of the misfit. */
  private int value(Element element, int i, byte[] b, int at, int to, AccessRecord record) {
    return switch (element.kind()) {
      case TIME, TIME_PART, UTC_PART -> time(element, i, b, at, to, record);
      case STATUS, SIZE, DURATION, DURATIONS -> {
        int start = at;
        while (start < to && b[start] == ' ') {
          start++;
        }
        int end = number(element, i, b, start, to, record);
        // Where a server writes nothing for what is absent, the separator follows at once.
        yield end < 0 && isEmpty(separators[i], b, at, to) ? at : end;
      }
      case TEXT, LIST, REQUEST, TARGET, PATH, QUERY -> {
        int end = element.quoted() ? quotedEnd(i, b, at, to) : textEnd(element, i, b, at, to);
        if (end > at && !element.quoted() && (b[at] == ' ' || b[end - 1] == ' ')) {
          trimmed(element, i, b, at, end, record);
        } else if (end >= at) {
          text(element.kind(), slots[i], b, at, end, record);
        }
        yield end;
      }
    };
  }

  private int number(Element element, int i, byte[] b, int at, int to, AccessRecord record) {
    return switch (element.kind()) {
      case STATUS -> status(i, b, at, to, record);
      case SIZE -> size(element, i, b, at, to, record);
      case DURATIONS -> durations(element, i, b, at, to, record);
      default -> {
        int end = duration(element, b, at, to);
        if (end >= 0 && number != NONE) {
          storeDuration(element, i, at, end, number, record);
        }
        yield end;
      }
    };
  }

  private static boolean isEmpty(byte[] separator, byte[] b, int at, int to) {
    return separator.length > 0 && separator[0] != ' ' && Bytes.startsWith(b, at, to, separator);
  }

  private void trimmed(Element element, int i, byte[] b, int from, int to, AccessRecord record) {
    int start = from;
    int end = to;
    while (start < end && b[start] == ' ') {
      start++;
    }
    while (end > start && b[end - 1] == ' ') {
      end--;
    }
    text(element.kind(), slots[i], b, start, end, record);
  }

  private void text(Kind kind, int slot, byte[] b, int from, int to, AccessRecord record) {
    boolean whole = kind == Kind.TEXT || kind == Kind.LIST;
    if (whole ? slot < 0 : slot < 0 && !requestLine.isWanted()) {
      return;
    }
    if ((to - from == 1 && b[from] == '-') || (from == to && escaping != Escaping.SERVER)) {
      return;
    }
    byte[] bytes = b;
    int start = from;
    int end = to;
    boolean scratch = escapes && Bytes.indexOf(b, from, to, '\\') >= 0;
    if (scratch) {
      start = record.reserveScratch(to - from);
      bytes = record.scratch();
      end = escaping.decode(b, from, to, bytes, start);
      record.setScratchSlice(slot, start, end);
    } else {
      record.setSlice(slot, from, to);
    }
    switch (kind) {
      case REQUEST -> requestLine.split(bytes, start, end, scratch, record);
      case TARGET, PATH -> {
        if (start < end) {
          requestLine.target(bytes, start, end, scratch, record);
        }
      }
      case QUERY -> {
        if (start < end && bytes[start] == '?') {
          if (scratch) {
            record.setScratchSlice(slot, start + 1, end);
          } else {
            record.setSlice(slot, start + 1, end);
          }
        }
      }
      default -> {}
    }
  }

  private int textEnd(Element element, int i, byte[] b, int at, int to) {
    escapes = false;
    byte[] separator = separators[i];
    if (separator.length == 0) {
      int space = mayHaveBlanks(element) ? -1 : Bytes.indexOf(b, at, to, ' ');
      while (space >= 0 && element.kind() == Kind.LIST && isWithinList(b, at, space, to)) {
        space = Bytes.indexOf(b, space + 1, to, ' ');
      }
      return space < 0 ? to : space;
    }
    int found = indexOf(b, at, to, separator);
    if (found >= 0 && element.kind() == Kind.LIST && separator[0] == ' ') {
      while (found >= 0 && isWithinList(b, at, found, to)) {
        found = indexOf(b, found + 1, to, separator);
      }
    } else if (found >= 0 && element.kind() == Kind.REQUEST) {
      int first = found;
      for (int budget = MAX_REST_CHECKS; found >= 0 && !canFollow(i, b, found, to); budget--) {
        found = budget == 0 ? -1 : indexOf(b, found + 1, to, separator);
      }
      found = found < 0 ? first : found;
    }
    if (found >= 0) {
      return found;
    }
    return i >= lastEssential ? to : -1 - to;
  }

  /** Whether a last field without quotes goes on to the end of the line. */
  private static boolean mayHaveBlanks(Element element) {
    return element.kind() == Kind.REQUEST
        || element.field().equals(Field.USER_AGENT)
        || element.field().equals(Field.REFERER);
  }

  /** Whether the blank at {@code blank} is one of {@code ", "} or {@code " : "}. */
  private static boolean isWithinList(byte[] b, int from, int blank, int to) {
    return (blank > from && b[blank - 1] == ',')
        || (blank + 2 < to && b[blank + 1] == ':' && b[blank + 2] == ' ')
        || (blank > from + 1 && b[blank - 1] == ':' && b[blank - 2] == ' ');
  }

  private static int indexOf(byte[] b, int from, int to, byte[] wanted) {
    int at = Bytes.indexOf(b, from, to, wanted[0]);
    while (at >= 0 && wanted.length > 1 && !Bytes.startsWith(b, at, to, wanted)) {
      at = Bytes.indexOf(b, at + 1, to, wanted[0]);
    }
    return at;
  }

  /** Finds the closing quote. Sets {@link #escapes} to whether a backslash was seen before it. */
  private int quotedEnd(int i, byte[] b, int at, int to) {
    escapes = false;
    int budget = MAX_REST_CHECKS;
    int escaped = -1;
    int closed = -1;
    boolean isLast = i == elements.length - 1;
    byte[] separator = separators[i];
    for (int p = Bytes.indexOfEither(b, at, to, '"', '\\');
        p >= 0;
        p = Bytes.indexOfEither(b, p + 1, to, '"', '\\')) {
      if (b[p] == '\\') {
        if (escaping == Escaping.NONE) {
          continue;
        }
        escapes = true;
        p++;
        if (escaped < 0 && p < to && b[p] == '"' && canFollow(i, b, p, to)) {
          escaped = p;
        }
        continue;
      }
      if (isLast) {
        boolean ends = separator.length == 1 || Bytes.startsWith(b, p, to, separator);
        if (p == to - 1 || (ends && budget-- > 0 && restFits(b, p + separator.length, to))) {
          return p;
        }
      } else if (canFollow(i, b, p, to)) {
        return p;
      } else if (closed < 0 && Bytes.startsWith(b, p, to, separator)) {
        closed = p;
      }
    }
    if (escaped >= 0) {
      escapes = true;
      return escaped;
    }
    if (closed >= 0 && elements[i + 1].kind() == Kind.STATUS) {
      // What follows is no status. To say that is better than to say that no quote closes.
      return closed;
    }
    return i >= lastEssential ? to : -1 - to;
  }

  /** Whether the quote at {@code quote} can be the closing one, by what comes after it. */
  private boolean canFollow(int i, byte[] b, int quote, int to) {
    byte[] separator = separators[i];
    if (!literals[i].isAt(b, quote, to)) {
      return i >= lastEssential && isBlank(b, quote + 1, to);
    }
    if (i == elements.length - 1) {
      return quote + separator.length == to;
    }
    boolean nextIsNumber = numeric[i + 1];
    int at = quote + separator.length;
    if (nextIsNumber && at < to && b[at] == ' ') {
      at++;
    }
    if (!nextIsNumber || isEmpty(separators[i + 1], b, at, to)) {
      return true;
    }
    if (at < to && b[at] == '-') {
      return true;
    }
    boolean isDigit = at < to && TimeReader.isDigit(b[at]);
    return elements[i + 1].kind() == Kind.STATUS
        ? isDigit && at + 2 < to && TimeReader.isDigit(b[at + 1]) && TimeReader.isDigit(b[at + 2])
        : isDigit;
  }

  /** Whether what follows the last field's quote is nothing or well-formed extra fields. */
  private static boolean restFits(byte[] b, int from, int to) {
    int at = from;
    while (at < to) {
      if (b[at] != ' ') {
        return false;
      }
      at++;
      boolean quoted = at < to && b[at] == '"';
      int end = Bytes.indexOf(b, quoted ? at + 1 : at, to, quoted ? '"' : ' ');
      if (quoted) {
        if (end < 0) {
          return false;
        }
        at = end + 1;
      } else {
        int stop = end < 0 ? to : end;
        if (Bytes.indexOf(b, at, stop, '"') >= 0) {
          return false;
        }
        at = stop;
      }
    }
    return true;
  }

  private int time(Element element, int i, byte[] b, int at, int to, AccessRecord record) {
    TimeReader reader = times[i];
    if (reader == null) {
      throw new IllegalStateException("a time without a reader");
    }
    int end = reader.read(b, at, to);
    if (end < 0) {
      return end;
    }
    boolean isPart = element.isPartOfTime();
    if (isPart && record.timeMicros() != AccessRecord.ABSENT) {
      record.setTimeMicros(record.timeMicros() + reader.micros);
      // What is shown of a time in parts reaches from its first part to its last.
      record.setSlice(slots[i], record.from(slots[i]), end);
      return end;
    }
    if (isPart || element.field().equals(Field.TIME)) {
      record.setTimeMicros(reader.micros);
    }
    record.setSlice(slots[i], at, end);
    return end;
  }

  private int status(int i, byte[] b, int at, int to, AccessRecord record) {
    if (at < to && b[at] == '-') {
      return at + 1;
    }
    if (to - at < 3) {
      return -1 - (at < to ? at : to);
    }
    int hundreds = b[at] - '0';
    int rest = TimeReader.twoDigits(b, at + 1);
    if (hundreds < 0
        || hundreds > 9
        || rest < 0
        || (to - at > 3 && TimeReader.isDigit(b[at + 3]))) {
      return -1 - at;
    }
    record.setStatus(hundreds * 100 + rest);
    record.setSlice(slots[i], at, at + 3);
    return at + 3;
  }

  private int size(Element element, int i, byte[] b, int at, int to, AccessRecord record) {
    if (isAbsent(b, at, to)) {
      return at + 1;
    }
    int end = digits(b, at, to);
    if (end >= 0) {
      if (element.field().equals(Field.BYTES)) {
        record.setBytes(number);
      } else if (element.field().equals(Field.REQUEST_BYTES)) {
        record.setRequestBytes(number);
      }
      record.setSlice(slots[i], at, end);
    }
    return end;
  }

  /** Reads one duration into {@link #number}, {@link #NONE} for a hyphen. */
  private int duration(Element element, byte[] b, int at, int to) {
    if (isAbsent(b, at, to)) {
      number = NONE;
      return at + 1;
    }
    int end = digits(b, at, to);
    if (end < 0) {
      return end;
    }
    if (number > Long.MAX_VALUE / 2 / element.scale()) {
      return -1 - at;
    }
    long micros = number * element.scale();
    if (end < to && b[end] == '.' && element.scale() > 1) {
      end++;
      for (long unit = element.scale() / 10; end < to && TimeReader.isDigit(b[end]); end++) {
        micros += (b[end] - '0') * unit;
        unit /= 10;
      }
    }
    number = micros;
    return end;
  }

  /** Reads the durations of several attempts, {@code 0.1, 0.2 : 0.3}, and takes their sum. */
  private int durations(Element element, int i, byte[] b, int at, int to, AccessRecord record) {
    long sum = NONE;
    int end = at;
    for (int next = at; next >= 0; next = nextOfList(b, end, to)) {
      end = duration(element, b, next, to);
      if (end < 0) {
        return end;
      }
      if (number != NONE) {
        sum = Math.min(MAX_SUM, Math.max(sum, 0) + number);
      }
    }
    if (sum != NONE) {
      storeDuration(element, i, at, end, sum, record);
    }
    return end;
  }

  /** The index of the value after the {@code ", "} or {@code " : "} at {@code end}, or -1. */
  private static int nextOfList(byte[] b, int end, int to) {
    int length = 0;
    if (end + 2 < to && b[end] == ',' && b[end + 1] == ' ') {
      length = 2;
    } else if (end + 3 < to && b[end] == ' ' && b[end + 1] == ':' && b[end + 2] == ' ') {
      length = 3;
    }
    return length > 0 && (b[end + length] == '-' || TimeReader.isDigit(b[end + length]))
        ? end + length
        : -1;
  }

  private void storeDuration(
      Element element, int i, int from, int to, long micros, AccessRecord record) {
    if (element.field().equals(Field.DURATION)) {
      record.setDurationMicros(micros);
    }
    record.setSlice(slots[i], from, to);
  }

  /** Whether there is a hyphen that is not the sign of a number. */
  private static boolean isAbsent(byte[] b, int at, int to) {
    return at < to && b[at] == '-' && (at + 1 == to || !TimeReader.isDigit(b[at + 1]));
  }

  /** Reads a number into {@link #number}. */
  private int digits(byte[] b, int at, int to) {
    long value = 0;
    int end = at;
    for (; end < to && TimeReader.isDigit(b[end]); end++) {
      if (end - at == MAX_DIGITS) {
        return -1 - at;
      }
      value = value * 10 + (b[end] - '0');
    }
    number = value;
    return end == at ? -1 - at : end;
  }

  private static int malformed(Element element, int column, int from, int to) {
    MalformedReason reason =
        switch (element.kind()) {
          case TIME, TIME_PART, UTC_PART -> MalformedReason.TIME;
          case STATUS -> MalformedReason.STATUS;
          case SIZE, DURATION, DURATIONS -> MalformedReason.NUMBER;
          default -> MalformedReason.TRUNCATED;
        };
    return LineResult.malformed(column >= to ? MalformedReason.TRUNCATED : reason, column - from);
  }

  private static int mismatch(byte[] b, int at, int to, byte[] separator, int from) {
    int i = at;
    for (byte expected : separator) {
      if (i >= to || b[i] != expected) {
        break;
      }
      i++;
    }
    return LineResult.malformed(
        i >= to ? MalformedReason.TRUNCATED : MalformedReason.SEPARATOR, i - from);
  }

  private static boolean isBlank(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] != ' ' && b[i] != '\t' && b[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
