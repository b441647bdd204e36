package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What any JSON printer makes of a request comes back from the parser. */
class JsonRoundTripTest {

  private static final String FORMAT =
      "json:time=ts(epoch),client=request.remote_ip,user=user,method=request.method,"
          + "target=request.uri,status=status,bytes=size,duration=duration(s),"
          + "userAgent=request.headers.User-Agent[0],x=x";

  /** A request before it is logged. Null is absent. */
  static final class Request {
    long micros;
    String client = "";
    String user;
    String method = "";
    String path = "";
    String query;
    int status;
    Long bytes;
    Long durationMicros;
    String userAgent;
    String extension;
  }

  @Provide
  Arbitrary<Request> requests() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("ab09 \"\\'/{}[]:,\t\n\u0001\u007F\u00E4\u20AC\u2028")
            .ofMinLength(1)
            .ofMaxLength(20)
            .filter(s -> !s.equals("-"));
    Arbitrary<String> astral = Arbitraries.of("\uD83D\uDE00", "a\uD834\uDD1Eb", "\\u0041", "\\");
    Arbitrary<String> any = Arbitraries.oneOf(text, text, astral);
    Arbitrary<String> pathText =
        Arbitraries.strings().withChars("ab09\"\\/&=%-{}[]:,.\u0001\u00E4").ofMaxLength(20);
    return Builders.withBuilder(Request::new)
        .use(Arbitraries.longs().between(0, 250_000_000_000_000_000L))
        .inSetter((r, v) -> r.micros = v)
        .use(Arbitraries.of("192.0.2.1", "2001:db8::1", "unix:@"))
        .inSetter((r, v) -> r.client = v)
        .use(any.injectNull(0.3))
        .inSetter((r, v) -> r.user = v)
        .use(Arbitraries.of("GET", "POST", "M-SEARCH"))
        .inSetter((r, v) -> r.method = v)
        .use(pathText.map(s -> "/" + s))
        .inSetter((r, v) -> r.path = v)
        .use(pathText.injectNull(0.4))
        .inSetter((r, v) -> r.query = v)
        .use(Arbitraries.integers().between(100, 999))
        .inSetter((r, v) -> r.status = v)
        .use(Arbitraries.longs().between(0, Long.MAX_VALUE).injectNull(0.3))
        .inSetter((r, v) -> r.bytes = v)
        .use(Arbitraries.longs().between(0, 1_000_000_000_000L).injectNull(0.3))
        .inSetter((r, v) -> r.durationMicros = v)
        .use(any.injectNull(0.3))
        .inSetter((r, v) -> r.userAgent = v)
        .use(any.injectNull(0.3))
        .inSetter((r, v) -> r.extension = v)
        .build();
  }

  /** Prints members in any order, with junk between them and any whitespace. */
  private static final class Printer {
    private final Random random;

    Printer(Random random) {
      this.random = random;
    }

    String space() {
      return " \t".substring(random.nextInt(3)).repeat(random.nextInt(2));
    }

    String string(String text) {
      return text == null
          ? (random.nextBoolean() ? "null" : "\"\"")
          : JsonPrinter.quote(text, random.nextBoolean());
    }

    /** A number, perhaps as a text, perhaps with an exponent. */
    String number(long unscaled, int decimals) {
      String plain = java.math.BigDecimal.valueOf(unscaled, decimals).toPlainString();
      return switch (random.nextInt(3)) {
        case 0 -> plain;
        case 1 -> '"' + plain + '"';
        default -> unscaled + (decimals > 0 ? "e-" + decimals : "e0");
      };
    }

    String object(List<String> members) {
      List<String> all = new ArrayList<>(members);
      for (int i = random.nextInt(4); i > 0; i--) {
        all.add(member("junk" + i, junk(3)));
      }
      Collections.shuffle(all, random);
      return "{" + space() + String.join("," + space(), all) + space() + "}";
    }

    String member(String key, String value) {
      return JsonPrinter.quote(key, random.nextBoolean()) + space() + ":" + space() + value;
    }

    String junk(int depth) {
      return switch (random.nextInt(depth > 0 ? 7 : 5)) {
        case 0 -> "null";
        case 1 -> "-12.5E+3";
        case 2 -> "true";
        case 3 -> "\"status\\\":{[\\\\\"";
        case 4 -> "[]";
        case 5 -> "[" + junk(depth - 1) + "," + space() + junk(depth - 1) + "]";
        default -> "{" + member("status", junk(depth - 1)) + "," + member("request", junk(0)) + "}";
      };
    }

    String line(Request r) {
      String headers =
          object(
              List.of(
                  member(
                      "User-Agent",
                      r.userAgent == null ? "[]" : "[" + string(r.userAgent) + ",\"second\"]")));
      String request =
          object(
              List.of(
                  member("remote_ip", string(r.client)),
                  member("method", string(r.method)),
                  member("uri", string(r.query == null ? r.path : r.path + "?" + r.query)),
                  member("headers", headers)));
      return space()
          + object(
              List.of(
                  member("ts", number(r.micros, 6)),
                  member("user", string(r.user)),
                  member("request", request),
                  member("status", number(r.status, 0)),
                  member("size", r.bytes == null ? "null" : number(r.bytes, 0)),
                  member(
                      "duration", r.durationMicros == null ? "\"-\"" : number(r.durationMicros, 6)),
                  member("x", string(r.extension))))
          + space();
    }
  }

  @Property
  void printed_isReadBack(@ForAll("requests") Request r, @ForAll Random random) {
    String line = new Printer(random).line(r);
    Reading reading =
        Reading.of(FormatRegistry.builtIn().create(FORMAT), line.getBytes(StandardCharsets.UTF_8));
    assertThat(reading.outcome()).as(line).isEqualTo("PARSED");
    AccessRecord record = reading.record();
    assertThat(record.time())
        .isEqualTo(Instant.ofEpochSecond(r.micros / 1_000_000, r.micros % 1_000_000 * 1_000));
    assertThat(reading.text(Field.CLIENT)).isEqualTo(r.client);
    assertThat(reading.text(Field.USER)).isEqualTo(r.user);
    assertThat(reading.text(Field.METHOD)).isEqualTo(r.method);
    assertThat(reading.text(Field.PATH)).isEqualTo(r.path);
    assertThat(reading.text(Field.QUERY)).isEqualTo(r.query);
    assertThat(record.status()).isEqualTo(r.status);
    assertThat(record.bytes()).isEqualTo(r.bytes == null ? AccessRecord.ABSENT : r.bytes);
    assertThat(record.durationMicros())
        .isEqualTo(r.durationMicros == null ? AccessRecord.ABSENT : r.durationMicros);
    assertThat(reading.text(Field.USER_AGENT)).isEqualTo(r.userAgent);
    assertThat(reading.text(Field.of("x"))).isEqualTo(r.extension);
  }
}
