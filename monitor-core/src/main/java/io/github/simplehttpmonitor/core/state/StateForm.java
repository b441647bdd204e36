package io.github.simplehttpmonitor.core.state;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the binary forms of a state have in common: texts, byte strings, and blocks that a reader
 * can pass over who does not need them. Lengths are checked against a limit, so that a form that
 * lies does not exhaust the memory.
 */
public final class StateForm {

  private static final int MAX_BYTES = 1 << 30;

  private StateForm() {}

  /** Writes something. */
  @FunctionalInterface
  public interface Body {
    /** Writes it. */
    void writeTo(DataOutput out) throws IOException;
  }

  /** Writes a text of any length. */
  public static void writeText(DataOutput out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return a text} */
  public static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /** Writes bytes with their number. */
  public static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** {@return bytes written with their number} */
  public static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[readCount(in, MAX_BYTES)];
    in.readFully(bytes);
    return bytes;
  }

  /** {@return a number of things that follow} */
  public static int readCount(DataInput in, int max) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > max) {
      throw new IOException("a number of " + count + " things makes no sense");
    }
    return count;
  }

  /** {@return what reads these bytes} */
  public static DataInput input(byte[] bytes) {
    return ByteStreams.newDataInput(bytes);
  }

  /** {@return what a body writes} */
  public static byte[] toBytes(Body body) throws IOException {
    ByteArrayDataOutput block = ByteStreams.newDataOutput();
    body.writeTo(block);
    return block.toByteArray();
  }

  /** Writes a block with its length. */
  public static void writeBlock(DataOutput out, Body body) throws IOException {
    writeBytes(out, toBytes(body));
  }

  /** {@return the next block, which is passed over whatever is read of it} */
  public static DataInput readBlock(DataInput in) throws IOException {
    return input(readBytes(in));
  }
}
