package io.github.simplehttpmonitor.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static Explanation explain(String format, String line) {
    return Explanation.of(
        FormatRegistry.builtIn().create(format), line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void parsed_hasValuesWithPlaces() {
    Explanation explanation = explain("apache:\"%r\" %>s %b", "\"GET /a\\x41\" 200 5 more");
    assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.PARSED);
    assertThat(explanation.reason()).isNull();
    assertThat(explanation.column()).isEqualTo(-1);
    assertThat(explanation.extraFields()).isTrue();
    assertThat(explanation.cut()).isFalse();
    assertThat(explanation.line()).isEqualTo("\"GET /a\\x41\" 200 5 more");
    assertThat(explanation.values())
        .contains(
            new Explanation.Value(Field.PATH, "/aA", -1, -1),
            new Explanation.Value(Field.STATUS, "200", 13, 16),
            new Explanation.Value(Field.BYTES, "5", 17, 18));
  }

  @Test
  void malformed_hasReasonAndWhatCameBefore() {
    Explanation explanation = explain("apache:%h %>s %b", "192.0.2.1 2xx 5");
    assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.MALFORMED);
    assertThat(explanation.reason()).isEqualTo(MalformedReason.STATUS);
    assertThat(explanation.column()).isEqualTo(10);
    assertThat(explanation.values())
        .containsExactly(new Explanation.Value(Field.CLIENT, "192.0.2.1", 0, 9));
  }

  @Test
  void ignored_hasNothing() {
    Explanation explanation = explain("common", " ");
    assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.IGNORED);
    assertThat(explanation.values()).isEmpty();
    assertThat(explanation.column()).isEqualTo(-1);
  }

  @Test
  void cut_isTold() {
    assertThat(explain("apache:%>s %b", "200").cut()).isTrue();
  }
}
