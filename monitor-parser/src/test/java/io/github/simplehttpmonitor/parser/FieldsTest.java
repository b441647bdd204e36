package io.github.simplehttpmonitor.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {

  @Test
  void time_isAlwaysWanted() {
    assertThat(Fields.of().list()).containsExactly(Field.TIME);
    assertThat(Fields.of(Field.PATH).list()).containsExactly(Field.PATH, Field.TIME);
    assertThat(Fields.of(Field.TIME, Field.PATH).list()).containsExactly(Field.TIME, Field.PATH);
  }

  @Test
  void slots_areByPosition() {
    Fields fields = Fields.of(List.of(Field.PATH, Field.of("x"), Field.PATH));
    assertThat(fields.size()).isEqualTo(3);
    assertThat(fields.slot(Field.PATH)).isZero();
    assertThat(fields.slot(Field.of("x"))).isEqualTo(1);
    assertThat(fields.slot(Field.of("y"))).isEqualTo(Fields.UNWANTED);
    assertThat(fields.contains(Field.TIME)).isTrue();
    assertThat(fields.contains(Field.USER)).isFalse();
  }

  @Test
  void equality_isThatOfTheList() {
    assertThat(Fields.of(Field.PATH))
        .isEqualTo(Fields.of(Field.PATH, Field.TIME))
        .hasSameHashCodeAs(Fields.of(Field.PATH, Field.TIME))
        .isNotEqualTo(Fields.of(Field.TIME, Field.PATH))
        .isNotEqualTo("[path, time]")
        .hasToString("[path, time]");
  }
}
