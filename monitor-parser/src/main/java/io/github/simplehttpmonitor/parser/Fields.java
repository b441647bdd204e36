package io.github.simplehttpmonitor.parser;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields somebody wants of every record, each with a slot: a small number under which parsers
 * store it and readers find it, so that nothing is looked up by name per line.
 *
 * <p>Immutable; safe for any number of threads.
 */
public final class Fields {

  /** The slot of a field that nobody wants. */
  public static final int UNWANTED = -1;

  private final List<Field> fields;

  private Fields(Collection<Field> wanted) {
    Set<Field> distinct = new LinkedHashSet<>(wanted);
    distinct.add(Field.TIME);
    this.fields = List.copyOf(distinct);
  }

  /** {@return these fields and the time, which is always wanted} */
  public static Fields of(Field... wanted) {
    return new Fields(Arrays.asList(wanted));
  }

  /** {@return these fields and the time, which is always wanted} */
  public static Fields of(Collection<Field> wanted) {
    return new Fields(wanted);
  }

  /** {@return the slot of a field, or {@link #UNWANTED}} */
  public int slot(Field field) {
    return fields.indexOf(field);
  }

  /** {@return whether the field is wanted} */
  public boolean contains(Field field) {
    return slot(field) != UNWANTED;
  }

  /** {@return the fields by slot} */
  public List<Field> list() {
    return fields;
  }

  /** {@return the number of slots} */
  public int size() {
    return fields.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fields that && that.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
