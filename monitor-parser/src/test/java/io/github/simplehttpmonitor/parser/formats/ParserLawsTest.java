package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for every line, malformed ones too, of every format. */
class ParserLawsTest {

  @Provide
  Arbitrary<LogFormat> formats() {
    return Logs.formats();
  }

  @Provide
  Arbitrary<byte[]> lines() {
    return Logs.lines();
  }

  private static Fields all(LogFormat format) {
    return Fields.of(format.fields());
  }

  /** The outcome and, of a record, all that it says. */
  private static String read(LineParser parser, Fields fields, byte[] b, int from, int to) {
    AccessRecord record = new AccessRecord(fields);
    int code = parser.parse(b, from, to, record);
    if (code != LineResult.PARSED) {
      return Reading.outcome(code);
    }
    return describe(record, fields.list()) + record.isCut() + record.hasExtraFields();
  }

  private static String describe(AccessRecord record, List<Field> fields) {
    StringBuilder text = new StringBuilder();
    for (Field field : fields) {
      text.append(field).append('=').append(record.text(field)).append('\n');
    }
    return text.append(record.timeMicros())
        .append(' ')
        .append(record.status())
        .append(' ')
        .append(record.bytes())
        .append(' ')
        .append(record.durationMicros())
        .append(' ')
        .append(record.requestBytes())
        .toString();
  }

  @Property(tries = 5000)
  void anyLine_hasAnOutcome(@ForAll("formats") LogFormat format, @ForAll("lines") byte[] line) {
    Fields fields = all(format);
    AccessRecord record = new AccessRecord(fields);
    int code = format.newParser(ParserContext.of(fields)).parse(line, 0, line.length, record);
    if (LineResult.isMalformed(code)) {
      assertThat(LineResult.reason(code)).isNotNull();
      assertThat(LineResult.column(code)).isBetween(0, line.length);
    } else {
      assertThat(code).isIn(LineResult.PARSED, LineResult.IGNORED);
      assertThat(record.copy()).hasToString(record.toString());
    }
  }

  @Property(tries = 5000)
  void place_doesNotMatter(
      @ForAll("formats") LogFormat format,
      @ForAll("lines") byte[] line,
      @ForAll @Size(max = 20) byte[] before,
      @ForAll("lines") byte[] after) {
    byte[] buffer = Arrays.copyOf(before, before.length + line.length + after.length);
    System.arraycopy(line, 0, buffer, before.length, line.length);
    System.arraycopy(after, 0, buffer, before.length + line.length, after.length);
    byte[] unchanged = buffer.clone();
    Fields fields = all(format);
    LineParser alone = format.newParser(ParserContext.of(fields));
    LineParser inside = format.newParser(ParserContext.of(fields));
    assertThat(read(inside, fields, buffer, before.length, before.length + line.length))
        .isEqualTo(read(alone, fields, line, 0, line.length));
    assertThat(buffer).isEqualTo(unchanged);
  }

  @Property(tries = 5000)
  void earlierLines_doNotMatter(
      @ForAll("formats") LogFormat format,
      @ForAll @Size(max = 3) List<@From("lines") byte[]> earlier,
      @ForAll("lines") byte[] line) {
    Fields fields = all(format);
    LineParser used = format.newParser(ParserContext.of(fields));
    AccessRecord record = new AccessRecord(fields);
    for (byte[] one : earlier) {
      used.parse(one, 0, one.length, record);
    }
    int code = used.parse(line, 0, line.length, record);
    String after =
        code == LineResult.PARSED
            ? describe(record, fields.list()) + record.isCut() + record.hasExtraFields()
            : Reading.outcome(code);
    assertThat(after)
        .isEqualTo(read(format.newParser(ParserContext.of(fields)), fields, line, 0, line.length));
  }

  @Property(tries = 10_000)
  void unwantedFields_doNotMatter(
      @ForAll("formats") LogFormat format, @ForAll("lines") byte[] line, @ForAll Random random) {
    List<Field> wanted = format.fields().stream().filter(field -> random.nextBoolean()).toList();
    Fields some = Fields.of(wanted);
    Fields all = all(format);
    AccessRecord ofSome = new AccessRecord(some);
    AccessRecord ofAll = new AccessRecord(all);
    int code = format.newParser(ParserContext.of(some)).parse(line, 0, line.length, ofSome);
    assertThat(Reading.outcome(code))
        .isEqualTo(
            Reading.outcome(
                format.newParser(ParserContext.of(all)).parse(line, 0, line.length, ofAll)));
    if (code == LineResult.PARSED) {
      assertThat(describe(ofSome, wanted)).isEqualTo(describe(ofAll, wanted));
    }
  }
}
