package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.Locale;

/** What one format makes of the lines of a sample. */
final class Detector {

  /** What a record is worth whose line goes on after the format's last field. */
  private static final double WITH_EXTRA = 0.8;

  /** What a record is worth whose line ends before it: the format promises too much. */
  private static final double CUT = 0.7;

  /** What every field costs that holds something it hardly can. */
  private static final double IMPLAUSIBLE = 0.25;

  /**
   * What a line counts that no format makes anything of: banners, comments and error messages are
   * not what a log is known by, but a text that has nothing else is none.
   */
  static final double NOISE = 0.2;

  /** From how many points on a line is taken to be an access line of some format. */
  private static final double ACCESS_LINE = 0.5;

  private static final byte UNSEEN = 0;
  private static final byte IGNORED = 1;
  private static final byte MALFORMED = 2;
  private static final byte PARSED = 3;

  private final LogFormat format;
  private final SampleLines sample;
  private final LineParser parser;
  private final AccessRecord record;
  private final Plausibility plausibility;
  private final byte[] outcomes;
  private final double[] points;
  private int seen;
  private int parsed;
  private int inexact;
  private long filled;
  private double progress;
  private int misfit = -1;
  private int misfitCode;

  Detector(LogFormat format, SampleLines sample) {
    this.format = format;
    this.sample = sample;
    this.plausibility = new Plausibility(format);
    this.parser = format.newParser(ParserContext.of(plausibility.fields()));
    this.record = new AccessRecord(plausibility.fields());
    this.outcomes = new byte[sample.count()];
    this.points = new double[sample.count()];
  }

  /** One that has looked at nothing yet. */
  Detector anew() {
    return new Detector(format, sample);
  }

  /** Looks at the lines from one to another, every step-th of them. */
  void look(int fromLine, int toLine, int step) {
    for (int line = fromLine; line < toLine; line += step) {
      if (outcomes[line] == UNSEEN) {
        look(line);
      }
    }
  }

  private void look(int line) {
    int code = parser.parse(sample.bytes, sample.from(line), sample.to(line), record);
    if (code == LineResult.IGNORED) {
      outcomes[line] = IGNORED;
      return;
    }
    seen++;
    if (LineResult.isMalformed(code)) {
      outcomes[line] = MALFORMED;
      int column = LineResult.column(code);
      progress += (double) column / (sample.to(line) - sample.from(line) + 1);
      if (misfit < 0 || column > LineResult.column(misfitCode)) {
        misfit = line;
        misfitCode = code;
      }
      return;
    }
    outcomes[line] = PARSED;
    parsed++;
    progress++;
    double worth = record.isCut() ? CUT : record.hasExtraFields() ? WITH_EXTRA : 1;
    inexact += worth == 1 ? 0 : 1;
    filled += plausibility.filled(record);
    int implausible = plausibility.implausible(record);
    points[line] = Math.max(0, worth - IMPLAUSIBLE * implausible);
  }

  /** Notes the lines that are access lines in this format. */
  void note(boolean[] accessLines) {
    for (int i = 0; i < points.length; i++) {
      accessLines[i] |= points[i] >= ACCESS_LINE;
    }
  }

  /** From 0, nothing fits, to 1. */
  double score(boolean[] accessLines) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < points.length; i++) {
      if (outcomes[i] == PARSED || outcomes[i] == MALFORMED) {
        sum += points[i];
        weights += accessLines[i] || outcomes[i] == PARSED ? 1 : NOISE;
      }
    }
    return weights == 0 ? 0 : sum / weights;
  }

  /** Whether it makes a plausible record of every line, to its end and not beyond. */
  boolean isPerfect() {
    for (int i = 0; i < points.length; i++) {
      if (points[i] != 1) {
        return false;
      }
    }
    return parsed > 0;
  }

  /** How much the format makes of a line: the fields it fills, those everybody knows before all. */
  double detail() {
    return parsed == 0 ? 0 : (double) filled / parsed;
  }

  /** How far into the lines the format fits, from 0 to 1. */
  double progress() {
    return seen == 0 ? 0 : progress / seen;
  }

  Candidate candidate(double score) {
    StringBuilder why = new StringBuilder();
    if (seen == 0) {
      why.append("the sample has no line to look at");
    } else {
      why.append(String.format(Locale.ROOT, "%,d of %,d lines fit", parsed, seen));
      if (inexact > 0) {
        why.append(
            String.format(
                Locale.ROOT, ", %,d of them with more or fewer fields than it has", inexact));
      }
      if (misfit >= 0) {
        MalformedReason reason = LineResult.reason(misfitCode);
        why.append("; one stops fitting at column ")
            .append(LineResult.column(misfitCode) + 1)
            .append(", where ")
            .append(reason.explanation());
      }
    }
    boolean fits = misfit < 0;
    return new Candidate(
        format,
        score,
        seen,
        parsed,
        why.toString(),
        fits ? null : Bytes.toText(sample.bytes, sample.from(misfit), sample.to(misfit)),
        fits ? -1 : LineResult.column(misfitCode));
  }
}
