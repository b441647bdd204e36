package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstOfTest {

  private static final LogFormat BOTH =
      new FirstOf(
          List.of(
              FormatRegistry.builtIn().create("nginx:$msec $status $uri"),
              FormatRegistry.builtIn().create("common")));

  private static final String COMMON =
      "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /\\x41 HTTP/1.1\" 200 2326";

  @Test
  void eachLine_isReadByTheFirstThatFits() {
    Reading first = Reading.of(BOTH, "971211336.5 304 /b");
    assertThat(first.outcome()).isEqualTo("PARSED");
    assertThat(first.text(FirstOf.FORMAT)).isEqualTo("nginx");
    assertThat(first.text(Field.PATH)).isEqualTo("/b");
    Reading second = Reading.of(BOTH, COMMON);
    assertThat(second.text(FirstOf.FORMAT)).isEqualTo("common");
    assertThat(second.text(Field.PATH)).isEqualTo("/A");
    assertThat(second.record().status()).isEqualTo(200);
  }

  @Test
  void lineThatFitsNone_stopsWhereTheFurthestStops() {
    Reading reading = Reading.of(BOTH, "192.0.2.1 - - [yesterday] \"GET / HTTP/1.1\" 200 2326");
    assertThat(reading.outcome()).isEqualTo("TIME 15");
    assertThat(reading.text(Field.CLIENT)).isNull();
    assertThat(Reading.of(BOTH, "").outcome()).isEqualTo("IGNORED");
  }

  @Test
  void format_saysWhatItIs() {
    assertThat(BOTH.name()).isEqualTo("nginx, common");
    assertThat(BOTH).hasToString("nginx, common");
    assertThat(BOTH.definition()).contains("$msec", "%h");
    assertThat(BOTH.fields()).contains(Field.CLIENT, Field.PATH, FirstOf.FORMAT);
    assertThatIllegalArgumentException().isThrownBy(() -> new FirstOf(List.of()));
  }
}
