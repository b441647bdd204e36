package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the lines of segments that pass a selection, and keeps them byte for byte. */
final class LineMatcher implements Pipeline.Worker<LineMatcher.Matches> {

  private final ParserContext context;
  private final LineParser parser;
  private final AccessRecord record;
  private final @Nullable RecordPredicate selection;

  /** The matching lines of a segment, each with its line terminator. */
  static final class Matches {
    byte[] bytes = new byte[1 << 16];
    int length;
    long lines;
    long matched;
    long malformed;
    long maxMicros;

    private void add(byte[] b, int from, int to) {
      if (bytes.length - length < to - from) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + to - from));
      }
      System.arraycopy(b, from, bytes, length, to - from);
      length += to - from;
      matched++;
    }
  }

  LineMatcher(LogFormat format, ParserContext context, @Nullable RecordPredicate selection) {
    this.context = context;
    this.parser = format.newParser(context);
    this.record = new AccessRecord(context.fields());
    this.selection = selection;
  }

  @Override
  public void process(Pipeline.Segment<Matches> segment) {
    Matches matches = segment.result;
    matches.length = 0;
    matches.lines = 0;
    matches.matched = 0;
    matches.malformed = 0;
    matches.maxMicros = Long.MIN_VALUE;
    byte[] b = segment.block.buffer;
    int to = segment.block.to;
    int from = segment.block.from;
    while (from < to) {
      int newline = Bytes.indexOf(b, from, to, '\n');
      int end = newline < 0 ? to : newline;
      line(matches, b, from, end, newline < 0 ? to : newline + 1);
      from = end + 1;
    }
  }

  private void line(Matches matches, byte[] b, int from, int contentEnd, int lineEnd) {
    matches.lines++;
    int end = contentEnd > from && b[contentEnd - 1] == '\r' ? contentEnd - 1 : contentEnd;
    if (end - from > context.maxLineBytes()) {
      matches.malformed++;
      return;
    }
    int code;
    try {
      code = parser.parse(b, from, end, record);
    } catch (RuntimeException e) {
      matches.malformed++;
      return;
    }
    if (LineResult.isMalformed(code)) {
      matches.malformed++;
    } else if (code == LineResult.PARSED) {
      matches.maxMicros = Math.max(matches.maxMicros, record.timeMicros());
      if (selection == null || selection.test(record)) {
        matches.add(b, from, lineEnd);
      }
    }
  }
}
