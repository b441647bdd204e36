package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines of segments that pass a selection, and keeps them byte for byte. What a line is,
 * is what {@link LineAssembler} makes of it: a mark at the start and NUL bytes within are not
 * parsed, but kept. A half-written line that a crash ended with NUL bytes gets a newline instead of
 * them.
 */
final class LineMatcher implements Pipeline.Worker<LineMatcher.Matches> {

  private static final byte[] NEWLINE = {'\n'};

  private final ParserContext context;
  private final LineParser parser;
  private final AccessRecord record;
  private final @Nullable RecordPredicate selection;
  private final SegmentParser.Guess guess;
  private boolean atFileStart;

  /** The matching lines of a segment, each with its line terminator. */
  static final class Matches {
    byte[] bytes = new byte[1 << 16];
    int length;
    long lines;
    long matched;
    long malformed;

    /** The lowest time, {@link Long#MAX_VALUE} if there is none. */
    long minMicros;

    ParserState entry = ParserState.NONE;
    ParserState exit = ParserState.NONE;

    private void clear() {
      length = 0;
      lines = 0;
      matched = 0;
      malformed = 0;
      minMicros = Long.MAX_VALUE;
    }

    private void add(byte[] b, int from, int to) {
      if (bytes.length - length < to - from) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + to - from));
      }
      System.arraycopy(b, from, bytes, length, to - from);
      length += to - from;
    }
  }

  /**
   * Makes a worker.
   *
   * @param guess shared by the workers of an input
   */
  LineMatcher(
      LogFormat format,
      ParserContext context,
      @Nullable RecordPredicate selection,
      SegmentParser.Guess guess) {
    this.context = context;
    this.parser = format.newParser(context);
    this.record = new AccessRecord(context.fields());
    this.selection = selection;
    this.guess = guess;
  }

  @Override
  public void process(Pipeline.Segment<Matches> segment) {
    process(segment, segment.number == 0 ? ParserState.NONE : guess.state);
    guess.state = segment.result.exit;
  }

  /** Makes the result, given what the lines before the segment mean for its lines. */
  void process(Pipeline.Segment<Matches> segment, ParserState entry) {
    Matches matches = segment.result;
    matches.clear();
    matches.entry = entry;
    parser.restore(entry);
    atFileStart = segment.number == 0;
    byte[] b = segment.block.buffer;
    int to = segment.block.to;
    int from = segment.block.from;
    while (from < to) {
      int end = Bytes.indexOfLineBreak(b, from, to);
      if (end < to && b[end] == 0) {
        from = withNuls(matches, b, from, to);
      } else {
        line(matches, b, from, end, Math.min(to, end + 1));
        from = end + 1;
      }
    }
    matches.exit = parser.state();
  }

  /** Takes what is there up to the next newline, NUL bytes among it; returns where that ends. */
  private int withNuls(Matches matches, byte[] b, int from, int to) {
    int newline = Bytes.indexOf(b, from, to, '\n');
    int end = newline < 0 ? to : newline;
    byte[] text = new byte[end - from];
    int length = 0;
    int nuls = 0;
    int start = from;
    for (int i = from; i < end; i++) {
      if (b[i] != 0) {
        text[length++] = b[i];
        nuls = 0;
      } else if (length == 0) {
        start = i + 1;
      } else if (++nuls == LineAssembler.NUL_BREAK) {
        if (line(matches, text, 0, length)) {
          matches.add(b, start, i + 1 - nuls);
          matches.add(NEWLINE, 0, 1);
        }
        length = 0;
        start = i + 1;
      }
    }
    if ((length > 0 || newline >= 0) && line(matches, text, 0, length)) {
      matches.add(b, start, newline < 0 ? to : newline + 1);
    }
    return end + 1;
  }

  private void line(Matches matches, byte[] b, int from, int contentEnd, int lineEnd) {
    if (line(matches, b, from, contentEnd)) {
      matches.add(b, from, lineEnd);
    }
  }

  private boolean line(Matches matches, byte[] b, int from, int contentEnd) {
    matches.lines++;
    int start = atFileStart ? LineAssembler.afterMark(b, from, contentEnd) : from;
    atFileStart = false;
    if (contentEnd - from > context.maxLineBytes()) {
      matches.malformed++;
      return false;
    }
    int end = contentEnd > start && b[contentEnd - 1] == '\r' ? contentEnd - 1 : contentEnd;
    int code;
    try {
      code = parser.parse(b, start, end, record);
    } catch (RuntimeException e) {
      matches.malformed++;
      return false;
    }
    if (LineResult.isMalformed(code)) {
      matches.malformed++;
      return false;
    }
    if (code != LineResult.PARSED) {
      return false;
    }
    if (record.timeMicros() != AccessRecord.ABSENT) {
      matches.minMicros = Math.min(matches.minMicros, record.timeMicros());
    }
    boolean match = selection == null || selection.test(record);
    matches.matched += match ? 1 : 0;
    return match;
  }
}
