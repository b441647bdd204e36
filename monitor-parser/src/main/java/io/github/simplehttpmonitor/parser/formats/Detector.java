package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.Locale;

/** Scores one format on the lines of a sample, of which it parses every one. */
final class Detector {

  /** What a record is worth whose line has more or fewer fields than the format. */
  private static final double INEXACT = 0.8;

  /** What every field costs that holds something it hardly can. */
  private static final double IMPLAUSIBLE = 0.15;

  private final LogFormat format;
  private final LineParser parser;
  private final AccessRecord record;
  private final int client;
  private final int user;
  private final int ident;
  private final int path;
  private int lines;
  private int parsed;
  private int inexact;
  private double points;
  private int misfitFrom = -1;
  private int misfitTo;
  private int misfitColumn = -1;

  Detector(LogFormat format) {
    this.format = format;
    Fields fields = Fields.of(format.fields());
    this.parser = format.newParser(ParserContext.of(fields));
    this.record = new AccessRecord(fields);
    this.client = fields.slot(Field.CLIENT);
    this.user = fields.slot(Field.USER);
    this.ident = fields.slot(Field.IDENT);
    this.path = fields.slot(Field.PATH);
  }

  Candidate score(byte[] sample, int length) {
    int from = 0;
    while (from < length) {
      int newline = Bytes.indexOf(sample, from, length, '\n');
      // A last line without newline may be half of one, unless there is no other.
      if (newline < 0 && lines > 0) {
        break;
      }
      int to = newline < 0 ? length : newline;
      line(sample, from, to > from && sample[to - 1] == '\r' ? to - 1 : to);
      from = newline < 0 ? length : newline + 1;
    }
    return result(sample);
  }

  private void line(byte[] sample, int from, int to) {
    int code = parser.parse(sample, from, to, record);
    if (code == LineResult.IGNORED) {
      return;
    }
    lines++;
    if (LineResult.isMalformed(code)) {
      if (LineResult.column(code) > misfitColumn) {
        misfitColumn = LineResult.column(code);
        misfitFrom = from;
        misfitTo = to;
      }
      return;
    }
    parsed++;
    boolean exact = !record.hasExtraFields() && !record.isCut();
    inexact += exact ? 0 : 1;
    points += Math.max(0, (exact ? 1 : INEXACT) - IMPLAUSIBLE * implausible());
  }

  private int implausible() {
    int count = holdsAny(client, "\"[]{}(),;=") ? 1 : 0;
    count += holdsAny(user, " ") ? 1 : 0;
    count += record.has(ident) ? 1 : 0;
    count += record.has(path) && !startsLikePath() ? 1 : 0;
    count += record.timeMicros() == AccessRecord.ABSENT ? 1 : 0;
    return count;
  }

  private boolean startsLikePath() {
    int from = record.from(path);
    return record.to(path) == from
        || record.buffer(path)[from] == '/'
        || record.buffer(path)[from] == '*';
  }

  private boolean holdsAny(int slot, String chars) {
    if (!record.has(slot)) {
      return false;
    }
    byte[] buffer = record.buffer(slot);
    for (int i = record.from(slot); i < record.to(slot); i++) {
      if (chars.indexOf(buffer[i]) >= 0) {
        return true;
      }
    }
    return false;
  }

  private Candidate result(byte[] sample) {
    double score = lines == 0 ? 0 : points / lines;
    StringBuilder why = new StringBuilder();
    if (lines == 0) {
      why.append("the sample has no line to look at");
    } else {
      why.append(String.format(Locale.ROOT, "%,d of %,d lines fit", parsed, lines));
      if (inexact > 0) {
        why.append(
            String.format(
                Locale.ROOT, ", %,d of them with more or fewer fields than it has", inexact));
      }
      if (misfitFrom >= 0) {
        why.append("; one stops fitting at column ").append(misfitColumn + 1);
      }
    }
    return new Candidate(
        format,
        score,
        lines,
        parsed,
        why.toString(),
        misfitFrom < 0 ? null : Bytes.toText(sample, misfitFrom, misfitTo),
        misfitFrom < 0 ? -1 : misfitColumn);
  }
}
