package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read in one go is what the walk over all elements finds. */
class CommonHeadTest {

  private static final String TAIL = " \"%{Referer}i\" \"%{User-Agent}i\"";

  private static final List<Definition> DEFINITIONS =
      List.of(
          ApacheDefinition.parse("%h %l %u %t \"%r\" %>s %b"),
          ApacheDefinition.parse("%h %l %u %t \"%r\" %>s %b" + TAIL),
          ApacheDefinition.parse("%v:%p %h %l %u %t \"%r\" %>s %O" + TAIL),
          NginxDefinition.parse(
              "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                  + " \"$http_referer\" \"$http_user_agent\" rt=$request_time"),
          NginxDefinition.parse(
              "escape=json $remote_addr - $remote_user [$time_local] \"$request\" $status"
                  + " $bytes_sent \"$http_referer\""));

  @Test
  void isFoundInDefinitionsOfThatOrder() {
    for (Definition definition : DEFINITIONS) {
      assertThat(head(definition)).isNotNull();
    }
    assertThat(head(ApacheDefinition.parse("%h %l %u %t \"%r\" %>s"))).isNull();
    assertThat(head(ApacheDefinition.parse("%h %l %u %t \"%r\" %>s %I"))).isNull();
    assertThat(head(ApacheDefinition.parse("%h %l %u %t %r %>s %b"))).isNull();
  }

  @Test
  void readsTheUsualLineItself() {
    byte[] line =
        "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a?b HTTP/1.1\" 404 23 \"-\" \"agent\""
            .getBytes(StandardCharsets.UTF_8);
    AccessRecord record = AccessRecord.create();
    record.reset(line);
    CommonHead head = head(DEFINITIONS.get(1));
    assertThat(head).isNotNull();
    assertThat(head.read(line, 0, line.length, record)).isEqualTo(line.length - 12);
    assertThat(record.text(Field.PATH)).isEqualTo("/a");
    assertThat(record.status()).isEqualTo(404);
    assertThat(record.bytes()).isEqualTo(23);
  }

  private static @Nullable CommonHead head(Definition definition) {
    Element[] elements = definition.elements().toArray(new Element[0]);
    @Nullable TimeReader[] times = new @Nullable TimeReader[elements.length];
    for (int i = 0; i < elements.length; i++) {
      TimeSpec spec = elements[i].time();
      times[i] = spec == null ? null : spec.newReader(java.time.ZoneOffset.UTC);
    }
    return CommonHead.of(elements, times, Fields.of(Field.wellKnown()));
  }

  @Property(tries = 4_000)
  void findsWhatTheWalkFinds(
      @ForAll("definitions") Definition definition,
      @ForAll("lines") List<String> lines,
      @ForAll boolean all,
      @ForAll("padding") int padding) {
    Fields fields = all ? Fields.of(Field.wellKnown()) : Fields.of(Field.PATH);
    LineParser quick = new DefinitionParser(definition, ParserContext.of(fields));
    LineParser walk = new DefinitionParser(definition, ParserContext.of(fields), false);
    AccessRecord found = new AccessRecord(fields);
    AccessRecord expected = new AccessRecord(fields);
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      byte[] padded = Arrays.copyOf(bytes, bytes.length + padding);
      Arrays.fill(padded, bytes.length, padded.length, (byte) '7');
      int code = quick.parse(padded, 0, bytes.length, found);
      assertThat(Reading.outcome(code))
          .as(line)
          .isEqualTo(Reading.outcome(walk.parse(bytes, 0, bytes.length, expected)));
      assertThat(found).as(line).hasToString(expected.toString());
      assertThat(found.status()).as(line).isEqualTo(expected.status());
      assertThat(found.bytes()).as(line).isEqualTo(expected.bytes());
      assertThat(found.isCut()).as(line).isEqualTo(expected.isCut());
      assertThat(found.hasExtraFields()).as(line).isEqualTo(expected.hasExtraFields());
    }
  }

  @Provide
  Arbitrary<Definition> definitions() {
    return Arbitraries.of(DEFINITIONS);
  }

  /** How many bytes of the array lie behind the line. */
  @Provide
  Arbitrary<Integer> padding() {
    return Arbitraries.of(0, 1, 8, 15, 16, 100);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> usual = line(0);
    Arbitrary<String> unusual = line(1);
    return Arbitraries.oneOf(usual, unusual, unusual.flatMap(CommonHeadTest::changed))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static Arbitrary<String> changed(String line) {
    return Combinators.combine(
            Arbitraries.integers().between(0, line.length()),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of("", " ", "\"", "\\", "?", "#", "-", "[", "] \"", "0", "é", "\0"))
        .as(
            (at, removed, added) ->
                line.substring(0, at)
                    + added
                    + line.substring(Math.min(line.length(), at + removed)));
  }

  private static Arbitrary<String> line(int oddity) {
    Arbitrary<String> host = some(oddity, List.of("", "", "example.com:80 "), "example.com ");
    Arbitrary<String> client =
        some(oddity, List.of("192.0.2.1", "198.51.100.123", "2001:db8::1"), "-", "", "a b", " x");
    Arbitrary<String> ident = some(oddity, List.of("-"), "", "x", "- ");
    Arbitrary<String> user =
        some(oddity, List.of("-", "-", "frank"), "", "John Doe", "[", "a [ b", "- [", "é", " y");
    Arbitrary<String> time =
        some(
            oddity,
            List.of("10/Oct/2000:13:55:36 -0700", "29/Feb/2024:00:00:00 +0000"),
            "10/Oct/2000:13:55:36",
            "10/Oct/2000:13:55:36.123 +0200",
            "32/Oct/2000:13:55:36 -0700",
            "-");
    Arbitrary<String> request =
        some(
            oddity,
            List.of(
                "GET / HTTP/1.1",
                "GET /a/b?c=d HTTP/1.0",
                "POST /search?q=1&p=a%20b HTTP/1.1",
                "HEAD /very/long/path/with/many/parts/index.html HTTP/2.0"),
            "-",
            "",
            "GET / HTTP/1.1\" 200 5 \"",
            "GET /\\x22 HTTP/1.1",
            "GET /\\\" HTTP/1.1",
            "GET /a#b?c HTTP/1.1",
            "GET /a?b#c HTTP/1.1",
            "GET /a?b?c HTTP/1.1",
            "GET  / HTTP/1.1",
            "GET / HTTP/1.1 ",
            "GET / HTTP/x",
            "GET /a b HTTP/1.1",
            "GET /a!b HTTP/1.1",
            "GET /é HTTP/1.1",
            "GET http://example.com/x HTTP/1.1",
            "PRI * HTTP/2.0",
            "PUT /a HTTP/1.1",
            "GETX /a HTTP/1.1",
            "POSTX /a HTTP/1.1",
            "GET /a",
            "\\x16\\x03\\x01");
    Arbitrary<String> status =
        some(oddity, List.of("200", "404", "503"), "-", "", "99", "2000", " 200", "2:0", "20a");
    Arbitrary<String> size =
        some(
            oddity,
            List.of("0", "-", "7", "1234", "12345678"),
            "",
            "-5",
            "123456789",
            "123456789012345678",
            "1234567890123456789",
            "12a",
            " 5");
    Arbitrary<String> tail =
        some(
            oddity,
            List.of(
                "",
                " \"-\" \"agent\"",
                " \"http://example.com/\" \"Mozilla/5.0 (X11) a\"",
                " \"-\" \"-\" rt=0.123"),
            " \"",
            " ",
            "x",
            " \"-\" \"a\\\"b\" 5");
    return Combinators.combine(host, client, ident, user, time, request, status, size)
        .as(
            (h, c, i, u, t, r, s, n) ->
                h + c + " " + i + " " + u + " [" + t + "] \"" + r + "\" " + s + " " + n)
        .flatMap(head -> tail.map(end -> head + end));
  }

  /** One of the usual values or, rarely, an odd one. */
  private static Arbitrary<String> some(int oddity, List<String> usual, String... odd) {
    return oddity == 0
        ? Arbitraries.of(usual)
        : Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.of(usual)),
            net.jqwik.api.Tuple.of(1, Arbitraries.of(odd)));
  }
}
