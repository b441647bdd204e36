package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.state.StateForm;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What an engine knows of one source partition: how far its time has come, and the records whose
 * time is in doubt. Those wait here, detached, until the lines after them decide:
 *
 * <ul>
 *   <li>before the partition's time is known, until two records lie within an hour of each other;
 *   <li>after a jump of more than an hour ahead, until another record lies within an hour of the
 *       one that jumped.
 * </ul>
 */
public final class Partition {

  /** How many lines may pass before a doubt is decided. */
  static final int MAX_WAIT = 100;

  /** So many lines in a row have to lie an hour back for time to restart there: at least, */
  private static final int MIN_BACK_RUN = 20;

  /** at most, */
  private static final int MAX_BACK_RUN = 1_000;

  /** and between the two for each line that bears out the present time. */
  private static final int BACK_PER_SUPPORT = 10;

  final String name;
  long lateness;
  final LagHistogram lags = new LagHistogram();

  /** The highest believed time. */
  long max = Times.NONE;

  boolean closed;

  /** Whether it has been silent for so long that it does not hold time back any more. */
  boolean idle;

  int backRun;

  /** The lines since time last jumped that were not an hour back. */
  long support;

  /** The lines seen, for the numbers of malformed ones; negative if their number is not known. */
  long lineNumber;

  /** Records that wait for the partition's time to be known. */
  final List<AccessRecord> parked = new ArrayList<>();

  /** Records that jumped ahead, in the order in which they came. */
  final List<Jump> jumps = new ArrayList<>();

  /** A record that jumped ahead. */
  static final class Jump {
    AccessRecord record;
    int linesSince;

    /** Whether a line after it had a time from before the jump. */
    boolean returned;

    Jump(AccessRecord record) {
      this.record = record;
    }
  }

  Partition(String name, long lateness) {
    this.name = name;
    this.lateness = lateness;
  }

  /** Gives the records that wait other fields. */
  void convert(Fields fields) {
    parked.replaceAll(record -> Records.convert(record, new AccessRecord(fields)));
    for (Jump jump : jumps) {
      jump.record = Records.convert(jump.record, new AccessRecord(fields));
    }
  }

  /**
   * Whether so many lines in a row lay more than an hour back that they are right and the time is
   * wrong. Two lines of a wrong clock make time jump; the more lines bear a time out, the more it
   * takes to leave it.
   */
  boolean isWrong() {
    long needed = support >= MAX_BACK_RUN ? MAX_BACK_RUN : support * BACK_PER_SUPPORT;
    return backRun >= Math.min(MAX_BACK_RUN, Math.max(MIN_BACK_RUN, needed));
  }

  boolean isAnchored() {
    return max != Times.NONE;
  }

  /** The time up to which its records have come; {@link Times#NONE} before its time is known. */
  long watermark() {
    return isAnchored() ? max - lateness : Times.NONE;
  }

  /** {@return whether it has ended} */
  public boolean isClosed() {
    return closed;
  }

  /** {@return the name, a path for instance} */
  public String name() {
    return name;
  }

  /**
   * {@return the highest believed time in microseconds, {@link Long#MIN_VALUE} before there is one}
   */
  public long maxMicros() {
    return max;
  }

  /** {@return the allowed lateness in microseconds} */
  public long latenessMicros() {
    return lateness;
  }

  /** Says how many lines came before the next one, to number malformed ones; negative: unknown. */
  public void linesBefore(long count) {
    lineNumber = count;
  }

  /** {@return how many records wait for a decision about their time} */
  int waiting() {
    return parked.size() + jumps.size();
  }

  void writeTo(DataOutput out, UnaryOperator<String> text) throws IOException {
    StateForm.writeText(out, name);
    out.writeLong(lateness);
    lags.writeTo(out);
    out.writeLong(max);
    out.writeBoolean(idle);
    out.writeInt(backRun);
    out.writeLong(support);
    out.writeLong(lineNumber);
    out.writeInt(parked.size());
    for (AccessRecord record : parked) {
      RecordForm.write(out, record, text);
    }
    out.writeInt(jumps.size());
    for (Jump jump : jumps) {
      RecordForm.write(out, jump.record, text);
      out.writeInt(jump.linesSince);
      out.writeBoolean(jump.returned);
    }
  }

  static Partition readFrom(DataInput in, Fields fields) throws IOException {
    Partition partition = new Partition(StateForm.readText(in), in.readLong());
    partition.lags.readFrom(in);
    partition.max = in.readLong();
    partition.idle = in.readBoolean();
    partition.backRun = in.readInt();
    partition.support = in.readLong();
    partition.lineNumber = in.readLong();
    for (int left = StateForm.readCount(in, MAX_WAIT); left > 0; left--) {
      partition.parked.add(RecordForm.read(in, fields));
    }
    for (int left = StateForm.readCount(in, MAX_WAIT); left > 0; left--) {
      Jump jump = new Jump(RecordForm.read(in, fields));
      jump.linesSince = in.readInt();
      jump.returned = in.readBoolean();
      partition.jumps.add(jump);
    }
    return partition;
  }
}
