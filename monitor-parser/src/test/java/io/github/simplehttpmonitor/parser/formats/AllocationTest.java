package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.lang.reflect.Method;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing lines like those before allocates nothing. */
class AllocationTest {

  private static final int WARM_UP = 50_000;
  private static final int CALLS = 200_000;

  private static final String HEAD = "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] ";
  private static final List<String> LINES =
      List.of(
          HEAD + "\"GET /a?b HTTP/1.1\" 200 2326 \"-\" \"curl\"",
          HEAD + "\"GET /a\\\"b\\x20c HTTP/1.1\" 404 - \"http://example.com/\\\"\" \"x \"y\" z\"",
          HEAD.replace(" -0700", "") + "\"-\" 408 0 \"-\" \"unterminated",
          HEAD + "\"GET /a HTTP/1.1\" 2x0 2326",
          HEAD + "\"GET",
          "",
          "2000-10-10T13:55:36.5 /a 0.25 200");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "common",
        "combined",
        "nginx",
        "nginx:$time_iso8601 $request_uri $request_time $status",
        "apache:%{%Y-%m-%dT%H:%M:%S}t.%{msec_frac}t %U %T %>s %{User-Agent}i",
        "nginx:escape=json $time_iso8601 $request_uri $upstream_response_time $status"
      })
  void linesSeenBefore_allocateNothing(String name) {
    assumeTrue(allocatedBytes() > 0, "this JVM does not count what a thread allocates");
    LogFormat format = FormatRegistry.builtIn().create(name);
    Fields fields = Fields.of(format.fields());
    LineParser parser =
        format.newParser(ParserContext.of(fields).withZone(ZoneId.of("Europe/Berlin")));
    AccessRecord record = new AccessRecord(fields);
    for (String line : LINES) {
      byte[] bytes = Logs.bytes(line);
      int expected = run(parser, bytes, record, WARM_UP);
      long before = allocatedBytes();
      int parsed = run(parser, bytes, record, CALLS);
      long allocated = allocatedBytes() - before;
      assertThat(parsed).isEqualTo(expected * (CALLS / WARM_UP));
      assertThat(allocated).as(line).isLessThan(CALLS);
    }
  }

  /** What this thread has allocated so far, or -1: the module under test does not read the bean. */
  static long allocatedBytes() {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Method allocated =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getThreadAllocatedBytes", long.class);
      return (long) allocated.invoke(threads, Thread.currentThread().getId());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return -1;
    }
  }

  static int run(LineParser parser, byte[] line, AccessRecord record, int calls) {
    int parsed = 0;
    for (int i = 0; i < calls; i++) {
      parsed += parser.parse(line, 0, line.length, record) == LineResult.PARSED ? 1 : 0;
    }
    return parsed;
  }
}
