package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows of the greatest length, made to be looked at again and again. Quadratic work takes hours.
 */
@Timeout(10)
class TabularHostileLineTest {

  private static final List<String> PIECES =
      List.of(
          "\"", "\\", "\\\"", "\" \"x", " \"", "[ ", " [", "[", "]", "a ", "\t", ",", ", ", "-",
          "1 ", "{", "\"a\":", "[1,", "\\u0041", "|", " | ", ": ", "/", "%25", "+", "\0", " P ",
          "<1>");

  private static final List<String> HEADS =
      List.of(
          "",
          "#Fields: ",
          "{\"log\":\"",
          "{\"MESSAGE\":[",
          "2024-03-01T10:11:12.1Z stdout F ",
          "<165>1 2024-03-01T10:11:12.1Z h a - - [",
          "https 2024-03-01T10:11:12.1Z lb 192.0.2.1:5 - 1 1 1 200 200 1 1 \"",
          "o b [06/Feb/2024:00:00:38 +0000] 192.0.2.3 - R OP k \"",
          "192.0.2.1:31 [01/Mar/2024:10:11:12.655] f~ b/s 1/0/3/6/9 200 27 - - ---- 1/1 0/0 {",
          "[2024-03-01T10:11:12.3Z] \"");

  static Stream<Arguments> lines() {
    return Stream.of(
            "w3c",
            "gcs-csv",
            "aws-alb",
            "s3-access",
            "iis-native",
            "squid",
            "haproxy",
            "envoy",
            "docker:common",
            "journald:common",
            "cri:common",
            "syslog:common",
            "compose:common")
        .flatMap(format -> HEADS.stream().map(head -> Arguments.of(format, head)));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void longLine_isReadInLinearTime(String spec, String head) {
    LogFormat format = FormatRegistry.builtIn().create(spec);
    Fields fields = Fields.of(format.fields());
    AccessRecord record = new AccessRecord(fields);
    for (String piece : PIECES) {
      LineParser parser = format.newParser(ParserContext.of(fields));
      byte[] line =
          (head + piece.repeat(200_000 / piece.length())).getBytes(StandardCharsets.UTF_8);
      int code = parser.parse(line, 0, line.length, record);
      if (LineResult.isMalformed(code)) {
        Assertions.assertThat(LineResult.column(code)).isBetween(0, line.length);
      }
    }
  }
}
