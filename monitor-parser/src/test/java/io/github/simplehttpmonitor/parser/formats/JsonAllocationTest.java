package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.JsonExamples.Example;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parsing JSON lines like those before allocates nothing. */
class JsonAllocationTest {

  private static final int WARM_UP = 5_000;
  private static final int CALLS = 20_000;

  static Stream<Example> examples() {
    return JsonExamples.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void linesSeenBefore_allocateNothing(Example example) {
    assumeTrue(AllocationTest.allocatedBytes() > 0, "this JVM does not count allocations");
    LogFormat format = FormatRegistry.builtIn().create(example.format());
    Fields fields = Fields.of(format.fields());
    LineParser parser =
        format.newParser(ParserContext.of(fields).withZone(ZoneId.of("Europe/Berlin")));
    AccessRecord record = new AccessRecord(fields);
    String line = example.line();
    for (String one :
        List.of(
            line,
            line.substring(0, line.length() - 5),
            line.replace("curl", "c\\u0075rl").replace("/a", "\\/a"),
            line.replace("tim", "Tim"))) {
      byte[] bytes = one.getBytes(StandardCharsets.UTF_8);
      AllocationTest.run(parser, bytes, record, WARM_UP);
      long before = AllocationTest.allocatedBytes();
      AllocationTest.run(parser, bytes, record, CALLS);
      assertThat(AllocationTest.allocatedBytes() - before).as(one).isLessThan(2 * CALLS);
    }
  }
}
