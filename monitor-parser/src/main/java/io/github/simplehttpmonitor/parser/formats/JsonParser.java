package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines that are JSON objects: one pass notes where the values are, then those that are
 * wanted are read. Text before the object, as containers and syslog put it there, is passed over.
 */
final class JsonParser implements LineParser {

  /** How far into a line its object may begin. */
  private static final int MAX_PREFIX = 512;

  private final JsonScanner scanner;
  private final JsonValues values;
  private final int[] conditionValues;
  private final byte[][][] conditionTexts;
  private final int[][] needs;
  private final int[] others;
  private final @Nullable JsonInnerLine innerLine;
  private final byte[] wrapper;
  private final JsonCollector collector = new JsonCollector();
  private final AccessRecord collected;

  JsonParser(JsonDefinition definition, @Nullable LogFormat inner, ParserContext context) {
    JsonNodes nodes = new JsonNodes();
    JsonPath root = definition.root();
    if (root != null) {
      nodes.alternativeRoot(root);
    }
    List<JsonDefinition.Condition> conditions = definition.conditions();
    conditionValues = new int[conditions.size()];
    conditionTexts = new byte[conditions.size()][][];
    for (int i = 0; i < conditionValues.length; i++) {
      conditionValues[i] = nodes.value(conditions.get(i).path());
      List<String> texts = conditions.get(i).values();
      conditionTexts[i] = new byte[texts.size()][];
      for (int k = 0; k < texts.size(); k++) {
        conditionTexts[i][k] = texts.get(k).getBytes(StandardCharsets.UTF_8);
      }
    }
    needs = new int[definition.needs().size()][];
    for (int i = 0; i < needs.length; i++) {
      needs[i] = nodes.values(definition.needs().get(i));
    }
    others = nodes.values(definition.others());
    JsonPath line = definition.line();
    innerLine =
        line == null || inner == null
            ? null
            : new JsonInnerLine(nodes.value(line), inner.newParser(context), context.fields());
    wrapper = root == null ? new byte[0] : wrapper(root);
    collected = new AccessRecord(context.fields());
    values = new JsonValues(definition, nodes, context);
    scanner = new JsonScanner(nodes.root(), nodes.size());
  }

  /** The key of an array whose first element may be the record. */
  private static byte[] wrapper(JsonPath root) {
    List<JsonPath.Step> steps = root.steps();
    return steps.size() == 2 && steps.get(1).index() == 0
        ? steps.get(0).key().getBytes(StandardCharsets.UTF_8)
        : new byte[0];
  }

  @Override
  public int parse(byte[] b, int from, int to, AccessRecord record) {
    record.reset(b);
    int start = JsonText.afterSpaces(b, from, to);
    if (start == to) {
      return LineResult.IGNORED;
    }
    boolean alone = b[start] == '{' && JsonText.afterSpaces(b, start + 1, to) == to;
    if (collector.isActive()) {
      // Printers indent what lies inside: a brace in the first column begins an object of its own.
      if (b[start] != '{' || start > from) {
        return collect(b, from, start, to, record);
      }
      collector.clear();
      if (alone) {
        collector.add(b, start, start + 1);
        return LineResult.malformed(MalformedReason.TRUNCATED, 0);
      }
    }
    if (alone) {
      collector.add(b, start, start + 1);
      return LineResult.IGNORED;
    }
    int open = start;
    if (b[start] != '{') {
      open = Bytes.indexOf(b, start, Math.min(to, start + MAX_PREFIX), '{');
      if (open < 0) {
        // The brackets around objects, each of which has lines of its own.
        return isClosing(b, b[start] == '[' ? start + 1 : start, to, '}')
            ? LineResult.IGNORED
            : LineResult.malformed(MalformedReason.SYNTAX, start - from);
      }
    }
    return object(b, from, open, to, record);
  }

  /** Takes a line of an object that has several. */
  private int collect(byte[] b, int from, int start, int to, AccessRecord record) {
    if (collector.isFresh() && isWrapper(b, start, to)) {
      collector.clear();
      return LineResult.IGNORED;
    }
    int state = collector.add(b, start, to);
    if (state == JsonCollector.OPEN) {
      return LineResult.IGNORED;
    }
    if (state == JsonCollector.BROKEN) {
      return LineResult.malformed(MalformedReason.SYNTAX, start - from);
    }
    int code = object(collector.bytes(), 0, 0, collector.length(), collected);
    if (LineResult.isMalformed(code)) {
      return LineResult.malformed(LineResult.reason(code), start - from);
    }
    if (code == LineResult.PARSED) {
      JsonInnerLine.copy(collected, record);
    }
    return code;
  }

  /** Whether the line is {@code "records": [} and the objects inside are the records. */
  private boolean isWrapper(byte[] b, int start, int to) {
    if (wrapper.length == 0 || b[start] != '"' || !Bytes.startsWith(b, start + 1, to, wrapper)) {
      return false;
    }
    int at = start + 1 + wrapper.length;
    if (at >= to || b[at] != '"') {
      return false;
    }
    at = JsonText.afterSpaces(b, at + 1, to);
    if (at >= to || b[at] != ':') {
      return false;
    }
    at = JsonText.afterSpaces(b, at + 1, to);
    return at < to && b[at] == '[' && JsonText.afterSpaces(b, at + 1, to) == to;
  }

  /** Reads the object that begins at {@code open}. */
  private int object(byte[] b, int from, int open, int to, AccessRecord record) {
    record.reset(b);
    int end = scanner.scan(b, open, to);
    if (end < 0) {
      return misfit(-1 - end, from, to);
    }
    int after = JsonText.afterSpaces(b, end, to);
    if (after < to && !isClosing(b, after, to, ']')) {
      return misfit(after, from, to);
    }
    if (scanner.refusedAt() >= 0) {
      return LineResult.malformed(MalformedReason.OTHER, scanner.refusedAt() - from);
    }
    for (int i = 0; i < conditionValues.length; i++) {
      if (scanner.has(conditionValues[i]) && !fits(b, conditionValues[i], conditionTexts[i])) {
        return LineResult.IGNORED;
      }
    }
    if (innerLine != null) {
      int code = innerLine.read(b, from, scanner, record);
      return code == LineResult.PARSED ? values.fill(b, from, scanner, record) : code;
    }
    for (int[] need : needs) {
      if (!hasAny(b, need)) {
        return others.length > 0 && hasAll(b, others)
            ? LineResult.IGNORED
            : LineResult.malformed(MalformedReason.MISSING, end - 1 - from);
      }
    }
    return values.hasRequest(b, scanner)
        ? values.fill(b, from, scanner, record)
        : LineResult.malformed(MalformedReason.MISSING, end - 1 - from);
  }

  @Override
  public ParserState state() {
    return collector.state();
  }

  @Override
  public void restore(ParserState state) {
    collector.restore(state);
  }

  private static int misfit(int at, int from, int to) {
    return LineResult.malformed(
        at >= to ? MalformedReason.TRUNCATED : MalformedReason.SYNTAX, at - from);
  }

  /** Whether only commas and brackets that close are left, of arrays and of one other kind. */
  private static boolean isClosing(byte[] b, int from, int to, int other) {
    for (int i = from; i < to; i++) {
      if (b[i] != ',' && b[i] != ']' && b[i] != other && (b[i] > ' ' || b[i] < 0)) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(byte[] b, int value, byte[][] texts) {
    int from = scanner.from(value);
    int to = scanner.to(value);
    for (byte[] text : texts) {
      int length = text.length;
      boolean any = length > 0 && text[length - 1] == '*';
      boolean fits =
          any
              ? to - from >= length - 1
                  && Bytes.equal(b, from, from + length - 1, text, 0, length - 1)
              : Bytes.equal(b, from, to, text, 0, length);
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAny(byte[] b, int[] wanted) {
    for (int value : wanted) {
      if (JsonValues.isPresent(b, scanner, value)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAll(byte[] b, int[] wanted) {
    for (int value : wanted) {
      if (!JsonValues.isPresent(b, scanner, value)) {
        return false;
      }
    }
    return true;
  }
}
