package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines of the greatest length, made to be looked at again and again. Quadratic work takes hours.
 */
@Timeout(10)
class HostileLineTest {

  private static final String HEAD = "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"";

  static Stream<Arguments> lines() {
    return Stream.of(
            "common", "combined", "vhost-combined", "nginx", "nginx:\"$host\" \"$uri\" $status")
        .flatMap(
            format ->
                Stream.of(
                        "\"",
                        "\\",
                        "\\\"",
                        "\" \"",
                        "\" ",
                        " \"",
                        "\" 200",
                        "\" 200 5 \"",
                        " ",
                        " [",
                        "[",
                        "a",
                        "a ",
                        "/",
                        ":",
                        "?",
                        "9",
                        "-",
                        "- ",
                        "\0",
                        "\\x41",
                        "\" \t",
                        "\"  ")
                    .flatMap(
                        piece ->
                            Stream.of(
                                    "",
                                    HEAD,
                                    HEAD + "GET / HTTP/1.1\" 200 5 \"",
                                    HEAD + "GET / HTTP/1.1\" 200 5 \"x\" \"",
                                    "example.com:80 " + HEAD)
                                .map(head -> Arguments.of(format, head, piece))));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("lines")
  void longLine_isReadInTime(String format, String head, String piece) {
    String line = head + piece.repeat((1 << 20) / piece.length()) + "x";
    LogFormat logFormat = FormatRegistry.builtIn().create(format);
    Fields fields = Fields.of(logFormat.fields());
    byte[] bytes = Logs.bytes(line);
    int code =
        logFormat
            .newParser(ParserContext.of(fields))
            .parse(bytes, 0, bytes.length, new AccessRecord(fields));
    assertThat(code == LineResult.PARSED || LineResult.isMalformed(code)).isTrue();
  }
}
