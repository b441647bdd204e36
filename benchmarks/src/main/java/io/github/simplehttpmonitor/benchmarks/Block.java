package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of whole lines, as a worker gets it: 4 MiB, or {@code -Dblock.bytes=N}. The lines are
 * synthetic, or those of a combined log with {@code -Dseed.log=FILE}.
 */
final class Block {

  private static final int DEFAULT_BYTES = 4 << 20;

  final byte[] bytes;
  final int[] starts;

  /** After the last byte of each line, without the newline. */
  final int[] ends;

  private final int linesPerSecond;

  private Block(byte[] bytes, List<Integer> starts, int linesPerSecond) {
    this.bytes = bytes;
    this.starts = starts.stream().mapToInt(Integer::intValue).toArray();
    this.ends = new int[this.starts.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = (i + 1 < ends.length ? this.starts[i + 1] : bytes.length) - 1;
    }
    this.linesPerSecond = linesPerSecond;
  }

  static Block of(LineCase lineCase, int linesPerSecond) {
    int size = Integer.getInteger("block.bytes", DEFAULT_BYTES);
    String file = System.getProperty("seed.log");
    try {
      Block block =
          of(SeedLog.of(file == null ? null : Path.of(file)), lineCase, linesPerSecond, size);
      block.check(lineCase);
      return block;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Block of(SeedLog seed, LineCase lineCase, int linesPerSecond, int size) {
    Fields fields =
        lineCase.isJson()
            ? Fields.of(LineCase.COMBINED.format().fields())
            : Fields.of(Field.STATUS);
    LineParser combined = LineCase.COMBINED.format().newParser(ParserContext.of(fields));
    AccessRecord record = new AccessRecord(fields);
    ByteArrayOutputStream out = new ByteArrayOutputStream(size);
    List<Integer> starts = new ArrayList<>();
    int refused = 0;
    for (int i = 0; ; i = (i + 1) % seed.size()) {
      byte[] line = stamped(seed, i, starts.size() / linesPerSecond);
      boolean fits = combined.parse(line, 0, line.length, record) == LineResult.PARSED;
      if (!fits
          || record.isCut()
          || record.hasExtraFields()
          || !record.has(fields.slot(Field.STATUS))) {
        if (++refused > seed.size()) {
          throw new IllegalStateException("the lines of the seed are not combined ones");
        }
        continue;
      }
      byte[] made =
          lineCase.isJson()
              ? JsonLines.of(lineCase, record, starts.size())
              : made(line, record.to(fields.slot(Field.STATUS)), lineCase, starts.size());
      if (!starts.isEmpty() && out.size() + made.length > size) {
        return new Block(out.toByteArray(), starts, linesPerSecond);
      }
      starts.add(out.size());
      out.writeBytes(made);
    }
  }

  private static byte[] stamped(SeedLog seed, int line, int second) {
    byte[] text =
        java.util.Arrays.copyOfRange(seed.bytes(), seed.start(line), seed.start(line + 1) - 1);
    Instant time = SeedLog.START.plusSeconds(second);
    System.arraycopy(
        SeedLog.stamp(time), 0, text, seed.stampAt(line) - seed.start(line), SeedLog.STAMP_BYTES);
    return text;
  }

  private static byte[] made(byte[] line, int statusEnd, LineCase lineCase, int number) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    if (lineCase == LineCase.COMMON) {
      text = text.substring(0, text.indexOf(' ', statusEnd + 1));
    }
    return (lineCase.line(text, number) + "\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A benchmark of lines that are refused would measure something else. */
  private void check(LineCase lineCase) {
    LogFormat format = lineCase.format();
    Fields fields = lineCase.fields(format);
    LineParser parser = format.newParser(ParserContext.of(fields));
    AccessRecord record = new AccessRecord(fields);
    int parsed = 0;
    for (int i = 0; i < lines(); i++) {
      parsed += parser.parse(bytes, starts[i], ends[i], record) == LineResult.PARSED ? 1 : 0;
    }
    // In real logs a regular expression does not fit a line with an escaped quote.
    if (parsed < lines() * 0.99) {
      throw new IllegalStateException(lineCase + ": " + parsed + " of " + lines() + " lines fit");
    }
  }

  int lines() {
    return starts.length;
  }

  /** {@return how much later a block that follows this one begins} */
  long micros() {
    return (lines() / linesPerSecond + 1) * 1_000_000L;
  }
}
