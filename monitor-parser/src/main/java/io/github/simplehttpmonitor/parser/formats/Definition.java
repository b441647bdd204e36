package io.github.simplehttpmonitor.parser.formats;

import java.util.ArrayList;
import java.util.List;

/**
 * A definition string taken apart: the text before the first field, then the fields with the text
 * after each.
 */
record Definition(String prefix, List<Element> elements) {

  Definition {
    elements = List.copyOf(elements);
  }

  /** Collects fields and the text between them. */
  static final class Builder {
    private final String source;
    private final List<Element> elements = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String prefix = "";

    Builder(String source) {
      this.source = source;
    }

    Builder text(String literal) {
      text.append(literal);
      return this;
    }

    /**
     * Adds a field.
     *
     * @param column where it stands in the source, from 0
     */
    void field(Element element, int column) {
      if (elements.isEmpty()) {
        prefix = text.toString();
      } else if (text.isEmpty()) {
        Element before = elements.get(elements.size() - 1);
        if (before.kind() == Element.Kind.PATH && element.kind() == Element.Kind.QUERY) {
          // Apache's %U%q is the request target, whose query brings its own question mark.
          elements.remove(elements.size() - 1);
          elements.add(
              Element.of(Element.Kind.TARGET, io.github.simplehttpmonitor.parser.Field.TARGET));
          return;
        }
        throw new FormatException(
            "two fields with nothing between them cannot be told apart", source, column);
      } else {
        closeLast();
      }
      elements.add(element);
      text.setLength(0);
    }

    private void closeLast() {
      int last = elements.size() - 1;
      elements.set(last, elements.get(last).followedBy(text.toString()));
    }

    Definition build() {
      if (elements.isEmpty()) {
        throw new FormatException("the definition names no field", source, 0);
      }
      closeLast();
      return new Definition(prefix, elements);
    }
  }
}
