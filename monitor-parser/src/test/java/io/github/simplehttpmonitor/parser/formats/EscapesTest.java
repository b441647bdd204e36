package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {

  static byte[] decode(byte[] text) {
    byte[] out = new byte[text.length + 2];
    int end = Escapes.decode(text, 0, text.length, out, 2);
    return Arrays.copyOfRange(out, 2, end);
  }

  private static String decode(String text) {
    return new String(
        decode(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
  }

  /** Writes bytes as Apache's ap_escape_logitem does. */
  static byte[] escape(byte[] text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text) {
      switch (b) {
        case '"', '\\' -> out.append('\\').append((char) b);
        case '\b' -> out.append("\\b");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 0x0B -> out.append("\\v");
        default -> {
          if (b < ' ' || b == 0x7F) {
            out.append(String.format("\\x%02x", b));
          } else {
            out.append((char) b);
          }
        }
      }
    }
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Property
  void escaped_decodesBack(@ForAll @Size(max = 40) byte[] text) {
    assertThat(decode(escape(text))).isEqualTo(text);
  }

  @Property
  void decoded_isNeverLonger(@ForAll @Size(max = 40) byte[] text) {
    assertThat(decode(text)).hasSizeLessThanOrEqualTo(text.length);
  }

  @ParameterizedTest
  @CsvSource({
    "\\x41\\x4a\\x4A, AJJ",
    "\\x4, \\x4",
    "\\xg1, \\xg1",
    "\\x1g, \\x1g",
    "\\x, \\x",
    "\\, \\",
    "a\\, a\\",
    "\\q, \\q",
    "\\\\x41, \\x41",
    "\\\\\\x41, \\A",
  })
  void odd(String text, String expected) {
    assertThat(decode(text)).isEqualTo(expected);
  }

  @Test
  void allOfThem() {
    assertThat(decode("\\b\\f\\n\\r\\t\\v\\\"\\\\\\xfF")).isEqualTo("\b\f\n\r\t\u000B\"\\\u00FF");
  }
}
