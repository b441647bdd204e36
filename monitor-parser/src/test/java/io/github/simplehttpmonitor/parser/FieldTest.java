package io.github.simplehttpmonitor.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {

  @ParameterizedTest
  @MethodSource("wellKnown")
  void of_ownName_isTheSameObject(Field field) {
    assertThat(Field.of(field.name())).isSameAs(field);
    assertThat(Field.of(field.name().toUpperCase(Locale.ROOT))).isSameAs(field);
    assertThat(field).hasToString(field.name());
  }

  static List<Field> wellKnown() {
    return Field.wellKnown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_agent", "USER_AGENT", "useragent", "userAgent"})
  void of_caseAndUnderscores_doNotMatter(String name) {
    assertThat(Field.of(name)).isSameAs(Field.USER_AGENT);
  }

  @Test
  void of_otherName_isATextExtension() {
    Field field = Field.of("header.x-id");
    assertThat(field.name()).isEqualTo("header.x-id");
    assertThat(field.type()).isEqualTo(Field.Type.TEXT);
    assertThat(field)
        .isEqualTo(Field.of("header.x-id"))
        .hasSameHashCodeAs(Field.of("header.x-id"))
        .isNotEqualTo(Field.of("header.x-other"))
        .isNotEqualTo("header.x-id");
  }

  @Test
  void of_blank_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Field.of(" "));
  }

  @Test
  void names_areDistinct() {
    assertThat(Field.wellKnown()).doesNotHaveDuplicates();
  }

  @Test
  void types() {
    assertThat(Field.TIME.type()).isEqualTo(Field.Type.TIME);
    assertThat(Field.STATUS.type()).isEqualTo(Field.Type.INTEGER);
    assertThat(Field.BYTES.type()).isEqualTo(Field.Type.SIZE);
    assertThat(Field.DURATION.type()).isEqualTo(Field.Type.DURATION);
    assertThat(Field.PATH.type()).isEqualTo(Field.Type.TEXT);
  }
}
