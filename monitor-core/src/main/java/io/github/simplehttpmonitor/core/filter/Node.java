package io.github.simplehttpmonitor.core.filter;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** A part of a filter. */
sealed interface Node {

  /** Adds the fields it looks at. */
  void collect(Set<Field> fields);

  /** {@return it for records with these slots} */
  RecordPredicate bind(Fields slots);

  /** All of them. */
  record And(List<Node> parts) implements Node {
    @Override
    public void collect(Set<Field> fields) {
      parts.forEach(part -> part.collect(fields));
    }

    @Override
    public RecordPredicate bind(Fields slots) {
      RecordPredicate[] bound =
          parts.stream().map(part -> part.bind(slots)).toArray(RecordPredicate[]::new);
      return record -> {
        for (RecordPredicate predicate : bound) {
          if (!predicate.test(record)) {
            return false;
          }
        }
        return true;
      };
    }
  }

  /** Any of them. */
  record Or(List<Node> parts) implements Node {
    @Override
    public void collect(Set<Field> fields) {
      parts.forEach(part -> part.collect(fields));
    }

    @Override
    public RecordPredicate bind(Fields slots) {
      RecordPredicate[] bound =
          parts.stream().map(part -> part.bind(slots)).toArray(RecordPredicate[]::new);
      return record -> {
        for (RecordPredicate predicate : bound) {
          if (predicate.test(record)) {
            return true;
          }
        }
        return false;
      };
    }
  }

  /** Not it. */
  record Not(Node part) implements Node {
    @Override
    public void collect(Set<Field> fields) {
      part.collect(fields);
    }

    @Override
    public RecordPredicate bind(Fields slots) {
      RecordPredicate bound = part.bind(slots);
      return record -> !bound.test(record);
    }
  }

  /**
   * A comparison of a field.
   *
   * @param field the field
   * @param test makes the predicate for the field's slot
   */
  record Comparison(Field field, BiFunction<Fields, Integer, RecordPredicate> test)
      implements Node {
    @Override
    public void collect(Set<Field> fields) {
      fields.add(field);
    }

    @Override
    public RecordPredicate bind(Fields slots) {
      return test.apply(slots, slots.slot(field));
    }
  }
}
