package io.github.simplehttpmonitor.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.parser.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

  private static String route(List<String> patterns, String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    Routes routes = new Routes(patterns);
    int length = routes.write(bytes, 0, bytes.length);
    return new String(routes.buffer(), 0, length, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "/users/17, /users/:id",
    "/users/17/orders/4, /users/:id/orders/:id",
    "/users/me, /users/me",
    "/, /",
    "/files/3f2504e0-4f89-11d3-9a0c-0305e82c3301/raw, /files/:id/raw",
    "/c/deadbeefdeadbeef, /c/:id",
    "/c/deadbeef, /c/deadbeef",
    "/cafe, /cafe",
    "/v2/items, /v2/items",
    "//7//, //:id//",
  })
  void pathsWithoutPattern_haveTheirNumbersReplaced(String path, String route) {
    assertThat(route(List.of(), path)).isEqualTo(route);
  }

  @ParameterizedTest
  @CsvSource({
    "/users/me, /users/:name",
    "/users/me/x, /users/me/x",
    "/users/, /users/",
    "/static/a/b.css, /static/*",
    "/static, /static",
    "/exact, /exact",
    "/exact/1, /exact/:id",
  })
  void patterns_areTriedInOrder(String path, String route) {
    assertThat(route(List.of("/exact", "/users/:name", "/static/*"), path)).isEqualTo(route);
  }

  @Property(tries = 300)
  void anyPath_hasARoute(@ForAll String path) {
    assertThat(route(List.of("/a/:b", "/c/*"), path).length()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void queriesThatMakeNoSense_areRefused() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> Measure.sum(Field.PATH)).hasMessageContaining("path is text");
    assertThatThrownBy(() -> Measure.mean(Field.TIME)).hasMessageContaining("a time");
    assertThatThrownBy(() -> Measure.percentile(Field.DURATION, 1.5))
        .hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new Measure(Measure.Kind.RATIO, null, null, 0))
        .hasMessageContaining("filter");
    assertThatThrownBy(() -> new Measure(Measure.Kind.COUNT, Field.BYTES, null, 0))
        .hasMessageContaining("no field");
    assertThatThrownBy(() -> Query.of(Measure.count(), Duration.ofMillis(1_500)))
        .hasMessageContaining("window");
    assertThatThrownBy(() -> Query.of(Measure.count(), Duration.ofSeconds(121)))
        .hasMessageContaining("whole number of panes");
    assertThatThrownBy(() -> Query.of(Measure.count(), minute).groupBy("time"))
        .hasMessageContaining("time");
    assertThatThrownBy(() -> Query.of(Measure.count(), minute).groupBy("section", "section"))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> GroupKey.route(List.of("users/:id"))).hasMessageContaining("slash");
    assertThatThrownBy(
            () ->
                Query.of(Measure.ofHealth(Measure.Kind.MALFORMED_RATIO), minute)
                    .where(Filter.parse("status == 200")))
        .hasMessageContaining("monitoring itself");
  }

  @Test
  void toString_isAsInAConfiguration() {
    assertThat(
            Query.of(Measure.percentile(Field.DURATION, 0.999), Duration.ofMinutes(5))
                .where(Filter.parse("status < 500"))
                .groupBy("section", "statusClass"))
        .hasToString("p99.9(duration) where status < 500 by section, statusClass over PT5M");
  }
}
