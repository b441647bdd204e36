package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoTimeTest {

  private final TimeReader reader = new TimeSpec("auto").newReader(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10/Oct/2000:13:55:36 -0700 | 2000-10-10T20:55:36Z",
        "[10/Oct/2000:13:55:36 -0700] | 2000-10-10T20:55:36Z",
        "2000-10-10T13:55:36.5-07:00 | 2000-10-10T20:55:36.5Z",
        "2000-10-10T13:55:36.123456789Z | 2000-10-10T13:55:36.123456Z",
        "2000-10-10T13:55:36.0000000 | 2000-10-10T13:55:36Z",
        "2000-10-10 13:55:36 +0200 | 2000-10-10T11:55:36Z",
        "2000-10-10 13:55:36.25 UTC | 2000-10-10T13:55:36.250Z",
        "[2000-10-10T13:55:36Z] | 2000-10-10T13:55:36Z",
        "2000/10/10 13:55:36 | 2000-10-10T13:55:36Z",
        "2000/10/10 13:55:36.25 | 2000-10-10T13:55:36.250Z",
        "Tue, 10 Oct 2000 13:55:36 GMT | 2000-10-10T13:55:36Z",
        "971211336 | 2000-10-10T20:55:36Z",
        "971211336.25 | 2000-10-10T20:55:36.250Z",
        "971211336250 | 2000-10-10T20:55:36.250Z",
        "1712790000100 | 2024-04-10T23:00:00.100Z",
        "1712790000100200 | 2024-04-10T23:00:00.100200Z",
        "1712790000100200300 | 2024-04-10T23:00:00.100200Z",
        "-1 | 1969-12-31T23:59:59Z",
      })
  void shapes(String text, Instant expected) {
    assertThat(Times.read(reader, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "yesterday", "12ms", "[971211336", "2000-10-10", "2000/10/10", "[]"})
  void noTime(String text) {
    assertThat(Times.read(reader, text)).isNull();
  }

  @Property
  void anyBytes_areNoProblem(@ForAll byte[] bytes) {
    int end = reader.read(bytes, 0, bytes.length);
    assertThat(end < 0 ? -1 - end : end).isBetween(0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "auto, 1.70921009625e+09",
    "auto, 1.70921009625E12",
    "epoch, 1.70921009625e+09",
    "epoch_ms, 1.70921009625e12",
    "epoch_us, 1.70921009625e15",
    "epoch_ns, 1.70921009625e18",
  })
  void exponents(String spec, String text) {
    TimeReader any = new TimeSpec(spec).newReader(ZoneOffset.UTC);
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(any.readScientific(bytes, 0, bytes.length)).isTrue();
    assertThat(any.micros).isEqualTo(1_709_210_096_250_000L);
    assertThat(any.readScientific(bytes, 1, 2)).as("a point").isFalse();
    assertThat(new TimeSpec("iso").newReader(ZoneOffset.UTC).readScientific(bytes, 0, 3)).isFalse();
  }

  @Test
  void zoneless_isInTheReadersZone() {
    TimeReader berlin = new TimeSpec("auto").newReader(ZoneId.of("Europe/Berlin"));
    assertThat(Times.read(berlin, "2024/07/01 12:00:00")).isEqualTo("2024-07-01T10:00:00Z");
    assertThat(Times.read(berlin, "2024-01-01 12:00:00")).isEqualTo("2024-01-01T11:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "1712790000100200300, 2024-04-10T23:00:00.100200Z",
    "1712790000100200300.75, 2024-04-10T23:00:00.100200Z",
    "-1000, 1969-12-31T23:59:59.999999Z",
    "0, 1970-01-01T00:00:00Z",
  })
  void nanoseconds(String text, Instant expected) {
    assertThat(Times.read(new TimeSpec("epoch_ns").newReader(ZoneOffset.UTC), text))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "x", "99999999999999999999"})
  void noNanoseconds(String text) {
    assertThat(Times.read(new TimeSpec("epoch_ns").newReader(ZoneOffset.UTC), text)).isNull();
  }
}
