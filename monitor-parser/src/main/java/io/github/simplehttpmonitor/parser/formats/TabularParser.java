package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parser of all formats whose rows are columns between delimiters, with or without lines that
 * name the columns. Its state is what those lines said, see {@link TableState}.
 */
final class TabularParser implements LineParser {

  private static final byte[] EMPTY_SET = "(empty)".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.US_ASCII);
  private static final long DAY_MICROS = 86_400_000_000L;

  /** How far rows may be behind the date line before them without being the next day's. */
  private static final long DISORDER_MICROS = 3_600_000_000L;

  private final Directives directives;
  private final ParserContext context;
  private final Cutter cutter = new Cutter();
  private final DateAndClock clock;
  private final ColumnText text;
  private TableState state;
  private @Nullable Table table;
  private Column[] columns = {};
  private int[] slots = {};

  /** Of each column, whether it is text that is never malformed and not encoded. */
  private boolean[] plain = {};

  private int lastEssential;
  private boolean isHttp;
  private @Nullable TimeReader timeReader;
  private final int timeSlot;
  private final int statusSlot;

  // What the columns of the present row said.
  private int misfit;
  private int stampFrom;
  private int stampTo;
  private long durationMicros;
  private int durationFrom;

  TabularParser(Directives directives, ParserContext context) {
    Fields fields = context.fields();
    this.directives = directives;
    this.context = context;
    this.clock = new DateAndClock(context.zone());
    this.text = new ColumnText(fields);
    this.timeSlot = fields.slot(Field.TIME);
    this.statusSlot = fields.slot(Field.STATUS);
    this.state = directives.initial();
    use(directives.table(state));
  }

  private void use(@Nullable Table newTable) {
    table = newTable;
    if (newTable != null) {
      Fields fields = context.fields();
      columns = newTable.columns().toArray(new Column[0]);
      slots = newTable.columns().stream().mapToInt(c -> fields.slot(c.field())).toArray();
      plain = new boolean[columns.length];
      for (int i = 0; i < columns.length; i++) {
        plain[i] = columns[i].isPlain();
      }
      lastEssential = newTable.lastEssential();
      isHttp = newTable.isHttp();
      timeReader = newTable.time() == null ? null : newTable.time().newReader(context.zone());
    }
  }

  @Override
  public ParserState state() {
    return state.equals(directives.initial()) ? ParserState.NONE : state.encode();
  }

  @Override
  public void restore(ParserState saved) {
    become(
        saved.equals(ParserState.NONE)
            ? directives.initial()
            : TableState.decode(saved.toBytes(), directives.initial()));
  }

  private void become(TableState next) {
    if (!next.equals(state)) {
      boolean other = !next.fields().equals(state.fields()) || next.writer() != state.writer();
      state = next;
      if (other) {
        use(directives.table(next));
      }
    }
  }

  @Override
  public int parse(byte[] b, int from, int to, AccessRecord record) {
    record.reset(b);
    if (isBlank(b, from, to)) {
      return LineResult.IGNORED;
    }
    if (directives.isDirective(b, from, to)) {
      if (to - from > Directives.MAX_BYTES) {
        return LineResult.malformed(MalformedReason.TOO_LONG, Directives.MAX_BYTES);
      }
      become(directives.read(Bytes.toText(b, from, to), state));
      return LineResult.IGNORED;
    }
    Table present = table;
    if (present == null) {
      TableState guess = directives.guess(b, from, to, state);
      if (guess == null) {
        return LineResult.malformed(MalformedReason.NO_FIELDS, 0);
      }
      become(guess);
      present = table;
    }
    if (present == null || !isHttp) {
      return LineResult.malformed(MalformedReason.NOT_HTTP, 0);
    }
    return row(present, b, from, to, record);
  }

  private int row(Table present, byte[] b, int from, int to, AccessRecord record) {
    clock.clear();
    text.begin();
    stampFrom = -1;
    durationMicros = AccessRecord.ABSENT;
    int at = cutter.begin(present.dialect(), b, from, to);
    for (int i = 0; i < columns.length; i++) {
      if (at >= to) {
        if (i <= lastEssential) {
          return LineResult.malformed(MalformedReason.TRUNCATED, to - from);
        }
        if (i < present.optionalFrom()) {
          record.markCut();
        }
        return finish(present, b, record);
      }
      int end = cutter.next(b, at, to);
      MalformedReason reason = null;
      if (!plain[i] || cutter.escaped) {
        reason = column(columns[i], slots[i], b, record);
      } else if (!isAbsent(b, cutter.from, cutter.to)) {
        record.setSlice(slots[i], cutter.from, cutter.to);
      }
      if (reason == MalformedReason.OTHER) {
        return LineResult.IGNORED;
      }
      if (reason != null) {
        return LineResult.malformed(reason, misfit - from);
      }
      if (end < to && !cutter.isDelimiter(b, end, to)) {
        return LineResult.malformed(MalformedReason.SEPARATOR, end - from);
      }
      at = end < to ? cutter.skipDelimiter(b, end, to) : to;
    }
    if (at < to && !isBlank(b, at, to)) {
      record.markExtraFields();
    }
    return finish(present, b, record);
  }

  private int finish(Table present, byte[] b, AccessRecord record) {
    if (clock.clockMicros >= 0) {
      long micros = time(present);
      if (micros != AccessRecord.ABSENT) {
        record.setTimeMicros(micros);
      }
    }
    if (stampFrom >= 0 && record.timeMicros() != AccessRecord.ABSENT) {
      record.setSlice(timeSlot, stampFrom, stampTo);
    }
    if (durationMicros != AccessRecord.ABSENT) {
      record.setDurationMicros(durationMicros);
    }
    text.finish(b, record);
    return LineResult.PARSED;
  }

  private long time(Table present) {
    if (clock.day != DateAndClock.NO_DAY) {
      return clock.micros(clock.day, present.local()) - state.offsetMicros();
    }
    long date = state.dateMicros();
    if (date == AccessRecord.ABSENT) {
      return AccessRecord.ABSENT;
    }
    long day = Math.floorDiv(date, DAY_MICROS);
    boolean next = clock.clockMicros + DISORDER_MICROS < Math.floorMod(date, DAY_MICROS);
    return clock.micros(next ? day + 1 : day, present.local()) - state.offsetMicros();
  }

  /**
   * Reads a column that the cutter found. Returns null if it fits, {@link MalformedReason#OTHER} if
   * the row is to be ignored.
   */
  private @Nullable MalformedReason column(Column column, int slot, byte[] b, AccessRecord record) {
    int from = cutter.from;
    int to = cutter.to;
    misfit = from;
    if (isAbsent(b, from, to)) {
      return null;
    }
    return switch (column.role()) {
      case SKIP -> null;
      case TEXT -> {
        if (slot >= 0) {
          text.set(column, slot, cutter, b, record);
        }
        yield b[from] == '[' && column.field().equals(Field.METHOD) && isFtp(b, from, to)
            ? MalformedReason.NOT_HTTP
            : null;
      }
      case ADDRESS -> {
        ColumnText.address(slot, b, from, to, record);
        yield null;
      }
      case PEER -> {
        int slash = Bytes.indexOf(b, from, to, '/');
        if (slash >= 0 && !isAbsent(b, slash + 1, to)) {
          record.setSlice(slot, slash + 1, to);
        }
        yield null;
      }
      case VERSION -> {
        text.prefixed(HTTP, slot, b, from, to, record);
        yield null;
      }
      case SERVICE -> isOtherService(b, from, to) ? MalformedReason.NOT_HTTP : null;
      case TIME -> stamp(b, from, to, record);
      case DATE -> {
        stampFrom = from;
        stampTo = to;
        yield clock.date(b, from, to) ? null : MalformedReason.TIME;
      }
      case CLOCK -> {
        stampFrom = stampFrom >= 0 && stampTo + 3 >= from && stampTo < from ? stampFrom : from;
        stampTo = to;
        yield clock.clock(b, from, to) ? null : MalformedReason.TIME;
      }
      case STATUS -> Values.status(slot, b, from, to, record);
      case CACHE_AND_STATUS -> {
        int slash = Bytes.lastIndexOf(b, from, to, '/');
        if (slash < 0) {
          yield MalformedReason.STATUS;
        }
        record.setSlice(slot, from, slash);
        misfit = slash + 1;
        yield isAbsent(b, slash + 1, to)
            ? null
            : Values.status(statusSlot, b, slash + 1, to, record);
      }
      case SIZE -> Values.size(column.field(), slot, b, from, to, record);
      case DURATION -> duration(column, slot, b, from, to, record);
      case REQUEST -> text.request(slot, cutter, b, record);
      case TARGET, STEM, QUERY -> {
        text.target(column.role(), cutter, b, record);
        yield null;
      }
    };
  }

  private @Nullable MalformedReason stamp(byte[] b, int from, int to, AccessRecord record) {
    TimeReader reader = timeReader;
    if (reader == null) {
      throw new IllegalStateException("a time without a reader");
    }
    int end = reader.read(b, from, to);
    if (end != to) {
      misfit = end < 0 ? Math.min(to, -1 - end) : end;
      return MalformedReason.TIME;
    }
    record.setTimeMicros(reader.micros);
    stampFrom = from;
    stampTo = to;
    return null;
  }

  private @Nullable MalformedReason duration(
      Column column, int slot, byte[] b, int from, int to, AccessRecord record) {
    if (Numbers.isNegative(b, from, to)) {
      return null;
    }
    long unit = column.unitMicros();
    if (unit == Column.UNIT_BY_SHAPE) {
      unit = Bytes.indexOf(b, from, to, '.') >= 0 ? 1_000_000 : 1_000;
    }
    long value = Numbers.decimal(b, from, to, unit);
    if (value < 0) {
      return MalformedReason.NUMBER;
    }
    boolean first = durationMicros == AccessRecord.ABSENT;
    durationMicros = first ? value : Math.min(durationMicros, Long.MAX_VALUE / 2) + value;
    durationFrom = first ? from : durationFrom;
    record.setSlice(slot, durationFrom, to);
    return null;
  }

  /** Whether a method is one of IIS's FTP service, {@code [12]USER}. */
  private static boolean isFtp(byte[] b, int from, int to) {
    return to - from > 2 && b[from] == '[' && TimeReader.isDigit(b[from + 1]);
  }

  /** Whether IIS's name of a site is not one of its web service, or a listener's is TCP's. */
  private static boolean isOtherService(byte[] b, int from, int to) {
    int svc = from;
    while (svc + 3 <= to && !(b[svc] == 'S' && b[svc + 1] == 'V' && b[svc + 2] == 'C')) {
      svc++;
    }
    boolean service = svc > from && svc + 3 <= to;
    boolean web = svc == from + 2 && b[from] == 'W' && b[from + 1] == '3';
    boolean listener =
        to - from == 3
            && b[from] == 't'
            && ((b[from + 1] == 'l' && b[from + 2] == 's')
                || (b[from + 1] == 'c' && b[from + 2] == 'p'));
    return (service && !web) || listener;
  }

  private static boolean isAbsent(byte[] b, int from, int to) {
    return to <= from
        || (to - from == 1 && b[from] == '-')
        || (to - from == EMPTY_SET.length
            && b[from] == '('
            && Bytes.startsWith(b, from, to, EMPTY_SET));
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
