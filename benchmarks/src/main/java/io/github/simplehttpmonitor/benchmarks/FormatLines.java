package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of any named format that tell of the same requests: those of the synthetic log, put into
 * the format's example line in the place of its client, path, query, referrer, user agent, seconds
 * and fractions.
 */
final class FormatLines {

  /** The name under which the slow way is measured. */
  static final String REGEX = "regex";

  private static final int LINES_PER_SECOND = 25;

  /** Shorter texts may be found in the wrong place of an example. */
  private static final int MIN_TEXT = 4;

  private static final List<Field> REPLACED =
      List.of(Field.CLIENT, Field.PATH, Field.QUERY, Field.REFERER, Field.USER_AGENT);
  private static final Pattern CLOCK = Pattern.compile("\\d:\\d\\d:(\\d\\d)");
  private static final Pattern FRACTION = Pattern.compile("[.,](\\d+)");
  private static final Pattern EPOCH = Pattern.compile("^\\d{8}(\\d\\d)(\\d*)(?:\\.(\\d+))?$");

  /** How formats write a blank within a text. */
  private static final List<UnaryOperator<String>> CODINGS =
      List.of(
          UnaryOperator.identity(),
          text -> text.replace(' ', '+'),
          text -> text.replace(" ", "%20"));

  /** A piece of the example that is replaced. */
  private record Piece(int from, int to, @Nullable Field field) {}

  private final LogFormat format;
  private final Fields fields;
  private final String head;
  private final String example;
  private final List<Piece> pieces = new ArrayList<>();
  private UnaryOperator<String> coding = CODINGS.get(0);

  private FormatLines(LogFormat format, String lines) {
    this.format = format;
    fields = Fields.of(format.fields());
    int last = lines.lastIndexOf('\n') + 1;
    head = lines.substring(0, last);
    example = lines.substring(last);
    AccessRecord record = new AccessRecord(fields);
    if (!parses(example, record)) {
      throw new IllegalStateException(format.name() + " does not read its example");
    }
    for (Field field : REPLACED) {
      find(record, field);
    }
    findTime(record);
    pieces.sort((a, b) -> Integer.compare(a.from, b.from));
  }

  /** {@return lines of a named format, or of a regular expression for those of combined} */
  static FormatLines of(String name) {
    FormatRegistry registry = FormatRegistry.builtIn();
    boolean regex = name.equals(REGEX);
    String example =
        registry.providers().stream()
            .filter(provider -> provider.name().equals(regex ? "combined" : name))
            .map(LogFormatProvider::exampleLine)
            .findFirst()
            .orElse("");
    return new FormatLines(regex ? LineCase.REGEX.format() : registry.create(name), example);
  }

  /** {@return the names of all formats that can be measured} */
  static List<String> names() {
    Stream<String> named =
        FormatRegistry.builtIn().providers().stream()
            .filter(LogFormatProvider::isDetectable)
            .filter(provider -> !provider.exampleLine().isEmpty())
            .map(LogFormatProvider::name);
    return Stream.concat(named, Stream.of(REGEX)).toList();
  }

  LogFormat format() {
    return format;
  }

  Fields fields() {
    return fields;
  }

  /** {@return a parser that has read the lines which come before the example} */
  LineParser newParser(Fields wanted) {
    LineParser parser = format.newParser(ParserContext.of(wanted));
    AccessRecord record = new AccessRecord(wanted);
    for (String line : head.split("\n", -1)) {
      byte[] bytes = bytes(line);
      parser.parse(bytes, 0, bytes.length, record);
    }
    return parser;
  }

  private boolean parses(String line, AccessRecord record) {
    byte[] bytes = bytes(line);
    return newParser(record.fields()).parse(bytes, 0, bytes.length, record) == LineResult.PARSED;
  }

  private void find(AccessRecord record, Field field) {
    int slot = record.fields().slot(field);
    String text = record.text(field);
    if (slot < 0 || text == null || text.isEmpty()) {
      return;
    }
    if (record.isRaw(slot)) {
      add(record.from(slot), record.to(slot), field);
      return;
    }
    for (UnaryOperator<String> known : CODINGS) {
      if (text.length() < MIN_TEXT) {
        return;
      }
      int at = example.indexOf(known.apply(text));
      if (at >= 0) {
        add(at, at + known.apply(text).length(), field);
        coding = text.indexOf(' ') >= 0 ? known : coding;
        return;
      }
    }
  }

  private void add(int from, int to, @Nullable Field field) {
    boolean free = pieces.stream().noneMatch(piece -> from < piece.to && piece.from < to);
    if (free && from < to) {
      pieces.add(new Piece(from, to, field));
    }
  }

  private void findTime(AccessRecord record) {
    String time = record.text(Field.TIME);
    int at = time == null ? -1 : example.indexOf(time);
    if (time == null || at < 0) {
      return;
    }
    Matcher epoch = EPOCH.matcher(time);
    if (epoch.find()) {
      for (int group = 1; group <= 3; group++) {
        add(at + Math.max(0, epoch.start(group)), at + Math.max(0, epoch.end(group)), null);
      }
      return;
    }
    Matcher clock = CLOCK.matcher(time);
    if (clock.find()) {
      add(at + clock.start(1), at + clock.end(1), null);
      Matcher fraction = FRACTION.matcher(time);
      if (fraction.find(clock.end())) {
        add(at + fraction.start(1), at + fraction.end(1), null);
      }
    }
  }

  /** {@return lines with a newline each, of about this size} */
  byte[] bytes(int size) {
    Fields combined = Fields.of(LineCase.COMBINED.format().fields());
    LineParser parser = LineCase.COMBINED.format().newParser(ParserContext.of(combined));
    AccessRecord request = new AccessRecord(combined);
    AccessRecord made = new AccessRecord(fields);
    byte[] log = SyntheticLog.bytes(SyntheticLog.LINES);
    ByteArrayOutputStream out = new ByteArrayOutputStream(size);
    int from = 0;
    for (int number = 0; out.size() < size; number++) {
      int to = from;
      while (log[to] != '\n') {
        to++;
      }
      parser.parse(log, from, to, request);
      from = to + 1 == log.length ? 0 : to + 1;
      String line = line(request, number);
      // The coding is that of the example; where it has no blank, the first that fits.
      for (int i = 0; !same(line, made, request); i++) {
        if (i == CODINGS.size()) {
          throw new IllegalStateException(format.name() + " does not read " + line);
        }
        coding = CODINGS.get(i);
        line = line(request, number);
      }
      out.writeBytes(bytes(line + "\n"));
    }
    return out.toByteArray();
  }

  private boolean same(String line, AccessRecord made, AccessRecord request) {
    if (!parses(line, made)) {
      return false;
    }
    boolean same = true;
    for (Piece piece : pieces) {
      Field field = piece.field;
      same &= field == null || value(request, field).equals(made.text(field));
    }
    return same;
  }

  private String line(AccessRecord request, int number) {
    StringBuilder line = new StringBuilder(example.length() + 200);
    int at = 0;
    for (Piece piece : pieces) {
      line.append(example, at, piece.from);
      Field field = piece.field;
      line.append(
          field == null
              ? digits(piece.to - piece.from, number)
              : coding.apply(value(request, field)));
      at = piece.to;
    }
    return line.append(example, at, example.length()).toString();
  }

  /** The requests' texts; what one has not is told all the same, so that lines have one shape. */
  private static String value(AccessRecord request, Field field) {
    String text = request.text(field);
    if (text != null) {
      return text;
    }
    return field.equals(Field.QUERY) ? "page=1" : field.equals(Field.REFERER) ? "-x" : "curl/8.5.0";
  }

  /** Two digits are seconds, more are a fraction. */
  private static String digits(int count, int number) {
    if (count == 2) {
      int second = number / LINES_PER_SECOND % 60;
      return "" + second / 10 + second % 10;
    }
    StringBuilder digits = new StringBuilder(count);
    long next = number * 7919L + 1;
    for (int i = 0; i < count; i++) {
      next = next * 31 + 17 & 0xFFFFFF;
      digits.append((char) ('0' + next % 10));
    }
    return digits.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
