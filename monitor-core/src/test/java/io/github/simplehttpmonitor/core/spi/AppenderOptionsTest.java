package io.github.simplehttpmonitor.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppenderOptionsTest {

  private static final List<AppenderOption> KNOWN =
      List.of(
          new AppenderOption("url", "", "where"),
          new AppenderOption("timeout", "10s", "how long"),
          new AppenderOption("size", "64k", "how much"),
          new AppenderOption("count", "3", "how many"),
          new AppenderOption("mode", "fast", "how"),
          new AppenderOption("on", "on", "whether"),
          new AppenderOption("header.*", "", "headers"));

  private static AppenderOptions options(Map<String, String> given, Map<String, String> variables) {
    return AppenderOptions.of(
        new AppenderContext(given, ZoneOffset.UTC, OutputStream.nullOutputStream(), variables),
        KNOWN);
  }

  private static AppenderOptions options(String name, String value) {
    return options(Map.of(name, value), Map.of("TOKEN", "s3cret", "EMPTY", ""));
  }

  @Test
  void defaults_andWhatWasGiven() {
    AppenderOptions options = options(Map.of("timeout", "1m30s", "header.X-A", "b"), Map.of());
    assertThat(options.duration("timeout", Duration.ZERO, Duration.ofHours(1)))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(options.bytes("size")).isEqualTo(65_536);
    assertThat(options.number("count", 1, 5)).isEqualTo(3);
    assertThat(options.oneOf("mode", List.of("fast", "slow"))).isEqualTo("fast");
    assertThat(options.isOn("on")).isTrue();
    assertThat(options.find("url")).isEmpty();
    assertThat(options.beginningWith("header.")).isEqualTo(Map.of("X-A", "b"));
  }

  @ParameterizedTest
  @CsvSource({
    "'Bearer ${TOKEN}', Bearer s3cret",
    "'${TOKEN}${TOKEN}', s3crets3cret",
    "'$${TOKEN}', '${TOKEN}'",
    "'$TOKEN {TOKEN}', '$TOKEN {TOKEN}'",
  })
  void variables_areReplaced(String written, String value) {
    assertThat(options("url", written).text("url")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "url, '${NO_SUCH}', variable NO_SUCH is not set",
    "url, '${TOKEN', is not closed",
    "urls, x, did you mean 'url'?",
    "header., x, no option 'header.'",
  })
  void unknown_isRefused(String name, String value, String why) {
    assertThatThrownBy(() -> options(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void wrongValues_areShownAsWritten_neverWhatAVariableHolds() {
    AppenderOptions options = options("timeout", "${TOKEN}");
    assertThatThrownBy(() -> options.duration("timeout", Duration.ZERO, Duration.ofHours(1)))
        .hasMessageContaining("'${TOKEN}' is not a duration")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    assertThat(options.toString()).doesNotContain("s3cret");
    assertThat(options("url", "hidden").toString()).doesNotContain("hidden");
  }

  @ParameterizedTest
  @CsvSource({
    "timeout, 2h",
    "size, big",
    "size, -1",
    "size, 99999999999G",
    "count, 6",
    "mode, odd"
  })
  void values_haveBounds(String name, String value) {
    AppenderOptions options = options(name, value);
    assertThatThrownBy(
            () -> {
              options.duration("timeout", Duration.ZERO, Duration.ofHours(1));
              options.bytes("size");
              options.number("count", 1, 5);
              options.oneOf("mode", List.of("fast", "slow"));
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option '" + name + "': '" + value + "'");
  }

  @Test
  void required_hasToBeGiven() {
    assertThatThrownBy(() -> options("url", "${EMPTY}").required("url"))
        .hasMessageContaining("url=... has to be given");
  }

  @Test
  void list_isSeparatedByBlanksOrSemicolons() {
    assertThat(options("url", " a@example.com; b@example.com  c ").list("url"))
        .containsExactly("a@example.com", "b@example.com", "c");
  }
}
