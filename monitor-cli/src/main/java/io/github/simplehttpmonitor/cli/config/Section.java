package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.cli.text.FieldNames;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.filter.FilterException;
import io.github.simplehttpmonitor.core.spi.Durations;
import io.github.simplehttpmonitor.core.spi.Suggestion;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping with known keys. What is wrong is said to {@link Problems}, and reading goes on with
 * nothing in its place, so that all mistakes are found at once.
 */
final class Section {

  private final Problems problems;
  private final String what;
  private final Node node;
  private final List<String> known;
  private final Map<String, Node> values = new LinkedHashMap<>();

  /**
   * Reads a mapping.
   *
   * @param what what it is, for messages: "a rule"
   * @param known its keys; empty: any
   */
  Section(Problems problems, String what, @Nullable Node node, List<String> known) {
    this.problems = problems;
    this.what = what;
    this.known = known;
    this.node = node == null ? new ScalarNode(Tag.NULL, "", ScalarStyle.PLAIN) : node;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::put);
    } else if (node != null && !isNull(node)) {
      problems.add(node, what + " is a mapping of keys to values, not " + kind(node));
    }
  }

  private void put(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add(tuple.getKeyNode(), "a key is a word, not " + kind(tuple.getKeyNode()));
      return;
    }
    String name = key.getValue();
    if (!known.isEmpty() && !known.contains(name)) {
      String nearest = Suggestion.nearest(name, known);
      problems.add(
          key,
          what
              + " has no key '"
              + name
              + "'; "
              + (nearest.isEmpty()
                  ? "there are " + String.join(", ", known)
                  : "did you mean '" + nearest + "'?"));
      return;
    }
    Node earlier = values.putIfAbsent(name, tuple.getValueNode());
    if (earlier != null) {
      problems.add(
          key,
          "the key '" + name + "' is there twice; first in line " + problems.place(earlier).line());
    }
  }

  Problems problems() {
    return problems;
  }

  /** {@return the mapping itself} */
  Node node() {
    return node;
  }

  /** {@return the value's node, the whole if there is none} */
  Node node(String key) {
    Node value = values.get(key);
    return value == null ? node : value;
  }

  boolean has(String key) {
    return value(key) != null;
  }

  /** {@return all keys that were there and may be} */
  Collection<String> keys() {
    return values.keySet();
  }

  private @Nullable Node value(String key) {
    if (!known.isEmpty() && !known.contains(key)) {
      throw new IllegalArgumentException("not a key of " + what + ": " + key);
    }
    return values.get(key);
  }

  void problem(String key, String message) {
    problems.add(node(key), key + ": " + message);
  }

  /** {@return a mapping in it, empty if it is absent} */
  Section section(String key, List<String> keys) {
    return new Section(problems, "'" + key + "'", value(key), keys);
  }

  /** {@return the parts of a list, or the one value in its place} */
  List<Node> list(String key) {
    Node value = value(key);
    if (value == null || isNull(value)) {
      return List.of();
    }
    return value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
  }

  /** {@return the parts of a list, nothing else} */
  List<Node> sequence(String key) {
    Node value = value(key);
    if (value == null || isNull(value)) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problem(key, "this is a list, each part after a dash, not " + kind(value));
    return List.of();
  }

  /** {@return the texts of a list, or of the one text in its place} */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node part : list(key)) {
      String text = scalar(problems, key, part);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** {@return names and values} */
  Map<String, String> map(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    Section section = section(key, List.of());
    for (String name : section.keys()) {
      String text = section.text(name);
      if (text != null) {
        map.put(name, text);
      }
    }
    return map;
  }

  @Nullable String text(String key) {
    Node value = value(key);
    return value == null ? null : scalar(problems, key, value);
  }

  @Nullable String required(String key) {
    if (!values.containsKey(key)) {
      problems.add(node, what + " needs '" + key + "'");
      return null;
    }
    return text(key);
  }

  /** {@return the value after a conversion whose failure is said at the value} */
  <T> @Nullable T as(String key, Function<String, T> conversion) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return conversion.apply(text);
    } catch (FilterException e) {
      problems.add(node(key), key, e);
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
    }
    return null;
  }

  @Nullable Duration duration(String key) {
    return as(key, Durations::parse);
  }

  @Nullable Filter filter(String key) {
    return as(key, FieldNames::filter);
  }

  @Nullable Integer integer(String key) {
    return as(key, text -> (int) whole(text));
  }

  @Nullable ZoneId zone(String key) {
    return as(
        key,
        text -> {
          try {
            return ZoneId.of(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                "'" + text + "' is not a time zone; write it like Europe/Berlin, UTC or +02:00", e);
          }
        });
  }

  /** {@return the value that is called so, in lower case} */
  <E extends Enum<E>> @Nullable E choice(String key, Class<E> type) {
    return as(key, text -> chosen(text, type));
  }

  private static <E extends Enum<E>> E chosen(String text, Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      String name = value.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return value;
      }
      names.add(name);
    }
    throw new IllegalArgumentException("'" + text + "' is none of " + String.join(", ", names));
  }

  private static long whole(String text) {
    try {
      return new BigDecimal(text).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
    }
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  /** {@return the text of a node that is neither a list nor a mapping nor nothing} */
  static @Nullable String scalar(Problems problems, String key, Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      problems.add(node, key + ": this is one value, not " + kind(node));
      return null;
    }
    if (isNull(node)) {
      problems.add(node, key + ": there is no value");
      return null;
    }
    boolean usual =
        scalar.getTag().getValue().startsWith(Tag.PREFIX) || scalar.getTag().equals(Tag.ENV_TAG);
    if (!usual) {
      problems.add(
          node, key + ": a value that begins with '!' has to be quoted: '!...' is a tag in YAML");
      return null;
    }
    return scalar.getValue();
  }

  static String kind(Node node) {
    return node instanceof MappingNode
        ? "a mapping"
        : node instanceof SequenceNode ? "a list" : "one value";
  }
}
