package io.github.simplehttpmonitor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.Explanation;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of formats in the documentation is what the code says of them. */
class FormatsPageTest {

  private static final Path PAGE = Project.ROOT.resolve("docs/formats.md");
  private static final String BEGIN = "<!-- formats: written by the tests from the code -->\n";
  private static final String END = "<!-- end -->\n";

  /** {@code -Dupdate-golden=true} writes the list into the page. */
  @Test
  void page_listsTheFormatsThereAre() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + list()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(PAGE, expected);
      page = expected;
    }
    assertThat(page).isEqualTo(expected);
  }

  private static String list() {
    StringBuilder text = new StringBuilder();
    for (LogFormatProvider provider : FormatRegistry.builtIn().providers()) {
      text.append("\n### ").append(provider.name()).append(provider.isDetectable() ? " ✓" : "");
      text.append("\n\n").append(escaped(provider.description())).append('.');
      if (!provider.aliases().isEmpty()) {
        text.append(" Also called ").append(quoted(provider.aliases())).append('.');
      }
      text.append('\n');
      if (provider.isDetectable() || !provider.exampleLine().isEmpty()) {
        text.append(made(provider));
      }
    }
    return text.append('\n').toString();
  }

  private static String made(LogFormatProvider provider) {
    LogFormat format = provider.create(FormatOptions.NONE);
    StringBuilder text = new StringBuilder();
    text.append("\nFields: ")
        .append(quoted(format.fields().stream().map(Field::name).toList()))
        .append(".\n");
    if (!format.definition().isEmpty()) {
      text.append("\n```\n").append(format.definition()).append("\n```\n");
    }
    if (!provider.exampleLine().isEmpty()) {
      text.append("\n```\n").append(provider.exampleLine()).append("\n```\n");
    }
    return text.toString();
  }

  private static String quoted(Iterable<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.length() == 0 ? "" : ", ").append('`').append(name).append('`');
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return text.lines().map(line -> line.replace("<", "&lt;")).collect(Collectors.joining(" "));
  }

  @Test
  void examples_areOfTheirFormats() {
    for (LogFormatProvider provider : FormatRegistry.builtIn().providers()) {
      String example = provider.exampleLine();
      if (example.isEmpty()) {
        assertThat(provider.isDetectable()).as("example of %s", provider.name()).isFalse();
        continue;
      }
      LogFormat format = provider.create(FormatOptions.NONE);
      Explanation last = null;
      Fields fields = Fields.of(format.fields());
      LineParser parser = format.newParser(ParserContext.of(fields));
      for (String line : example.split("\n", -1)) {
        last = Explanation.of(parser, fields, line.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(last).isNotNull();
      assertThat(last.outcome())
          .as("%s: %s", provider.name(), last)
          .isEqualTo(Explanation.Outcome.PARSED);
      assertThat(last.extraFields() || last.cut()).as("%s: %s", provider.name(), last).isFalse();
    }
  }
}
