package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Tells how much faster combined lines are read than by logparser: run {@code main} with a log. */
final class LogparserSpeed {

  private static final int ROUNDS = 5;

  private LogparserSpeed() {}

  /** Reads the log named by the first argument. */
  public static void main(String[] args) throws Exception {
    List<String> lines = Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8);
    byte[][] bytes =
        lines.stream().map(l -> l.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    LogFormat format = FormatRegistry.builtIn().create("combined");
    Fields fields = Fields.of(Field.CLIENT, Field.TIME, Field.PATH, Field.STATUS, Field.BYTES);
    LineParser parser = format.newParser(ParserContext.of(fields));
    AccessRecord record = new AccessRecord(fields);
    Logparser other =
        new Logparser(
            "combined",
            List.of(
                "IP:connection.client.host",
                "TIME.EPOCH:request.receive.time.epoch",
                "HTTP.PATH:request.firstline.uri.path",
                "STRING:request.status.last",
                "BYTESCLF:response.body.bytes"));
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (String line : lines) {
        other.parse(line);
      }
      long theirs = System.nanoTime() - start;
      start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        for (byte[] line : bytes) {
          parser.parse(line, 0, line.length, record);
        }
      }
      double ours = (System.nanoTime() - start) / 20.0;
      System.out.printf(
          Locale.ROOT,
          "%,d lines: logparser %.0f ns a line, this %.0f ns: %.0f times faster%n",
          lines.size(),
          (double) theirs / lines.size(),
          ours / lines.size(),
          theirs / ours);
    }
  }
}
