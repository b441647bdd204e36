package io.github.simplehttpmonitor.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A filter on bytes says of any record what the same filter says of its Strings. */
class FilterLawTest {

  private static final Fields FIELDS = Fields.of(Field.wellKnown());
  private static final List<Field> TEXTS =
      List.of(Field.PATH, Field.METHOD, Field.USER_AGENT, Field.REFERER, Field.QUERY, Field.USER);
  private static final String[] WORDS = {
    "", "/", "a", "/a", "/api", "GET", "é", "\"", "\\", "'", "x y", "1", "\"q\"", "*", "-", "?",
    "日本"
  };

  /** An expression and what it means for a record. */
  private record Law(String text, Predicate<AccessRecord> naive) {}

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)]
        + (random.nextBoolean() ? WORDS[random.nextInt(WORDS.length)] : "");
  }

  private static String quoted(Random random, String text) {
    char quote = random.nextBoolean() ? '"' : '\'';
    return quote + text.replace("\\", "\\\\").replace(String.valueOf(quote), "\\" + quote) + quote;
  }

  private static Law law(Random random, int depth) {
    if (depth == 0) {
      return random.nextInt(3) == 0 ? numbers(random) : texts(random);
    }
    Law left = law(random, depth - 1);
    Law right = law(random, random.nextInt(depth));
    return switch (random.nextInt(5)) {
      case 0 -> new Law("!(" + left.text + ")", left.naive.negate());
      case 1 -> new Law("( " + left.text + ")&&(" + right.text + ")", left.naive.and(right.naive));
      case 2 -> new Law("(" + left.text + ") || (" + right.text + ")", left.naive.or(right.naive));
      case 3 -> {
        Law third = texts(random);
        // Without parentheses: && first.
        Law a = texts(random);
        Law b = numbers(random);
        yield new Law(
            a.text + " || " + b.text + " && !" + third.text + " || " + b.text,
            a.naive.or(b.naive.and(third.naive.negate())).or(b.naive));
      }
      default -> left;
    };
  }

  private static Law texts(Random random) {
    boolean section = random.nextInt(6) == 0;
    Field field = section ? Field.PATH : TEXTS.get(random.nextInt(TEXTS.size()));
    String name = section ? "section" : field.name();
    String wanted = section ? "/" + word(random) : word(random);
    String value = quoted(random, wanted);
    String other = word(random);
    return switch (random.nextInt(8)) {
      case 0 -> new Law(name + " == " + value, is(field, section, wanted::equals));
      case 1 -> new Law(name + " != " + value, is(field, section, wanted::equals).negate());
      case 2 ->
          new Law(name + " startsWith " + value, is(field, section, s -> s.startsWith(wanted)));
      case 3 -> new Law(name + " endsWith " + value, is(field, section, s -> s.endsWith(wanted)));
      case 4 -> new Law(name + " contains " + value, is(field, section, s -> s.contains(wanted)));
      case 5 -> new Law(name + " exists", is(field, section, s -> true));
      case 6 ->
          new Law(
              name + " in (" + value + "," + quoted(random, other) + ")",
              is(field, section, s -> s.equals(wanted) || s.equals(other)));
      default -> {
        String pattern =
            "(/|^)[a-zé]+"
                + Pattern.quote(wanted)
                    .replace("\\Q", "")
                    .replace("\\E", "")
                    .replaceAll("[^a-zA-Z/é]", ".");
        Pattern compiled = Pattern.compile(pattern);
        yield new Law(
            name + " matches " + quoted(random, pattern),
            is(field, section, s -> compiled.matcher(s).find()));
      }
    };
  }

  private static Predicate<AccessRecord> is(
      Field field, boolean section, Predicate<String> predicate) {
    return record -> {
      String text = record.text(field);
      if (text != null && section) {
        String rest = text.startsWith("/") ? text.substring(1) : text;
        int slash = rest.indexOf('/');
        text = "/" + (slash < 0 ? rest : rest.substring(0, slash));
      }
      return text != null && predicate.test(text);
    };
  }

  private static Law numbers(Random random) {
    int which = random.nextInt(3);
    String name = List.of("status", "bytes", "duration").get(which);
    String unit = List.of("", "k", "ms").get(which);
    long scale = List.of(1L, 1_024L, 1_000L).get(which);
    long limit = random.nextInt(6) * 100L;
    long high = limit + random.nextInt(300);
    return switch (random.nextInt(9)) {
      case 0 -> number(name + " == " + limit + unit, which, v -> v == limit * scale);
      case 1 ->
          new Law(
              name + "!=" + limit + unit,
              number("", which, v -> v == limit * scale).naive.negate());
      case 2 -> number(name + "<" + limit + unit, which, v -> v < limit * scale);
      case 3 -> number(name + " <= " + limit + unit, which, v -> v <= limit * scale);
      case 4 -> number(name + " > " + limit + unit, which, v -> v > limit * scale);
      case 5 -> number(name + " >= " + limit + unit, which, v -> v >= limit * scale);
      case 6 -> number(name + " exists", which, v -> true);
      case 7 ->
          number(
              "statusClass == \"" + (1 + limit / 100) + "xx\"", 0, v -> v / 100 == 1 + limit / 100);
      default ->
          number(
              name + " in (1" + unit + ", " + limit + unit + ".." + high + unit + ")",
              which,
              v -> v == scale || v >= limit * scale && v <= high * scale);
    };
  }

  private static Law number(String text, int which, Predicate<Long> predicate) {
    return new Law(
        text,
        record -> {
          long value =
              which == 0
                  ? record.status() < 0 ? AccessRecord.ABSENT : record.status()
                  : which == 1 ? record.bytes() : record.durationMicros();
          return value != AccessRecord.ABSENT && predicate.test(value);
        });
  }

  private static AccessRecord record(Random random) {
    AccessRecord record = new AccessRecord(FIELDS);
    for (Field field : TEXTS) {
      if (random.nextInt(4) > 0) {
        record.set(
            field, field.equals(Field.PATH) ? word(random) + "/" + word(random) : word(random));
      }
    }
    if (random.nextInt(4) > 0) {
      record.setStatus(random.nextInt(600));
    }
    if (random.nextInt(4) > 0) {
      record.setBytes(random.nextInt(6) * 102_400L);
    }
    if (random.nextInt(4) > 0) {
      record.setDurationMicros(random.nextInt(6) * 100_000L);
    }
    return record;
  }

  @Property(tries = 2_000)
  void anyFilter_ofAnyRecord(@ForAll long seed) {
    Random random = new Random(seed);
    Law law = law(random, random.nextInt(5));
    RecordPredicate filter = Filter.parse(law.text).bind(FIELDS);
    for (int i = 0; i < 20; i++) {
      AccessRecord record = record(random);
      assertThat(filter.test(record))
          .as("%s of %s", law.text, record)
          .isEqualTo(law.naive.test(record));
    }
  }

  @Property(tries = 500)
  void anyFilter_ofAnyLine_withEscapes(@ForAll long seed) {
    Random random = new Random(seed);
    Law law = law(random, random.nextInt(4));
    RecordPredicate filter = Filter.parse(law.text).bind(FIELDS);
    var parser = FormatRegistry.builtIn().create("combined").newParser(ParserContext.of(FIELDS));
    AccessRecord record = new AccessRecord(FIELDS);
    for (int i = 0; i < 10; i++) {
      byte[] line =
          ("192.0.2.1 - "
                  + (random.nextBoolean() ? "-" : "a")
                  + " [01/Jan/2024:00:00:00 +0000] \"GET /a"
                  + (random.nextBoolean() ? "\\x22q\\\"" : "pi/x?é")
                  + " HTTP/1.1\" 200 "
                  + (random.nextBoolean() ? "-" : "102400")
                  + " \"-\" \""
                  + word(random).replace("\\", "\\\\").replace("\"", "\\\"")
                  + "\"")
              .getBytes(StandardCharsets.UTF_8);
      assertThat(parser.parse(line, 0, line.length, record)).isEqualTo(LineResult.PARSED);
      assertThat(filter.test(record))
          .as("%s of %s", law.text, record)
          .isEqualTo(law.naive.test(record));
    }
  }
}
