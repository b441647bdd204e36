package io.github.simplehttpmonitor.benchmarks.compare;

import io.github.simplehttpmonitor.benchmarks.SeedLog;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends lines to a log as a server would, stamped with the time of writing: a process of its own,
 * {@code FILE LINES RATE END [SEED]}. With rate 0 it is as fast as it can; END, if not empty, is a
 * last line. Tells the microseconds of its first and last write.
 */
final class LogWriter {

  private static final int MAX_CHUNK = 4_000;
  private static final long CHUNKS_PER_SECOND = 100;

  private final SeedLog seed;
  private final OutputStream out;
  private final byte[] text;
  private long stamped = Long.MIN_VALUE;
  private int line;

  private LogWriter(SeedLog seed, OutputStream out) {
    this.seed = seed;
    this.out = out;
    this.text = seed.bytes().clone();
  }

  public static void main(String[] args) throws IOException {
    long lines = Long.parseLong(args[1]);
    long rate = Long.parseLong(args[2]);
    SeedLog seed = SeedLog.of(args.length > 4 ? Path.of(args[4]) : null);
    try (OutputStream out = new FileOutputStream(args[0], true)) {
      LogWriter writer = new LogWriter(seed, out);
      writer.stamp();
      long first = micros();
      writer.write(lines, rate);
      if (!args[3].isEmpty()) {
        out.write((args[3] + "\n").getBytes(StandardCharsets.UTF_8));
      }
      System.out.println(first + " " + micros());
    }
  }

  private static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  private void write(long lines, long rate) throws IOException {
    long start = System.nanoTime();
    long written = 0;
    while (written < lines) {
      long due = lines;
      if (rate > 0) {
        due = Math.min(lines, (System.nanoTime() - start) * rate / 1_000_000_000 + 1);
        if (due <= written) {
          LockSupport.parkNanos(1_000_000_000 / CHUNKS_PER_SECOND);
          continue;
        }
      }
      stamp();
      written += chunk((int) Math.min(due - written, MAX_CHUNK));
    }
  }

  /** Writes at most this many lines at once. */
  private int chunk(int most) throws IOException {
    int end = Math.min(line + most, seed.size());
    int count = end - line;
    out.write(text, seed.start(line), seed.start(end) - seed.start(line));
    line = end == seed.size() ? 0 : end;
    return count;
  }

  private void stamp() {
    Instant now = Instant.now();
    if (now.getEpochSecond() == stamped) {
      return;
    }
    stamped = now.getEpochSecond();
    byte[] stamp = SeedLog.stamp(now);
    for (int i = 0; i < seed.size(); i++) {
      System.arraycopy(stamp, 0, text, seed.stampAt(i), stamp.length);
    }
  }
}
