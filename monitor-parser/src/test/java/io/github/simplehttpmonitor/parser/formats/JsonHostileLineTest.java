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
class JsonHostileLineTest {

  static Stream<Arguments> lines() {
    return Stream.of("json", "caddy", "azure-app-service", "upsun-json")
        .flatMap(
            format ->
                Stream.of(
                        "\"",
                        "\\",
                        "\\\"",
                        "\\\\\"",
                        "{",
                        "[",
                        "{\"a\":",
                        "{\"request\":",
                        "[[",
                        "1",
                        "\"a\":1,",
                        "\"a\":\"\\\\\",",
                        "\"\\u0061\":1,",
                        "\"status\":200,",
                        "\"request\":\"GET / \",",
                        "\"message\":\"\\u0041: \",",
                        "\\ud83d",
                        " ",
                        ",",
                        "{\"records\":[",
                        "\"records\":[{}],",
                        "e1",
                        "\0",
                        "]",
                        "}")
                    .flatMap(
                        piece ->
                            Stream.of(
                                    "",
                                    "{",
                                    "{\"a\":\"",
                                    "{\"time\":\"",
                                    "{\"a\":[",
                                    "{\"status\":")
                                .map(head -> Arguments.of(format, head, piece))));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("lines")
  void longLine_isReadInTime(String format, String head, String piece) {
    String line = head + piece.repeat((1 << 20) / piece.length());
    LogFormat logFormat = FormatRegistry.builtIn().create(format);
    Fields fields = Fields.of(logFormat.fields());
    byte[] bytes = Logs.bytes(line);
    int code =
        logFormat
            .newParser(ParserContext.of(fields))
            .parse(bytes, 0, bytes.length, new AccessRecord(fields));
    assertThat(code == LineResult.IGNORED || LineResult.isMalformed(code)).isTrue();
  }
}
