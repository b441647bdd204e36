package io.github.simplehttpmonitor.parser.formats;

import java.util.List;

/** Where a value lies in an object: keys and, for arrays, indexes from 0. */
record JsonPath(List<Step> steps) {

  /** The highest index of an array that a path can have. */
  static final int MAX_INDEX = 15;

  /**
   * One step of a path.
   *
   * @param key the key of an object's member, empty for an element of an array
   * @param index the index of an array's element, -1 for a member of an object
   */
  record Step(String key, int index) {}

  JsonPath {
    steps = List.copyOf(steps);
  }

  /** {@return whether the path is keys only, more than one} */
  boolean isDotted() {
    for (Step step : steps) {
      if (step.index() >= 0) {
        return false;
      }
    }
    return steps.size() > 1;
  }

  /** {@return the keys joined by dots, as some writers flatten objects} */
  String flat() {
    return joined('.');
  }

  /** {@return a text that no other path has} */
  String id() {
    return joined('\0');
  }

  private String joined(char separator) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (i > 0) {
        text.append(separator);
      }
      text.append(step.key());
      if (step.index() >= 0) {
        text.append('[').append(step.index());
      }
    }
    return text.toString();
  }

  boolean endsWithIndex() {
    return steps.get(steps.size() - 1).index() >= 0;
  }
}
