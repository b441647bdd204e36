package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.core.source.LineCounts;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Finds what the lines before a place in a file mean for those after it: names of columns, a date.
 * They stand at the beginning of a file or, where a server was restarted, not far before the place;
 * what is between the first 64 KiB and the last 1 MiB is not looked at.
 */
final class EntryState extends LineSinkAdapter {

  private static final int HEAD_BYTES = 64 << 10;
  private static final int TAIL_BYTES = 1 << 20;

  private final LineParser parser;
  private final AccessRecord record;

  private EntryState(LogFormat format, ParserContext context) {
    // The state does not depend on the fields that are wanted.
    Fields none = Fields.of(List.of());
    parser =
        format.newParser(
            new ParserContext(none, context.zone(), context.reference(), context.maxLineBytes()));
    record = new AccessRecord(none);
  }

  /** {@return the state at this place; {@link ParserState#NONE} if the file cannot be read} */
  static ParserState at(Path path, long place, LogFormat format, ParserContext context) {
    EntryState state = new EntryState(format, context);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long end = Math.min(place, file.length());
      long headTo = Math.min(end, HEAD_BYTES);
      state.read(file, 0, headTo, context.maxLineBytes());
      long tailFrom = Math.max(headTo, end - TAIL_BYTES);
      if (tailFrom < end) {
        // A line that the head ends within is not whole: the tail begins with its rest.
        state.read(file, tailFrom, end, context.maxLineBytes());
      }
    } catch (IOException e) {
      // The follower will say what is wrong with the file.
      return ParserState.NONE;
    }
    return state.parser.state();
  }

  /** {@return the lines at a file's beginning that start with #, as those do that name columns} */
  static byte[] directives(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[(int) Math.min(file.length(), HEAD_BYTES)];
    file.seek(0);
    file.readFully(bytes);
    int end = 0;
    for (int i = 0; i < bytes.length && bytes[end] == '#'; i++) {
      end = bytes[i] == '\n' ? i + 1 : end;
      if (end == bytes.length) {
        break;
      }
    }
    return Arrays.copyOf(bytes, end);
  }

  private void read(RandomAccessFile file, long from, long to, int maxLineBytes)
      throws IOException {
    byte[] bytes = new byte[(int) (to - from)];
    file.seek(from);
    file.readFully(bytes);
    int start = 0;
    LineAssembler lines = new LineAssembler(maxLineBytes, this, new LineCounts());
    if (from > 0) {
      lines.startInside();
      while (start < bytes.length && bytes[start] != '\n') {
        start++;
      }
    }
    lines.accept(bytes, Math.min(bytes.length, from > 0 ? start + 1 : 0), bytes.length);
  }

  @Override
  public void line(byte[] buffer, int from, int to) {
    try {
      parser.parse(buffer, from, to, record);
    } catch (RuntimeException e) {
      // A plug-in that breaks its contract will be told of when its lines are read.
      return;
    }
  }

  @Override
  public void overlong(byte[] buffer, int from, int to, long length) {}
}
