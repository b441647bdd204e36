package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.cli.text.Caret;
import io.github.simplehttpmonitor.core.filter.FilterException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Gathers what is wrong with a file, each with its place and the line under it. */
final class Problems {

  /** More than anybody repairs before trying again. */
  private static final int MAX = 20;

  private final String file;
  private final String[] lines;
  private final List<String> said = new ArrayList<>();
  private int count;

  Problems(String file, String text) {
    this.file = file;
    this.lines = text.split("\\R", -1);
  }

  Place place(Node node) {
    return node.getStartMark().map(this::place).orElse(new Place(file, 1, 1));
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  void add(Node node, String message) {
    add(place(node), message);
  }

  void add(Mark mark, String message) {
    add(place(mark), message);
  }

  void add(Place place, String message) {
    if (++count > MAX) {
      return;
    }
    said.add(place + ": " + message);
    if (place.line() <= lines.length) {
      said.addAll(Caret.under(lines[place.line() - 1], place.column() - 1));
    }
  }

  /** Adds what is wrong with a filter, with the caret under the place in it. */
  void add(Node node, String key, FilterException e) {
    String message = key + ": " + e.getMessage();
    Place start = place(node);
    int column = node instanceof ScalarNode scalar ? column(scalar, start, e.column()) : -1;
    if (column >= 0) {
      add(new Place(file, start.line(), column + 1), message);
    } else if (++count <= MAX) {
      said.add(start + ": " + message);
      said.addAll(Caret.under(e.source().replaceAll("\\s", " "), e.column()));
    }
  }

  /** Where in its line a character of a scalar is; -1 if the scalar is not as it is written. */
  private int column(ScalarNode node, Place start, int character) {
    String line = start.line() <= lines.length ? lines[start.line() - 1] : "";
    int from = start.column() - 1;
    int quote = node.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
    boolean asWritten =
        (node.getScalarStyle() == ScalarStyle.PLAIN
                || node.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                || node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED)
            && line.startsWith(node.getValue(), from + quote);
    if (asWritten) {
      return from + quote + character;
    }
    return node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
        ? afterEscapes(node.getValue(), line, from + 1, character)
        : -1;
  }

  /** Goes along a quoted text whose only escapes are those of quotes and backslashes. */
  private static int afterEscapes(String value, String line, int from, int character) {
    int at = from;
    for (int i = 0; i < value.length(); i++) {
      if (i == character) {
        return at;
      }
      if (at < line.length() && line.charAt(at) == '\\') {
        at++;
      }
      if (at >= line.length() || line.charAt(at) != value.charAt(i)) {
        return -1;
      }
      at++;
    }
    return at;
  }

  boolean isEmpty() {
    return count == 0;
  }

  void throwIfAny() {
    if (count == 0) {
      return;
    }
    List<String> all = new ArrayList<>(said);
    if (count > MAX) {
      all.add("and " + (count - MAX) + " more");
    }
    throw new ConfigException(all);
  }
}
