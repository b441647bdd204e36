package io.github.simplehttpmonitor.examples;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parses a log into records, with the parser alone: no statistics, no alerts, no {@code
 * monitor-core}. Prints how many requests there were of each method and status.
 *
 * <p>Use it to feed a table or a program of your own. It holds the whole file in memory; larger
 * ones are to be read in pieces that end with a line.
 */
public final class ExampleParseRecords {

  private ExampleParseRecords() {}

  /**
   * Runs the example.
   *
   * @param args the log
   */
  public static void main(String[] args) throws IOException {
    byte[] log = Files.readAllBytes(Path.of(args[0]));
    LogFormat format =
        FormatRegistry.builtIn()
            .detect(log, log.length)
            .best()
            .orElseThrow(() -> new IOException("this is no access log"))
            .format();

    // Only what is asked for is taken from the lines.
    Fields fields = Fields.of(Field.METHOD);
    int method = fields.slot(Field.METHOD);
    LineParser parser = format.newParser(ParserContext.of(fields));
    // One record for all lines: what it says is valid until the next one.
    AccessRecord record = new AccessRecord(fields);

    Map<String, Integer> requests = new TreeMap<>();
    int lineNumber = 0;
    for (int from = 0, to; from < log.length; from = to + 1) {
      to = lineEnd(log, from);
      lineNumber++;
      int code = parser.parse(log, from, to, record);
      if (code == LineResult.PARSED) {
        String name = record.has(method) ? record.text(method) : "-";
        requests.merge(name + " " + record.status(), 1, Integer::sum);
      } else if (LineResult.isMalformed(code)) {
        System.out.printf(
            "line %d, column %d: %s%n",
            lineNumber, LineResult.column(code) + 1, LineResult.reason(code).explanation());
      }
    }
    requests.forEach((name, count) -> System.out.println(name + ": " + count));
  }

  private static int lineEnd(byte[] bytes, int from) {
    int to = from;
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    return to;
  }
}
