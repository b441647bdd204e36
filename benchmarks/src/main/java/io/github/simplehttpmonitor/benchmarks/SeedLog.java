package io.github.simplehttpmonitor.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a log with a place in each for another time, {@code 31/Dec/2025:23:59:59 +0000}, so that
 * a short log becomes one of any length by repetition. Lines without a time in brackets are left
 * out.
 */
public final class SeedLog {

  /** The length of a time in a line. */
  public static final int STAMP_BYTES = 26;

  /** The time of the first line of everything made here. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final int MAX_BYTES = 64 << 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss +0000", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final byte[] bytes;
  private final int[] starts;
  private final int[] stamps;

  private SeedLog(byte[] bytes, int[] starts, int[] stamps) {
    this.bytes = bytes;
    this.starts = starts;
    this.stamps = stamps;
  }

  /** {@return the lines of this file, or synthetic ones if there is none} */
  public static SeedLog of(@Nullable Path file) throws IOException {
    if (file == null) {
      return ofLines(SyntheticLog.bytes(SyntheticLog.LINES));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      SeedLog log = ofLines(in.readNBytes(MAX_BYTES));
      if (log.size() == 0) {
        throw new IOException(file + " has no line with a time like [31/Dec/2025:23:59:59 +0000]");
      }
      return log;
    }
  }

  static SeedLog ofLines(byte[] text) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(text.length);
    int[] starts = new int[64];
    int[] stamps = new int[64];
    int size = 0;
    for (int from = 0; from < text.length; ) {
      int to = from;
      while (to < text.length && text[to] != '\n') {
        to++;
      }
      int stamp = stampIn(text, from, to);
      // A last line without a newline may have been cut.
      if (stamp >= 0 && to < text.length) {
        if (size + 1 == starts.length) {
          starts = Arrays.copyOf(starts, 2 * size + 2);
          stamps = Arrays.copyOf(stamps, 2 * size + 2);
        }
        starts[size] = kept.size();
        stamps[size] = kept.size() + stamp - from;
        size++;
        kept.write(text, from, to + 1 - from);
      }
      from = to + 1;
    }
    starts[size] = kept.size();
    return new SeedLog(
        kept.toByteArray(), Arrays.copyOf(starts, size + 1), Arrays.copyOf(stamps, size));
  }

  private static int stampIn(byte[] text, int from, int to) {
    for (int i = from; i + STAMP_BYTES + 1 < to; i++) {
      if (text[i] == '['
          && text[i + STAMP_BYTES + 1] == ']'
          && text[i + 3] == '/'
          && text[i + 7] == '/'
          && text[i + 12] == ':'
          && text[i + 21] == ' ') {
        return i + 1;
      }
    }
    return -1;
  }

  /** {@return a time as lines have it, {@link #STAMP_BYTES} long} */
  public static byte[] stamp(Instant time) {
    return STAMP.format(time).getBytes(StandardCharsets.US_ASCII);
  }

  /** {@return the number of lines} */
  public int size() {
    return stamps.length;
  }

  /** {@return the lines, each with its newline; not to be changed} */
  public byte[] bytes() {
    return bytes;
  }

  /** {@return where a line starts; of the line after the last, the end} */
  public int start(int line) {
    return starts[line];
  }

  /** {@return where a line's time starts} */
  public int stampAt(int line) {
    return stamps[line];
  }

  /** {@return the average length of a line, with its newline} */
  public double bytesPerLine() {
    return (double) bytes.length / size();
  }
}
