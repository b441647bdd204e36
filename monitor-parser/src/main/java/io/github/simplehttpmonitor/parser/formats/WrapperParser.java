package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.nio.ByteBuffer;

/**
 * Takes what wrapped a line off and hands the line on. Its state is the inner parser's and the
 * parts of lines that are still to be completed, one for each of two streams.
 */
final class WrapperParser implements LineParser {

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 5;

  private final Peeler peeler;
  private final LineParser inner;
  private final PartialLine[] streams;
  private final int timeSlot;
  private final boolean optional;

  /**
   * Makes a parser.
   *
   * @param optional whether lines that are not wrapped are handed on as they are
   */
  WrapperParser(Peeler peeler, boolean optional, LineParser inner, ParserContext context) {
    this.peeler = peeler;
    this.optional = optional;
    this.inner = inner;
    int limit = context.maxLineBytes();
    this.streams = new PartialLine[] {new PartialLine(limit), new PartialLine(limit)};
    this.timeSlot = context.fields().slot(Field.TIME);
  }

  @Override
  public int parse(byte[] b, int from, int to, AccessRecord record) {
    if (isBlank(b, from, to)) {
      record.reset(b);
      return LineResult.IGNORED;
    }
    int misfit = peeler.peel(b, from, to);
    if (misfit >= 0) {
      if (optional) {
        return inner.parse(b, from, to, record);
      }
      record.reset(b);
      return LineResult.malformed(MalformedReason.NO_MATCH, misfit - from);
    }
    PartialLine stream = streams[peeler.stream];
    if (peeler.partial) {
      record.reset(b);
      stream.append(peeler.body, peeler.bodyFrom, peeler.bodyTo);
      return LineResult.IGNORED;
    }
    byte[] body = peeler.body;
    int bodyFrom = peeler.bodyFrom;
    int bodyTo = peeler.bodyTo;
    if (stream.isPending()) {
      stream.append(body, bodyFrom, bodyTo);
      boolean tooLong = stream.isTooLong();
      body = stream.bytes();
      bodyFrom = 0;
      bodyTo = stream.length();
      stream.clear();
      if (tooLong) {
        record.reset(b);
        return LineResult.malformed(MalformedReason.TOO_LONG, to - from);
      }
    }
    int code = inner.parse(body, bodyFrom, bodyTo, record);
    if (LineResult.isMalformed(code)) {
      int column = LineResult.column(code) + (body == b ? bodyFrom - from : 0);
      return LineResult.malformed(LineResult.reason(code), Math.min(column, to - from));
    }
    if (code == LineResult.PARSED && record.timeMicros() == AccessRecord.ABSENT) {
      takeTime(b, body == b, record);
    }
    return code;
  }

  private void takeTime(byte[] b, boolean sameBuffer, AccessRecord record) {
    if (peeler.timeMicros == AccessRecord.ABSENT) {
      return;
    }
    record.setTimeMicros(peeler.timeMicros);
    int from = peeler.timeFrom;
    int length = peeler.timeTo - from;
    if (sameBuffer) {
      record.setSlice(timeSlot, from, from + length);
    } else if (timeSlot >= 0) {
      int start = record.reserveScratch(length);
      System.arraycopy(b, from, record.scratch(), start, length);
      record.setScratchSlice(timeSlot, start, start + length);
    }
  }

  @Override
  public ParserState state() {
    ParserState innerState = inner.state();
    if (innerState.equals(ParserState.NONE) && !streams[0].isPending() && !streams[1].isPending()) {
      return ParserState.NONE;
    }
    byte[] innerBytes = innerState.toBytes();
    int size = HEAD_BYTES + innerBytes.length + streams[0].stateBytes() + streams[1].stateBytes();
    ByteBuffer out =
        ByteBuffer.allocate(size).put(VERSION).putInt(innerBytes.length).put(innerBytes);
    streams[0].save(out);
    streams[1].save(out);
    return ParserState.of(out.array());
  }

  @Override
  public void restore(ParserState state) {
    streams[0].clear();
    streams[1].clear();
    ByteBuffer in = ByteBuffer.wrap(state.toBytes());
    if (in.remaining() < HEAD_BYTES || in.get() != VERSION) {
      inner.restore(ParserState.NONE);
      return;
    }
    int size = in.getInt();
    if (size < 0 || size > in.remaining()) {
      inner.restore(ParserState.NONE);
      return;
    }
    byte[] innerBytes = new byte[size];
    in.get(innerBytes);
    inner.restore(ParserState.of(innerBytes));
    if (!streams[0].load(in) || !streams[1].load(in)) {
      streams[0].clear();
      streams[1].clear();
    }
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
