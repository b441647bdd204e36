package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/interpretation.md to what it says: every example is parsed. */
class InterpretationTest {

  private static final Path PAGE = Path.of("..", "docs", "interpretation.md");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final String HEADER = "| input | reading | format | line | result |";

  /** Format, line and results of every row that has them. */
  static Stream<Arguments> examples() throws IOException {
    return rows()
        .map(row -> row.split("\\|", -1))
        .filter(cells -> !cells[3].isBlank())
        .map(cells -> Arguments.of(code(cells[3]), code(cells[4]), codes(cells[5])));
  }

  private static Stream<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals(HEADER))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"));
  }

  private static String code(String cell) {
    List<String> spans = codes(cell);
    assertThat(spans).as("code of " + cell).hasSize(1);
    return spans.get(0);
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
  }

  @Test
  void everyRow_hasFiveCells() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(40)
        .allSatisfy(row -> assertThat(row.split("\\|", -1)).hasSize(7));
    assertThat(examples()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest(name = "[{index}] {1}")
  @MethodSource("examples")
  void example_isReadAsThePageSays(String format, String line, List<String> results) {
    assertThat(results).isNotEmpty();
    Reading reading = Reading.of(format, line);
    for (String result : results) {
      assertThat(actual(reading, result)).isEqualTo(result);
    }
    boolean parsed =
        results.stream().noneMatch(r -> r.startsWith("malformed") || r.equals("ignored"));
    if (parsed) {
      assertThat(reading.outcome()).isEqualTo("PARSED");
      assertThat(reading.record().isCut()).as("cut").isEqualTo(results.contains("cut"));
      assertThat(reading.record().hasExtraFields())
          .as("extra")
          .isEqualTo(results.contains("extra"));
    }
  }

  /** What really is the case, in the form of the expected result. */
  private static String actual(Reading reading, String result) {
    int equals = result.indexOf('=');
    if (equals > 0) {
      String name = result.substring(0, equals);
      return name + "=" + value(reading.record(), field(name));
    }
    if (result.startsWith("no ")) {
      String value = value(reading.record(), field(result.substring(3)));
      return value == null ? result : result.substring(3) + "=" + value;
    }
    return switch (result) {
      case "cut" -> reading.record().isCut() ? "cut" : "not cut";
      case "extra" -> reading.record().hasExtraFields() ? "extra" : "not extra";
      case "parsed", "ignored" -> reading.outcome().toLowerCase(Locale.ROOT);
      default -> "malformed " + reading.outcome();
    };
  }

  private static Field field(String name) {
    Field field = Field.of(name);
    assertThat(Field.wellKnown()).contains(field);
    return field;
  }

  private static String value(AccessRecord record, Field field) {
    return switch (field.type()) {
      case TIME -> {
        Instant time = record.time();
        yield time == null ? null : time.toString();
      }
      case INTEGER -> record.status() < 0 ? null : String.valueOf(record.status());
      case SIZE -> number(field.equals(Field.BYTES) ? record.bytes() : record.requestBytes());
      case DURATION -> number(record.durationMicros());
      case TEXT -> record.text(field);
    };
  }

  private static String number(long value) {
    return value == AccessRecord.ABSENT ? null : String.valueOf(value);
  }
}
