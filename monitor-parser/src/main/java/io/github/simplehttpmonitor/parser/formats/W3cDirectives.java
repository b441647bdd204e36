package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The directives of the <a href="https://www.w3.org/TR/WD-logfile.html">Extended Log File
 * Format</a>, with what IIS, CloudFront and others make of them: {@code #Fields} names the columns,
 * {@code #Date} and {@code #Start-Date} give rows without a date theirs, {@code #Software} tells in
 * which unit durations are, {@code #GMT-Offset} how far times are ahead of UTC.
 */
final class W3cDirectives extends Directives {

  /** What IIS 8 and later log unless told otherwise. */
  static final String IIS_FIELDS =
      "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent)"
          + " cs(Referer) sc-status sc-substatus sc-win32-status time-taken";

  private static final int IIS_COLUMNS = 15;

  /** What IIS 7 logs, without a referer. */
  private static final String IIS_7_FIELDS = IIS_FIELDS.replace(" cs(Referer)", "");

  /** The standard log of CloudFront. */
  static final String CLOUDFRONT_FIELDS =
      "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer)"
          + " cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id"
          + " x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher"
          + " x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields"
          + " c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len"
          + " sc-range-start sc-range-end";

  /** The columns that CloudFront's log has had from the beginning. */
  private static final int CLOUDFRONT_OLDEST = 12;

  private static final Cutter.Dialect QUOTED =
      new Cutter.Dialect(Cutter.Delimiter.BLANKS, Cutter.Quotes.DOUBLED);
  private static final Cutter.Dialect UNQUOTED =
      new Cutter.Dialect(Cutter.Delimiter.BLANKS, Cutter.Quotes.NONE);
  private static final Cutter.Dialect TABS =
      new Cutter.Dialect(Cutter.Delimiter.TAB, Cutter.Quotes.NONE);

  private final TableState initial;
  private final boolean cloudFront;

  private W3cDirectives(String fields, boolean cloudFront) {
    this.initial = TableState.EMPTY.withFields(fields);
    this.cloudFront = cloudFront;
  }

  /** Of a log that names its columns, or has these until it does. */
  static W3cDirectives of(String fields) {
    W3cDirectives directives = new W3cDirectives(fields.trim(), false);
    Table table = directives.table(directives.initial);
    if (table != null && !table.isHttp()) {
      throw new FormatException("none of these columns tells of an HTTP request", fields, 0);
    }
    return directives;
  }

  static W3cDirectives cloudFront() {
    return new W3cDirectives(CLOUDFRONT_FIELDS, true);
  }

  @Override
  TableState initial() {
    return initial;
  }

  @Override
  boolean isDirective(byte[] b, int from, int to) {
    return b[from] == '#';
  }

  @Override
  TableState read(String line, TableState state) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return state;
    }
    String value = line.substring(colon + 1).trim();
    return switch (line.substring(1, colon).trim().toLowerCase(Locale.ROOT)) {
      case "fields" -> value.isEmpty() ? state : state.withFields(value);
      case "software" -> state.withWriter(writer(value.toLowerCase(Locale.ROOT)));
      case "date", "start-date" -> date(value, state);
      case "gmt-offset" -> offset(value, state);
      default -> state;
    };
  }

  private static int writer(String software) {
    if (software.contains("advanced logging") || software.startsWith("sgos")) {
      return TableState.MILLISECONDS;
    }
    boolean microsoft =
        software.startsWith("microsoft") || software.startsWith("internet information");
    return microsoft ? TableState.MICROSOFT : TableState.OTHER;
  }

  private static TableState date(String value, TableState state) {
    byte[] b = value.getBytes(StandardCharsets.UTF_8);
    int end = 0;
    while (end < b.length && b[end] > ' ') {
      end++;
    }
    int clockFrom = end + 1;
    int clockTo = clockFrom;
    while (clockTo < b.length && b[clockTo] > ' ') {
      clockTo++;
    }
    DateAndClock reader = new DateAndClock(ZoneOffset.UTC);
    if (!reader.date(b, 0, end)) {
      return state;
    }
    boolean clock = clockFrom < b.length && reader.clock(b, clockFrom, clockTo);
    reader.clockMicros = clock ? reader.clockMicros : 0;
    return state.withDate(reader.micros(reader.day, false));
  }

  private static TableState offset(String value, TableState state) {
    try {
      return state.withOffset(ZoneOffset.of(value).getTotalSeconds() / 60);
    } catch (java.time.DateTimeException e) {
      return state;
    }
  }

  @Override
  @Nullable Table table(TableState state) {
    if (state.fields().isEmpty()) {
      return null;
    }
    int writer = state.writer();
    boolean milliseconds = writer == TableState.MICROSOFT || writer == TableState.MILLISECONDS;
    long unit = milliseconds ? 1_000 : 1_000_000;
    W3cColumns names =
        new W3cColumns(
            !cloudFront && writer == TableState.UNNAMED ? Column.UNIT_BY_SHAPE : unit, cloudFront);
    List<Column> columns = new ArrayList<>();
    boolean local = false;
    for (String name : state.fields().split("[ \t]+", MAX_COLUMNS + 1)) {
      if (columns.size() == MAX_COLUMNS) {
        break;
      }
      local |= name.equalsIgnoreCase("time-local");
      columns.add(names.column(name));
    }
    names.preferHostHeader(columns);
    boolean standard = cloudFront && columns.size() > CLOUDFRONT_OLDEST;
    return new Table(
        columns,
        cloudFront ? TABS : writer == TableState.MICROSOFT ? UNQUOTED : QUOTED,
        TimeSpec.EPOCH,
        standard ? CLOUDFRONT_OLDEST : columns.size(),
        local);
  }

  /** A row of exactly one of the lists of columns that IIS has by itself shows which. */
  @Override
  @Nullable TableState guess(byte[] b, int from, int to, TableState state) {
    int columns = columns(b, from, to);
    if (columns != IIS_COLUMNS && columns != IIS_COLUMNS - 1) {
      return null;
    }
    for (String fields : List.of(IIS_FIELDS, IIS_7_FIELDS)) {
      TableState guess = state.withFields(fields).withWriter(TableState.MICROSOFT);
      if (isExactly(guess, b, from, to)) {
        return guess;
      }
    }
    return null;
  }

  private static int columns(byte[] b, int from, int to) {
    int columns = 1;
    for (int i = from; i < to; i++) {
      columns += b[i] == ' ' ? 1 : 0;
    }
    return columns;
  }

  private boolean isExactly(TableState guess, byte[] b, int from, int to) {
    Fields none = Fields.of(List.of());
    TabularParser parser =
        new TabularParser(new W3cDirectives(guess.fields(), cloudFront), ParserContext.of(none));
    AccessRecord record = new AccessRecord(none);
    return parser.parse(b, from, to, record) == LineResult.PARSED
        && !record.isCut()
        && !record.hasExtraFields()
        && record.status() > 0;
  }
}
