package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.Arrays;

/**
 * Makes lines of bytes that come in chunks of any size.
 *
 * <p>A line that lies in one chunk is handed out from there; only one that spans chunks is copied.
 * The lines do not depend on how the bytes were cut:
 *
 * <ul>
 *   <li>a line ends at {@code \n}; one {@code \r} before it is dropped,
 *   <li>a byte-order mark before the first line of a file is dropped,
 *   <li>NUL bytes are dropped and counted. A run of at least {@link #NUL_BREAK} of them inside a
 *       line also ends it, for it is what a crash leaves of a half-written one, and what follows is
 *       a line of its own,
 *   <li>a line with more bytes than the limit ({@code \r} and mark included, NULs not) is overlong:
 *       it is skipped, and reported once.
 * </ul>
 *
 * <p>Not thread-safe.
 */
public final class LineAssembler {
  /** How many bytes of an overlong line are shown, at most. */
  public static final int PREFIX_BYTES = 1024;

  /** The length from which a run of NUL bytes ends a line. */
  public static final int NUL_BREAK = 16;

  private static final int KEPT_BYTES = 64 << 10;
  private static final byte[] NONE = {};

  private final int maxLineBytes;
  private final int prefixBytes;
  private final LineSink sink;
  private final LineCounts counts;
  private byte[] hold = NONE;
  private int held;
  private long length;
  private int nulRun;
  private boolean atFileStart = true;
  private long pending;

  /** Makes an assembler that is at the start of a file. */
  public LineAssembler(int maxLineBytes, LineSink sink, LineCounts counts) {
    this.maxLineBytes = maxLineBytes;
    this.prefixBytes = Math.min(PREFIX_BYTES, maxLineBytes);
    this.sink = sink;
    this.counts = counts;
  }

  /** Says that the next byte is not the first of its file, so that no mark is expected. */
  public void startInside() {
    atFileStart = false;
  }

  /** Returns how many of the bytes taken belong to a line that has not ended. */
  public long pending() {
    return pending;
  }

  /** Takes the next bytes and hands out the lines they complete. */
  public void accept(byte[] buffer, int from, int to) {
    int start = from;
    int ended = -1;
    while (start < to) {
      int at = nextBreak(buffer, start, to);
      if (at < to && buffer[at] == '\n') {
        if (length == 0) {
          deliver(buffer, start, at, at - start);
        } else {
          hold(buffer, start, at);
          deliverHeld();
        }
        nulRun = 0;
        start = at + 1;
        ended = start;
      } else {
        hold(buffer, start, at);
        start = skipNuls(buffer, at, to);
        if (length == 0) {
          ended = start;
        }
      }
    }
    pending = ended < 0 ? pending + (to - from) : to - ended;
  }

  /** Hands out the last line if it has no newline; what comes then begins a new line. */
  public void finish() {
    if (length > 0) {
      deliverHeld();
    }
    nulRun = 0;
    pending = 0;
  }

  private int skipNuls(byte[] buffer, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to && Bytes.longAt(buffer, at) == 0) {
      at += Long.BYTES;
    }
    while (at < to && buffer[at] == 0) {
      at++;
    }
    counts.nulBytes += at - from;
    nulRun = Math.min(NUL_BREAK, nulRun + Math.min(NUL_BREAK, at - from));
    if (nulRun == NUL_BREAK && length > 0) {
      deliverHeld();
    }
    return at;
  }

  private void hold(byte[] buffer, int from, int to) {
    int count = to - from;
    if (count == 0) {
      return;
    }
    nulRun = 0;
    length += count;
    int keep = (int) Math.min(length, length > maxLineBytes ? prefixBytes : maxLineBytes);
    if (keep > held) {
      if (keep > hold.length) {
        hold = Arrays.copyOf(hold, grown(keep));
      }
      System.arraycopy(buffer, from, hold, held, keep - held);
    }
    held = keep;
  }

  private int grown(int atLeast) {
    return (int) Math.min(Math.max(maxLineBytes, atLeast), Math.max(512, 2L * atLeast));
  }

  private void deliverHeld() {
    int size = held;
    long full = length;
    held = 0;
    length = 0;
    deliver(hold, 0, size, full);
    if (hold.length > KEPT_BYTES) {
      hold = NONE;
    }
  }

  private void deliver(byte[] buffer, int from, int to, long fullLength) {
    int start = from;
    if (atFileStart) {
      atFileStart = false;
      start = afterMark(buffer, from, to);
    }
    counts.lines++;
    if (fullLength > maxLineBytes) {
      counts.overlong++;
      int end = Math.max(start, Math.min(to, from + prefixBytes));
      sink.overlong(buffer, start, end, fullLength - (start - from));
    } else {
      sink.line(buffer, start, to > start && buffer[to - 1] == '\r' ? to - 1 : to);
    }
  }

  /** Returns the index after a byte-order mark at the start of a slice, or the start. */
  public static int afterMark(byte[] buffer, int from, int to) {
    boolean mark =
        to - from >= 3
            && buffer[from] == (byte) 0xEF
            && buffer[from + 1] == (byte) 0xBB
            && buffer[from + 2] == (byte) 0xBF;
    return mark ? from + 3 : from;
  }

  /** Returns the index of the next newline or NUL, or {@code to}. */
  static int nextBreak(byte[] buffer, int from, int to) {
    return Bytes.indexOfLineBreak(buffer, from, to);
  }
}
