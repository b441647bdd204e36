package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What detection makes of real logs, and what the format it finds makes of their lines: for each
 * file a row {@code file format parsed malformed ignored}, then the lines that do not fit with
 * reason and column. Run with {@code -Dupdate-golden=true} to write the file anew, and look at the
 * difference.
 */
class DetectionOfSamplesTest {

  private static final Path LOGS = Path.of("../../shared/logs");
  private static final Path GOLDEN = Path.of("src/test/resources/golden/samples.txt");

  private long parsed;
  private long malformed;

  @Test
  void samples_areDetectedAndParsed() throws IOException {
    Path index = LOGS.resolve("INDEX.tsv");
    assumeTrue(Files.exists(index), "no sample logs in " + LOGS);
    StringBuilder actual = new StringBuilder();
    List<String> rows = Files.readAllLines(index, StandardCharsets.UTF_8);
    for (String row : rows.subList(1, rows.size())) {
      String file = row.substring(0, row.indexOf('\t'));
      describe(file, Files.readAllBytes(LOGS.resolve(file)), actual);
    }
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(GOLDEN, actual);
    }
    assertThat(actual.toString()).isEqualTo(Files.readString(GOLDEN));
    // Most of those that do not fit are no access lines at all.
    assertThat((double) parsed / (parsed + malformed)).isGreaterThan(0.995);
  }

  private static String said(Candidate candidate) {
    return candidate.format().name() + ": " + candidate.why();
  }

  private void describe(String file, byte[] log, StringBuilder text) {
    Detection detection = FormatRegistry.builtIn().detect(log, log.length);
    LogFormat format = detection.best().map(Candidate::format).orElse(null);
    assertThat(
            FormatRegistry.builtIn()
                .recognize(log, log.length)
                .best()
                .map(DetectionOfSamplesTest::said))
        .as(file)
        .isEqualTo(detection.best().map(DetectionOfSamplesTest::said));
    if (format == null) {
      text.append(file).append(" none\n");
      return;
    }
    Fields fields = Fields.of(format.fields());
    LineParser parser = format.newParser(ParserContext.of(fields));
    AccessRecord record = new AccessRecord(fields);
    StringBuilder misfits = new StringBuilder();
    int[] outcomes = new int[3];
    int number = 0;
    int from = 0;
    while (from < log.length) {
      int newline = from;
      while (newline < log.length && log[newline] != '\n') {
        newline++;
      }
      int to = newline > from && log[newline - 1] == '\r' ? newline - 1 : newline;
      int code = parser.parse(log, from, to, record);
      number++;
      outcomes[LineResult.isMalformed(code) ? 1 : code == LineResult.PARSED ? 0 : 2]++;
      if (LineResult.isMalformed(code)) {
        misfits.append(String.format(Locale.ROOT, "  %d %s%n", number, Reading.outcome(code)));
      }
      from = newline + 1;
    }
    parsed += outcomes[0];
    malformed += outcomes[1];
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s %d %d %d%n%s",
            file,
            format.name(),
            outcomes[0],
            outcomes[1],
            outcomes[2],
            misfits));
  }
}
