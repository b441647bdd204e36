package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.SegmentPartial;
import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.core.source.LineCounts;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Parses segments for a replay. What earlier lines mean for a segment's is guessed to be what the
 * last segment to be finished ended with; the merge finds out and reads again what was wrong.
 */
final class SegmentParser extends LineSinkAdapter implements Pipeline.Worker<ParsedSegment> {

  /** A guess that the workers of an input share. */
  static final class Guess {
    volatile ParserState state = ParserState.NONE;
  }

  private final ParserContext context;
  private final LineParser parser;
  private final AccessRecord record;
  private final Guess guess;
  private @Nullable SegmentPartial target;

  /**
   * Makes a worker.
   *
   * @param guess shared by the workers of an input
   */
  SegmentParser(LogFormat format, ParserContext context, Guess guess) {
    this.context = context;
    this.parser = format.newParser(context);
    this.record = new AccessRecord(context.fields());
    this.guess = guess;
  }

  @Override
  public void process(Pipeline.Segment<ParsedSegment> segment) {
    ParsedSegment result = segment.result;
    SegmentPartial partial = result.partial;
    partial.clear();
    target = partial;
    result.entry = segment.number == 0 ? ParserState.NONE : guess.state;
    parser.restore(result.entry);
    LineAssembler lines = new LineAssembler(context.maxLineBytes(), this, new LineCounts());
    if (segment.number > 0) {
      lines.startInside();
    }
    lines.accept(segment.block.buffer, segment.block.from, segment.block.to);
    lines.finish();
    result.exit = parser.state();
    guess.state = result.exit;
  }

  @Override
  public void line(byte[] buffer, int from, int to) {
    SegmentPartial partial = target;
    if (partial == null || !partial.isRegular()) {
      return;
    }
    int code;
    try {
      code = parser.parse(buffer, from, to, record);
    } catch (RuntimeException e) {
      code = LineResult.malformed(MalformedReason.PARSER_FAILED, 0);
    }
    if (code == LineResult.PARSED) {
      partial.record(record);
    } else if (code == LineResult.IGNORED) {
      partial.ignored();
    } else {
      partial.malformed(buffer, from, to, code);
    }
  }

  @Override
  public void overlong(byte[] buffer, int from, int to, long length) {
    SegmentPartial partial = target;
    if (partial != null) {
      partial.malformed(
          buffer, from, to, LineResult.malformed(MalformedReason.TOO_LONG, to - from));
    }
  }
}
