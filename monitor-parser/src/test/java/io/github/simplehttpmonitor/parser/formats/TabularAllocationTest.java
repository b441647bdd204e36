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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing a row, a shaped line or a wrapped one like those before allocates nothing. */
class TabularAllocationTest {

  private static final int WARM_UP = 30_000;
  private static final int CALLS = 100_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      value = {
        "w3c:date time cs-uri-stem cs-uri-query cs(User-Agent) sc-status"
            + "^2024-03-01 10:11:12 /a b=c x+y 200",
        "w3c^2024-03-01 10:11:12 /a b=c x+y 200",
        "cloudfront^2024-03-12\t15:22:28\tC\t7\t192.0.2.1\tGET\th\t/a\t200\t-\tx%20y\tq\t-",
        "aws-alb^https 2024-03-01T10:11:12.1Z app/lb/5 192.0.2.1:2817 - 0.1 0.2 0.3 200 - 1 2"
            + " \"GET http://a/ HTTP/1.1\" \"c \\\"l\" - TLSv1.2 -",
        "s3-access^o b [06/Feb/2024:00:00:38 +0000] 192.0.2.3 - R OP k \"GET /a HTTP/1.1\" 206 - 1"
            + " 2 3 4 \"-\" \"x\" -",
        "squid^1286536309.586    921 192.0.2.68 TCP_MISS/200 507 GET http://a/b?c - DIRECT/a text",
        "iis-native^192.0.2.1, -, 03/20/01, 7:55:20, W3SVC2, S, 192.0.2.4, 45, 1, 3, 200, 0, GET,"
            + " /a, -,",
        "haproxy^Mar  1 10:11:13 h haproxy[1]: 192.0.2.1:31 [01/Mar/2024:10:11:12.655] f~ b/s"
            + " 1/0/3/6/9 200 27 - - ---- 1/1 0/0 {x} \"GET /a HTTP/1.1\"",
        "envoy^[2024-03-01T10:11:12.3Z] \"POST /a HTTP/2\" 204 - 1 0 2 1 \"-\" \"u\" \"r\" \"h\""
            + " \"s\"",
        "uwsgi^[pid: 8|app: 0|req: 1/1] 192.0.2.1 () {3 vars in 6 bytes} [Fri Mar  1 10:11:12 2024]"
            + " GET /a => generated 4 bytes in 9 msecs (HTTP/1.1 200) 9 headers",
        "syslog:combined^Mar  1 10:11:13 h n: 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a\""
            + " 200 5 \"-\" \"x\"",
        "syslog:uvicorn^Mar  1 10:11:13 h n: INFO: 192.0.2.1:5 - \"GET /a\" 200 OK",
        "syslog^<165>1 2024-03-01T10:11:13Z h n - - [a b=\"c\"] 192.0.2.1 - - \"GET /a\" 200 5",
        "cri:common^2024-03-01T10:11:13Z stdout F 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700]"
            + " \"GET /a\" 200 5",
        "docker:uvicorn^{\"log\":\"INFO: 192.0.2.1:5 - \\\"GET /a\\\" 200 OK\\n\",\"stream\":"
            + "\"stdout\",\"time\":\"2024-03-01T10:11:13Z\"}",
        "docker:common^{\"log\":\"junk\\n\",\"stream\":\"stdout\",\"time\":"
            + "\"2024-03-01T10:11:13Z\"}",
        "compose:common^web-1  | junk",
      })
  void linesSeenBefore_allocateNothing(String name, String line) {
    assumeTrue(allocatedBytes() > 0, "this JVM does not count what a thread allocates");
    LogFormat format = FormatRegistry.builtIn().create(name);
    Fields fields = Fields.of(format.fields());
    LineParser parser =
        format.newParser(ParserContext.of(fields).withZone(ZoneId.of("Europe/Berlin")));
    AccessRecord record = new AccessRecord(fields);
    byte[] bytes = Logs.bytes(line);
    int expected = run(parser, bytes, record, WARM_UP);
    long before = allocatedBytes();
    int parsed = run(parser, bytes, record, CALLS);
    long allocated = allocatedBytes() - before;
    assertThat(parsed * (long) WARM_UP).isEqualTo(expected * (long) CALLS);
    assertThat(expected).isIn(0, WARM_UP);
    assertThat(allocated).as(line).isLessThan(CALLS);
  }

  /** What this thread has allocated so far, or -1: the module under test does not read the bean. */
  private static long allocatedBytes() {
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

  private static int run(LineParser parser, byte[] line, AccessRecord record, int calls) {
    int parsed = 0;
    for (int i = 0; i < calls; i++) {
      parsed += parser.parse(line, 0, line.length, record) == LineResult.PARSED ? 1 : 0;
    }
    return parsed;
  }
}
