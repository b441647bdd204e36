package io.github.simplehttpmonitor.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter language. */
@Timeout(20)
class FilterTest {

  private static final Field REGION = Field.of("region");
  private static final Fields FIELDS =
      Fields.of(
          Field.PATH,
          Field.CLIENT,
          Field.METHOD,
          Field.USER_AGENT,
          Field.STATUS,
          Field.BYTES,
          Field.DURATION,
          Field.REQUEST_BYTES,
          Field.REFERER,
          REGION);

  private final AccessRecord record =
      new AccessRecord(FIELDS)
          .set(Field.PATH, "/api/user \"é\"")
          .set(Field.CLIENT, "10.1.2.3")
          .set(Field.METHOD, "GET")
          .set(Field.USER_AGENT, "it's a \\bot\\ 1.0")
          .set(REGION, "")
          .setStatus(503)
          .setBytes(2_048)
          .setDurationMicros(1_500_000)
          .setTime(Instant.parse("2026-01-31T12:00:00.25Z"));

  private boolean passes(String expression) {
    return Filter.parse(expression).bind(FIELDS).test(record);
  }

  private static FilterException error(String expression) {
    FilterException error =
        catchThrowableOfType(FilterException.class, () -> Filter.parse(expression));
    assertThat(error).as(expression).isNotNull();
    assertThat(error.source()).isEqualTo(expression);
    return error;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status == 503",
        "status==503&&bytes==2k",
        "status != 200",
        "status >= 500 && status < 600",
        "status in 500..599",
        "status in 500 .. 599",
        "status in (200, 500..599)",
        "status in [200, 503]",
        "status in 503",
        "status exists",
        "statusClass == '5xx'",
        "statusClass == 5xx",
        "statusClass == \"5XX\"",
        "statusClass != '4xx'",
        "statusClass in (4xx, 5xx)",
        "statusClass exists",
        "bytes == 2048",
        "bytes == 2k",
        "bytes == 2KB",
        "bytes == 0.002M || bytes < 1.5G",
        "bytes in 1k..1m",
        "bytes > -1",
        "duration == 1.5s",
        "duration == 1500ms && duration == 1500000us",
        "duration < 1m && duration < 1h",
        "duration in 1s..2s",
        "time >= \"2026-01-31T12:00:00Z\"",
        "time < '2026-01-31T13:00:01+01:00'",
        "time in '2026-01-31T12:00:00Z'..'2026-01-31T12:00:01Z'",
        "path == '/api/user \"é\"'",
        "path == \"/api/user \\\"é\\\"\"",
        "path startsWith \"/api\"",
        "path startsWith ''",
        "path endsWith 'é\"'",
        "path contains \"user\"",
        "path contains ''",
        "path in ('/a', '/api/user \"é\"')",
        "userAgent == 'it\\'s a \\\\bot\\\\ 1.0'",
        "userAgent matches '\\d\\.\\d$'",
        "userAgent matches \"(?i)BOT\"",
        "path matches 'r .é'",
        "user_agent exists",
        "section == '/api'",
        "section != '/'",
        "section startsWith '/a'",
        "section matches '^/api$'",
        "section in ('/x', '/api')",
        "section exists",
        "client in 10.0.0.0/8",
        "client in (192.168.0.0/16, 10.1.2.3)",
        "client in ('unix:', 10.0.0.0/8)",
        "client in ::ffff:10.0.0.0/104",
        "!(client in 2001:db8::/32)",
        "region exists && region == ''",
        "!!status exists",
        "!status == 200",
      })
  void passes_whatItSays(String expression) {
    assertThat(passes(expression)).isTrue();
    assertThat(passes("!(" + expression + ")")).isFalse();
    assertThat(Filter.parse(expression)).hasToString(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "referer exists",
        "referer == ''",
        "referer contains ''",
        "referer matches '.*'",
        "referer in ('', '-')",
        "requestBytes exists",
        "requestBytes < 1g",
        "requestBytes >= -1g",
        "requestBytes in -1g..1g",
        "unheardOf exists",
        "status == 200",
        "status in 200..502",
        "client in 10.1.2.4",
        "path startsWith '/api/user \"é\" and more'",
        "path contains 'user2'",
        "statusClass == '4xx'",
      })
  void doesNotPass(String expression) {
    assertThat(passes(expression)).isFalse();
  }

  @Test
  void absentField_differsFromEverything() {
    assertThat(passes("referer != 'x'")).isTrue();
    assertThat(passes("requestBytes != 1")).isTrue();
    record.setStatus(-1);
    assertThat(passes("status < 1000 || statusClass exists || status exists")).isFalse();
    assertThat(passes("statusClass != '5xx'")).isTrue();
  }

  @Test
  void and_bindsStrongerThanOr_andNotStrongest() {
    assertThat(passes("status == 1 && status == 2 || status == 503")).isTrue();
    assertThat(passes("status == 503 || status == 1 && status == 2")).isTrue();
    assertThat(passes("status == 1 && (status == 2 || status == 503)")).isFalse();
    assertThat(passes("!status == 503 || status == 1")).isFalse();
    assertThat(passes("!(status == 503 && status == 1)")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "~~;0;expected a field",
        "status = 500;7;equality is '=='",
        "status === 500;9;equality is '=='",
        "status == 500 & bytes > 1;14;write it twice",
        "status == 500 | bytes > 1;14;write it twice",
        "status;6;expected a comparison after 'status', found the end",
        "status 500;7;expected a comparison",
        "status like 500;7;expected a comparison",
        "status ==;9;expected a value, found the end",
        "status == );10;expected a value, found ')'",
        "status == abc;10;'abc' is not a number",
        "status == 1.5;10;is not a number",
        "status == 1e9;10;is not a number",
        "status == 99999999999999999999;10;is not a number",
        "status == 500 bytes > 1;14;expected '&&', '||' or the end",
        "status == 500);13;expected '&&', '||' or the end",
        "(status == 500;14;expected ')', found the end",
        "status in (500, 501;19;expected ')'",
        "status in [500);14;expected ']'",
        "status in ();11;expected a value",
        "status in (500,);15;expected a value",
        "status in ..5;10;expected a value",
        "status in 599..500;10;end before its beginning",
        "status matches '5..';7;compares text, but status is a number",
        "bytes contains '5';6;compares text, but bytes is a size in bytes",
        "duration startsWith '1';9;compares text, but duration is a duration",
        "time endsWith '1';5;compares text, but time is a time",
        "bytes > 5x;8;is not a size",
        "bytes > 1e999999999;8;is not a size",
        "duration > 5;11;is not a duration",
        "duration > 1e999999999s;11;is not a duration",
        "time > 5;7;is not a time",
        "time > '2026-02-30T00:00:00Z';7;is not a time",
        "time > '+999999999-01-01T00:00:00Z';7;is not a time",
        "path > 5;5;compares numbers, but path is text",
        "path == 5;8;in double quotes",
        "path == abc;8;write 'abc' in double quotes",
        "path in 'a'..'b';5;a range is of numbers",
        "path matches 5;13;a pattern is written in quotes",
        "path matches '(';13;the pattern is wrong",
        "path matches '[a';13;the pattern is wrong",
        "path matches 'a{2000}';13;the pattern is wrong",
        "path matches '((a{100}){100}){100}';13;repeats too much",
        "path == 'abc;8;the string is not closed",
        "path == 'abc\\';8;the string is not closed",
        "status == 1 && path == \"abc;23;the string is not closed",
        "client in 10.0.0.0/33;10;neither a text",
        "client in 10.0.0/8;10;neither a text",
        "client in (10.0.0.0/8, 2001:db8::/129);23;neither a text",
        "client in 1:::2/8;10;neither a text",
        "client in 10.0.0.0/x;10;neither a text",
        "statusClass == 6;15;status class",
        "statusClass == 'abc';15;status class",
        "statusClass < 5xx;12;does not go with statusClass",
        "5 == status;0;expected a field, found '5'",
        "'status' == 5;0;expected a field",
        "status == 500 &&;16;expected a field, found the end",
        "|| status == 500;0;expected a field",
        "status == $5;10;'$' is not understood",
      })
  void mistakes_areNamedAtTheirPlace(String expression, int column, String message) {
    FilterException error = error(expression);
    assertThat(error).hasMessageContaining(message);
    assertThat(error.column()).isEqualTo(column);
  }

  @Test
  void hostileExpressions_areRefusedAtOnce() {
    assertThat(error("(".repeat(10_000)))
        .hasMessageContaining("nested")
        .extracting("column")
        .isEqualTo(64);
    assertThat(error("!".repeat(10_000))).hasMessageContaining("nested");
    assertThat(error("!(".repeat(5_000) + "status == 1" + ")".repeat(5_000)).column())
        .isEqualTo(64);
    assertThat(error("x".repeat(20_000)))
        .hasMessageContaining("at most 16384 characters")
        .extracting("column")
        .isEqualTo(Filter.MAX_LENGTH);
    assertThat(error("path matches '" + "a".repeat(1_001) + "'"))
        .hasMessageContaining("at most 1000");
    assertThat(error("path matches '" + "(a|b{900})".repeat(90) + "'"))
        .hasMessageContaining("repeats too much");
    assertThat(passes("(".repeat(60) + "status == 503" + ")".repeat(60))).isTrue();
    assertThat(passes("status == 1 || ".repeat(900) + "status == 503")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(a*)*b", "(a|aa)+$b", "(.*)(.*)(.*)(.*)(.*)b", "(a+){20}b", "^(a?){50}a{50}b"})
  void patternsThatMakeOthersHang_takeTimeInProportionToTheText(String pattern) {
    record.set(Field.REFERER, "a".repeat(20_000));
    assertThat(passes("referer matches '" + pattern + "'")).isFalse();
  }

  @Test
  void usualPatterns_areNotTooLarge() {
    for (String pattern :
        new String[] {
          "[[{]{3}", "\\{1,999999", "a{1,1000}", "(?i)(bot|crawl){1,3}", "x{,5}", "[^]a{9999}]"
        }) {
      assertThat(PatternSize.of(pattern)).as(pattern).isLessThanOrEqualTo(PatternSize.MAX);
      Filter.parse("path matches '" + pattern + "'");
    }
  }

  @Test
  void bytesThatAreNotUtf8_areComparedAsTheyAre() {
    byte[] line = {'/', (byte) 0xC3, '/', (byte) 0xFF, (byte) 0xF0};
    AccessRecord raw = new AccessRecord(FIELDS);
    raw.reset(line);
    raw.setSlice(FIELDS.slot(Field.PATH), 0, line.length);
    for (String expression :
        new String[] {"path matches '.$'", "path contains 'é'", "path matches '\\PL+$'"}) {
      Filter.parse(expression).bind(FIELDS).test(raw);
    }
    assertThat(Filter.parse("path startsWith '/'").bind(FIELDS).test(raw)).isTrue();
    assertThat(Filter.parse("path matches '^/'").bind(FIELDS).test(raw)).isTrue();
  }

  @Test
  void startOfAText_isNotAfterALetterThatIsNotAscii() {
    record.set(Field.REFERER, "日本x");
    assertThat(passes("referer matches '^x'")).isFalse();
    assertThat(passes("referer matches '^..x$'")).isTrue();
  }

  @Test
  void section_isWhatStatisticsShow() {
    for (String[] pathAndSection :
        new String[][] {
          {"/", "/"},
          {"", "/"},
          {"*", "/*"},
          {"/a", "/a"},
          {"/a/", "/a"},
          {"//a", "/"},
          {"a/b", "/a"}
        }) {
      record.set(Field.PATH, pathAndSection[0]);
      assertThat(passes("section == '" + pathAndSection[1] + "'")).as(pathAndSection[0]).isTrue();
    }
  }

  @Test
  void fields_areThoseItLooksAt() {
    assertThat(Filter.parse("section == '/a' && !(statusClass == 5xx || region exists)").fields())
        .containsExactly(Field.PATH, Field.STATUS, REGION);
  }

  @Test
  void records_costNoAllocation() {
    LongSupplier allocatedBytes = allocatedBytes();
    record.set(Field.REFERER, "2001:db8::1:2");
    RecordPredicate predicate =
        Filter.parse(
                "!(status >= 600) && (bytes < 64k || duration > 1s) && path startsWith '/api'"
                    + " && !(path endsWith 'x') && path contains 'user' && section == '/api'"
                    + " && client in (192.168.0.0/16, 10.0.0.0/8) && statusClass in (4xx, 5xx)"
                    + " && referer in 2001:db8::/32 && status in 500..599 && region exists"
                    + " && time > '2026-01-01T00:00:00Z'")
            .bind(FIELDS);
    int passed = 0;
    for (int i = 0; i < 50_000; i++) {
      passed += predicate.test(record) ? 1 : 0;
    }
    long before = allocatedBytes.getAsLong();
    int rounds = 100_000;
    for (int i = 0; i < rounds; i++) {
      passed += predicate.test(record) ? 1 : 0;
    }
    long allocated = allocatedBytes.getAsLong() - before;
    assertThat(passed).isEqualTo(150_000);
    assertThat(allocated / rounds).isZero();
  }

  /** What this thread has allocated, found by reflection: the module does not need management. */
  private static LongSupplier allocatedBytes() {
    try {
      Object bean =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Method method =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getThreadAllocatedBytes", long.class);
      Assumptions.assumeTrue((long) method.invoke(bean, Thread.currentThread().getId()) >= 0);
      return () -> {
        try {
          return (long) method.invoke(bean, Thread.currentThread().getId());
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      };
    } catch (ReflectiveOperationException e) {
      return Assumptions.abort("allocation cannot be measured here: " + e);
    }
  }
}
