package io.github.simplehttpmonitor.parser.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Explanation;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.MalformedReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StringLogFormatTest {

  /** The example of the class's documentation. */
  private static final class TabFormat extends StringLogFormat {
    @Override
    public String name() {
      return "tab";
    }

    @Override
    public List<Field> fields() {
      return List.of(Field.TIME, Field.PATH);
    }

    @Override
    protected int parseLine(String line, AccessRecord record) {
      String[] parts = line.split("\t");
      if (parts.length != 2) {
        return malformed(line.length());
      }
      record.setTime(Instant.parse(parts[0])).set(Field.PATH, parts[1]);
      return LineResult.PARSED;
    }
  }

  private static Explanation explain(byte[] line) {
    return Explanation.of(new TabFormat(), line);
  }

  private static Explanation explain(String line) {
    return explain(line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void line_isParsed() {
    Explanation explanation = explain("2024-01-01T00:00:00Z\t/\u00E4");
    assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.PARSED);
    assertThat(explanation.values())
        .containsExactly(new Explanation.Value(Field.PATH, "/\u00E4", -1, -1));
  }

  @Test
  void exception_isAMalformedLine() {
    Explanation explanation = explain("yesterday\t/");
    assertThat(explanation.reason()).isEqualTo(MalformedReason.PARSER_FAILED);
    assertThat(explanation.column()).isZero();
  }

  @Test
  void malformed_hasTheColumn() {
    Explanation explanation = explain("abc");
    assertThat(explanation.reason()).isEqualTo(MalformedReason.NO_MATCH);
    assertThat(explanation.column()).isEqualTo(3);
  }

  @Test
  void emptyLine_isIgnored() {
    assertThat(explain("").outcome()).isEqualTo(Explanation.Outcome.IGNORED);
  }

  @Test
  void bytesThatAreNotUtf8_appearEscaped() {
    byte[] line = "2024-01-01T00:00:00Z\t/x".getBytes(StandardCharsets.UTF_8);
    line[line.length - 1] = (byte) 0xFF;
    assertThat(explain(line).values().get(0).text()).isEqualTo("/\\xFF");
  }

  @Test
  void options_areUnmodifiable() {
    FormatOptions options = new FormatOptions("x", Map.of("time", "iso"));
    assertThat(options.get("time")).contains("iso");
    assertThat(options.get("zone")).isEmpty();
    assertThatThrownBy(() -> options.values().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
