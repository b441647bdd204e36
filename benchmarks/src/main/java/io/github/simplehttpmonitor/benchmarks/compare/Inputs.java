package io.github.simplehttpmonitor.benchmarks.compare;

import io.github.simplehttpmonitor.benchmarks.SeedLog;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/**
 * Makes logs of any length: the lines of a seed, again and again, with times that advance by a
 * second every {@value #LINES_PER_SECOND} lines.
 */
final class Inputs {

  static final int LINES_PER_SECOND = 25;

  private static final int BUFFER = 1 << 20;

  private final Path folder;
  private final SeedLog seed;
  private final String mark;

  Inputs(Path folder, SeedLog seed) {
    this.folder = folder;
    this.seed = seed;
    CRC32 crc = new CRC32();
    crc.update(seed.bytes());
    this.mark = Long.toHexString(crc.getValue());
  }

  long bytes(long lines) {
    return (long) (lines * seed.bytesPerLine());
  }

  /** {@return a log of this many lines; one that is there already is taken} */
  Path log(long lines) throws IOException {
    Path log = folder.resolve("access-" + lines + "-" + mark + ".log");
    if (!Files.exists(log)) {
      require(bytes(lines));
      Path part = folder.resolve(log.getFileName() + ".part");
      try (OutputStream out = Files.newOutputStream(part)) {
        write(lines, out);
        out.flush();
      }
      Files.move(part, log, StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  /** {@return the same, compressed} */
  Path compressed(Path log) throws IOException {
    Path gz = folder.resolve(log.getFileName() + ".gz");
    if (!Files.exists(gz)) {
      require(Files.size(log) / 4);
      Path part = folder.resolve(gz.getFileName() + ".part");
      try (InputStream in = new BufferedInputStream(Files.newInputStream(log), BUFFER);
          OutputStream out =
              new BufferedOutputStream(
                  new GZIPOutputStream(Files.newOutputStream(part), BUFFER), BUFFER)) {
        in.transferTo(out);
      }
      Files.move(part, gz, StandardCopyOption.REPLACE_EXISTING);
    }
    return gz;
  }

  private void require(long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes + bytes / 10) {
      throw new IOException(
          String.format(
              "%s has %,d MB free and %,d MB are needed; use --dir or a smaller -n",
              folder, free / 1_000_000, bytes / 1_000_000));
    }
  }

  private void write(long lines, OutputStream out) throws IOException {
    byte[] text = seed.bytes().clone();
    byte[] stamp = {};
    int written = 0;
    int line = 0;
    for (long i = 0; i < lines; i++) {
      if (i % LINES_PER_SECOND == 0) {
        stamp = SeedLog.stamp(SeedLog.START.plusSeconds(i / LINES_PER_SECOND));
      }
      System.arraycopy(stamp, 0, text, seed.stampAt(line), stamp.length);
      line++;
      int end = seed.start(line);
      boolean full = end - written >= BUFFER;
      if (full || line == seed.size() || i == lines - 1) {
        out.write(text, written, end - written);
        written = end;
      }
      if (line == seed.size()) {
        line = 0;
        written = 0;
      }
    }
  }
}
