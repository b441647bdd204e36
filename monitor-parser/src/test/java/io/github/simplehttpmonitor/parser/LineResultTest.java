package io.github.simplehttpmonitor.parser;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineResultTest {

  @Property
  void malformed_keepsReasonAndColumn(
      @ForAll MalformedReason reason, @ForAll @IntRange(max = (1 << 24) - 1) int column) {
    int code = LineResult.malformed(reason, column);
    assertThat(LineResult.isMalformed(code)).isTrue();
    assertThat(LineResult.reason(code)).isEqualTo(reason);
    assertThat(LineResult.column(code)).isEqualTo(column);
  }

  @Test
  void column_isCapped() {
    int far = LineResult.malformed(MalformedReason.OTHER, Integer.MAX_VALUE);
    assertThat(LineResult.column(far)).isEqualTo((1 << 24) - 1);
    assertThat(LineResult.reason(far)).isEqualTo(MalformedReason.OTHER);
    assertThat(LineResult.column(LineResult.malformed(MalformedReason.TIME, -5))).isZero();
  }

  @Test
  void otherCodes_areNotMalformed() {
    assertThat(LineResult.isMalformed(LineResult.PARSED)).isFalse();
    assertThat(LineResult.isMalformed(LineResult.IGNORED)).isFalse();
  }

  @Test
  void explanations_areSentencesWithoutFullStop() {
    assertThat(MalformedReason.values())
        .allSatisfy(reason -> assertThat(reason.explanation()).isNotBlank().doesNotEndWith("."));
  }
}
