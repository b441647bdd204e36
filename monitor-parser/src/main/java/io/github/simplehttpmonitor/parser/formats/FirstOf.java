package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several formats for one log, as after a change of its configuration: each line is read by the
 * first that it fits. The field {@link #FORMAT} says which one that was, so that what each has read
 * can be counted like anything else. A line that fits none stops fitting where the format stops
 * that came furthest. Immutable; safe for any number of threads.
 */
public final class FirstOf implements LogFormat {

  /** The name of the format that read the line. */
  public static final Field FORMAT = Field.of("format");

  private final List<LogFormat> formats;

  /**
   * Makes one of them.
   *
   * @param formats in the order in which they are tried, at least one
   */
  public FirstOf(List<LogFormat> formats) {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("there is no format to try");
    }
    this.formats = List.copyOf(formats);
  }

  @Override
  public String name() {
    return formats.stream().map(LogFormat::name).collect(Collectors.joining(", "));
  }

  @Override
  public String definition() {
    return formats.stream().map(LogFormat::definition).collect(Collectors.joining("\n")).strip();
  }

  @Override
  public List<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    formats.forEach(format -> fields.addAll(format.fields()));
    fields.add(FORMAT);
    return List.copyOf(fields);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new Parser(context);
  }

  private final class Parser implements LineParser {
    private final LineParser[] parsers;
    private final byte[][] names;
    private final int slot;

    Parser(ParserContext context) {
      parsers = formats.stream().map(f -> f.newParser(context)).toArray(LineParser[]::new);
      names =
          formats.stream()
              .map(format -> format.name().getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new);
      slot = context.fields().slot(FORMAT);
    }

    @Override
    public int parse(byte[] b, int from, int to, AccessRecord record) {
      boolean ignored = false;
      int furthest = 0;
      for (int i = 0; i < parsers.length; i++) {
        int code = parsers[i].parse(b, from, to, record);
        if (code == LineResult.PARSED) {
          name(i, record);
          return code;
        }
        ignored |= code == LineResult.IGNORED;
        boolean further = LineResult.isMalformed(code) && isFurther(code, furthest);
        furthest = further ? code : furthest;
      }
      record.reset(b);
      return ignored ? LineResult.IGNORED : furthest;
    }

    private static boolean isFurther(int code, int than) {
      return than == 0 || LineResult.column(code) > LineResult.column(than);
    }

    private void name(int i, AccessRecord record) {
      if (slot >= 0) {
        byte[] name = names[i];
        int start = record.reserveScratch(name.length);
        System.arraycopy(name, 0, record.scratch(), start, name.length);
        record.setScratchSlice(slot, start, start + name.length);
      }
    }

    /** The states one after the other, each after its length. */
    @Override
    public ParserState state() {
      byte[][] states = new byte[parsers.length][];
      int length = 0;
      int used = 0;
      for (int i = 0; i < parsers.length; i++) {
        states[i] = parsers[i].state().toBytes();
        length += Integer.BYTES + states[i].length;
        used += states[i].length;
      }
      if (used == 0) {
        return ParserState.NONE;
      }
      ByteBuffer all = ByteBuffer.allocate(length);
      for (byte[] state : states) {
        all.putInt(state.length).put(state);
      }
      return ParserState.of(all.array());
    }

    @Override
    public void restore(ParserState state) {
      ByteBuffer all = ByteBuffer.wrap(state.toBytes());
      for (LineParser parser : parsers) {
        byte[] one = {};
        if (all.remaining() >= Integer.BYTES) {
          one = new byte[Math.max(0, Math.min(all.getInt(), all.remaining()))];
          all.get(one);
        }
        parser.restore(ParserState.of(one));
      }
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
