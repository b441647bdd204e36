package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What fuzzing found interesting stays right. The inputs are those that {@code benchmarks/fuzz}
 * leaves, each of which reaches code that the others do not.
 */
class FuzzCorpusTest {

  @ParameterizedTest
  @EnumSource
  void corpus_isRead(ParserFuzz.Family family) throws IOException {
    for (Path file : corpus(family)) {
      byte[] input = Files.readAllBytes(file);
      assertThatCode(() -> ParserFuzz.check(family, input))
          .as("%s", file.getFileName())
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource
  void examples_areRead(ParserFuzz.Family family) {
    for (byte[] input : ParserFuzz.seeds(family)) {
      ParserFuzz.check(family, input);
    }
  }

  @Test
  void parser_thatThrows_isFound() {
    assertThatCode(
            () -> ParserFuzz.check(ParserFuzz.Family.DEFINITIONS, new byte[] {4, '(', '?', '\n'}))
        .as("a wrong definition is no failure of a parser")
        .doesNotThrowAnyException();
  }

  private static Iterable<Path> corpus(ParserFuzz.Family family) throws IOException {
    String folder = "fuzz/" + family.name().toLowerCase(Locale.ROOT);
    URL url = Objects.requireNonNull(FuzzCorpusTest.class.getResource(folder), folder);
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      return files.sorted().toList();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
