package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.engine.SegmentPartial;
import io.github.simplehttpmonitor.parser.ParserState;

/** What a worker made of a segment, and the parser states it began and ended with. */
final class ParsedSegment {

  final SegmentPartial partial;
  ParserState entry = ParserState.NONE;
  ParserState exit = ParserState.NONE;

  ParsedSegment(SegmentPartial partial) {
    this.partial = partial;
  }
}
