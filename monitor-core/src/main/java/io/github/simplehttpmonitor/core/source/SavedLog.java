package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far a file was read by an earlier run, and what it is recognised by.
 *
 * @param name its path
 * @param identity where it lay, and the hash of its head
 * @param read how many bytes were read
 * @param tailLength how many bytes before that are hashed
 * @param tailHash their hash
 * @param position where the first line begins that was not handed out; at most {@code read}
 * @param modifiedMillis when it was written to last, as far as it was seen
 * @param state what its lines mean for those to come, see {@link LineSink#state}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SavedLog(
    String name,
    FileIdentity identity,
    long read,
    int tailLength,
    long tailHash,
    long position,
    long modifiedMillis,
    byte[] state) {

  void writeTo(DataOutput out) throws IOException {
    StateForm.writeText(out, name);
    writeIdentity(out, identity);
    out.writeLong(read);
    out.writeInt(tailLength);
    out.writeLong(tailHash);
    out.writeLong(position);
    out.writeLong(modifiedMillis);
    StateForm.writeBytes(out, state);
  }

  static SavedLog readFrom(DataInput in) throws IOException {
    SavedLog log =
        new SavedLog(
            StateForm.readText(in),
            readIdentity(in),
            in.readLong(),
            StateForm.readCount(in, OpenLog.TAIL_BYTES),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            StateForm.readBytes(in));
    if (log.read < log.tailLength || log.position < 0 || log.position > log.read) {
      throw new IOException("the position in " + log.name + " makes no sense");
    }
    return log;
  }

  static void writeIdentity(DataOutput out, FileIdentity identity) throws IOException {
    StateForm.writeText(out, identity.key());
    out.writeInt(identity.headLength());
    out.writeLong(identity.headHash());
  }

  static FileIdentity readIdentity(DataInput in) throws IOException {
    return new FileIdentity(
        StateForm.readText(in), StateForm.readCount(in, FileIdentity.HEAD_BYTES), in.readLong());
  }
}
