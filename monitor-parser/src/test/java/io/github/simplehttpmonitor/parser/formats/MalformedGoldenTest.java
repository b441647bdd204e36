package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The malformed lines of real logs, which lie beside the project and are no part of it, under their
 * nearest format. {@code -Dupdate-golden=true} writes the file anew.
 */
class MalformedGoldenTest {

  private static final Path LOGS = Path.of("..", "..", "shared", "logs");
  private static final Path GOLDEN = Path.of("src/test/resources/golden/malformed.txt");

  @Test
  void malformedLines_areThoseOfTheGoldenFile() throws IOException {
    assumeTrue(Files.isDirectory(LOGS), "no sample logs in " + LOGS);
    List<String> malformed = new ArrayList<>();
    for (String folder : List.of("combined", "common")) {
      try (Stream<Path> files = Files.list(LOGS.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          addMalformed(folder + "/" + file.getFileName(), Files.readAllBytes(file), malformed);
        }
      }
    }
    if (Boolean.getBoolean("update-golden")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, malformed);
    }
    assertThat(malformed).isEqualTo(Files.readAllLines(GOLDEN));
  }

  private static void addMalformed(String name, byte[] log, List<String> malformed) {
    LogFormat format =
        FormatRegistry.builtIn().detect(log, log.length).nearest().orElseThrow().format();
    Fields fields = Fields.of(format.fields());
    LineParser parser = format.newParser(ParserContext.of(fields));
    AccessRecord record = new AccessRecord(fields);
    int from = 0;
    for (int line = 1; from < log.length; line++) {
      int newline = Bytes.indexOf(log, from, log.length, '\n');
      int end = newline < 0 ? log.length : newline;
      int to = end > from && log[end - 1] == '\r' ? end - 1 : end;
      int code = parser.parse(log, from, to, record);
      if (LineResult.isMalformed(code)) {
        malformed.add(name + ":" + line + " " + Reading.outcome(code));
      }
      from = end + 1;
    }
  }
}
