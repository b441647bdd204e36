package io.github.simplehttpmonitor.parser.formats;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A format described by a regular expression in RE2's syntax, whose named groups are fields. The
 * engine takes time linear in the line, whatever the pattern; it is still the slow way.
 */
final class RegexFormat implements LogFormat {

  private final Pattern pattern;
  private final TimeSpec time;
  private final List<Group> groups;

  /** A named group and the field it fills. */
  private record Group(int index, Field field) {}

  private RegexFormat(Pattern pattern, TimeSpec time, List<Group> groups) {
    this.pattern = pattern;
    this.time = time;
    this.groups = groups;
  }

  static RegexFormat create(String definition, FormatOptions options) {
    try {
      Pattern pattern = Pattern.compile(definition);
      List<Group> groups =
          pattern.namedGroups().entrySet().stream()
              .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
              .map(entry -> new Group(entry.getValue(), Field.of(entry.getKey())))
              .toList();
      if (groups.isEmpty()) {
        throw new FormatException(
            "the pattern has no named group; write (?P<client>\\S+) for a field 'client'",
            definition,
            0);
      }
      return new RegexFormat(pattern, new TimeSpec(options.get("time").orElse("clf")), groups);
    } catch (PatternSyntaxException e) {
      int column = e.getIndex() >= 0 ? e.getIndex() : definition.indexOf(e.getPattern());
      throw new FormatException("the pattern is wrong: " + e.getDescription(), definition, column);
    }
  }

  @Override
  public String name() {
    return "regex";
  }

  @Override
  public String definition() {
    return pattern.pattern();
  }

  @Override
  public List<Field> fields() {
    java.util.Set<Field> fields = new java.util.LinkedHashSet<>();
    groups.forEach(group -> fields.add(group.field()));
    if (fields.contains(Field.REQUEST)) {
      fields.addAll(List.of(Field.METHOD, Field.TARGET, Field.PROTOCOL));
    }
    if (fields.contains(Field.TARGET)) {
      fields.addAll(List.of(Field.PATH, Field.QUERY));
    }
    return List.copyOf(fields);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new Parser(context);
  }

  /** Matches on the bytes of the line. */
  private final class Parser implements LineParser {
    private static final long MICROS = 1_000_000;

    private final RequestLine requestLine;
    private final TimeReader timeReader;
    private final int[] slots;

    Parser(ParserContext context) {
      requestLine = new RequestLine(context.fields());
      timeReader = time.newReader(context.zone());
      slots = groups.stream().mapToInt(group -> context.fields().slot(group.field())).toArray();
    }

    @Override
    public int parse(byte[] b, int from, int to, AccessRecord record) {
      record.reset(b);
      if (from == to) {
        return LineResult.IGNORED;
      }
      // RE2/J matches arrays, not slices: the copy is part of why this is the slow way.
      byte[] line = java.util.Arrays.copyOfRange(b, from, to);
      Matcher matcher = pattern.matcher(line);
      if (!matcher.find()) {
        return LineResult.malformed(MalformedReason.NO_MATCH, 0);
      }
      for (int i = 0; i < slots.length; i++) {
        Group group = groups.get(i);
        int start = matcher.start(group.index());
        if (start < 0) {
          continue;
        }
        int end = matcher.end(group.index());
        boolean absent = end - start == 1 && line[start] == '-';
        if (!absent) {
          MalformedReason misfit =
              value(group.field(), slots[i], b, from + start, from + end, record);
          if (misfit != null) {
            return LineResult.malformed(misfit, start);
          }
        }
      }
      return LineResult.PARSED;
    }

    private @org.jspecify.annotations.Nullable MalformedReason value(
        Field field, int slot, byte[] b, int from, int to, AccessRecord record) {
      record.setSlice(slot, from, to);
      if (field.type() == Field.Type.TIME) {
        if (timeReader.read(b, from, to) != to) {
          return MalformedReason.TIME;
        }
        record.setTimeMicros(timeReader.micros);
        return null;
      }
      if (field.type() != Field.Type.TEXT) {
        return number(field, b, from, to, record);
      }
      if (field.equals(Field.REQUEST)) {
        requestLine.split(b, from, to, false, record);
      } else if ((field.equals(Field.TARGET) || field.equals(Field.PATH)) && from < to) {
        requestLine.target(b, from, to, false, record);
      }
      return null;
    }

    private @org.jspecify.annotations.Nullable MalformedReason number(
        Field field, byte[] b, int from, int to, AccessRecord record) {
      boolean isStatus = field.equals(Field.STATUS);
      long scale = field.equals(Field.DURATION) ? MICROS : 1;
      long value = decimal(b, from, to, scale);
      if (value < 0 || (isStatus && value > 999)) {
        return isStatus ? MalformedReason.STATUS : MalformedReason.NUMBER;
      }
      if (isStatus) {
        record.setStatus((int) value);
      } else if (field.equals(Field.BYTES)) {
        record.setBytes(value);
      } else if (field.equals(Field.DURATION)) {
        record.setDurationMicros(value);
      } else {
        record.setRequestBytes(value);
      }
      return null;
    }

    /** Reads digits, perhaps with a fraction; what is finer than the scale is cut off. Or -1. */
    private static long decimal(byte[] b, int from, int to, long scale) {
      long value = 0;
      int at = from;
      for (; at < to && TimeReader.isDigit(b[at]); at++) {
        value = value * 10 + b[at] - '0';
        if (value > Long.MAX_VALUE / 20 / scale) {
          return -1;
        }
      }
      if (at == from) {
        return -1;
      }
      value *= scale;
      if (at < to && b[at] == '.') {
        at++;
        for (long unit = scale / 10; at < to && TimeReader.isDigit(b[at]); at++, unit /= 10) {
          value += (b[at] - '0') * unit;
        }
      }
      return at == to ? value : -1;
    }
  }
}
