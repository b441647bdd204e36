package io.github.simplehttpmonitor.parser;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What the lines so far mean for the lines to come: the columns a {@code #Fields} line named, a
 * date that rows of times go with. Small, immutable and, as plain bytes, fit for a checkpoint. Two
 * states are equal when their bytes are.
 */
public final class ParserState {

  /** The state of a format whose lines stand alone, and of every format before its first line. */
  public static final ParserState NONE = new ParserState(new byte[0]);

  private final byte[] bytes;

  private ParserState(byte[] bytes) {
    this.bytes = bytes;
  }

  /** {@return a state made of a copy of these bytes, in a form that the format itself defines} */
  public static ParserState of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new ParserState(bytes.clone());
  }

  /** {@return a copy of the bytes} */
  public byte[] toBytes() {
    return bytes.length == 0 ? bytes : bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParserState state && Arrays.equals(state.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "ParserState[" + HexFormat.of().formatHex(bytes) + "]";
  }
}
