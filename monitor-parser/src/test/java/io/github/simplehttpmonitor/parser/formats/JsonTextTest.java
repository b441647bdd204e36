package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    byte[] bytes = bytes(text);
    byte[] out = new byte[bytes.length + 3];
    int end = JsonText.decode(bytes, 0, bytes.length, out, 3);
    assertThat(end).isLessThanOrEqualTo(out.length);
    return new String(out, 3, end - 3, StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab\"\\/\b\f\n\r\t\u0000\u001F\u007F\u00E4\u20AC\u2028{}[]:,")
        .ofMaxLength(30);
  }

  @Property
  void printed_decodesToItself(@ForAll("texts") String text, @ForAll boolean escapeAll) {
    assertThat(decode(JsonPrinter.escape(text, escapeAll))).isEqualTo(text);
  }

  @Property
  void anyBytes_decodeToNoMore(@ForAll byte[] bytes) {
    byte[] out = new byte[bytes.length];
    assertThat(JsonText.decode(bytes, 0, bytes.length, out, 0)).isBetween(0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "a\\/b, a/b",
    "\\u0041\\u00e4\\u20AC, A\u00E4\u20AC",
    "\\ud83d\\ude00, \uD83D\uDE00",
    "\\ud83dx, \\ud83dx",
    "\\ud83d\\u0041, \\ud83dA",
    "\\ude00, \\ude00",
    "\\ud83d\\ud83d\\ude00, \\ud83d\uD83D\uDE00",
    "\\u12, \\u12",
    "\\u12g4, \\u12g4",
    "\\q, \\q",
    "a\\, a\\",
    "\\x22\\x4, \"\\x4",
  })
  void escapes(String text, String expected) {
    assertThat(decode(text)).isEqualTo(expected);
  }

  @Test
  void stringEnd_isTheQuoteThatIsNotEscaped() {
    assertThat(end("abc\"")).isEqualTo(3);
    assertThat(end("\"")).isZero();
    assertThat(end("a\\\"b\"")).isEqualTo(4);
    assertThat(end("a\\\\\"b\"")).isEqualTo(3);
    assertThat(end("\\\\\\\"\"")).isEqualTo(4);
    assertThat(end("abc\\\"")).isEqualTo(-1 - 5);
    assertThat(end("")).isEqualTo(-1);
  }

  private static int end(String text) {
    byte[] bytes = bytes(text);
    return JsonText.stringEnd(bytes, 0, bytes.length);
  }
}
