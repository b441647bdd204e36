package io.github.simplehttpmonitor.parser.formats;

import java.util.List;

/**
 * A definition string taken apart: the text before the first field, then the fields with the text
 * after each.
 *
 * @param escaping what a backslash means in quoted fields
 */
record Definition(String prefix, List<Element> elements, Escaping escaping) {

  Definition {
    elements = List.copyOf(elements);
  }
}
