package io.github.simplehttpmonitor.parser.formats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the tree of wanted places from paths, and numbers their values. */
final class JsonNodes {

  private final JsonNode root = new JsonNode();

  /** By {@link JsonPath#id}: the hash of a record is slow to start with. */
  private final Map<String, Integer> values = new HashMap<>();

  private @Nullable JsonNode base;

  JsonNode root() {
    return root;
  }

  /** {@return how many values there are} */
  int size() {
    return values.size();
  }

  /** {@return the number of the value at this path} */
  int value(JsonPath path) {
    Integer known = values.get(path.id());
    if (known != null) {
      return known;
    }
    int value = values.size();
    values.put(path.id(), value);
    mark(root, path, value);
    if (base != null) {
      mark(base, path, value);
    }
    return value;
  }

  /** {@return the numbers of the values at these paths} */
  int[] values(List<JsonPath> paths) {
    int[] numbers = new int[paths.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = value(paths.get(i));
    }
    return numbers;
  }

  private static void mark(JsonNode from, JsonPath path, int value) {
    JsonNode node = at(from, path.steps());
    mark(node, value);
    if (!path.endsWithIndex()) {
      mark(node.addElement(0), value);
    }
    if (path.isDotted()) {
      mark(from.addMember(path.flat()), value);
    }
  }

  private static JsonNode at(JsonNode from, List<JsonPath.Step> steps) {
    JsonNode node = from;
    for (JsonPath.Step step : steps) {
      node = step.index() < 0 ? node.addMember(step.key()) : node.addElement(step.index());
    }
    return node;
  }

  private static void mark(JsonNode node, int value) {
    // Two paths can lead to one place: a[0] and a. The first one that was asked for has it.
    if (node.value == JsonNode.NONE) {
      node.value = value;
    }
  }

  /**
   * Makes what lies at this path as good as the whole object, for the values asked for afterwards.
   * If it is an element of an array that has more of them, the line has several records, of which
   * all but one would be lost.
   */
  void alternativeRoot(JsonPath path) {
    List<JsonPath.Step> steps = path.steps();
    base = at(root, steps);
    if (path.endsWithIndex()) {
      JsonNode array = at(root, steps.subList(0, steps.size() - 1));
      array.addElement(steps.get(steps.size() - 1).index() + 1).refused = true;
    }
  }
}
