package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a fuzzer calls: the first byte of an input chooses a format of the family, the rest are its
 * lines; for {@link Family#DEFINITIONS} the first line is a definition. Whatever the bytes, no
 * parser throws, and what one says of a line depends neither on the bytes around it nor on the
 * wanted fields, and is the same after its state was saved and restored.
 */
public final class ParserFuzz {

  private static final Instant REFERENCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int MAX_LINE = 4_096;
  private static final FormatRegistry REGISTRY = FormatRegistry.builtIn();
  private static final Map<String, LogFormat> FORMATS = new HashMap<>();

  /** Parsers that share their code. */
  enum Family {
    CLF,
    TEMPLATES,
    TABULAR,
    JSON,
    WRAPPERS,
    DEFINITIONS,
    DETECTION;

    /** {@return the formats that inputs of this family choose from} */
    List<String> specs() {
      return switch (this) {
        case CLF -> names(NamedFormats.ALL);
        case TEMPLATES -> names(TemplateProviders.ALL);
        case TABULAR -> names(TabularProviders.ALL);
        case JSON -> names(JsonProviders.ALL);
        case WRAPPERS ->
            List.of(
                "docker:combined", "journald:json", "cri:w3c", "compose:haproxy", "syslog:squid");
        case DEFINITIONS ->
            List.of("apache:", "nginx:", "json:", "w3c:", "regex:", "nginx:escape=json ");
        case DETECTION -> List.of("");
      };
    }

    private static List<String> names(List<LogFormatProvider> providers) {
      return providers.stream()
          .filter(LogFormatProvider::isDetectable)
          .map(LogFormatProvider::name)
          .toList();
    }
  }

  private ParserFuzz() {}

  /** What Jazzer calls; the family is the system property {@code fuzz.family}. */
  public static void fuzzerTestOneInput(byte[] input) {
    check(Family.valueOf(System.getProperty("fuzz.family", "CLF").toUpperCase(Locale.ROOT)), input);
  }

  /** Writes the formats' examples as the first inputs of a family: {@code FAMILY FOLDER}. */
  public static void main(String[] args) throws IOException {
    Family family = Family.valueOf(args[0].toUpperCase(Locale.ROOT));
    int number = 0;
    for (byte[] input : seeds(family)) {
      Files.write(Path.of(args[1], "seed-" + number++), input);
    }
  }

  /** {@return inputs made of the formats' examples} */
  static List<byte[]> seeds(Family family) {
    List<byte[]> seeds = new ArrayList<>();
    List<String> specs = family.specs();
    for (int i = 0; i < specs.size(); i++) {
      String inner = specs.get(i).substring(specs.get(i).indexOf(':') + 1);
      for (LogFormatProvider provider : REGISTRY.providers()) {
        boolean fits = provider.name().equals(inner) || inner.isBlank();
        if (fits && !provider.exampleLine().isEmpty()) {
          String first = family == Family.DEFINITIONS ? definition(provider) : "";
          seeds.add(input(i, first + provider.exampleLine()));
        }
      }
    }
    return seeds;
  }

  private static String definition(LogFormatProvider provider) {
    String definition =
        provider.create(io.github.simplehttpmonitor.parser.spi.FormatOptions.NONE).definition();
    return definition.replace('\n', ' ') + "\n";
  }

  private static byte[] input(int index, String text) {
    byte[] bytes = ("#" + text).getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) index;
    return bytes;
  }

  /** Checks one input. */
  static void check(Family family, byte[] input) {
    if (input.length == 0) {
      return;
    }
    if (family == Family.DETECTION) {
      REGISTRY.detect(input, input.length);
      return;
    }
    List<byte[]> lines = lines(input);
    List<String> specs = family.specs();
    String spec = specs.get((input[0] & 0xFF) % specs.size());
    LogFormat format;
    if (family == Family.DEFINITIONS) {
      String definition = new String(lines.remove(0), StandardCharsets.UTF_8);
      try {
        format = REGISTRY.create(spec + definition);
      } catch (FormatException e) {
        return;
      }
    } else {
      format = FORMATS.computeIfAbsent(spec, REGISTRY::create);
    }
    check(format, lines);
  }

  private static List<byte[]> lines(byte[] input) {
    List<byte[]> lines = new ArrayList<>();
    int from = 1;
    for (int i = 1; i <= input.length; i++) {
      if (i == input.length || input[i] == '\n') {
        lines.add(Arrays.copyOfRange(input, from, Math.min(i, from + MAX_LINE)));
        from = i + 1;
      }
    }
    if (lines.isEmpty()) {
      lines.add(new byte[0]);
    }
    return lines;
  }

  private static void check(LogFormat format, List<byte[]> lines) {
    Fields all = Fields.of(Set.copyOf(format.fields()));
    Reader whole = new Reader(format, all);
    Reader surrounded = new Reader(format, all);
    Reader timeOnly = new Reader(format, Fields.of());
    Reader restored = new Reader(format, all);
    for (byte[] line : lines) {
      byte[] around = new byte[line.length + 24];
      Arrays.fill(around, (byte) '"');
      Arrays.fill(around, line.length + 12, around.length, (byte) '0');
      System.arraycopy(line, 0, around, 12, line.length);
      restored.restore(whole.parser.state());
      String said = whole.read(line, 0, line.length);
      same(format, line, said, surrounded.read(around, 12, 12 + line.length));
      same(format, line, said, restored.read(line, 0, line.length));
      if (timeOnly.code(line) != whole.code) {
        throw new IllegalStateException(format + " depends on the wanted fields");
      }
    }
  }

  private static void same(LogFormat format, byte[] line, String one, String other) {
    if (!one.equals(other)) {
      throw new IllegalStateException(
          format
              + " says "
              + one
              + " or "
              + other
              + " of "
              + new String(line, StandardCharsets.UTF_8));
    }
  }

  /** A parser and its record. */
  private static final class Reader {
    private final LogFormat format;
    private final ParserContext context;
    private final AccessRecord record;
    private LineParser parser;
    private int code;

    Reader(LogFormat format, Fields fields) {
      this.format = format;
      this.context = new ParserContext(fields, ZONE, REFERENCE, MAX_LINE);
      this.record = new AccessRecord(fields);
      this.parser = format.newParser(context);
    }

    void restore(ParserState state) {
      parser = format.newParser(context);
      parser.restore(ParserState.of(state.toBytes()));
    }

    int code(byte[] line) {
      return parser.parse(line, 0, line.length, record);
    }

    String read(byte[] b, int from, int to) {
      code = parser.parse(b, from, to, record);
      if (LineResult.isMalformed(code)
          && (LineResult.column(code) < 0 || LineResult.column(code) > to - from)) {
        throw new IllegalStateException("column " + LineResult.column(code));
      }
      if (code != LineResult.PARSED) {
        return Integer.toString(code);
      }
      // The text of every slice is made, so that one outside its buffer shows.
      return record
          + " "
          + record.status()
          + " "
          + record.bytes()
          + " "
          + record.requestBytes()
          + " "
          + record.durationMicros()
          + record.isCut()
          + record.hasExtraFields();
    }
  }
}
