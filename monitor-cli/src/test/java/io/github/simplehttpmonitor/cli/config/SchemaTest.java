package io.github.simplehttpmonitor.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema and the reader know the same keys. */
class SchemaTest {

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "", ConfigKeys.ROOT,
          "properties.statistics", ConfigKeys.STATISTICS,
          "$defs.source", ConfigKeys.SOURCE,
          "$defs.query", ConfigKeys.QUERY,
          "$defs.rule", ConfigKeys.RULE,
          "$defs.level", ConfigKeys.LEVEL,
          "$defs.group", ConfigKeys.GROUP,
          "$defs.appender", ConfigKeys.APPENDER);

  @SuppressWarnings("unchecked")
  private static Map<String, Object> at(String path) throws IOException {
    try (InputStream in = Configuration.class.getResourceAsStream("monitor.schema.json")) {
      assertThat(in).isNotNull();
      // JSON is YAML.
      Map<String, Object> found =
          (Map<String, Object>)
              new Load(LoadSettings.builder().build())
                  .loadFromString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      for (String name : path.isEmpty() ? new String[0] : path.split("\\.")) {
        found = (Map<String, Object>) found.get(name);
      }
      return found;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "properties.statistics",
    "$defs.source",
    "$defs.query",
    "$defs.rule",
    "$defs.level",
    "$defs.group",
    "$defs.appender"
  })
  void keys_areThoseOfTheReader(String path) throws IOException {
    Map<String, Object> object = at(path);
    assertThat(((Map<?, ?>) object.get("properties")).keySet())
        .isEqualTo(Set.copyOf(KEYS.get(path)));
    assertThat(object).containsEntry("additionalProperties", false);
  }

  @Test
  void measures_areThoseOfTheReader() throws IOException {
    List<?> any = (List<?>) at("$defs.measure").get("anyOf");
    Set<String> named = new TreeSet<>();
    for (Object name : (List<?>) ((Map<?, ?>) any.get(0)).get("enum")) {
      named.add(String.valueOf(name));
    }
    assertThat(named)
        .isEqualTo(
            new TreeSet<>(
                QueryReader.MEASURES.stream().filter(name -> !name.matches("p\\d+")).toList()));
  }

  @Test
  void exampleOfEveryKey_hasEveryKey() {
    for (List<String> keys : KEYS.values()) {
      assertThat(keys)
          .allMatch(
              key ->
                  ConfigurationTest.FULL.matches(
                      "(?s).*\\b" + key + ": .*|(?s).*\\b" + key + ":\n.*"));
    }
  }
}
