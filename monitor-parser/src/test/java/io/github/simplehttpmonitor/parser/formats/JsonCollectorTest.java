package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.ParserState;
import io.github.simplehttpmonitor.parser.formats.JsonExamples.Example;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that are printed over several lines. */
class JsonCollectorTest {

  static Stream<Example> examples() {
    return JsonExamples.stream().filter(example -> example.line().startsWith("{"));
  }

  /** Reads lines one after the other. */
  private static final class Reader {
    private final LogFormat format;
    private final Fields fields;
    private LineParser parser;

    Reader(String spec) {
      format = FormatRegistry.builtIn().create(spec);
      fields = Fields.of(format.fields());
      parser = format.newParser(ParserContext.of(fields));
    }

    List<String> read(String... lines) {
      List<String> outcomes = new ArrayList<>();
      for (String line : lines) {
        AccessRecord record = new AccessRecord(fields);
        byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        int code = parser.parse(bytes, 0, bytes.length, record);
        outcomes.add(
            code == LineResult.PARSED ? JsonReading.describe(record) : Reading.outcome(code));
        for (int slot = 0; slot < fields.size(); slot++) {
          assertThat(record.has(slot) && record.isRaw(slot) && record.to(slot) > bytes.length)
              .as("a slice beyond the line")
              .isFalse();
        }
      }
      return outcomes;
    }

    void move() {
      ParserState state = parser.state();
      parser = format.newParser(ParserContext.of(fields));
      parser.restore(ParserState.of(state.toBytes()));
    }
  }

  /** Prints an object as jq does. */
  private static List<String> pretty(String json, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString) {
        line.append(c);
        if (c == '\\') {
          line.append(json.charAt(++i));
        }
        inString = c != '"';
      } else if ("{[".indexOf(c) >= 0 && "}]".indexOf(json.charAt(i + 1)) < 0) {
        lines.add(line.append(c).toString());
        line = new StringBuilder(indent + "  ".repeat(++depth));
      } else if ("}]".indexOf(c) >= 0 && "{[".indexOf(json.charAt(i - 1)) < 0) {
        lines.add(line.toString());
        line = new StringBuilder(indent + "  ".repeat(--depth)).append(c);
      } else if (c == ',') {
        lines.add(line.append(c).toString());
        line = new StringBuilder(indent + "  ".repeat(depth));
      } else if (c != ' ') {
        line.append(c);
        inString = c == '"';
      }
    }
    lines.add(line.toString());
    return lines;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void prettyPrinted_isARecordAtItsLastLine(Example example) {
    Reader reader = new Reader(example.format());
    String line = example.line();
    String start = "{\"records\":[";
    List<List<String>> objects = new ArrayList<>();
    if (line.startsWith(start)) {
      // The record alone ends before the brackets around it.
      line = line.substring(start.length(), line.length() - 2);
    }
    objects.add(pretty(line, ""));
    objects.add(pretty(line, "  "));
    for (List<String> lines : objects) {
      assertThat(lines).hasSizeGreaterThan(10);
      List<String> outcomes = new ArrayList<>();
      for (String one : lines) {
        outcomes.addAll(reader.read(one.replace('\'', ' ')));
        reader.move();
      }
      int last = lines.size() - 1;
      assertThat(outcomes.subList(0, last)).containsOnly("IGNORED");
      assertThat(outcomes.get(last)).isEqualTo(example.meaning());
    }
  }

  @Test
  void recordsInOneArray_areRecordsEach() {
    assertThat(
            new Reader("json:status=s,@root=records[0]")
                .read(
                    "{",
                    " 'records' : [",
                    "  {",
                    "   's':200",
                    "  },",
                    "  {",
                    "   's':404",
                    "  }",
                    " ]",
                    "}"))
        .containsExactly(
            "IGNORED",
            "IGNORED",
            "IGNORED",
            "IGNORED",
            "status=200",
            "IGNORED",
            "IGNORED",
            "status=404",
            "IGNORED",
            "IGNORED");
    assertThat(
            new Reader("json:status=s").read("[", "  {", "    's':200", "  },", "{'s':201}", "]"))
        .containsExactly("IGNORED", "IGNORED", "IGNORED", "status=200", "status=201", "IGNORED");
  }

  @Test
  void arrayThatIsNoWrapper_belongsToTheObject() {
    assertThat(new Reader("json:status=s,x=t").read("{", "'t': [", "'a'", "],", "'s': 200", "}"))
        .endsWith("status=200 x=a");
  }

  @Test
  void brokenObject_isGivenUp() {
    Reader reader = new Reader("json:status=s");
    assertThat(reader.read("{", "  's: 200")).containsExactly("IGNORED", "SYNTAX 2");
    assertThat(reader.read("{'s':200}")).containsExactly("status=200");
    assertThat(reader.read("{", "  's': x", "}")).containsExactly("IGNORED", "IGNORED", "SYNTAX 0");
    assertThat(reader.read("{", "  'a': 1", "}")).endsWith("MISSING 0");
    assertThat(reader.read("{", "  's': 200,", "{'s':404}")).endsWith("status=404");
    assertThat(reader.read("{", "  's': 200,", "{", "  's': 301", "}"))
        .containsExactly("IGNORED", "IGNORED", "TRUNCATED 0", "IGNORED", "status=301");
  }

  @Test
  void endlessObject_isGivenUp() {
    Reader reader = new Reader("json:status=s");
    reader.read("{");
    String line = "\"a\": \"" + "x".repeat(1000) + "\",";
    int lines = 0;
    while (reader.read(line).get(0).equals("IGNORED")) {
      lines++;
    }
    assertThat(lines).isEqualTo(JsonCollector.MAX_BYTES / (line.length() + 1));
    assertThat(reader.parser.state()).isEqualTo(ParserState.NONE);
    assertThat(reader.read("{'s':200}")).containsExactly("status=200");
  }
}
