package io.github.simplehttpmonitor.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The language of filters, over one record. */
class FilterTest {

  private static final AccessRecord RECORD =
      AccessRecord.create()
          .setTime(Instant.parse("2024-01-01T00:00:00Z"))
          .setStatus(503)
          .setBytes(70_000)
          .setDurationMicros(300_000)
          .set(Field.CLIENT, "10.1.2.3")
          .set(Field.METHOD, "GET")
          .set(Field.PATH, "/api/user")
          .set(Field.USER_AGENT, "some bot/1.0");

  private static boolean test(String expression) {
    return Filter.parse(expression).bind(RECORD.fields()).test(RECORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status >= 500",
        "status == 503 && method == \"GET\"",
        "status < 500 || bytes > 64k",
        "!(status == 200)",
        "status in (500, 503)",
        "status in 500..599",
        "statusClass == \"5xx\"",
        "duration > 250ms",
        "section == \"/api\"",
        "path startsWith \"/api\"",
        "path endsWith \"user\"",
        "path contains \"i/u\"",
        "path matches \"^/a.i/\"",
        "userAgent matches \"bot\"",
        "client in 10.0.0.0/8",
        "time >= \"2023-12-31T23:59:59Z\"",
        "method != \"PUT\"",
        "path exists",
        "!(referer exists)",
        "status == 200 || status == 503 && bytes > 1"
      })
  void true_(String expression) {
    assertThat(test(expression)).isTrue();
    assertThat(test("!(" + expression + ")")).isFalse();
    assertThat(Filter.parse(expression)).hasToString(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status > 503",
        "referer == \"\"",
        "referer contains \"a\"",
        "client in 192.168.0.0/16",
        "status in 200..299",
        "duration <= 299ms",
        "path matches \"^user\""
      })
  void false_(String expression) {
    assertThat(test(expression)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "status",
        "status >",
        "status = 500",
        "status > \"many\"",
        "path > \"a\" &&",
        "(status > 1",
        "status > 1)",
        "client in 10.0.0.0/33",
        "path matches \"(\"",
        "path == \"open",
        "status in ()",
        "&& status > 1"
      })
  void whatIsWrong_isSaid(String expression) {
    assertThatThrownBy(() -> Filter.parse(expression))
        .isInstanceOf(FilterException.class)
        .hasMessageMatching("(?s).{5,}");
  }

  @Test
  void fields_areThoseOfTheExpression() {
    assertThat(Filter.parse("status > 1 && section == \"/a\"").fields())
        .contains(Field.STATUS, Field.PATH);
  }
}
